"""Look whether everything between us and customers' phones is set up."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict

import typer
from rich.console import Console

from bot.channels.twilio.doctor.diagnosis import Diagnosis
from bot.channels.twilio.doctor.examination import examine
from bot.channels.twilio.templates import load_templates
from bot.settings import Settings, load_settings
from bot.store.content import read_files

console = Console(highlight=False, soft_wrap=True)
_twilio = typer.Typer(help="WhatsApp, SMS and calls through Twilio.", no_args_is_help=True)
_MARKS = {"ok": "[green]ok    [/]", "advice": "[yellow]advice[/]", "wrong": "[bold red]wrong [/]"}


def add_commands(app: typer.Typer) -> None:
    app.add_typer(_twilio, name="twilio")
    _twilio.command("doctor")(doctor)


@_twilio.callback()
def _group() -> None:
    """WhatsApp, SMS and calls through Twilio."""


def doctor(as_json: bool = typer.Option(False, "--json", help="Print what was found as JSON.")) -> None:
    """Check credentials, senders, webhooks, templates and signatures, and say how to mend what is wrong.

    It changes nothing and sends nothing. Dripline must be running for the signature's round trip. Exit code 0: nothing
    is wrong; 1: something is.

    Example: dripline twilio doctor
    """
    found = asyncio.run(_examine(load_settings(), is_shown=not as_json))
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found], indent=2))
    if any(one.level == "wrong" for one in found):
        raise typer.Exit(1)


async def _examine(settings: Settings, *, is_shown: bool) -> list[Diagnosis]:
    """Shows each thing as it is found."""
    templates, found = load_templates(read_files(settings.content)), []
    async for one in examine(settings, templates):
        found.append(one)
        if is_shown:
            _show(one)
    return found


def _show(one: Diagnosis) -> None:
    console.print(f"{_MARKS[one.level]} ", end="")
    console.print(f"{one.about}: {one.found}", markup=False)
    if one.mend:
        console.print(f"       → {one.mend}", style="dim", markup=False)
