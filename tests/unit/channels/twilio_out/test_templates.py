"""Approved templates: read with positions, chosen by flow and language, filled within Twilio's limits."""

from __future__ import annotations

import pytest

from bot.channels.twilio.templates import Templates, load_templates
from bot.errors import ContentError
from bot.store.content import read_files
from tests.product import CONTENT

SID, OTHER = "HX" + "a" * 32, "HX" + "b" * 32
FILE = "templates/openings.yml"
GOOD = f"""
templates:
  check_in:
    flow: check_in
    languages:
      en:
        content_sid: {SID}
        body: "{{{{1}}}} here: {{{{2}}}}"
        variables: {{1: "{{{{ company }}}}", 2: "{{{{ text }}}}"}}
  anything:
    languages:
      en: {{content_sid: {OTHER}, body: "News: {{{{1}}}}", variables: {{1: "{{{{ text }}}}"}}}}
options:
  quick_replies: {{2: {SID}}}
"""
VALUES = {"text": "How is it\ngoing?", "company": "Vereda", "assistant": "Vera"}


def load(text: str) -> Templates:
    return load_templates({FILE: text})


def test_the_flows_own_template_comes_before_the_one_for_any_flow() -> None:
    own, any_flow = load(GOOD).opening("check_in", "en", VALUES), load(GOOD).opening("other", "en", VALUES)
    assert own is not None and own.content_sid == SID
    assert any_flow is not None and any_flow.content_sid == OTHER


def test_variables_are_filled_on_one_line_and_the_body_shows_them() -> None:
    part = load(GOOD).opening("check_in", "en", VALUES)
    assert part is not None
    assert part.content_variables == {"1": "Vereda", "2": "How is it going?"}
    assert part.body == "Vereda here: How is it going?"


def test_another_language_is_no_substitute() -> None:
    assert load(GOOD).opening("check_in", "pt", VALUES) is None


def test_words_too_long_for_a_variable_are_not_cut_short() -> None:
    assert load(GOOD).opening("check_in", "en", {**VALUES, "text": "x" * 256}) is None


def test_a_template_without_a_content_sid_is_for_the_demos_phones_only() -> None:
    text = GOOD.replace(f"        content_sid: {SID}\n", "").replace(f"content_sid: {OTHER}, ", "")
    assert load(text).opening("check_in", "en", VALUES) is None
    local = load_templates({FILE: text}, is_local=True)
    part = local.opening("check_in", "en", VALUES)
    assert part is not None and part.content_sid is not None
    assert local.is_approved(part.content_sid)


@pytest.mark.parametrize(
    ("before", "after", "where", "problem"),
    [
        (SID, "HX1", "7:22", "is no ContentSid"),
        ("flow: check_in", "flows: check_in", "4:5", "unknown key 'flows'"),
        ("{{2}}", "{{3}}", "9:9", "differ: 2, 3"),
        ("{{ company }}", "{{ customer }}", "9:24", "cannot be filled in"),
        ("quick_replies: {2:", "quick_replies: {4:", "14:19", "no number of options from 1 to 3"),
        ("templates:\n", "template:\n", "2:1", "unknown key 'template'"),
    ],
)
def test_a_mistake_is_told_with_its_place(before: str, after: str, where: str, problem: str) -> None:
    with pytest.raises(ContentError) as told:
        load(GOOD.replace(before, after, 1))
    assert problem in str(told.value)
    assert str(told.value).startswith(f"{FILE}:{where}: ")


def test_the_demo_company_can_open_a_conversation_in_each_of_its_languages() -> None:
    templates = load_templates(read_files(CONTENT), is_local=True)
    for language in ("en", "es", "pt"):
        for flow in ("check_in", "travel_pass"):
            assert templates.opening(flow, language, VALUES) is not None
