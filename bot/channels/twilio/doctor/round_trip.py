"""A request signed as Twilio signs it, through the public address and whatever stands before us."""

from __future__ import annotations

from collections.abc import Sequence

import aiohttp

from bot.channels.twilio.as_twilio import STATUS_PATH, SignedCaller, status_form
from bot.channels.twilio.doctor.diagnosis import Diagnosis, ok, wrong

_ABOUT = "signature round trip"
_NOBODY = "SM" + "0" * 32
_NUMBER = "+15005550006"


async def check_round_trip(public_url: str, tokens: Sequence[str]) -> list[Diagnosis]:
    """Reports a message that does not exist, which changes nothing: rightly signed it is taken, forged refused."""
    found = []
    for number, token in enumerate(tokens):
        which = "" if number == 0 else " with the secondary token"
        found.append(await _right(public_url, token, which))
        if found[0].level != "ok":
            return found
    status = await _status(public_url, "a token that nobody has")
    if status == 403:
        return [*found, ok(_ABOUT, "a forged request is refused")]
    mend = "Something before the app answers by itself; let the proxy hand on what the app says."
    return [*found, wrong(_ABOUT, f"a forged request was answered with {status}, not with 403", mend)]


async def _right(public_url: str, token: str, which: str) -> Diagnosis:
    try:
        status = await _status(public_url, token)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        mend = "Is Dripline running, does the name lead here, and is the certificate good?"
        return wrong(_ABOUT, f"{public_url} cannot be reached ({type(error).__name__})", mend)
    if status == 200:
        return ok(_ABOUT, f"{public_url}{STATUS_PATH} takes what is signed{which}")
    if status == 403:
        mend = (
            "The app that runs has another TWILIO_AUTH_TOKEN or DRIPLINE_PUBLIC_URL than this command; "
            "start it again with these settings. If they are the same, the proxy changes path or query."
        )
        return wrong(_ABOUT, f"the app refuses what is signed{which}", mend)
    if status == 404:
        mend = "The proxy does not hand /channels/twilio/ on to the app, or hands it on under another path."
        return wrong(_ABOUT, "nothing answers there (404)", mend)
    return wrong(_ABOUT, f"it was answered with {status}", "Look at the logs of the proxy and of the app.")


async def _status(public_url: str, token: str) -> int:
    caller = SignedCaller(public_url, public_url, token)
    try:
        form = status_form("sms", _NUMBER, _NUMBER, _NOBODY, "sent")
        return (await caller.post(STATUS_PATH, form))[0]
    finally:
        await caller.close()
