"""Wrong tries at signing in. A try is counted before it is checked, so that many at once are many tries."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, select, update

from bot.staff.errors import WaitFirst
from bot.staff.lockout import PER_ACCOUNT, PER_ADDRESS, Limit, Tries
from bot.staff.model import Account
from bot.store.people import insert_or_skip
from bot.store.schema import sign_in_tries


def password_tries(email: str) -> str:
    """What wrong passwords are counted under."""
    return f"email {email}"


def code_tries(staff_id: str) -> str:
    """What wrong codes are counted under."""
    return f"code {staff_id}"


class TryCounter:
    """Accounts and addresses are kept as keyed hashes: what is typed may be anybody's address."""

    def __init__(self, secret_key: str) -> None:
        self._key = f"sign-in tries {secret_key}".encode()

    def count(self, connection: Connection, account: str, address: str, now: datetime) -> None:
        """One try, held to be wrong until `succeeded`. Raises WaitFirst, and then counts nothing."""
        known = [
            (id, limit, self._tries(connection, id, now))
            for id, limit in ((self._id(account), PER_ACCOUNT), (self._id(address), PER_ADDRESS))
        ]
        if seconds := max(tries.seconds_to_wait(now) for _, _, tries in known):
            raise WaitFirst(seconds)
        for id, limit, tries in known:
            self._keep(connection, id, tries.failed(limit, now))

    def succeeded(self, connection: Connection, account: str, address: str, now: datetime) -> None:
        """The account's wrong tries are forgotten; the address loses only the one that was counted."""
        self.forget(connection, account)
        tries = self._tries(connection, self._id(address), now)
        self._keep(connection, self._id(address), Tries(max(0, tries.failures - 1), now))

    def forget(self, connection: Connection, account: str) -> None:
        connection.execute(delete(sign_in_tries).where(sign_in_tries.c.id == self._id(account)))

    def forget_member(self, connection: Connection, member: Account) -> None:
        """Whatever was tried in their name."""
        for account in (password_tries(member.email), code_tries(member.id)):
            self.forget(connection, account)

    def _tries(self, connection: Connection, id: str, now: datetime) -> Tries:
        """Locked until the commit."""
        connection.execute(insert_or_skip(connection, sign_in_tries).values(id=id, failures=0, failed_at=now))
        query = select(sign_in_tries).where(sign_in_tries.c.id == id).with_for_update()
        row = connection.execute(query).one()
        return Tries(row.failures, row.failed_at, row.locked_until)

    def _keep(self, connection: Connection, id: str, tries: Tries) -> None:
        connection.execute(
            update(sign_in_tries)
            .where(sign_in_tries.c.id == id)
            .values(failures=tries.failures, failed_at=tries.failed_at, locked_until=tries.locked_until)
        )

    def _id(self, who: str) -> str:
        return hmac.new(self._key, who.encode(), sha256).hexdigest()


def purge_tries(connection: Connection, now: datetime) -> int:
    """Forget what counts no more. Returns how many there were."""
    old = sign_in_tries.c.failed_at < now - _oldest(PER_ACCOUNT, PER_ADDRESS)
    return connection.execute(delete(sign_in_tries).where(old)).rowcount


def _oldest(*limits: Limit) -> timedelta:
    return max(limit.forgotten_after for limit in limits)
