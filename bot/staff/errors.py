"""What can go wrong with staff, each in words that say what to do instead."""

from __future__ import annotations

from bot.errors import DriplineError


class WeakPassword(DriplineError):
    """The password is too {reason}. Take twelve characters or more that nobody would guess: a few words do well."""

    reason: str

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason=reason)


class EmailTaken(DriplineError):
    """{email} belongs to somebody already. Use 'dripline staff reset {email}' for a new sign-in link."""


class BadEmail(DriplineError):
    """'{email}' is no e-mail address. Write it as ana@example.com."""


class UnknownRole(DriplineError):
    """There is no role '{role}'. Choose one of: {roles}."""


class UnknownMember(DriplineError):
    """Nobody on the staff has '{reference}'. 'dripline staff list' shows who there is."""


class LastAdmin(DriplineError):
    """{name} is the last admin, and somebody must be. Make somebody else an admin first."""


class LinkSpent(DriplineError):
    """This sign-in link was used already, or is too old. Ask an admin for a new one."""


class WrongSignIn(DriplineError):
    """E-mail and password do not go together. Try again, or ask an admin for a new sign-in link."""


class WrongCode(DriplineError):
    """That is not the code of this moment. Look at the app again; a code works once, for half a minute."""


class WrongPasskey(DriplineError):
    """The passkey was not accepted. Try again, or sign in with your password."""


class WaitFirst(DriplineError):
    """Too many wrong tries. Wait {seconds} seconds, then try again."""

    seconds: int

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(seconds=seconds)
