from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.staff.errors import BadEmail
from bot.staff.model import Account, Lifetime, Session, normal_email

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
ANA = Account("a", "ana@example.com", "Ana", "agent", NOW)
LIFETIME = Lifetime(timedelta(hours=1), timedelta(hours=12))
SESSION = Session("s", ANA, "password", NOW, NOW, NOW + LIFETIME.whole)


def test_a_session_ends_when_nothing_is_done() -> None:
    assert not SESSION.is_over(LIFETIME, NOW + timedelta(minutes=59))
    assert SESSION.is_over(LIFETIME, NOW + timedelta(minutes=60))


def test_a_session_ends_in_any_case() -> None:
    busy = replace(SESSION, seen_at=NOW + timedelta(hours=12))
    assert busy.is_over(LIFETIME, NOW + timedelta(hours=12))


def test_a_session_of_somebody_disabled_is_over() -> None:
    assert replace(SESSION, account=replace(ANA, disabled_at=NOW)).is_over(LIFETIME, NOW)


def test_an_email_is_compared_without_case() -> None:
    assert normal_email("  Ana@Example.com ") == "ana@example.com"


@pytest.mark.parametrize("typed", ["", "ana", "@example.com", "ana@", "a b@example.com", "ana@\x00example"])
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(BadEmail):
        normal_email(typed)
