"""The desk on a real port: the whole product with the stand-in engine, and staff who are whoever their cookie says."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import Request

from bot.bootstrap import Services, build
from bot.desk.people import Member
from bot.simulate.stand_in import StandInEngine
from bot.store.imports import import_customers, load_map
from bot.web.app import create_app
from bot.web.refusals import Refused
from bot.web.server import Server
from tests.e2e.browser import free_port
from tests.product import CONTENT, phrases, settings

STAFF = {
    "bia": Member("staff-bia", "Bia Costa"),
    "leo": Member("staff-leo", "Leo Marques"),
    "sofia": Member("staff-sofia", "Sofia Lima", is_supervisor=True),
}


async def who_calls(request: Request) -> Member:
    member = STAFF.get(request.cookies.get("staff", ""))
    if member is None:
        raise Refused(401, "Nobody is signed in.", "Sign in.")
    return member


class RunningDesk:
    """Can be stopped and started again on the same port and database."""

    def __init__(self, database_url: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._settings = settings(database_url, public_url=self.url, rate_limit="100000/minute")
        self.start()

    def start(self) -> None:
        self.services: Services = build(self._settings, engine=lambda step: StandInEngine(step, phrases()))
        app = create_app(self.services)
        app.state.desk_staff = who_calls
        self._server = Server(app, "127.0.0.1", self.port)
        self._thread = threading.Thread(target=self._server.run)
        self._thread.start()
        deadline = time.monotonic() + 15
        while not self._server.started:
            if time.monotonic() > deadline:
                raise TimeoutError("the desk did not start")
            time.sleep(0.02)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=15)
        # The browser's event loop is this thread's.
        closing = threading.Thread(target=lambda: asyncio.run(self.services.close()))
        closing.start()
        closing.join(timeout=15)


@contextmanager
def running_desk(database_url: str) -> Iterator[RunningDesk]:
    """With the demo company's customers."""
    running = RunningDesk(database_url)
    columns = load_map(CONTENT / "customers.map.yml", "BR")
    import_customers(running.services.database, CONTENT / "customers.csv", columns)
    yield running
    running.stop()
