"""Signing in with an OpenID provider: what it may open, and what it may not."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from bot.store import staff as store
from bot.store.session import Database
from tests.contract.openid_server import CLIENT, SECRET, OpenidServer, running_provider
from tests.contract.staff_builders import EMAIL, Browser, Office

VERIFIED = {"email": EMAIL, "email_verified": True}
FAILED = "/desk/login?told=openid_failed"
STRANGER = "/desk/login?told=stranger"


@pytest.fixture
def provider() -> Iterator[OpenidServer]:
    with running_provider() as running:
        yield running


@pytest.fixture
def office(database: Database, provider: OpenidServer) -> Iterator[Office]:
    settings = {"oidc_issuer": provider.issuer, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET}
    with ExitStack() as stack:
        yield Office(database, stack, **settings, oidc_name="Vereda")


def signed_in(browser: Browser, provider: OpenidServer, claims: dict[str, Any], back: str = "") -> str:
    """Where the browser ends up."""
    provider.claims = dict(claims)
    away = browser.open(f"/desk/login/openid?next={back}").headers["location"]
    return str(browser.open(provider.signs_in(away)).headers["location"])


def test_a_member_signs_in_and_is_led_back(office: Office, provider: OpenidServer) -> None:
    office.member()
    browser = office.browser()
    assert "Sign in with Vereda" in browser.open("/desk/login").text
    assert signed_in(browser, provider, VERIFIED, "/desk?opened=1") == "/desk?opened=1"
    assert browser.open("/desk").status_code == 200
    assert tuple(line[1] for line in office.audited()[-2:]) == ("openid_link", "sign_in")


def test_nobody_is_made_a_member(office: Office, provider: OpenidServer) -> None:
    browser = office.browser()
    assert signed_in(browser, provider, VERIFIED) == STRANGER
    assert "you do not work here yet" in browser.open(STRANGER).text
    with office.database.reading() as connection:
        assert store.members(connection) == []


@pytest.mark.parametrize("verified", [False, "false", None, 1.5])
def test_an_address_that_is_not_verified_opens_nothing(
    office: Office, provider: OpenidServer, verified: Any
) -> None:
    office.member()
    assert signed_in(office.browser(), provider, {"email": EMAIL, "email_verified": verified}) == STRANGER


def test_once_linked_the_subject_counts_and_not_the_address(office: Office, provider: OpenidServer) -> None:
    office.member()
    assert signed_in(office.browser(), provider, VERIFIED) == "/desk"
    assert signed_in(office.browser(), provider, {"email": "new@example.com"}) == "/desk"
    assert signed_in(office.browser(), provider, {**VERIFIED, "sub": "u-2"}) == STRANGER


def test_whoever_is_disabled_stays_out(office: Office, provider: OpenidServer) -> None:
    account = office.member()
    signed_in(office.browser(), provider, VERIFIED)
    with office.database.transaction() as connection:
        store.disable(connection, account, "tests", office.clock())
    assert signed_in(office.browser(), provider, VERIFIED) == STRANGER


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"aud": "another client"},
        {"aud": [CLIENT, "another client"]},
        {"nonce": "another sign-in"},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"sub": None},
    ],
    ids=str,
)
def test_an_id_token_that_does_not_hold_is_refused(
    office: Office, provider: OpenidServer, claims: dict[str, Any]
) -> None:
    office.member()
    assert signed_in(office.browser(), provider, VERIFIED | claims) == FAILED


def test_a_token_signed_by_somebody_else_is_refused(office: Office, provider: OpenidServer) -> None:
    office.member()
    provider.key = RSAKey.generate_key(2048, {"kid": "one"})
    assert signed_in(office.browser(), provider, VERIFIED) == FAILED


def test_a_sign_in_that_another_browser_began_is_refused(office: Office, provider: OpenidServer) -> None:
    """Else somebody could be signed in as the attacker without noticing."""
    office.member()
    provider.claims = dict(VERIFIED)
    away = office.browser().open("/desk/login/openid").headers["location"]
    assert office.browser().open(provider.signs_in(away)).headers["location"] == FAILED


def test_whoever_says_no_at_the_provider_is_back_at_the_sign_in_page(office: Office) -> None:
    browser = office.browser()
    browser.open("/desk/login/openid")
    answer = browser.open("/desk/login/openid/back?error=access_denied&state=x")
    assert answer.headers["location"] == FAILED
    assert "Vereda did not let you in" in browser.open(FAILED).text


def test_a_provider_that_is_away_is_told(database: Database) -> None:
    with ExitStack() as stack:
        office = Office(database, stack, oidc_issuer="http://127.0.0.1:9")
        assert office.browser().open("/desk/login/openid").headers["location"] == FAILED
