"""Try the promises under load and crashes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from bot.cli.walking import walk
from bot.settings import load_settings
from bot.simulate.counts import Outcome
from bot.simulate.phones.plan import PhoneChannel, PhonePlan
from bot.simulate.phones.run import simulate_phones
from bot.simulate.plan import Plan
from bot.simulate.run import simulate as run_simulation

console = Console(highlight=False, soft_wrap=True)
_MOST_PROBLEMS = 20


class Channel(StrEnum):
    """Where the simulation's customers write."""

    web = "web"
    whatsapp = "whatsapp"
    sms = "sms"


def add_commands(app: typer.Typer) -> None:
    app.command("simulate")(simulate)


def simulate(
    flow: str | None = typer.Argument(
        None, help="A flow to walk through; without one, customers by the thousand."
    ),
    channel: Channel = typer.Option(Channel.web, help="Web chat and REST, or phones through Twilio's API."),
    messages: int = typer.Option(
        5000, min=1, help="With --channel whatsapp or sms: how many customers send."
    ),
    conversations: int = typer.Option(2000, min=1, help="How many conversations synthetic customers have."),
    concurrency: int | None = typer.Option(
        None, min=1, help="How many customers at the same time; 16 on the web, 48 on phones, if not given."
    ),
    chaos: bool = typer.Option(
        False, "--chaos", help="Duplicate and late deliveries, cut-off requests, workers killed with -9."
    ),
    workers: int = typer.Option(4, min=1, help="How many processes of the app."),
    seed: int = typer.Option(1, help="The same seed plays the same customers."),
    database: str = typer.Option("", help="An empty database; a fresh SQLite file when not given."),
    folder: Path = typer.Option(Path("var/simulate"), help="Where the database and the logs go."),
    language: str = typer.Option("", help="With FLOW: the language; the company's default when left out."),
    paths: int = typer.Option(200, min=1, help="With FLOW: how many paths to walk at most."),
    show_all: bool = typer.Option(False, "--all", help="With FLOW: show every path that was walked."),
    as_json: bool = typer.Option(False, "--json", help="With FLOW: print the paths as JSON."),
) -> None:
    """Have synthetic customers talk over two channels at once, and count what was promised and not kept.

    With FLOW: walk every path of one flow with customers made for it, and show what the customer hears beside what
    the agent reads.

    Example: dripline simulate --conversations 2000 --concurrency 16 --chaos

    With --channel whatsapp: customers write by WhatsApp, through the real webhooks and a stand-in of Twilio's. With
    --chaos 30 % of the messages come twice, some out of order, and the provider fails one call in ten.

    Example: dripline simulate --channel whatsapp --chaos

    Example: dripline simulate travel_pass --language es
    """
    if flow is not None:
        return walk(load_settings().content, flow, language, paths, show_all, as_json)
    stage: dict[str, Any] = {
        "workers": workers,
        "has_chaos": chaos,
        "seed": seed,
        "folder": folder,
        "content": load_settings().content,
        "database_url": database or None,
        **({"concurrency": concurrency} if concurrency else {}),
    }
    if channel is Channel.web:
        outcome = _run(Plan(conversations=conversations, **stage))
    else:
        phone: PhoneChannel = "sms" if channel is Channel.sms else "whatsapp"
        outcome = _run_phones(PhonePlan(channel=phone, messages=messages, **stage))
    _end(outcome, folder)


def _end(outcome: Outcome, folder: Path) -> None:
    """Tell, keep what was broken, and fail if anything was."""
    _tell(outcome)
    (folder / "problems.txt").write_text("".join(f"{line}\n" for line in outcome.problems), encoding="utf-8")
    if not outcome.is_good:
        raise typer.Exit(1)


def _run_phones(plan: PhonePlan) -> Outcome:
    with _progress("Messages", plan.messages) as on_progress:
        return asyncio.run(simulate_phones(plan, on_progress))


def _run(plan: Plan) -> Outcome:
    with _progress("Conversations", plan.conversations) as on_progress:
        return asyncio.run(run_simulation(plan, on_progress))


@contextmanager
def _progress(title: str, total: int) -> Iterator[Callable[[str, int], None]]:
    columns = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()]
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(title, total=total)

        def on_progress(what: str, number: int) -> None:
            if what == "kills":
                progress.update(task, description=f"{title} ({number} workers killed)")
            else:
                progress.update(task, completed=number)

        yield on_progress


def _tell(outcome: Outcome) -> None:
    totals = Table("tried", "", box=None)
    totals.columns[1].justify = "right"
    for name, number in outcome.totals.items():
        totals.add_row(name, f"{number:,}")
    totals.add_row("seconds", f"{outcome.seconds:,.0f}")
    console.print(totals)
    broken = Table("must be 0", "", box=None)
    broken.columns[1].justify = "right"
    for name, number in outcome.broken.items():
        broken.add_row(name, f"[bold red]{number:,}[/]" if number else "[green]0[/]")
    console.print(broken)
    for problem in outcome.problems[:_MOST_PROBLEMS]:
        console.print(f"  {problem}", style="yellow", markup=False)
    if len(outcome.problems) > _MOST_PROBLEMS:
        console.print(f"  … and {len(outcome.problems) - _MOST_PROBLEMS} more, in problems.txt")
