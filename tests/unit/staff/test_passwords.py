from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from bot.staff.errors import WeakPassword
from bot.staff.passwords import Passwords, check_strength

PASSWORDS = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
GOOD = "three blue rivers"


def test_a_hash_matches_its_password_only() -> None:
    kept = PASSWORDS.hash(GOOD)
    assert kept.startswith("$argon2id$")
    assert PASSWORDS.matches(kept, GOOD)
    assert not PASSWORDS.matches(kept, GOOD.title())


def test_nobody_has_a_password() -> None:
    assert not PASSWORDS.matches(None, "the password of nobody")
    assert not PASSWORDS.matches("no hash at all", GOOD)


def test_a_hash_of_weaker_parameters_is_outdated() -> None:
    assert Passwords().is_outdated(PASSWORDS.hash(GOOD))


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short", "short"),
        ("x" * 201, "long"),
        ("aaaaaaaaaaaabb", "guessable"),
        ("Password1234", "guessable"),
        ("marcela.2026!", "guessable"),
    ],
)
def test_a_password_that_is_easily_found_is_refused(password: str, reason: str) -> None:
    with pytest.raises(WeakPassword) as refused:
        check_strength(password, "marcela@example.com")
    assert refused.value.reason == reason


def test_a_few_words_are_a_good_password() -> None:
    check_strength(GOOD, "marcela@example.com")
