from __future__ import annotations

import pytest

from bot.channels.twilio.template_check import check_templates

GOOD = """
templates:
  news:
    flow: check_in
    languages:
      en: {content_sid: HX0123456789abcdef0123456789abcdef, body: "News from {{1}}.", variables: {1: "{{ company }}"}}
"""


def found(text: str, languages: tuple[str, ...] = ("en",)) -> list[tuple[str, str, int]]:
    findings = check_templates({"templates/one.yml": text}, {"check_in", "welcome"}, languages)
    return [(one.level, one.code, one.where.line) for one in findings]


def test_a_good_template_has_no_findings() -> None:
    assert found(GOOD) == []


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (("flow: check_in", "flow: chek_in"), ("error", "template-flow", 4)),
        (("content_sid: HX0123456789abcdef0123456789abcdef", "content_sid: HX1"), ("error", "template", 6)),
        (("content_sid: HX0123456789abcdef0123456789abcdef, ", ""), ("note", "template-unapproved", 6)),
        (('"News from {{1}}."', '"{{1}} has news."'), ("warning", "template-edge", 6)),
        (('"News from {{1}}."', '"News from {{1}}"'), ("warning", "template-edge", 6)),
        (('"News from {{1}}."', f'"{"x" * 1025} {{{{1}}}}."'), ("error", "template-length", 6)),
        (('1: "{{ company }}"', '2: "{{ company }}"'), ("error", "template", 6)),
        (("languages:", "langages:"), ("error", "template", 5)),
    ],
)
def test_each_mistake_is_found_at_its_place(change: tuple[str, str], finding: tuple[str, str, int]) -> None:
    assert found(GOOD.replace(*change)) == [finding]


def test_a_language_of_the_company_that_is_missing_is_a_warning() -> None:
    assert found(GOOD, ("en", "pt")) == [("warning", "template-language", 4)]


def test_a_flow_is_suggested() -> None:
    [one] = check_templates({"templates/one.yml": GOOD.replace("check_in", "chek_in")}, {"check_in"}, ("en",))
    assert one.hint == "Did you mean 'check_in'?"


def test_files_of_other_folders_are_not_looked_at() -> None:
    assert check_templates({"flows/templates.yml": "templates: 3"}, set(), ()) == []
