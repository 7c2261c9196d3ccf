"""Check what marketing wrote, describe it to editors, and train the engine on it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import typer
from rich.console import Console

from bot.cli.reporting import as_json, for_github, for_people, shown_path, summary
from bot.content_check import check_files, is_publishable
from bot.content_schema import schemas, write_schemas
from bot.errors import ContentError
from bot.flows.findings import Finding
from bot.settings import load_settings
from bot.store.content import read_files
from bot.training import ROOT, known_intents
from bot.training import train as train_model
from bot.yaml_source import Position

console = Console(highlight=False, soft_wrap=True)


class Format(StrEnum):
    text = "text"
    json = "json"
    github = "github"


def add_commands(app: typer.Typer) -> None:
    app.command("check")(check)
    app.command("schema")(schema)
    app.command("train")(train)


def check(
    folder: Path | None = typer.Argument(None, help="The content folder; the setting's when left out."),
    format: Format = typer.Option(Format.text, help="For people, as JSON, or as GitHub's annotations."),
    strict: bool = typer.Option(False, help="Warnings fail too."),
    notes: bool = typer.Option(False, help="Show advice too: wording, reading, directions for agents."),
) -> None:
    """Check flows, questions, treatments and texts; each finding has its file, line and column.

    Exit code 0: nothing to mend. 1: errors, or warnings with --strict. 2: there is nothing to check.

    Example: dripline check content --strict
    """
    place = folder or load_settings().content
    if not place.is_dir():
        console.print(f"There is no folder {place}. Name the content folder.", style="red", markup=False)
        raise typer.Exit(2)
    found = findings(place)
    shown = [one for one in found if notes or format is not Format.text or one.level != "note"]
    _show(shown, found, place, format)
    raise typer.Exit(0 if is_publishable(found, accept_warnings=not strict) else 1)


def _show(shown: list[Finding], found: list[Finding], place: Path, format: Format) -> None:
    root = shown_path(place)
    if format is Format.json:
        typer.echo(as_json(shown, root))
    elif format is Format.github:
        for line in for_github(shown, root):
            typer.echo(line)
    else:
        for text in for_people(shown, _texts(place), root):
            console.print(text)
        hidden = len(found) - len(shown)
        console.print(summary(found) + (" (--notes shows them)" if hidden else ""))


def findings(folder: Path) -> list[Finding]:
    """Everything the checks find in a folder; what cannot even be read is among it."""
    try:
        files = read_files(folder)
    except ContentError as error:
        where = error.details["where"]
        assert isinstance(where, Position)
        return [Finding(where, "error", "not-utf-8", f"{error.details['problem']}.")]
    return check_files(files, _intents())


def _texts(folder: Path) -> dict[str, str]:
    try:
        return dict(read_files(folder))
    except ContentError:
        return {}


def _intents() -> frozenset[str] | None:
    """None where the engine's domain is not beside us."""
    return known_intents() if (ROOT / "domain.yml").is_file() else None


def schema(
    folder: Path = typer.Argument(Path("docs/schemas"), help="Where the schemas go."),
    check: bool = typer.Option(False, "--check", help="Write nothing; fail when one is not current."),
) -> None:
    """Write the JSON Schemas of content files, which editors use to complete and check while typing.

    Example: dripline schema docs/schemas
    """
    if check:
        old = [name for name, text in schemas().items() if _text_of(folder / name) != text]
        for name in old:
            console.print(f"{folder / name} is not current. Run: dripline schema", style="red", markup=False)
        raise typer.Exit(1 if old else 0)
    for path in write_schemas(folder):
        console.print(str(path), markup=False)


def _text_of(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def train(force: bool = typer.Option(False, help="Train even when nothing changed.")) -> None:
    """Train the engine's model from data/, domain.yml and config.yml.

    Example: dripline train --force
    """
    with console.status("Training the model") as status:
        model = train_model(force=force, on_progress=lambda doing: status.update(f"Training: {doing}"))
    console.print(f"The model is {model}")
