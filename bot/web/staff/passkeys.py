"""Passkeys: adding one to an account, and signing in with it. It asks for a finger or a PIN, so it is both steps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from typing import Annotated, Any
from urllib.parse import urlsplit

from anyio.to_thread import run_sync
from fastapi import APIRouter, Form, Path, Request, Response
from fastapi.responses import RedirectResponse
from itsdangerous import BadSignature
from sqlalchemy.exc import IntegrityError
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from bot.settings import Settings
from bot.staff.errors import UnknownMember, WaitFirst, WrongPasskey, WrongSignIn
from bot.staff.model import Account, Session
from bot.store.passkeys import (
    Passkey,
    find_passkey,
    keep_passkey,
    passkeys_of,
    remove_passkey,
    use_passkey,
)
from bot.store.staff import member
from bot.web.guards import origin_of
from bot.web.staff.access import SignedIn, Visiting
from bot.web.staff.pages import caller_of, welcome
from bot.web.staff.room import StaffRoom, room_of
from bot.web.staff.sign_in import Caller, begin, by_password, refuse

router = APIRouter(prefix="/desk", include_in_schema=False)

Typed = Annotated[str, Form(max_length=20_000)]
PasskeyId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]+$", max_length=1400)]
_SECONDS = 300
_NEEDED = UserVerificationRequirement.REQUIRED


@dataclass(frozen=True, slots=True)
class Asked:
    """What a browser is asked, and the same signed, to be sent back with the answer."""

    options: str
    carried: str


def are_possible(settings: Settings) -> bool:
    """Passkeys belong to a name, never to a bare address of the network."""
    try:
        ip_address(_host(settings))
    except ValueError:
        return True
    return False


def ask_to_sign_in(room: StaffRoom, visit: str) -> Asked:
    options = generate_authentication_options(rp_id=_host(room.settings), user_verification=_NEEDED)
    return Asked(options_to_json(options), _carried(room, options.challenge, visit))


def ask_to_add(room: StaffRoom, session: Session) -> Asked:
    account = session.account
    with room.database.reading() as connection:
        known = passkeys_of(connection, account.id)
    options = generate_registration_options(
        rp_id=_host(room.settings),
        rp_name="Dripline",
        user_id=account.id.encode(),
        user_name=account.email,
        user_display_name=account.name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_NEEDED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(base64url_to_bytes(one.id)) for one in known],
    )
    return Asked(options_to_json(options), _carried(room, options.challenge, session.id))


@router.post("/login/passkey")
async def login_with_passkey(
    request: Request, visit: Visiting, carried: Typed = "", answer: Typed = "", next: Typed = ""
) -> Response:
    room = room_of(request)
    try:
        account = await run_sync(_signed_in, room, visit, carried, answer)
    except WrongPasskey:
        await run_sync(refuse, room, None, "passkey")
        return RedirectResponse("/desk/login?told=passkey_failed", 303)
    return welcome(request, await run_sync(begin, room, caller_of(request), account, "passkey"), next)


@router.post("/account/passkeys")
async def add_passkey(
    request: Request, session: SignedIn, carried: Typed = "", answer: Typed = "", current: Typed = ""
) -> Response:
    """Asks for the password: whoever finds an open desk cannot make a key to it."""
    room = room_of(request)
    try:
        async with room.hashers:
            await run_sync(_added, room, session, caller_of(request), carried, answer, current)
    except (WrongPasskey, WrongSignIn, WaitFirst):
        return RedirectResponse("/desk/account?done=no-passkey", 303)
    return RedirectResponse("/desk/account?done=passkey", 303)


@router.post("/account/passkeys/{passkey_id}/remove")
async def drop_passkey(request: Request, session: SignedIn, passkey_id: PasskeyId) -> Response:
    await run_sync(_removed, room_of(request), session, passkey_id)
    return RedirectResponse("/desk/account?done=passkey-removed", 303)


def _signed_in(room: StaffRoom, visit: str, carried: str, answer: str) -> Account:
    """Raises WrongPasskey."""
    challenge, asked_at = _asked(room, carried, visit)
    told = _json(answer)
    with room.database.transaction() as connection:
        passkey = find_passkey(connection, str(told.get("id", "")))
        if passkey is None:
            raise WrongPasskey
        try:
            verified = verify_authentication_response(
                credential=told,
                expected_challenge=challenge,
                expected_rp_id=_host(room.settings),
                expected_origin=origin_of(room.settings.public_url),
                credential_public_key=base64url_to_bytes(passkey.public_key),
                credential_current_sign_count=passkey.sign_count,
                require_user_verification=True,
            )
            account = member(connection, passkey.staff_id)
        except (WebAuthnException, UnknownMember, ValueError, TypeError, KeyError) as error:
            raise WrongPasskey from error
        is_new = use_passkey(connection, passkey, verified.new_sign_count, asked_at, room.clock())
    if not is_new or not account.is_active:
        raise WrongPasskey
    return account


def _added(
    room: StaffRoom, session: Session, caller: Caller, carried: str, answer: str, current: str
) -> None:
    """Raises WrongPasskey, WrongSignIn, WaitFirst."""
    account, now = session.account, room.clock()
    challenge, _ = _asked(room, carried, session.id)
    if account.has_password:
        by_password(room, caller, account.email, current)
    try:
        made = verify_registration_response(
            credential=_json(answer),
            expected_challenge=challenge,
            expected_rp_id=_host(room.settings),
            expected_origin=origin_of(room.settings.public_url),
            require_user_verification=True,
        )
        key = bytes_to_base64url(made.credential_public_key)
        id, name = bytes_to_base64url(made.credential_id), f"{now:%Y-%m-%d %H:%M}"
        passkey = Passkey(id, account.id, name, key, made.sign_count, now, None)
        with room.database.transaction() as connection:
            keep_passkey(connection, passkey)
    except (WebAuthnException, IntegrityError, ValueError, TypeError, KeyError) as error:
        raise WrongPasskey from error


def _removed(room: StaffRoom, session: Session, passkey_id: str) -> None:
    with room.database.transaction() as connection:
        remove_passkey(connection, session.account.id, passkey_id, room.clock())


def _carried(room: StaffRoom, challenge: bytes, holder: str) -> str:
    return str(room.pending.dumps([bytes_to_base64url(challenge), holder, room.clock().isoformat()]))


def _asked(room: StaffRoom, carried: str, holder: str) -> tuple[bytes, datetime]:
    """The challenge that this browser was given, and when. Raises WrongPasskey."""
    try:
        challenge, of_holder, asked_at = room.pending.loads(carried, max_age=_SECONDS)
    except (BadSignature, ValueError, TypeError) as error:
        raise WrongPasskey from error
    if of_holder != holder:
        raise WrongPasskey
    return base64url_to_bytes(challenge), datetime.fromisoformat(asked_at)


def _json(text: str) -> dict[str, Any]:
    """Raises WrongPasskey."""
    try:
        told = json.loads(text)
    except ValueError as error:
        raise WrongPasskey from error
    if not isinstance(told, Mapping):
        raise WrongPasskey
    return dict(told)


def _host(settings: Settings) -> str:
    return urlsplit(settings.public_url).hostname or ""
