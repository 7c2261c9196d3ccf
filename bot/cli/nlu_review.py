"""Messages that were not understood, for a person to say what they meant: redacted, alike ones together."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import typer
from rich.console import Console

from bot.cli.nlu_review_gather import ToReview, gather
from bot.cli.nlu_review_labelling import LABELLED, TAKEN_BACK, Labelling
from bot.cli.reporting import counted
from bot.evaluation.sentences import FALLBACK
from bot.reviewing.labels import FILE, Label, Labels
from bot.reviewing.sheet import ASIDE, NONE, as_sheet, read_sheet
from bot.settings import Settings, load_settings
from bot.store.audit import audit
from bot.store.session import Database

console = Console(highlight=False, soft_wrap=True)


def review(
    days: int = typer.Option(90, min=1, help="How far back to look."),
    language: str | None = typer.Option(None, help="Only messages in this language, e.g. es."),
    least: int = typer.Option(1, min=1, help="Only groups of at least so many messages."),
    export: Path | None = typer.Option(
        None, "--export", help="Write the groups here, to label in an editor."
    ),
    import_: Path | None = typer.Option(
        None, "--import", help="Take the labels of a file that was exported."
    ),
    undo: bool = typer.Option(False, "--undo", help="Take the last label back."),
    by: str | None = typer.Option(None, help="Who labels; your login name when left out."),
) -> None:
    """Show messages that were not understood, or taken back, redacted and alike ones together, and label them.

    Labels become training phrases in content/phrases/reviewed.yml, with who, when and how many messages.

    Example: dripline nlu review --language es
    """
    settings = load_settings()
    database, labels, who = Database(settings.database_url), Labels(settings.content), by or getpass.getuser()
    if undo:
        return _undo(database, labels, who)
    found = _look(settings, database, who, days, language, least)
    if import_:
        return _import(database, labels, found, import_, who)
    _tell(found, days)
    if not found.groups:
        return
    if export:
        return _export(found, export)
    Labelling(found, labels, lambda label, deed: _note(database, label, deed, who), who).run(console)


def _look(
    settings: Settings, database: Database, who: str, days: int, language: str | None, least: int
) -> ToReview:
    """Whoever looks is in the audit, and over how many messages."""
    now = datetime.now(UTC)
    with database.transaction() as connection:
        found = gather(connection, settings.content, now - timedelta(days=days), language)
        groups = [group for group in found.groups if group.messages >= least]
        messages = sum(group.messages for group in groups)
        audit(connection, _actor(who), "review_messages", None, f"{messages} messages, redacted", now)
    return ToReview(groups, found.intents, found.labelled, found.hidden)


def _tell(found: ToReview, days: int) -> None:
    messages = sum(group.messages for group in found.groups)
    if found.groups:
        console.print(
            f"{counted(messages, 'message')} in {counted(len(found.groups), 'group')}, most frequent first. "
            "Names, places, numbers and addresses are hidden (…, #)."
        )
    else:
        console.print(f"Nothing to review: in {days} days nothing else was misunderstood.", style="green")
        console.print("'dripline nlu evaluate' measures how well messages are understood.")
    if found.labelled:
        console.print(
            f"{counted(found.labelled, 'message')} more said what is a phrase already, or was set aside."
        )
    if found.hidden:
        console.print(f"{counted(found.hidden, 'message')} more have nothing left that may be shown.")


def _export(found: ToReview, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_sheet(found.groups, tuple(found.intents), str(path)), "utf-8")
    console.print(f"Written to {path}. Label there, then: dripline nlu review --import {path}", markup=False)


def _import(database: Database, labels: Labels, found: ToReview, path: Path, who: str) -> None:
    """All or nothing up to the first clash: a mistake in the file stops it before anything is taken."""
    filled = list(read_sheet(path.read_text("utf-8"), path.name, found.intents))
    taken = 0
    for intent, language, wordings, _ in filled:
        meant = {NONE: FALLBACK, ASIDE: None}.get(intent, intent)
        label = labels.add(Label(meant, language, wordings, who, datetime.now(UTC)))
        if label.wordings:
            _note(database, label, LABELLED, who)
            taken += 1
    console.print(f"{counted(taken, 'group')} labelled, in content/{FILE}.")
    if taken < len(filled):
        console.print(f"{counted(len(filled) - taken, 'group')} had been labelled before.")


def _undo(database: Database, labels: Labels, who: str) -> None:
    label = labels.undo()
    _note(database, label, TAKEN_BACK, who)
    console.print(f"Taken back: {label.intent or 'set aside'}, by {label.by}:")
    for wording in label.wordings:
        console.print(f"  {wording}", markup=False)


def _note(database: Database, label: Label, action: str, who: str) -> None:
    with database.transaction() as connection:
        detail = f"{label.intent or ASIDE} {counted(sum(label.wordings.values()), 'message')}"
        audit(connection, _actor(who), action, None, detail, datetime.now(UTC))


def _actor(who: str) -> str:
    return f"command line ({who})"
