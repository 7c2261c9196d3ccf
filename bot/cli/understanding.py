"""How well messages are understood: measure it, and set from when on a message counts as understood."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.nlu_review import review
from bot.errors import DriplineError
from bot.evaluation.figures import Figure
from bot.evaluation.models import rankings
from bot.evaluation.page import as_html, number
from bot.evaluation.report import Report, keep, last, report
from bot.evaluation.sentences import folder_of
from bot.evaluation.thresholds import lowest, read_thresholds, tried, write_thresholds
from bot.training import ROOT, model_for, train

console = Console(highlight=False, soft_wrap=True)
_STYLES = {True: "green", False: "bold red"}


class NoSuchModel(DriplineError):
    """There is no model {model}. Run 'dripline train', or name a file of var/models/."""


def add_commands(app: typer.Typer) -> None:
    nlu = typer.Typer(help="How well messages are understood.", no_args_is_help=True)
    nlu.command("evaluate")(evaluate)
    nlu.command("thresholds")(set_thresholds)
    nlu.command("review")(review)
    app.add_typer(nlu, name="nlu")


def evaluate(
    set_name: str = typer.Option("validation", "--set", help="validation, test or held-out."),
    html: Path | None = typer.Option(None, "--html", help="Write the report to this page as well."),
    model: Path | None = typer.Option(None, "--model", help="A model's file; the present data's by default."),
    against: Path | None = typer.Option(
        None, "--against", help="Compare with this model; else the last one."
    ),
    details: bool = typer.Option(False, "--details", help="Precision and recall of each intent as well."),
) -> None:
    """Measure how well sentences are understood that no model has learned, and compare with the last model.

    Example: dripline nlu evaluate --set held-out --html var/evaluation.html
    """
    folder, measured = folder_of(set_name), _model(model)
    done = report(set_name, folder, measured)
    before = report(set_name, folder, _model(against)) if against else last(set_name, measured)
    keep(done, measured)
    _print(done, before, details)
    if html:
        html.parent.mkdir(parents=True, exist_ok=True)
        html.write_text(as_html(done, before), "utf-8")
        console.print(f"The page is {html}", markup=False)


def set_thresholds(
    check: bool = typer.Option(False, "--check", help="Write nothing; fail if config.yml has others."),
) -> None:
    """Find on phrases no model learned from which confidence on a message counts as understood; write it to config.yml.

    Tried are the held-out phrases and the third of the validation set that nobody reads; the lower thresholds count.

    Example: dripline nlu thresholds
    """
    config, model = ROOT / "config.yml", _model(None)
    found = lowest(tried(lambda texts: rankings(model, texts)))
    has_changed = found != read_thresholds(config)
    console.print(f"least_confidence {found.least_confidence}, least_lead {found.least_lead}")
    if has_changed and not check:
        write_thresholds(found, config)
        console.print("Written to config.yml; 'dripline train' makes the model that heeds them.")
    raise typer.Exit(1 if has_changed and check else 0)


def _model(named: Path | None) -> Path:
    model = named or model_for()
    if named is None and not model.exists():
        console.print("Training the model for the present data …")
        train()
    if not model.exists():
        raise NoSuchModel(model=model)
    return model.resolve()


def _print(done: Report, before: Report | None, details: bool) -> None:
    console.print(f"Set '{done.set_name}', model {done.model}", markup=False)
    if before:
        console.print(f"before: {before.model}", markup=False)
    for title, found in done.areas.items():
        if isinstance(found, str):
            console.print(f"\n{title} {found}.", style="yellow", markup=False)
        else:
            console.print(f"\n{title}", style="bold")
            console.print(_figures(found, before))
    if details:
        console.print(_intents(done))
    if done.confusions:
        console.print("\nTaken for something else", style="bold")
        console.print(_confusions(done))
    for figure in done.missed:
        console.print(
            f"Missed: {figure.name} {figure.language} is {number(figure.value)}, wanted {number(figure.target or 0)}",
            style="red",
        )


def _figures(found: list[Figure], before: Report | None) -> Table:
    earlier = {(one.name, one.language): one.value for one in before.figures} if before else {}
    table = Table(
        "figure", "", "value", "95 %", "target", "phrases", *(["before"] if before else []), box=None
    )
    for one in found:
        style = _STYLES[one.is_reached] if one.target is not None else ""
        value = number(one.value)
        was = earlier.get((one.name, one.language))
        table.add_row(
            one.name,
            one.language,
            f"[{style}]{value}[/]" if style else value,
            f"{number(one.low)}–{number(one.high)}",
            number(one.target) if one.target is not None else "",
            str(one.count),
            *([number(was) if was is not None else ""] if before else []),
        )
    return table


def _intents(done: Report) -> Table:
    table = Table("intent", "", "precision", "recall", "phrases", box=None)
    for one in done.by_intent:
        table.add_row(one.intent, one.language, number(one.precision), number(one.recall), str(one.count))
    return table


def _confusions(done: Report) -> Table:
    table = Table("meant", "taken for", "times", "for example", box=None)
    for one in done.confusions:
        table.add_row(one.meant, one.heard, str(one.count), one.example)
    return table
