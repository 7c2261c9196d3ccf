"""Signing in, step by step. Every function blocks; wrong tries are counted and audited."""

from __future__ import annotations

from dataclasses import dataclass

from itsdangerous import BadSignature
from sqlalchemy import Connection

from bot.staff.errors import BadEmail, UnknownMember, WrongCode, WrongSignIn
from bot.staff.model import Account, Method, normal_email
from bot.staff.passwords import check_strength
from bot.staff.roles import Role
from bot.staff.totp import matching_step
from bot.store.audit import audit, by_staff
from bot.store.sign_in_tries import code_tries, password_tries, purge_tries
from bot.store.staff import (
    account_of,
    add_member,
    change,
    credentials,
    end_sessions,
    member,
    use_code,
)
from bot.store.staff_sessions import Begun, begin_session, link_holder, spend_link
from bot.web.staff.room import StaffRoom

_SECOND_STEP_SECONDS = 300
DEMO: dict[Role, str] = {"agent": "Bia Costa", "supervisor": "Sofia Lima", "marketer": "Leo Marques"}
"""Whom one may be in a demo, without a password."""


@dataclass(frozen=True, slots=True)
class Caller:
    """From where somebody signs in."""

    address: str
    browser: str


def by_password(room: StaffRoom, caller: Caller, email: str, password: str) -> Account:
    """Raises WrongSignIn, whatever is wrong; WaitFirst."""
    known = _email(email)
    counted = password_tries(known or email)
    _count(room, counted, caller)
    account, password_hash = _account_with(room, known)
    if not room.passwords.matches(password_hash, password) or account is None or not account.is_active:
        refuse(room, account, "password")
        raise WrongSignIn
    with room.database.transaction() as connection:
        room.tries.succeeded(connection, counted, caller.address, room.clock())
        if password_hash and room.passwords.is_outdated(password_hash):
            stronger = room.passwords.hash(password)
            change(connection, account.id, "password_rehash", room.clock(), password_hash=stronger)
    return account


def second_step(room: StaffRoom, account: Account, visit: str) -> str:
    """What the browser carries to the second step: whose password was right, in this browser, a moment ago."""
    return room.pending.dumps([account.id, visit])


def by_code(room: StaffRoom, caller: Caller, carried: str, visit: str, typed: str) -> Account:
    """Raises WrongSignIn when the first step is too long ago; WrongCode; WaitFirst."""
    try:
        staff_id, of_visit = room.pending.loads(carried, max_age=_SECOND_STEP_SECONDS)
    except (BadSignature, ValueError) as error:
        raise WrongSignIn from error
    if of_visit != visit:
        raise WrongSignIn
    _count(room, code_tries(staff_id), caller)
    with room.database.transaction() as connection:
        account = member(connection, staff_id)
        is_right = account.is_active and code_is_right(room, connection, staff_id, typed)
        if is_right:
            room.tries.succeeded(connection, code_tries(staff_id), caller.address, room.clock())
    if not is_right:
        refuse(room, account, "code")
        raise WrongCode
    return account


def code_is_right(room: StaffRoom, connection: Connection, staff_id: str, typed: str) -> bool:
    """Whether it is the authenticator's code of now; it is used up then."""
    row = credentials(connection, staff_id)
    secret = room.totp.open(row.totp_secret) if row.totp_secret else None
    if secret is None:
        return False
    step = matching_step(secret, typed, room.clock(), row.totp_step)
    return step is not None and use_code(connection, staff_id, step)


def by_link(room: StaffRoom, caller: Caller, link: str, password: str) -> Begun:
    """Set the password that the link allows, and sign in. Raises LinkSpent, WeakPassword."""
    now = room.clock()
    with room.database.reading() as connection:
        check_strength(password, link_holder(connection, link, now).email)
    made = room.passwords.hash(password)
    with room.database.transaction() as connection:
        account = spend_link(connection, link, now)
        change(connection, account.id, "password_set", now, password_hash=made)
        end_sessions(connection, account.id)
        return begin_session(connection, account, "link", caller.browser, room.lifetime, now)


def as_demo(room: StaffRoom, caller: Caller, role: Role) -> Begun:
    """Somebody of this role for whoever tries the demo out. They have no password, and work in a demo only."""
    name, now = DEMO[role], room.clock()
    email = f"{name.split()[0].lower()}@demo.invalid"
    with room.database.transaction() as connection:
        try:
            account = member(connection, email)
        except UnknownMember:
            account = add_member(connection, name, email, role, "demo", now)
        return begin_session(connection, account, "demo", caller.browser, room.lifetime, now)


def begin(room: StaffRoom, caller: Caller, account: Account, method: Method) -> Begun:
    with room.database.transaction() as connection:
        purge_tries(connection, room.clock())
        return begin_session(connection, account, method, caller.browser, room.lifetime, room.clock())


def refuse(room: StaffRoom, account: Account | None, method: Method) -> None:
    """Note that somebody tried and was not let in."""
    actor = by_staff(account.id) if account else "nobody"
    with room.database.transaction() as connection:
        audit(connection, actor, "sign_in_failed", None, method, room.clock())


def _count(room: StaffRoom, account: str, caller: Caller) -> None:
    with room.database.transaction() as connection:
        room.tries.count(connection, account, caller.address, room.clock())


def _email(typed: str) -> str | None:
    try:
        return normal_email(typed)
    except BadEmail:
        return None


def _account_with(room: StaffRoom, email: str | None) -> tuple[Account | None, str | None]:
    if email is None:
        return None, None
    with room.database.reading() as connection:
        try:
            row = credentials(connection, email)
        except UnknownMember:
            return None, None
    return account_of(row), row.password_hash
