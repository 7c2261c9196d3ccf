"""The latest word counts; silence is neither consent nor refusal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.people.consent import Consent, is_allowed, is_refused

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def _word(is_given: bool, days: int, channel: str | None = None) -> Consent:
    return Consent("messages", is_given, "said so", NOW + timedelta(days=days), channel)


def test_nothing_said_is_neither_consent_nor_refusal() -> None:
    assert not is_allowed([], "messages")
    assert not is_refused([], "messages")


def test_the_latest_word_counts_whatever_the_order() -> None:
    words = [_word(False, 2), _word(True, 1)]
    assert is_refused(words, "messages")
    assert is_allowed([*words, _word(True, 3)], "messages")


def test_a_word_without_a_channel_covers_all_and_one_with_a_channel_only_that() -> None:
    assert is_refused([_word(True, 1, "sms"), _word(False, 2)], "messages", "sms")
    assert is_allowed([_word(True, 1), _word(False, 2, "sms")], "messages", "whatsapp")
    assert is_refused([_word(True, 1), _word(False, 2, "sms")], "messages", "sms")


def test_another_scope_says_nothing() -> None:
    assert not is_allowed([_word(True, 1)], "phone_calls")
