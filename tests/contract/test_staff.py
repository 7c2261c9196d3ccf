"""Signing in and what it protects, over a real store on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from sqlalchemy import select, update

from bot.staff.errors import EmailTaken, LastAdmin, LinkSpent, UnknownMember, UnknownRole, WaitFirst
from bot.staff.lockout import PER_ACCOUNT
from bot.staff.totp import new_secret
from bot.store import schema
from bot.store import staff as store
from bot.store.audit import audit_trail
from bot.store.session import Database
from bot.store.staff_sessions import spend_link
from tests.contract.staff_builders import EMAIL, PASSWORD, Office


@pytest.fixture
def office(database: Database) -> Iterator[Office]:
    with ExitStack() as stack:
        yield Office(database, stack)


# --- signing in


def test_whoever_is_signed_out_is_led_to_the_sign_in_page_and_back(office: Office) -> None:
    office.member()
    browser = office.browser()
    sent = browser.open("/desk?opened=1")
    assert sent.status_code == 303
    assert sent.headers["location"] == "/desk/login?next=%2Fdesk%3Fopened%3D1"
    browser.open(sent.headers["location"])
    assert browser.field("next") == "/desk?opened=1"
    signed_in = browser.send("/desk/login", email=EMAIL, password=PASSWORD, next=browser.field("next"))
    assert (signed_in.status_code, signed_in.headers["location"]) == (303, "/desk?opened=1")
    assert browser.open("/desk").status_code == 200


def test_what_a_script_asks_for_is_refused_in_words(office: Office) -> None:
    answer = office.browser().client.get("/desk/queue")
    assert answer.status_code == 401
    assert answer.json()["hint"] == "Sign in at /desk/login, then come back."


def test_a_wrong_password_and_an_unknown_address_are_told_alike(office: Office) -> None:
    office.member()
    pages = []
    for email in (EMAIL, "nobody@example.com"):
        browser = office.browser()
        answer = browser.sign_in(email, "a wrong password")
        assert answer.status_code == 401
        pages.append(answer.text.replace(email, "").replace(browser.token, ""))
    assert pages[0] == pages[1]
    assert "do not go together" in pages[0]


@pytest.mark.parametrize("typed", ["", "x" * 900, "a\x00b@example.com", "' OR 1=1 --", "ana@example.com\n"])
def test_whatever_is_typed_is_no_failure_of_ours(office: Office, typed: str) -> None:
    assert office.browser().sign_in(typed, typed or "x").status_code == 401


def test_whoever_has_not_set_a_password_cannot_sign_in(office: Office) -> None:
    office.invited()
    assert office.browser().sign_in(EMAIL, "").status_code == 401


def test_an_email_is_typed_in_any_case(office: Office) -> None:
    office.member()
    assert office.browser().sign_in(" ANA@example.com ").status_code == 303


@pytest.mark.parametrize(
    ("role", "page"),
    [("agent", "/desk"), ("supervisor", "/desk"), ("marketer", "/desk/account"), ("admin", "/desk/staff")],
)
def test_each_role_begins_on_a_page_that_it_may_use(office: Office, role: str, page: str) -> None:
    office.member(role)
    browser = office.browser()
    assert browser.sign_in().headers["location"] == page
    assert browser.open(page).status_code == 200


def test_the_page_speaks_the_browsers_language(office: Office) -> None:
    assert "Iniciar sesión" in office.browser(language="es-MX,es;q=0.9").open("/desk/login").text
    assert "Entrar" in office.browser(language="fr, pt-BR;q=0.5").open("/desk/login").text
    assert "Sign in" in office.browser(language="de").open("/desk/login").text


# --- sessions


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(office: Office) -> None:
    office.member()
    cookie = office.browser().sign_in().headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie


def test_over_https_the_cookie_is_bound_to_the_host_and_never_sent_in_the_clear(database: Database) -> None:
    with ExitStack() as stack:
        office = Office(database, stack, public_url="https://desk.example", is_demo=False)
        cookie = office.browser().open("/desk/login").headers["set-cookie"]
    assert cookie.startswith("__Host-dripline_visit=")
    assert "Secure" in cookie


def test_the_database_holds_no_token(office: Office) -> None:
    office.member()
    browser = office.browser()
    browser.sign_in()
    with office.database.reading() as connection:
        (kept,) = connection.execute(select(schema.staff_sessions.c.id)).scalars()
    assert browser.session not in kept
    assert len(kept) == 64


def test_a_session_ends_after_an_hour_without_a_deed(office: Office) -> None:
    office.member()
    browser = office.browser()
    browser.sign_in()
    for _ in range(3):
        office.clock.pass_(minutes=50)
        assert browser.open("/desk").status_code == 200
    office.clock.pass_(minutes=61)
    assert browser.open("/desk").headers["location"] == "/desk/login?next=%2Fdesk&told=ended"


def test_an_open_page_keeps_no_session_alive_by_itself(office: Office) -> None:
    office.member()
    browser = office.browser()
    browser.sign_in()
    browser.open("/desk")
    token = browser.page.split('name="csrf-token" content="')[1].split('"')[0]
    for _ in range(4):
        office.clock.pass_(minutes=16)
        browser.client.post("/desk/presence", json={"is_away": False}, headers={"X-CSRF-Token": token})
        browser.client.get("/desk/queue")
    assert browser.client.get("/desk/queue").status_code == 401


def test_a_session_ends_after_half_a_day_in_any_case(office: Office) -> None:
    office.member()
    browser = office.browser()
    browser.sign_in()
    for _ in range(14):
        office.clock.pass_(minutes=50)
        browser.open("/desk")
    office.clock.pass_(minutes=25)
    assert browser.open("/desk").status_code == 303


def test_signing_out_ends_the_session_for_whoever_kept_the_cookie(office: Office) -> None:
    office.member()
    browser = office.browser()
    browser.sign_in()
    kept = browser.session
    browser.open("/desk/account")
    assert browser.send("/desk/logout").headers["location"] == "/desk/login?told=signed_out"
    browser.client.cookies.set("dripline_staff", kept)
    assert browser.client.get("/desk/queue").status_code == 401


def test_one_may_sign_out_everywhere_else(office: Office) -> None:
    office.member()
    one, other = office.browser(), office.browser()
    one.sign_in()
    other.sign_in()
    one.open("/desk/account")
    assert "Sign out everywhere else" in one.page
    one.send("/desk/account/sessions/end")
    assert one.open("/desk").status_code == 200
    assert other.open("/desk").status_code == 303


def test_whoever_is_disabled_is_signed_out_at_once(office: Office) -> None:
    account = office.member()
    browser = office.browser()
    browser.sign_in()
    with office.database.transaction() as connection:
        store.disable(connection, account, "tests", office.clock())
    assert browser.client.get("/desk/queue").status_code == 401
    assert office.browser().sign_in().status_code == 401


# --- forms


def test_a_form_without_its_token_changes_nothing(office: Office) -> None:
    office.member()
    browser = office.browser()
    browser.sign_in()
    assert browser.client.post("/desk/logout", data={}).status_code == 403
    assert browser.client.post("/desk/presence", json={"is_away": True}).status_code == 403
    assert browser.open("/desk").status_code == 200


def test_a_token_of_another_session_is_worth_nothing(office: Office) -> None:
    office.member()
    one, other = office.browser(), office.browser()
    one.sign_in()
    other.sign_in()
    other.open("/desk/account")
    answer = one.client.post("/desk/logout", data={"csrf_token": other.token})
    assert answer.status_code == 403


def test_nobody_is_signed_in_by_a_form_of_another_site(office: Office) -> None:
    office.member()
    browser = office.browser()
    typed = {"email": EMAIL, "password": PASSWORD}
    assert browser.client.post("/desk/login", data=typed).status_code == 403
    elsewhere = {"Origin": "https://evil.example"}
    browser.open("/desk/login")
    sent = browser.client.post("/desk/login", data={**typed, "csrf_token": browser.token}, headers=elsewhere)
    assert sent.status_code == 403


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_signing_in_leads_to_no_other_site(office: Office, back: str) -> None:
    office.member()
    assert office.browser().sign_in(back=back).headers["location"] == "/desk"


# --- guessing


def test_guessing_is_slowed_even_with_the_right_password(office: Office) -> None:
    office.member()
    browser = office.browser()
    for _ in range(PER_ACCOUNT.free):
        assert browser.sign_in(password="wrong").status_code == 401
    answer = browser.sign_in()
    assert answer.status_code == 429
    assert "Too many wrong tries" in answer.text
    office.clock.pass_(seconds=20)
    assert browser.sign_in().status_code == 303


def test_an_unknown_account_is_slowed_alike(office: Office) -> None:
    browser = office.browser()
    answers = [browser.sign_in("nobody@example.com").status_code for _ in range(PER_ACCOUNT.free + 1)]
    assert answers == [401] * PER_ACCOUNT.free + [429]


def test_the_right_password_forgets_the_wrong_ones(office: Office) -> None:
    office.member()
    browser = office.browser()
    for _ in range(3):
        for _ in range(PER_ACCOUNT.free - 1):
            browser.sign_in(password="wrong")
        assert browser.sign_in().status_code == 303
        browser.client.cookies.clear()


def test_one_address_trying_many_accounts_is_slowed_and_others_are_not(office: Office) -> None:
    office.member()
    bad = office.browser("203.0.113.9")
    answers = [bad.sign_in(f"a{number}@example.com").status_code for number in range(31)]
    assert answers[-1] == 429
    assert office.browser("203.0.113.10").sign_in().status_code == 303


def test_many_tries_at_once_are_many_tries(office: Office) -> None:
    def one(_: int) -> bool:
        try:
            with office.database.transaction() as connection:
                office.room.tries.count(connection, "email x", "192.0.2.1", office.clock.now)
        except WaitFirst:
            return False
        return True

    with ThreadPoolExecutor(12) as pool:
        let_in = sum(pool.map(one, range(24)))
    assert let_in == PER_ACCOUNT.free


# --- the authenticator


def test_with_an_authenticator_the_password_alone_opens_nothing(office: Office) -> None:
    account, secret = office.member(), new_secret()
    office.with_authenticator(account, secret)
    browser = office.browser()
    answer = browser.sign_in()
    assert answer.status_code == 200
    assert browser.session == ""
    done = browser.send("/desk/login/code", carried=browser.field("carried"), code=office.code(secret))
    assert done.headers["location"] == "/desk"
    assert browser.open("/desk").status_code == 200


def test_a_code_signs_in_once(office: Office) -> None:
    account, secret = office.member(), new_secret()
    office.with_authenticator(account, secret)
    one, other = office.browser(), office.browser()
    one.sign_in()
    other.sign_in()
    code = office.code(secret)
    assert one.send("/desk/login/code", carried=one.field("carried"), code=code).status_code == 303
    assert other.send("/desk/login/code", carried=other.field("carried"), code=code).status_code == 401


def test_guessing_codes_is_slowed(office: Office) -> None:
    account, secret = office.member(), new_secret()
    office.with_authenticator(account, secret)
    browser = office.browser()
    browser.sign_in()
    carried = browser.field("carried")
    answers = [
        browser.send("/desk/login/code", carried=carried, code="000000").status_code
        for _ in range(PER_ACCOUNT.free + 1)
    ]
    assert answers == [401] * PER_ACCOUNT.free + [429]


def test_the_second_step_belongs_to_the_browser_of_the_first(office: Office) -> None:
    account, secret = office.member(), new_secret()
    office.with_authenticator(account, secret)
    one, other = office.browser(), office.browser()
    one.sign_in()
    other.open("/desk/login")
    other.send("/desk/login/code", carried=one.field("carried"), code=office.code(secret))
    assert other.session == ""


def test_an_authenticator_is_set_up_with_a_code_of_it_and_taken_away_with_another(office: Office) -> None:
    office.member()
    browser = office.browser()
    browser.sign_in()
    page = browser.open("/desk/account/authenticator").text
    secret = page.split('class="house-secret">')[1].split("<")[0].replace(" ", "")
    assert (
        browser.send("/desk/account/authenticator", sealed=browser.field("sealed"), code="1").status_code
        == 422
    )
    sealed = browser.field("sealed")
    added = browser.send("/desk/account/authenticator", sealed=sealed, code=office.code(secret))
    assert added.headers["location"] == "/desk/account?done=authenticator"
    with office.database.reading() as connection:
        kept = connection.execute(select(schema.staff.c.totp_secret)).scalar_one()
    assert secret not in kept
    office.clock.pass_(minutes=1)
    browser.open("/desk/account")
    assert browser.send("/desk/account/authenticator/remove", code="000000").status_code == 422
    removed = browser.send("/desk/account/authenticator/remove", code=office.code(secret))
    assert removed.headers["location"] == "/desk/account?done=no-authenticator"
    assert office.browser().sign_in().status_code == 303


# --- links and passwords


def test_a_link_lets_one_set_a_password_once(office: Office) -> None:
    _, link = office.invited()
    browser = office.browser()
    assert "Welcome, Ana Ribeiro" in browser.open(f"/desk/join?link={link}").text
    assert browser.send("/desk/join", link=link, password="short").status_code == 422
    assert browser.send("/desk/join", link=link, password=PASSWORD).headers["location"] == "/desk"
    assert browser.open("/desk").status_code == 200
    assert office.browser().open(f"/desk/join?link={link}").status_code == 410
    assert office.browser().sign_in().status_code == 303


def test_of_two_who_use_a_link_at_once_one_gets_in(office: Office) -> None:
    _, link = office.invited()

    def use(_: int) -> bool:
        try:
            with office.database.transaction() as connection:
                spend_link(connection, link, office.clock.now)
        except LinkSpent:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(use, range(8))) == 1


def test_a_link_is_too_old_after_three_days(office: Office) -> None:
    _, link = office.invited()
    office.clock.pass_(days=3)
    assert office.browser().open(f"/desk/join?link={link}").status_code == 410


def test_a_new_password_signs_out_everywhere_else(office: Office) -> None:
    office.member()
    one, other = office.browser(), office.browser()
    one.sign_in()
    other.sign_in()
    one.open("/desk/account")
    assert one.send("/desk/account/password", current="wrong", password="a new one for me").status_code == 422
    changed = one.send("/desk/account/password", current=PASSWORD, password="a new one for me")
    assert changed.headers["location"] == "/desk/account?done=password"
    assert one.open("/desk").status_code == 200
    assert other.open("/desk").status_code == 303
    assert office.browser().sign_in(password="a new one for me").status_code == 303


# --- who works here


def test_an_email_belongs_to_one_member(office: Office) -> None:
    office.member()
    with pytest.raises(EmailTaken), office.database.transaction() as connection:
        store.add_member(connection, "Ana", "ANA@example.com", "agent", "tests", office.clock())


def test_a_role_that_is_none_is_refused(office: Office) -> None:
    with pytest.raises(UnknownRole), office.database.transaction() as connection:
        store.add_member(connection, "Ana", EMAIL, "king", "tests", office.clock())


def test_there_is_always_an_admin(office: Office) -> None:
    account = office.member("admin")
    with office.database.transaction() as connection:
        with pytest.raises(LastAdmin):
            store.disable(connection, account, "tests", office.clock())
        with pytest.raises(LastAdmin):
            store.change_role(connection, account, "agent", "tests", office.clock())
    office.member("admin", "bea@example.com")
    with office.database.transaction() as connection:
        store.disable(connection, account, "tests", office.clock())


def test_reset_takes_away_all_that_proved_who_one_was(office: Office) -> None:
    account, secret = office.member(), new_secret()
    browser = office.browser()
    browser.sign_in()
    office.with_authenticator(account, secret)
    with office.database.transaction() as connection:
        store.reset(connection, account, "tests", office.clock())
    assert browser.open("/desk").status_code == 303
    assert office.browser().sign_in().status_code == 401
    with office.database.reading() as connection:
        assert not store.member(connection, account.id).has_totp


def test_an_admin_adds_somebody_and_hands_over_the_link(office: Office) -> None:
    office.member("admin")
    admin = office.browser()
    admin.sign_in()
    admin.open("/desk/staff")
    page = admin.send("/desk/staff", name="Bea Lima", email="bea@example.com", role="supervisor").text
    link = page.split("/desk/join?link=")[1].split('"')[0]
    assert "Welcome, Bea Lima" in office.browser().open(f"/desk/join?link={link}").text
    again = admin.send("/desk/staff", name="Bea", email="bea@example.com", role="agent")
    assert again.status_code == 422
    assert "belongs to somebody already" in again.text


def test_an_admin_changes_roles_disables_and_resets(office: Office) -> None:
    office.member("admin")
    other = office.member("agent", "bea@example.com")
    admin = office.browser()
    admin.sign_in()
    admin.open("/desk/staff")
    assert admin.send(f"/desk/staff/{other.id}/role", role="marketer").status_code == 303
    assert admin.send(f"/desk/staff/{other.id}/disable").status_code == 303
    admin.open("/desk/staff")
    assert "disabled" in admin.page
    assert "/desk/join?link=" in admin.send(f"/desk/staff/{other.id}/reset").text
    with office.database.reading() as connection:
        found = store.member(connection, other.id)
    assert (found.role, found.is_active, found.has_password) == ("marketer", True, False)


@pytest.mark.parametrize("role", ["agent", "supervisor", "marketer"])
def test_only_an_admin_sees_the_staff(office: Office, role: str) -> None:
    office.member(role)
    browser = office.browser()
    browser.sign_in()
    assert browser.open("/desk/staff").status_code == 403
    assert browser.open("/desk/staff/audit").status_code == 403
    browser.open("/desk/account")
    sent = browser.send("/desk/staff", name="Eve", email="eve@example.com", role="admin")
    assert sent.status_code == 403
    with pytest.raises(UnknownMember), office.database.reading() as connection:
        store.member(connection, "eve@example.com")


def test_a_marketer_is_told_that_the_desk_is_for_others(office: Office) -> None:
    office.member("marketer")
    browser = office.browser()
    browser.sign_in()
    answer = browser.open("/desk")
    assert answer.status_code == 403
    assert "this page is for others" in answer.text
    assert browser.client.get("/desk/queue").json()["error"] == "Your role does not use this page."


# --- the demo


def test_in_a_demo_one_signs_in_as_an_agent_without_an_account(office: Office) -> None:
    browser = office.browser()
    assert "Sign in as a demo agent" in browser.open("/desk/login").text
    assert browser.send("/desk/login/demo", role="agent").headers["location"] == "/desk"
    assert "Bia Costa" in browser.open("/desk").text
    browser.client.cookies.clear()
    browser.open("/desk/login")
    assert browser.send("/desk/login/demo", role="admin").status_code == 422


def test_outside_a_demo_nobody_does_and_a_demos_session_is_worth_nothing(office: Office) -> None:
    browser = office.browser()
    browser.open("/desk/login")
    browser.send("/desk/login/demo", role="agent")
    with ExitStack() as stack:
        live = Office(office.database, stack, is_demo=False)
        live.clock = office.clock
        other = live.browser()
        page = other.open("/desk/login").text
        assert "demo" not in page
        assert other.send("/desk/login/demo", role="agent").status_code in (404, 405)
        other.client.cookies.set("dripline_staff", browser.session)
        assert other.client.get("/desk/queue").status_code == 401


# --- the audit


def test_every_sign_in_and_every_refusal_leaves_a_line(office: Office) -> None:
    account = office.member()
    browser = office.browser()
    browser.sign_in(password="wrong")
    browser.sign_in("nobody@example.com")
    browser.sign_in()
    browser.open("/desk/account")
    browser.send("/desk/logout")
    me = f"staff:{account.id}"
    assert [line for line in office.audited() if "sign" in line[1]] == [
        (me, "sign_in_failed", "password"),
        ("nobody", "sign_in_failed", "password"),
        (me, "sign_in", "password"),
        (me, "sign_out", ""),
    ]


def test_the_trail_names_staff_and_is_narrowed_to_one_of_them(office: Office) -> None:
    account = office.member()
    office.browser().sign_in()
    with office.database.reading() as connection:
        assert {line.actor for line in audit_trail(connection, 10)} == {"tests", "Ana Ribeiro"}
        mine = audit_trail(connection, 10, staff_id=account.id)
        assert [line.action for line in mine] == ["sign_in", "password_set"]
        assert audit_trail(connection, 10, actions=["sign_out"]) == []


def test_a_line_holds_no_address_and_no_email(office: Office) -> None:
    office.member()
    office.browser("203.0.113.9").sign_in(password="wrong")
    assert "203.0.113.9" not in str(office.audited())
    assert EMAIL not in str(office.audited())


def test_a_session_of_long_ago_is_forgotten(office: Office) -> None:
    office.member()
    office.browser().sign_in()
    office.clock.pass_(days=2)
    office.browser().sign_in()
    with office.database.transaction() as connection:
        assert connection.execute(update(schema.staff_sessions).values(browser="")).rowcount == 1
