"""RFC 6238's own test vectors (appendix B, SHA-1), and what a code may and may not do."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest

from bot.staff.totp import code_at, enrolment_link, matching_step, new_secret, step_at

SECRET = base64.b32encode(b"12345678901234567890").decode()
NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_vectors_of_the_rfc(seconds: int, code: str) -> None:
    assert code_at(SECRET, step_at(datetime.fromtimestamp(seconds, UTC)), digits=8) == code


@pytest.mark.parametrize("late", [-30, 0, 30])
def test_a_clock_may_be_half_a_minute_off(late: int) -> None:
    code = code_at(SECRET, step_at(NOW + timedelta(seconds=late)))
    assert matching_step(SECRET, code, NOW, None) == step_at(NOW) + late // 30


@pytest.mark.parametrize("late", [-90, 90])
def test_a_clock_may_not_be_further_off(late: int) -> None:
    assert matching_step(SECRET, code_at(SECRET, step_at(NOW + timedelta(seconds=late))), NOW, None) is None


def test_a_code_works_once() -> None:
    code, step = code_at(SECRET, step_at(NOW)), step_at(NOW)
    assert matching_step(SECRET, code, NOW, step - 1) == step
    assert matching_step(SECRET, code, NOW, step) is None


def test_a_code_may_be_typed_with_a_space() -> None:
    code = code_at(SECRET, step_at(NOW))
    assert matching_step(SECRET, f" {code[:3]} {code[3:]}", NOW, None) is not None


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦"])
def test_what_is_no_code_is_refused(typed: str) -> None:
    assert matching_step(SECRET, typed, NOW, None) is None


def test_secrets_differ_and_the_link_names_issuer_and_account() -> None:
    assert new_secret() != new_secret()
    link = enrolment_link(SECRET, "ana@example.com", "Vereda & Co")
    assert link.startswith("otpauth://totp/Vereda%20%26%20Co%3Aana%40example.com?secret=GEZDGNBV")
    assert "issuer=Vereda%20%26%20Co" in link
