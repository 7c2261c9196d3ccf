"""Browsers that sign in at an app with a clock to turn, and the staff they belong to."""

from __future__ import annotations

import html
import re
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from argon2 import PasswordHasher
from httpx2 import Response
from starlette.testclient import TestClient

from bot.staff.model import Account
from bot.staff.passwords import Passwords
from bot.staff.totp import code_at, step_at
from bot.store.schema import audit_lines
from bot.store.session import Database
from bot.store.staff import add_member, change, member
from bot.store.staff_sessions import new_link
from bot.web.app import create_app
from tests.product import Clock
from tests.scripted import scripted

QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
PASSWORD = "three blue rivers"
EMAIL = "ana@example.com"


class Browser:
    """Fills in the forms of the page it was shown last."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.page = ""

    def open(self, path: str) -> Response:
        answer = self.client.get(path, headers={"Accept": "text/html"})
        self.page = answer.text
        return answer

    def send(self, path: str, **fields: str) -> Response:
        answer = self.client.post(
            path, data={"csrf_token": self.token, **fields}, headers={"Accept": "text/html"}
        )
        if answer.text:
            self.page = answer.text
        return answer

    def sign_in(self, email: str = EMAIL, password: str = PASSWORD, back: str = "") -> Response:
        self.open("/desk/login")
        return self.send("/desk/login", email=email, password=password, next=back)

    @property
    def token(self) -> str:
        return self.field("csrf_token")

    def field(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.page)
        return html.unescape(found[1]) if found else ""

    @property
    def session(self) -> str:
        return self.client.cookies.get("dripline_staff") or ""


class Office:
    """An app over a database. Every browser of it begins without a cookie."""

    def __init__(self, database: Database, stack: ExitStack, **settings: Any) -> None:
        self.clock = Clock()
        self.database = database
        self._stack = stack
        self.app = create_app(scripted(database, **settings))
        self.room = replace(self.app.state.staff, clock=self.clock, passwords=QUICK)
        self.app.state.staff = self.room

    def browser(self, address: str = "127.0.0.1", language: str = "en") -> Browser:
        client = TestClient(
            self.app,
            base_url="http://127.0.0.1:8000",
            client=(address, 5000),
            headers={"Accept-Language": language},
            follow_redirects=False,
        )
        return Browser(self._stack.enter_context(client))

    def member(self, role: str = "agent", email: str = EMAIL, password: str = PASSWORD) -> Account:
        with self.database.transaction() as connection:
            now = self.clock()
            made = add_member(connection, "Ana Ribeiro", email, role, "tests", now)
            change(connection, made.id, "password_set", now, password_hash=QUICK.hash(password))
            return member(connection, made.id)

    def invited(self, role: str = "agent", email: str = EMAIL) -> tuple[Account, str]:
        """Somebody new, and the token of their link."""
        with self.database.transaction() as connection:
            made = add_member(connection, "Ana Ribeiro", email, role, "tests", self.clock())
            return made, new_link(connection, made, self.clock())

    def with_authenticator(self, account: Account, secret: str) -> None:
        with self.database.transaction() as connection:
            kept = {"totp_secret": self.room.totp.close(secret)}
            change(connection, account.id, "authenticator_add", self.clock(), **kept)

    def code(self, secret: str) -> str:
        return code_at(secret, step_at(self.clock.now))

    def audited(self) -> list[tuple[str, str, str]]:
        """(actor, action, detail) of every line, oldest first."""
        with self.database.reading() as connection:
            rows = connection.execute(audit_lines.select().order_by(audit_lines.c.id)).all()
        return [(row.actor, row.action, row.detail) for row in rows]
