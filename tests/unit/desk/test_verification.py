from __future__ import annotations

import pytest

from bot.desk.verification import agrees, right_ones

KNOWN = {
    "external": "1001",
    "email": "ana@example.com",
    "city": "São Paulo",
    "plan": "prado",
    "monthly_charge": 41.2,
}


@pytest.mark.parametrize(
    ("check", "said"),
    [
        ("external", " 1001 "),
        ("email", "Ana@Example.com"),
        ("city", "sao paulo"),
        ("plan", "Prado"),
        ("monthly_charge", "it was 41 dollars"),
        ("monthly_charge", "41,20"),
    ],
)
def test_what_is_said_in_ones_own_words_agrees(check: str, said: str) -> None:
    assert agrees(check, said, KNOWN[check])


@pytest.mark.parametrize(
    ("check", "said"),
    [
        ("external", "1002"),
        ("city", "Paulo"),
        ("plan", ""),
        ("monthly_charge", "39"),
        ("monthly_charge", "much"),
    ],
)
def test_anything_else_does_not(check: str, said: str) -> None:
    assert not agrees(check, said, KNOWN[check])


def test_nothing_agrees_with_what_is_not_known() -> None:
    assert right_ones({"city": "", "plan": "prado", "name": "Ana"}, {"name": "Ana"}) == ()
