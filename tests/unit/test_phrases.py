"""Marketing's phrases: what they are, and what is said about mistakes in them."""

from __future__ import annotations

import pytest

from bot.phrases import PhraseErrors, Phrases, load_phrases


def load(text: str, **more: str) -> Phrases:
    return load_phrases(
        {"phrases/a.yml": text, **{f"phrases/{name}.yml": body for name, body in more.items()}}
    )


def test_phrases_are_gathered_from_all_files_by_intent_and_language() -> None:
    found = load(
        "phrases: {call_back: {en: [call me], es: [llámenme]}}",
        b="phrases: {call_back: {en: [ring me]}}\nheld_out: {call_back: {en: [please call]}}",
    )
    assert found.trained == {"call_back": {"en": ("call me", "ring me"), "es": ("llámenme",)}}
    assert found.held_out == {"call_back": {"en": ("please call",)}}
    assert found.intents == {"call_back"}


def test_other_files_of_the_content_are_left_alone() -> None:
    assert load_phrases({"flows/a.yml": "phrases: 3"}) == Phrases()


def test_a_model_does_not_depend_on_the_order_of_files() -> None:
    one = load("phrases: {a: {en: [x]}}", b="phrases: {b: {en: [y]}}")
    other = load("phrases: {b: {en: [y]}}", b="phrases: {a: {en: [x]}}")
    assert one.canonical() == other.canonical()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- x", "phrases/a.yml:1:1: begin it with 'phrases:'"),
        ("phrase: {a: {en: [x]}}", "phrases/a.yml:1:1: 'phrase' is not known here"),
        ("phrases: {Call Me: {en: [x]}}", "phrases/a.yml:1:11: 'Call Me' is no name of an intent"),
        ("phrases: {a: [x]}", "needs a language with a list"),
        ("phrases: {a: {en: x}}", "must be a list"),
        ("phrases: {a: {en: [3]}}", "phrases/a.yml:1:20: a phrase is words"),
        ("phrases: {a: {en: [/a]}}", "does not begin with '/'"),
        (
            "phrases: {a: {en: [x]}, b: {en: ['X!']}}",
            "'X!' is here for 'b' and in phrases/a.yml:1:20 for 'a'",
        ),
        ("phrases: {a: {en: [x]}}\nheld_out: {a: {en: [x]}}", "is held out and also in"),
    ],
)
def test_a_mistake_is_reported_with_its_place(text: str, problem: str) -> None:
    with pytest.raises(PhraseErrors) as error:
        load(text)
    assert problem in str(error.value)


def test_every_mistake_is_reported() -> None:
    with pytest.raises(PhraseErrors) as error:
        load("phrases: {a: [x], b: {en: y}}")
    assert len(str(error.value).splitlines()) == 2
