"""Reports for marketing, from what is recorded as conversations go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import typer
from rich.console import Console
from rich.table import Table

from bot.settings import load_settings
from bot.store.script_report import StepUse, script_report
from bot.store.session import Database

console = Console(highlight=False)
_reports = typer.Typer(help="Reports of what happened.", no_args_is_help=True)


def add_commands(app: typer.Typer) -> None:
    _reports.command("script")(script)
    app.add_typer(_reports, name="report")


def script(
    flow: str = typer.Argument(help="A flow's id; 'question' is the one question of each conversation."),
    days: int = typer.Option(30, help="How many days back."),
) -> None:
    """Say how agents got through a flow's script: each step's time and answers, and where callers hung up.

    Example: dripline report script travel_pass
    """
    database = Database(load_settings().database_url)
    with database.reading() as connection:
        found = script_report(connection, flow, datetime.now(UTC) - timedelta(days=days))
    if not found:
        console.print(f"No agent has gone through '{flow}' in {days} days. Its steps show up after a call.")
        return
    table = Table(
        "step",
        "channel",
        "times",
        "hung up",
        "customers",
        "agents",
        "median s",
        "slowest s",
        "answers",
        "version",
        box=None,
    )
    for one in found:
        table.add_row(*_row(one))
    console.print(table)


def _row(one: StepUse) -> list[str]:
    answers = ", ".join(f"{answer} {count}" for answer, count in one.answers)
    counts = [str(one.times), str(one.hung_up), str(one.people), str(one.agents)]
    return [
        one.step,
        one.channel,
        *counts,
        _seconds(one.seconds),
        _seconds(one.slowest),
        answers,
        one.version[:8],
    ]


def _seconds(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds:.1f}"
