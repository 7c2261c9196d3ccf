"""Passkeys as the server sees them; tests/e2e/test_sign_in.py has a browser make and use one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta

import pytest

from bot.store.passkeys import Passkey, find_passkey, keep_passkey, passkeys_of, remove_passkey, use_passkey
from bot.store.session import Database
from tests.contract.staff_builders import PASSWORD, Office

FAILED = "/desk/login?told=passkey_failed"


@pytest.fixture
def office(database: Database) -> Iterator[Office]:
    with ExitStack() as stack:
        yield Office(database, stack, public_url="http://localhost:8000")


def kept(office: Office) -> Passkey:
    account, now = office.member(), office.clock()
    passkey = Passkey("a-key", account.id, "today", "AAAA", 0, now, None)
    with office.database.transaction() as connection:
        keep_passkey(connection, passkey)
    return passkey


def test_passkeys_are_offered_where_they_can_work(office: Office, database: Database) -> None:
    page = office.browser().open("/desk/login").text
    assert "Sign in with a passkey" in page
    with ExitStack() as stack:
        bare = Office(database, stack, public_url="http://127.0.0.1:8000")
        assert "Sign in with a passkey" not in bare.browser().open("/desk/login").text


@pytest.mark.parametrize(
    "answer",
    ["", "[]", "{", '{"id": "nobody"}', json.dumps({"id": "a-key", "rawId": "a-key", "response": {}})],
)
def test_an_answer_that_is_none_is_refused(office: Office, answer: str) -> None:
    kept(office)
    browser = office.browser()
    browser.open("/desk/login")
    sent = browser.send("/desk/login/passkey", carried=browser.field("carried"), answer=answer)
    assert sent.headers["location"] == FAILED
    assert browser.session == ""
    assert office.audited()[-1] == ("nobody", "sign_in_failed", "passkey")


def test_what_was_asked_of_another_browser_is_not_answered_here(office: Office) -> None:
    one, other = office.browser(), office.browser()
    one.open("/desk/login")
    other.open("/desk/login")
    sent = other.send("/desk/login/passkey", carried=one.field("carried"), answer='{"id": "a-key"}')
    assert sent.headers["location"] == FAILED


def test_an_answer_counts_once(office: Office) -> None:
    passkey = kept(office)
    asked_at = office.clock()
    with office.database.transaction() as connection:
        assert use_passkey(connection, passkey, 1, asked_at, office.clock())
        assert not use_passkey(connection, passkey, 1, asked_at, office.clock())
        assert use_passkey(connection, passkey, 2, office.clock() + timedelta(minutes=1), office.clock())


def test_nobody_removes_the_passkey_of_another(office: Office) -> None:
    passkey = kept(office)
    with office.database.transaction() as connection:
        remove_passkey(connection, "somebody else", passkey.id, office.clock())
        assert find_passkey(connection, passkey.id) is not None
        remove_passkey(connection, passkey.staff_id, passkey.id, office.clock())
        assert passkeys_of(connection, passkey.staff_id) == []


def test_a_passkey_is_not_added_without_the_password(office: Office) -> None:
    office.member()
    browser = office.browser()
    browser.sign_in()
    browser.open("/desk/account")
    carried = browser.page.split('name="carried" value="')[1].split('"')[0]
    for current in ("wrong", PASSWORD):
        sent = browser.send("/desk/account/passkeys", carried=carried, answer="{}", current=current)
        assert sent.headers["location"] == "/desk/account?done=no-passkey"
