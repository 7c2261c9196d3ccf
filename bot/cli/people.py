"""People: bring them in, hand out what is held about one, erase one, undo a merge, send a link that verifies."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from sqlalchemy import Connection

from bot.dialogue.content import load_content
from bot.jobs.erasures import erase_and_drop
from bot.settings import Settings, load_settings
from bot.store import merges
from bot.store.audit import audit
from bot.store.content import read_files
from bot.store.imports import import_customers, load_map
from bot.store.people import person_reference
from bot.store.profile import as_json, profile
from bot.store.session import Database
from bot.web.callers import signed_link

console = Console(highlight=False, soft_wrap=True)
_ACTOR = "command line"
_REFERENCE = "A person: an id, or 'external:1001', 'email:a@b.c', 'phone:+55…'."
_imports = typer.Typer(help="Bring data in.", no_args_is_help=True)


def add_commands(app: typer.Typer) -> None:
    app.add_typer(_imports, name="import")
    _imports.command("customers")(import_customers_command)
    for name, command in (("export", export), ("erase", erase), ("merge", merge), ("unmerge", unmerge)):
        app.command(name)(command)
    app.command("link")(link)


def import_customers_command(
    file: Path = typer.Argument(exists=True, dir_okay=False, help="A CSV file in UTF-8."),
    map_file: Path = typer.Option(..., "--map", exists=True, dir_okay=False, help="What each column is."),
) -> None:
    """Import customers. Run it again with a newer file: what changed is superseded, the rest stays.

    Example: dripline import customers content/customers.csv --map content/customers.map.yml
    """
    settings = load_settings()
    content = load_content(read_files(settings.content))
    database = Database(settings.database_url)
    columns = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()]
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("Importing", total=None)
        report = import_customers(
            database,
            file,
            load_map(map_file, content.company.region, content.option_titles()),
            lambda done, total: progress.update(task, completed=done, total=total),
        )
    console.print(
        f"{report.rows} rows: {report.created} new, {report.changed} changed, "
        f"{report.unchanged} as before, {report.rejected} rejected"
    )
    for rejection in report.rejections:
        console.print(f"  {rejection}", style="yellow", markup=False)
    if report.rejected:
        console.print(
            f"The rejected rows are in {report.rejects_file}. Mend them there and import that file."
        )
        raise typer.Exit(1)


def export(person: str = typer.Argument(help=_REFERENCE)) -> None:
    """Print everything held about a person as JSON.

    Example: dripline export external:1001
    """
    with _person(person) as (_, connection, person_id):
        audit(connection, _ACTOR, "export", person_id, "everything held", datetime.now(UTC))
        sys.stdout.write(as_json(profile(connection, person_id), indent=2) + "\n")


def erase(
    person: str = typer.Argument(help=_REFERENCE),
    yes: bool = typer.Option(False, "--yes", help="Do not ask for confirmation."),
) -> None:
    """Erase a person: profile, messages, the engine's tracker. Only hashes stay, so that nothing is asked again.

    Example: dripline erase external:1001 --yes
    """
    with _person(person) as (settings, connection, person_id):
        if not yes:
            typer.confirm(f"Erase everything about {person}? This cannot be undone", abort=True)
        erase_and_drop(connection, person_id, settings.secret_key, datetime.now(UTC), _ACTOR)
    console.print("Erased. What the engine still holds of it is dropped within seconds while Dripline runs.")


def merge(
    kept: str = typer.Argument(help=_REFERENCE),
    merged: str = typer.Argument(help="Who is the same person and becomes part of the first."),
    evidence: str = typer.Option(..., help="How you know that they are one person."),
) -> None:
    """Two records are one person. Can be undone.

    Example: dripline merge external:1001 email:ana@example.com --evidence "same passport"
    """
    with _person(kept) as (_, connection, kept_id):
        merged_id = person_reference(connection, merged)
        now = datetime.now(UTC)
        merge_id = merges.merge(connection, kept_id, merged_id, evidence, now)
        audit(connection, _ACTOR, "merge", kept_id, merge_id, now)
    console.print(f"Merged. To undo it: dripline unmerge {merge_id}")


def unmerge(merge_id: str = typer.Argument(help="The id that 'dripline merge' printed.")) -> None:
    """Undo a merge: both are as they were; what came since stays with the one that was kept.

    Example: dripline unmerge 01a1ffd111f628d3dcd2ef038b
    """
    settings = load_settings()
    with Database(settings.database_url).transaction() as connection:
        now = datetime.now(UTC)
        merges.unmerge(connection, merge_id, now)
        audit(connection, _ACTOR, "unmerge", None, merge_id, now)
    console.print("Undone.")


def link(person: str = typer.Argument(help=_REFERENCE)) -> None:
    """Print a link that makes the web visitor who opens it this person, for a day.

    Example: dripline link external:1001
    """
    with _person(person) as (settings, connection, person_id):
        audit(connection, _ACTOR, "link", person_id, "a link that verifies", datetime.now(UTC))
        console.print(signed_link(settings.public_url, settings.secret_key, person_id))


@contextmanager
def _person(reference: str) -> Iterator[tuple[Settings, Connection, str]]:
    settings = load_settings()
    region = load_content(read_files(settings.content)).company.region
    with Database(settings.database_url).transaction() as connection:
        yield settings, connection, person_reference(connection, reference, region)
