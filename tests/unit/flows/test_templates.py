from __future__ import annotations

import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.errors import TemplateError
from bot.flows.templates import BrokenTemplate, compile_template, render, template_names

NAMESPACE: dict[str, Any] = {
    "customer": {"name": "Ana", "travels": "often"},
    "slots": {"days": 3, "price": 9.9, "said": "{{ 7 | times: 7 }}"},
    "company": {"name": "Vereda"},
}


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("Hi", "Hi"),
        ("Hi {{ customer.name }}", "Hi Ana"),
        ("{{ customer.name | upcase }}", "ANA"),
        ("{{ slots.days | times: slots.price | round: 2 }}", "29.7"),
        ("{{ customer.pet | default: 'friend' }}", "friend"),
        ("{{ customer.pet.name | default: 'friend' }}", "friend"),
        ("{% if customer.pet %}a{% else %}b{% endif %}", "b"),
        ("{% if customer.lines > 3 %}a{% else %}b{% endif %}", "b"),
        ("{% if customer.lines < 3 %}a{% else %}b{% endif %}", "b"),
        ("{% if customer.pet == 'cat' %}a{% else %}b{% endif %}", "b"),
        ("{% if customer.pet != 'cat' %}a{% else %}b{% endif %}", "a"),
        ("{% case customer.travels %}{% when 'often' %}a{% else %}b{% endcase %}", "a"),
        ("{{ slots.said }}", "{{ 7 | times: 7 }}"),
        ("<b>{{ customer.name }}</b> & co", "<b>Ana</b> & co"),
        ("{{ slots.size | default: 'none' }}", "none"),
        ("{{ '2026-01-09' | date: '%d/%m/%Y' }}", "09/01/2026"),
    ],
)
def test_a_text_is_filled_in(template: str, expected: str) -> None:
    assert render(template, NAMESPACE) == expected


@pytest.mark.parametrize(
    "template",
    [
        "{{ customer.pet }}",
        "{{ pet }}",
        "{{ customer.__class__ }}",
        "{{ slots.days.__class__.__mro__ }}",
        "{{ customer.items }}",
        "{% for p in customer.pets %}{{ p }}{% endfor %}",
        "{{ 10 | divided_by: 0 }}",
        "{% for i in (1..100000000) %}x{% endfor %}",
        "{% for i in (1..900) %}{% for j in (1..900) %}x{% endfor %}{% endfor %}",
        "{{ (1..99999999) | join }}",
        "{% assign s = 'aaaaaaaaaa' %}{% for i in (1..900) %}{% assign s = s | append: s %}{% endfor %}",
        "{{ 'x' | append: 'xxxxxxxxxxxxxxx' " + "| replace: 'x', 'xxxxxxxxxxxxxxxxxxxx' " * 9 + "}}",
        "{% assign n = 9 %}{% for i in (1..900) %}{% assign n = n | times: n %}{% endfor %}{{ n }}",
        "{{ 'now' | date: '%Y' }}",
        "{{ '2026-01-09' | date: '%999999999d' }}",
    ],
)
def test_a_text_neither_reads_beyond_its_namespace_nor_runs_away(template: str) -> None:
    before = time.process_time()
    with pytest.raises(TemplateError) as error:
        render(template, NAMESPACE, flow="pass", step="offer")
    assert "pass.offer" in str(error.value)
    assert time.process_time() - before < 2


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("one\n{{ x | nosuch }}", 2),
        ("{% if %}", 1),
        ("{% include 'a' %}", 1),
        ("{% render 'a' %}", 1),
        ("a\nb\n{{ x", 3),
        ("{% for %}", 1),
        ("{{ 'x' | base64_encode }}", 1),
        ("x" * 30_000, 1),
    ],
)
def test_a_broken_text_is_found_when_it_is_read(template: str, line: int) -> None:
    with pytest.raises(BrokenTemplate) as error:
        compile_template(template)
    assert error.value.line == line


def test_a_text_names_what_it_reads_and_not_its_own_variables() -> None:
    text = "{% assign x = slots.days %}{{ x }} {{ customer.name }}{% for t in company.tiers %}{{ t.label }}{% endfor %}"
    assert template_names(text) == {"slots.days", "customer.name", "company.tiers"}


@given(st.text("{}%| .:'\"ab\n-#if for end=", max_size=60))
def test_any_text_renders_or_is_refused(text: str) -> None:
    try:
        compile_template(text)
    except BrokenTemplate:
        return
    with suppress(TemplateError):
        render(text, NAMESPACE)


@given(st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=200))
def test_what_a_customer_says_comes_out_as_it_went_in(said: str) -> None:
    assert render("[{{ slots.said }}]", {"slots": {"said": said}}) == f"[{said}]"


# Money.


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("en", "{{ slots.bill | money }}", "R$1,234.50"),
        ("es", "{{ slots.bill | money }}", "1.234,50 BRL"),
        ("pt", "{{ slots.bill | money }}", "R$ 1.234,50"),
        ("en", "{{ slots.bill | money: 'EUR' }}", "€1,234.50"),
    ],
)
def test_money_is_written_as_the_language_writes_it(language: str, text: str, shown: str) -> None:
    namespace = {
        "slots": {"bill": 1234.5},
        "context": {"language": language},
        "company": {"currency": "BRL"},
    }
    assert render(text, namespace) == shown


def test_money_without_a_currency_is_a_number_and_words_are_no_money() -> None:
    assert render("{{ slots.bill | money }}", {"slots": {"bill": "12"}}) == "12.00"
    with pytest.raises(TemplateError, match="no amount of money"):
        render("{{ slots.bill | money }}", {"slots": {"bill": "twelve"}})


@pytest.mark.parametrize(
    "part",
    [
        "{% for i in (1..1000) %}{% assign a = i | plus: 1 %}{% endfor %}",
        "{% for i in (1..1000) %}{% assign a = slots.many | sort | join: ',' | split: ',' %}{% endfor %}",
        "{% for i in (1..100) %}{% for j in (1..10) %}{% assign a = j %}{% endfor %}{% endfor %}",
        "{% assign a = slots.many | sort %}",
    ],
)
def test_however_much_is_written_a_text_stops_when_its_work_is_spent(part: str) -> None:
    started = time.perf_counter()
    with pytest.raises(TemplateError, match="too much work"):
        render(part * (20_000 // len(part)), {"slots": {"many": ["b"] * 3000}})
    assert time.perf_counter() - started < 20
