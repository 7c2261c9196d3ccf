"""The desk on a real port: the whole product with the stand-in engine, and three who work there."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from playwright.sync_api import Page

from bot.bootstrap import Services, build
from bot.simulate.stand_in import StandInEngine
from bot.staff.roles import Role
from bot.store.imports import import_customers, load_map
from bot.store.staff import add_member, change, member
from bot.store.staff_sessions import begin_session
from bot.web.app import create_app
from bot.web.server import Server
from bot.web.staff.room import StaffRoom
from tests.e2e.browser import free_port
from tests.product import CONTENT, phrases, settings

STAFF: dict[str, tuple[str, Role]] = {
    "bia": ("Bia Costa", "agent"),
    "leo": ("Leo Marques", "agent"),
    "sofia": ("Sofia Lima", "supervisor"),
}
SignIn = Callable[..., Page]
PASSWORD = "three blue rivers"


def email_of(who: str) -> str:
    return f"{who}@vereda.example"


class RunningDesk:
    """Can be stopped and started again on the same port and database."""

    def __init__(self, database_url: str, host: str, content: Path, known: Mapping[str, str]) -> None:
        self.port = free_port()
        self.url = f"http://{host}:{self.port}"
        self._settings = settings(
            database_url, public_url=self.url, content=content, rate_limit="100000/minute"
        )
        self._phrases = {**phrases(), **known}
        self.start()

    def start(self) -> None:
        self.services: Services = build(
            self._settings, engine=lambda step: StandInEngine(step, self._phrases)
        )
        app = create_app(self.services)
        self.room: StaffRoom = app.state.staff
        self._server = Server(app, "127.0.0.1", self.port)
        self._thread = threading.Thread(target=self._server.run)
        self._thread.start()
        deadline = time.monotonic() + 15
        while not self._server.started:
            if time.monotonic() > deadline:
                raise TimeoutError("the desk did not start")
            time.sleep(0.02)

    def hire(self) -> None:
        """Everybody of STAFF, with the same password."""
        made = self.room.passwords.hash(PASSWORD)
        for who, (name, role) in STAFF.items():
            with self.services.database.transaction() as connection:
                account = add_member(connection, name, email_of(who), role, "tests", datetime.now(UTC))
                change(connection, account.id, "password_set", datetime.now(UTC), password_hash=made)

    def session(self, who: str) -> tuple[str, str]:
        """A session's cookie, and what its page sends along: as if they had signed in elsewhere."""
        with self.services.database.transaction() as connection:
            account = member(connection, email_of(who))
            begun = begin_session(
                connection, account, "password", "tests", self.room.lifetime, datetime.now(UTC)
            )
        return begun.token, self.room.form_token(begun.session.id)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=15)
        # The browser's event loop is this thread's.
        closing = threading.Thread(target=lambda: asyncio.run(self.services.close()))
        closing.start()
        closing.join(timeout=15)


@contextmanager
def running_desk(
    database_url: str,
    host: str = "127.0.0.1",
    content: Path = CONTENT,
    known: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[RunningDesk]:
    """With the demo company's customers. Passkeys need the host to be a name: localhost.

    `known` are more phrases of the stand-in engine, with their intents.
    """
    running = RunningDesk(database_url, host, content, known)
    columns = load_map(CONTENT / "customers.map.yml", "BR")
    import_customers(running.services.database, CONTENT / "customers.csv", columns)
    running.hire()
    yield running
    running.stop()
