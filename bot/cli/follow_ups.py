"""Promises to come back: which there are, and cancel or keep one now."""

from __future__ import annotations

from datetime import UTC, datetime

import typer
from rich.console import Console
from rich.table import Table

from bot.bootstrap import build
from bot.errors import DriplineError
from bot.settings import load_settings
from bot.store.follow_ups import all_follow_ups
from bot.store.session import Database

console = Console(highlight=False, soft_wrap=True)
_follow_ups = typer.Typer(help="Promises to come back to customers.", no_args_is_help=True)


class NotNow(DriplineError):
    """Not sent: {reason}{when}. {hint}"""


def add_commands(app: typer.Typer) -> None:
    app.add_typer(_follow_ups, name="follow-ups")
    for name, command in (("list", list_), ("cancel", cancel), ("send-now", send_now)):
        _follow_ups.command(name)(command)


def list_(
    limit: int = typer.Option(50, help="How many."),
    everything: bool = typer.Option(False, "--all", help="Those that are done or cancelled, too."),
) -> None:
    """List follow-ups: the planned ones, the next first, and why one waits.

    Example: dripline follow-ups list --all
    """
    with Database(load_settings().database_url).reading() as connection:
        found = all_follow_ups(connection, limit, settled_too=everything)
    if not found:
        console.print(
            "No follow-up is planned. A flow plans one with 'follow_up', when a customer gets there."
        )
        return
    table = Table("follow-up", "due (UTC)", "channel", "flow", "person", "status", "reason", box=None)
    for one in found:
        due = max(one.due_at, one.not_before or one.due_at)
        status = one.status if one.outcome is None else f"{one.status}: {one.outcome}"
        table.add_row(
            one.id, f"{due:%Y-%m-%d %H:%M}", one.channel, one.flow, one.person_id, status, one.reason
        )
    console.print(table)


def cancel(
    follow_up: str = typer.Argument(help="The id that 'dripline follow-ups list' shows."),
    reason: str = typer.Option("cancelled by staff", help="Why; it is kept."),
) -> None:
    """Cancel a follow-up: the customer does not hear from us about it.

    Example: dripline follow-ups cancel 01a1ffd111f628d3dcd2ef038b --reason "they called us"
    """
    build(load_settings()).follow_ups.cancel(follow_up, reason)
    console.print("Cancelled.")


def send_now(
    follow_up: str = typer.Argument(help="The id that 'dripline follow-ups list' shows."),
    anyway: bool = typer.Option(False, "--anyway", help="In quiet hours too, and over the limits."),
) -> None:
    """Begin a follow-up now instead of waiting. What the customer refused is never sent.

    Example: dripline follow-ups send-now 01a1ffd111f628d3dcd2ef038b
    """
    services = build(load_settings())
    verdict = services.follow_ups.send_now(follow_up, is_forced=anyway)
    services.inbox.free_leases_of_this_process()
    if verdict.allowed:
        console.print("Begun. It is sent within seconds while Dripline runs.")
        return
    when = f", not before {_utc(verdict.not_before)}" if verdict.not_before else ""
    hint = "Wait, or add --anyway." if verdict.not_before else "The customer's own word stands."
    raise NotNow(reason=verdict.reason, when=when, hint=hint)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
