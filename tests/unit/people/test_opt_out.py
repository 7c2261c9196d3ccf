"""What people write about being written to, as a table, and what stands against a contact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.consent import Consent
from bot.people.opt_out import (
    PUSH_CHANNELS,
    Word,
    consent_of,
    is_keyword_elsewhere,
    sender_scope,
    stands_against,
    word_in,
)
from bot.yaml_source import read_yaml, yaml_files

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)


def cases() -> Iterator[tuple[str, str, str]]:
    """(text, channel, what it means) of each line of the table."""
    channel = means = ""
    for line in read_yaml((HERE / "opt_out_phrases.yml").read_text("utf-8"), "opt_out_phrases.yml"):
        if isinstance(line, dict):
            channel, means = line["on"], line["means"]
        else:
            yield str(line), channel, means


def training_lines(folder: str) -> Iterator[tuple[str, str]]:
    """(phrase, intent), as customers would write it."""
    for path in yaml_files(ROOT / folder):
        for block in read_yaml(path.read_text("utf-8"), path.name)["nlu"]:
            for line in str(block.get("examples", "")).splitlines():
                phrase = re.sub(r"\[([^\]]+)\](\([^)]*\)|\{[^}]*\})", r"\1", line.strip().removeprefix("- "))
                if phrase and "intent" in block:
                    yield phrase, block["intent"]


CASES = tuple(cases())


def told(word: Word | None) -> str:
    return "nothing" if word is None else " ".join(filter(None, (word.kind, word.scope, word.channel)))


@pytest.mark.parametrize(("text", "channel", "means"), CASES, ids=lambda value: value)
def test_each_phrase_means_what_the_table_says(text: str, channel: str, means: str) -> None:
    assert told(word_in(text, channel)) == means


def test_the_table_is_large_and_nearly_all_of_it_is_understood() -> None:
    meant = [means.startswith("stop") for _, _, means in CASES]
    found = [told(word_in(text, channel)).startswith("stop") for text, channel, _ in CASES]
    right = sum(m and f for m, f in zip(meant, found, strict=True))
    assert len(CASES) >= 300
    assert right / sum(meant) >= 0.99
    assert right / sum(found) >= 0.98


@pytest.mark.parametrize("folder", ["data/nlu", "tests/nlu_holdout"])
def test_what_customers_say_about_anything_else_is_no_opt_out(folder: str) -> None:
    others = [text for text, intent in training_lines(folder) if intent != "opt_out"]
    assert len(others) > 500
    assert [text for text in others if told(word_in(text, "webchat")).startswith("stop")] == []


def test_hardly_anything_that_only_looks_like_a_wish_is_taken_for_one_without_the_engine() -> None:
    """What holds on arrival is written down before anything else is asked: of many thousand examples, by side."""
    taken = {"+": 0, "-": 0}
    for path in sorted((ROOT / "engine" / "components" / "opt_outs").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            taken[line[0]] += told(word_in(line[2:], "sms")).startswith("stop")
    assert taken["+"] > 2_000
    assert taken["-"] / (taken["+"] + taken["-"]) < 0.005


@pytest.mark.parametrize(
    "text",
    [
        "what happens if i reply stop to your texts?",
        "my brother told you to stop texting him",
        "me di de baja de las ofertas el año pasado",
        "se eu me descadastrar perco o desconto",
        "no me saquen de la lista",
        "não quero parar de receber",
        "não me tira da lista, adoro as ofertas",
        "no me saques de la lista",
    ],
)
def test_what_is_told_asked_past_or_supposed_is_left_to_the_engine(text: str) -> None:
    assert word_in(text, "sms") is None


def test_a_bare_stop_is_a_keyword_only_where_messages_are_pushed() -> None:
    assert is_keyword_elsewhere("STOP please", "webchat")
    assert not is_keyword_elsewhere("STOP please", "sms")
    assert not is_keyword_elsewhere("stop writing to me", "webchat")


@pytest.mark.parametrize(("kind", "text"), [("STOP", "Bye"), ("START", "yes"), ("HELP", "?")])
def test_twilios_verdict_stands_above_ours_and_is_answered_by_it(kind: str, text: str) -> None:
    assert word_in(text, "sms", kind) == Word(kind.lower(), "channel", "sms", is_answered_by_provider=True)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("stop texting me", "en"),
        ("no me escriban más", "es"),
        ("não me escrevam mais", "pt"),
        ("BAJA", "es"),
        ("Sair", "pt"),
    ],
)
def test_a_few_words_are_enough_to_tell_their_language(text: str, language: str) -> None:
    word = word_in(text, "sms")
    assert word and word.languages == (language,)


def test_an_unknown_verdict_of_the_provider_counts_for_nothing() -> None:
    assert word_in("hello", "sms", "SOMETHING") is None


@pytest.mark.parametrize("text", ["STOP", "cancel", "END", "help", "unstop"])
def test_a_keyword_that_twilio_answers_by_default_may_be_left_to_it(text: str) -> None:
    word = word_in(text, "sms", provider_answers=True)
    assert word and word.is_answered_by_provider


@pytest.mark.parametrize(
    ("text", "channel"), [("BAJA", "sms"), ("stop", "whatsapp"), ("stop texting me", "sms")]
)
def test_what_twilio_does_not_answer_by_default_is_answered_by_us(text: str, channel: str) -> None:
    word = word_in(text, channel, provider_answers=True)
    assert word and not word.is_answered_by_provider


@given(st.text(max_size=400), st.sampled_from(("sms", "whatsapp", "webchat", "rest", "phone")))
def test_any_text_has_a_meaning_or_none(text: str, channel: str) -> None:
    word = word_in(text, channel)
    assert word is None or (word.kind in ("stop", "start", "help"))


@given(
    st.sampled_from([c for c in CASES if c[2].startswith("stop")]), st.sampled_from((str.upper, str.title))
)
def test_capitals_and_marks_change_nothing(case: tuple[str, str, str], write: object) -> None:
    text, channel, means = case
    assert told(word_in(f"  {write(text)}!! ", channel)) == means  # type: ignore[operator]


def given_up(text: str, channel: str, minutes: float = 0) -> Consent:
    word = word_in(text, channel)
    assert word
    return consent_of(word, text, NOW + timedelta(minutes=minutes), "c1", "+15550001111")


@pytest.mark.parametrize(
    ("said", "channel", "purpose", "on", "is_free"),
    [
        ("STOP", "sms", "follow_up", "sms", False),
        ("STOP", "sms", "follow_up", "whatsapp", True),
        ("STOP", "sms", "service", "sms", True),
        ("never contact me again", "webchat", "follow_up", "whatsapp", False),
        ("no more offers", "sms", "follow_up", "webchat", False),
        ("stop calling me", "webchat", "follow_up", "phone", False),
        ("stop calling me", "webchat", "follow_up", "sms", True),
        ("no more texts from this number", "sms", "follow_up", "sms", False),
    ],
)
def test_a_refusal_stands_against_what_we_begin_where_it_was_meant(
    said: str, channel: str, purpose: str, on: str, is_free: bool
) -> None:
    reason = stands_against([given_up(said, channel)], purpose, on)  # type: ignore[arg-type]
    assert (reason is None) is is_free


def test_who_wants_no_marketing_still_hears_about_an_open_case() -> None:
    words = [given_up("no more offers", "sms")]
    assert stands_against(words, "follow_up", "sms", has_open_case=True) is None
    assert stands_against(words, "marketing", "sms", has_open_case=True)
    assert stands_against([given_up("STOP", "sms")], "follow_up", "sms", has_open_case=True)


def test_marketing_needs_a_yes_on_that_channel() -> None:
    assert stands_against((), "marketing", "sms") == "never agreed to marketing on sms"
    agreed = given_up("I want to receive offers", "sms")
    assert agreed.evidence == "I want to receive offers"
    assert (agreed.channel, agreed.recorded_at) == ("sms", NOW)
    assert stands_against([agreed], "marketing", "sms") is None
    assert stands_against([agreed], "marketing", "whatsapp")


@pytest.mark.parametrize("refusal", ["STOP", "never contact me again", "no more texts from this number"])
def test_only_a_later_word_of_the_person_opens_the_channel_again(refusal: str) -> None:
    words = [given_up(refusal, "sms"), given_up("START", "sms", minutes=1)]
    assert stands_against(words, "follow_up", "sms") is None
    assert stands_against([*words, given_up(refusal, "sms", minutes=2)], "follow_up", "sms")


def test_a_refusal_of_everything_opens_only_where_it_was_taken_back() -> None:
    words = [given_up("never contact me again", "webchat"), given_up("START", "sms", minutes=1)]
    assert stands_against(words, "follow_up", "sms") is None
    assert stands_against(words, "follow_up", "whatsapp")


def test_another_sender_may_write_when_one_is_refused() -> None:
    words = [given_up("no more texts from this number", "sms")]
    assert words[0].scope == sender_scope("+15550001111")
    assert stands_against(words, "follow_up", "sms", sender="+15550002222") is None
    assert stands_against(words, "follow_up", "sms", sender="+15550001111")


def test_the_channels_that_have_keywords_are_those_of_phones() -> None:
    assert {"sms", "whatsapp"} == PUSH_CHANNELS
