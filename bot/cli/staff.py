"""Who works here: add somebody, see who there is, take access away, and what was done by whom."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection

from bot.settings import Settings, load_settings
from bot.staff.model import Account
from bot.store import staff as store
from bot.store.audit import audit_trail
from bot.store.people import person_reference
from bot.store.session import Database
from bot.store.sign_in_tries import TryCounter
from bot.store.staff_sessions import new_link
from bot.web.staff.members import join_link

console = Console(highlight=False, soft_wrap=True)
_ACTOR = "command line"
_EMAIL = "The e-mail address that somebody signs in with."
_staff = typer.Typer(help="Who may sign in at the desk and the studio.", no_args_is_help=True)


def add_commands(app: typer.Typer) -> None:
    app.add_typer(_staff, name="staff")
    commands = (("add", add), ("list", list_staff), ("role", role), ("disable", disable), ("reset", reset))
    for name, command in (*commands, ("audit", audit)):
        _staff.command(name)(command)


def add(
    name: str = typer.Argument(help="As colleagues and customers read it."),
    email: str = typer.Option(..., help=_EMAIL),
    role: str = typer.Option("agent", help="agent, supervisor, marketer or admin."),
) -> None:
    """Add somebody, and print the link with which they set their password. It works once, for three days.

    Example: dripline staff add "Ana Ribeiro" --email ana@example.com --role supervisor
    """
    with _database() as (settings, connection):
        now = datetime.now(UTC)
        account = store.add_member(connection, name, email, role, _ACTOR, now)
        token = new_link(connection, account, now)
    _print_link(settings, account, token)


def list_staff() -> None:
    """List who works here.

    Example: dripline staff list
    """
    with _database() as (_, connection):
        found = store.members(connection)
    if not found:
        console.print('Nobody yet: dripline staff add "Your Name" --email you@example.com --role admin')
        return
    table = Table("name", "e-mail", "role", "authenticator", "last signed in (UTC)", "state", box=None)
    for one in found:
        signed_in = f"{one.signed_in_at:%Y-%m-%d %H:%M}" if one.signed_in_at else ""
        table.add_row(one.name, one.email, one.role, "on" if one.has_totp else "", signed_in, _state(one))
    console.print(table)


def role(
    email: str = typer.Argument(help=_EMAIL),
    to: str = typer.Option(..., help="agent, supervisor, marketer or admin."),
) -> None:
    """Give somebody another role. It holds at once.

    Example: dripline staff role ana@example.com --to admin
    """
    with _database() as (_, connection):
        account = store.member(connection, email)
        store.change_role(connection, account, to, _ACTOR, datetime.now(UTC))
    console.print(f"{account.name} is {to} now.")


def disable(email: str = typer.Argument(help=_EMAIL)) -> None:
    """Take somebody's access away and sign them out everywhere, at once. 'dripline staff reset' gives it back.

    Example: dripline staff disable ana@example.com
    """
    with _database() as (_, connection):
        account = store.member(connection, email)
        store.disable(connection, account, _ACTOR, datetime.now(UTC))
    console.print(f"{account.name} is signed out everywhere and cannot sign in.")


def reset(email: str = typer.Argument(help=_EMAIL)) -> None:
    """Start somebody afresh: no password, no authenticator, no session; prints a new sign-in link.

    Example: dripline staff reset ana@example.com
    """
    with _database() as (settings, connection):
        now = datetime.now(UTC)
        account = store.member(connection, email)
        store.reset(connection, account, _ACTOR, now)
        TryCounter(settings.secret_key).forget_member(connection, account)
        token = new_link(connection, account, now)
    _print_link(settings, account, token)


def audit(
    who: str | None = typer.Option(None, "--by", help="Only what this member did: an e-mail address."),
    person: str | None = typer.Option(None, "--about", help="Only what was done about this customer."),
    limit: int = typer.Option(50, help="How many, newest first."),
) -> None:
    """Show who did what: sign-ins, looks at profiles, changes by staff and by the command line.

    Example: dripline staff audit --about external:1001
    """
    with _database() as (_, connection):
        staff_id = store.member(connection, who).id if who else None
        person_id = person_reference(connection, person) if person else None
        lines = audit_trail(connection, limit, staff_id=staff_id, person_id=person_id)
    if not lines:
        console.print("Nothing to show.")
        return
    table = Table("when (UTC)", "who", "what", "person", "detail", box=None)
    for line in lines:
        table.add_row(
            f"{line.at:%Y-%m-%d %H:%M:%S}", line.actor, line.action, line.person_id or "", line.detail
        )
    console.print(table)


@contextmanager
def _database() -> Iterator[tuple[Settings, Connection]]:
    settings = load_settings()
    with Database(settings.database_url).transaction() as connection:
        yield settings, connection


def _print_link(settings: Settings, account: Account, token: str) -> None:
    console.print(f"Send this link to {account.name}. It works once, for three days:")
    console.print(join_link(settings.public_url, token))


def _state(account: Account) -> str:
    if not account.is_active:
        return "disabled"
    return "active" if account.signed_in_at else "has not signed in yet"
