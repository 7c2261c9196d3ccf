"""Look at what was sent to phones, and at what was not, with the reason."""

from __future__ import annotations

import typer
from rich.console import Console
from rich.table import Table

from bot.settings import load_settings
from bot.store.deliveries import recent_deliveries
from bot.store.session import Database

console = Console(highlight=False, soft_wrap=True)


def add_commands(app: typer.Typer) -> None:
    app.command("deliveries")(deliveries)


def deliveries(
    limit: int = typer.Option(20, help="How many, newest first."),
    not_sent: bool = typer.Option(False, "--not-sent", help="Only those that did not arrive or still wait."),
) -> None:
    """List messages to phones: how far each came, and why one was not sent.

    Example: dripline deliveries --not-sent
    """
    with Database(load_settings().database_url).reading() as connection:
        found = recent_deliveries(connection, limit, not_sent_only=not_sent)
    if not found:
        console.print("Nothing to show. Messages to WhatsApp and SMS are listed here.")
        return
    table = Table("delivery", "queued (UTC)", "channel", "purpose", "state", "code", "reason", box=None)
    for row in found:
        code = str(row.error_code) if row.error_code else ""
        queued = f"{row.created_at:%Y-%m-%d %H:%M}"
        table.add_row(row.id, queued, row.channel, row.purpose, row.state, code, row.error_meaning or "")
    console.print(table)
