"""Check what marketing wrote, and train the engine on it."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.console import Console

from bot.dialogue.content import load_content
from bot.flows.check import Finding, check_pack
from bot.settings import load_settings
from bot.store.content import read_files
from bot.training import train as train_model

console = Console(highlight=False, soft_wrap=True)


def add_commands(app: typer.Typer) -> None:
    app.command("check")(check)
    app.command("train")(train)


def check(
    folder: Path | None = typer.Argument(None, help="The content folder; the setting's when left out."),
) -> None:
    """Check flows, questions, treatments and texts; each finding has its file, line and column.

    Example: dripline check content
    """
    found = findings(folder or load_settings().content)
    for finding in found:
        style = "red" if finding.level == "error" else "yellow"
        console.print(f"{finding.where}: {finding.level}: {finding.message}", style=style, markup=False)
        if finding.hint:
            console.print(f"    {finding.hint}", markup=False)
    errors = sum(finding.level == "error" for finding in found)
    console.print(f"{errors} errors, {len(found) - errors} warnings")
    raise typer.Exit(1 if errors else 0)


def findings(folder: Path) -> list[Finding]:
    """Everything the checks find. Raises ContentErrors when the content cannot even be loaded."""
    content = load_content(read_files(folder))
    asked = {question.attribute for question in content.catalogue}
    return check_pack(content.pack, content.company.languages, content.declared(), asked=asked)


def train(force: bool = typer.Option(False, help="Train even when nothing changed.")) -> None:
    """Train the engine's model from data/, domain.yml and config.yml.

    Example: dripline train --force
    """
    with console.status("Training the model") as status:
        model = train_model(force=force, on_progress=lambda doing: status.update(f"Training: {doing}"))
    console.print(f"The model is {model}")
