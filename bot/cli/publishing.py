"""Publish content: what customers hear from now on, who said so and why, what changed, and the way back."""

from __future__ import annotations

import getpass
import time
from collections.abc import Mapping
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from bot import publishing
from bot.cli.reporting import counted, for_people, shown_path
from bot.content_diff import differences, lines
from bot.evaluation.models import Evaluation
from bot.settings import Settings, load_settings
from bot.store import publications, trainings
from bot.store.content import read_files
from bot.store.session import Database
from bot.store.trainings import Training

console = Console(highlight=False, soft_wrap=True)
_flows = typer.Typer(help="Publish content, list what was published, compare, go back.", no_args_is_help=True)
_MOST_CLASHES = 20
_AUTHOR = typer.Option(None, help="Who publishes; your login name when left out.")
_WAIT = typer.Option(False, "--wait", help="Stay until the training that new phrases need is over.")
_IS_LATE = 15


def add_commands(app: typer.Typer) -> None:
    app.add_typer(_flows, name="flows")
    for name, command in (("publish", publish), ("list", list_), ("diff", diff), ("rollback", rollback)):
        _flows.command(name)(command)


def publish(
    reason: str = typer.Option(..., prompt="Why", help="What this version is for."),
    author: str | None = _AUTHOR,
    accept: bool = typer.Option(False, "--accept", help="Publish in spite of warnings."),
    wait: bool = _WAIT,
    folder: Path | None = typer.Option(None, help="The content folder; the setting's when left out."),
) -> None:
    """Publish what is on disk: every new conversation uses it within a second, those under way stay on theirs.

    Example: dripline flows publish --reason "Winter prices for travel passes"
    """
    settings, database = _opened()
    place = folder or settings.content
    made = publishing.draft(database, place)
    for text in for_people((*made.errors, *made.warnings), made.files, shown_path(place)):
        console.print(text)
    for change in made.changes if made.live else ():
        console.print(f"  {change}", markup=False)
    published = publishing.publish(database, made, author or getpass.getuser(), reason, accept=accept)
    _tell(database, published, wait)


def rollback(
    number: int = typer.Argument(help="The number to go back to; 'dripline flows list' shows them."),
    reason: str = typer.Option(..., prompt="Why", help="What was wrong."),
    author: str | None = _AUTHOR,
    wait: bool = _WAIT,
) -> None:
    """Let an earlier version serve again, as a new number. What is on disk stays as it is.

    Example: dripline flows rollback 3 --reason "The new prices are for December"
    """
    _, database = _opened()
    published = publishing.rollback(database, number, author or getpass.getuser(), reason)
    _tell(database, published, wait)


def list_() -> None:
    """List what was published, newest first, and how many open conversations are on each version.

    Example: dripline flows list
    """
    settings, database = _opened()
    with database.reading() as connection:
        found = publications.all_publications(connection)
        open_on = publications.conversations_on(connection)
        training = trainings.newest(connection)
    if not found:
        console.print("Nothing was published yet: what is on disk serves, as it changes.")
        return
    table = Table("number", "version", "published", "by", "open", "why", box=None)
    listed: set[str] = set()
    for one in found:
        under_way = str(open_on.get(one.version, 0)) if one.version not in listed else "as above"
        listed.add(one.version)
        is_live = " serves" if one is found[0] else ""
        reason = f"(rollback) {one.reason}" if one.kind == "rollback" else one.reason
        accepted = f" [{len(one.accepted)} warnings accepted]" if one.accepted else ""
        table.add_row(
            f"{one.number}{is_live}",
            one.version,
            one.published_at.strftime("%Y-%m-%d %H:%M"),
            one.author,
            under_way,
            (reason + accepted).replace("[", "\\["),
        )
    console.print(table)
    changes = differences(_files(database, found[0].number), read_files(settings.content))
    if changes:
        console.print(f"\nOn disk {counted(len(changes), 'thing')} changed since: 'dripline flows diff'.")
    if training:
        _print_training(training)


def diff(
    before: int | None = typer.Argument(None, help="A number; what serves when left out."),
    after: int | None = typer.Argument(None, help="Another number; what is on disk when left out."),
    show_lines: bool = typer.Option(False, "--lines", help="Show every line that differs."),
) -> None:
    """Show what differs between two versions, by flow, question, treatment and text.

    Example: dripline flows diff 3 4 --lines
    """
    settings, database = _opened()
    if before is None:
        with database.reading() as connection:
            newest = publications.latest(connection)
        if newest is None:
            console.print("Nothing was published yet: there is nothing to compare with.")
            return
        before = newest.number
    old = _files(database, before)
    new = _files(database, after) if after is not None else read_files(settings.content)
    name = f"number {after}" if after is not None else "disk"
    found = differences(old, new)
    console.print(f"From number {before} to {name}: {counted(len(found), 'difference')}", markup=False)
    for difference in found:
        style = {"added": "green", "removed": "red", "changed": "yellow"}[difference.how]
        console.print(f"  {difference}", style=style, markup=False)
    for line in lines(old, new, str(before), name.replace(" ", "-")) if show_lines else ():
        console.print(line, style={"+": "green", "-": "red", "@": "cyan"}.get(line[:1], ""), markup=False)


def _opened() -> tuple[Settings, Database]:
    settings = load_settings()
    return settings, Database(settings.database_url)


def _files(database: Database, number: int) -> Mapping[str, str]:
    with database.reading() as connection:
        return publications.files_of(connection, publications.publication(connection, number).version)


def _tell(database: Database, published: publishing.Published, wait: bool) -> None:
    one = published.publication
    console.print(f"Number {one.number} (version {one.version}) serves every new conversation from now on.")
    if published.training is None:
        return
    console.print("Its trigger phrases are new to the model; a running Dripline now trains one with them.")
    console.print("The old model stays until the new one proves no worse. 'dripline flows list' tells.")
    if wait:
        over = _wait(database, published.training)
        _print_training(over)
        if over.status in ("failed", "kept_old"):
            raise typer.Exit(1)


def _wait(database: Database, training: Training) -> Training:
    started = time.monotonic()
    with console.status(training.progress) as status:
        while not training.is_over:
            time.sleep(0.5)
            with database.reading() as connection:
                training = trainings.of_fingerprint(connection, training.fingerprint) or training
            is_idle = training.status == "waiting" and time.monotonic() - started > _IS_LATE
            status.update(training.progress + (" (is Dripline running?)" if is_idle else ""))
    return training


def _print_training(training: Training) -> None:
    console.print(f"\nModel: {training.status.replace('_', ' ')}. {training.progress}", markup=False)
    if not training.report:
        return
    found = Evaluation.from_json(training.report)
    console.print(
        f"  {found.phrases} phrases that no model was trained on: "
        f"{found.right_before} right before, {found.right_after} with the new model"
    )
    for intent in found.worse:
        console.print(f"  understood worse: {intent}", style="red", markup=False)
    for clash in found.clashes[:_MOST_CLASHES]:
        console.print(f"  {clash}", style="yellow", markup=False)
    if len(found.clashes) > _MOST_CLASHES:
        console.print(f"  … and {len(found.clashes) - _MOST_CLASHES} more")
    for intent in found.untried:
        console.print(f"  '{intent}' has no held-out phrases to be tried on", style="yellow", markup=False)
