"""A conversation in the terminal, with what was decided and why after each turn."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast, get_args

import typer
from rich.console import Console
from sqlalchemy import select

from bot.bootstrap import build
from bot.dialogue.content import load_content
from bot.engine_client import EngineClient
from bot.errors import DriplineError
from bot.messages import Address, Channel, Option, Reply, is_one_of_several
from bot.outgoing import PUSH_CHANNELS
from bot.settings import Settings, load_settings
from bot.simulate.stage import Customer, Stage, Talking, Turn
from bot.store.audit import audit
from bot.store.content import read_files
from bot.store.facts import current_facts
from bot.store.people import person_reference
from bot.store.schema import identifiers, persons
from bot.store.session import Database
from bot.training import ROOT

console = Console(highlight=False, soft_wrap=True)
_QUIET = {"because", "treatment_used"}


class NotRunning(DriplineError):
    """The engine at {url} does not answer. Start Dripline with 'dripline up', or talk without --live."""


class NotReachable(DriplineError):
    """{problem}"""


def add_commands(app: typer.Typer) -> None:
    app.command("talk")(talk)


def talk(
    customer: str = typer.Option("", "--as", help="'external:1001', 'phone:+55…'; a stranger when left out."),
    channel: str = typer.Option("webchat", help="webchat, rest, sms, whatsapp or phone."),
    language: str = typer.Option("", help="The customer's own when left out."),
    live: bool = typer.Option(
        False, "--live", help="With the running engine, in the real database. It is kept."
    ),
) -> None:
    """Talk with what is on disk in the terminal: nothing is kept or sent. A number chooses an option; Ctrl-D ends.

    Example: dripline talk --as external:1002 --channel sms
    """
    if channel not in get_args(Channel):
        raise NotReachable(problem=f"'{channel}' is no channel. There are {', '.join(get_args(Channel))}.")
    settings = load_settings()
    opened = _live if live else _rehearsed
    with opened(settings, customer, cast(Channel, channel), language) as (talking, who):
        console.print(f"You are {customer or 'a stranger'} on {channel}. Ctrl-D ends.", style="dim")
        _converse(talking, who)


def _converse(talking: Talking, who: Customer) -> None:
    options: Sequence[Option] = ()
    while True:
        try:
            said = console.input("\n[bold cyan]you ▸ [/]").strip()
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        if not said:
            continue
        if not sys.stdin.isatty():
            console.print(said, markup=False)
        chosen = options[int(said) - 1] if said.isdecimal() and 0 < int(said) <= len(options) else None
        payload = chosen.payload if chosen else said if said.startswith("/") else None
        turn = talking.say(who, chosen.title if chosen else said, payload)
        options = _print_replies(turn.replies)
        for line in decided(turn):
            console.print(f"      {line}", style="dim", markup=False)


def _print_replies(replies: Sequence[Reply]) -> Sequence[Option]:
    """Returns the options that may be chosen by their number."""
    options = next((reply.options for reply in reversed(replies) if reply.options), ())
    for reply in replies:
        console.print(f"bot ▸ {reply.text}", style="bold" if reply.kind == "question" else "", markup=False)
        if reply.options is options:
            for number, option in enumerate(options, 1):
                console.print(f"      {number}. {option.title}", style="green", markup=False)
            if any(map(is_one_of_several, options)):
                console.print("      Several may be named: 1 and 2, all, none.", style="dim")
    if not replies:
        console.print("bot ▸ (silence)", style="dim")
    return options


def decided(turn: Turn) -> Iterator[str]:
    """What was understood, what happened, which question was chosen over which, and why."""
    if turn.intent:
        yield f"understood: {turn.intent} ({turn.confidence:.2f})"
    for event in turn.events:
        if event["kind"] not in _QUIET:
            yield _event(event)
    for name in turn.treatments:
        yield f"treatment: {name}"
    if turn.decision is not None:
        reasons = "; ".join(turn.decision.reasons.get("reasons", ()))
        runner_up = f", runner-up {turn.decision.runner_up}" if turn.decision.runner_up else ""
        yield f"question: {turn.decision.question or 'none'}{runner_up}: {reasons}"
    for benefit in turn.benefits:
        yield f"benefit: {benefit.grant or 'words'} for {benefit.attribute}"


def _event(event: Mapping[str, Any]) -> str:
    told = ", ".join(f"{key} {value}" for key, value in event.items() if key != "kind" and value is not None)
    return f"{str(event['kind']).replace('_', ' ')}: {told}" if told else str(event["kind"]).replace("_", " ")


@contextmanager
def _rehearsed(
    settings: Settings, reference: str, channel: Channel, language: str
) -> Iterator[tuple[Talking, Customer]]:
    """A copy of the customer on a stage of its own."""
    knows, spoken = _known(settings, reference) if reference else ({}, "")
    with (
        tempfile.TemporaryDirectory() as scratch,
        Stage(Path(scratch), settings.content, ROOT / "data/nlu") as stage,
    ):
        stage.clock.now = datetime.now(UTC)
        language = language or spoken or stage.content.company.default_language
        yield stage, stage.customer(knows, language, channel, is_verified=bool(reference))


@contextmanager
def _live(
    settings: Settings, reference: str, channel: Channel, language: str
) -> Iterator[tuple[Talking, Customer]]:
    """As the customer, in the real database, through the running engine."""
    if channel in PUSH_CHANNELS:
        problem = f"--live on {channel} would send real messages; use --channel rest, or leave --live out."
        raise NotReachable(problem=problem)
    with Talking(build(settings)) as talking:
        if not asyncio.run(_answers(settings)):
            raise NotRunning(url=settings.engine_url)
        yield talking, _real(talking, reference, channel, language)


async def _answers(settings: Settings) -> bool:
    client = EngineClient(settings.engine_url)
    try:
        return await client.is_ready()
    finally:
        await client.close()


def _real(talking: Talking, reference: str, channel: Channel, language: str) -> Customer:
    if not reference:
        raise NotReachable(problem="--live needs a customer: --as external:1001.")
    region = talking.content.company.region
    with talking.services.database.transaction() as connection:
        person_id = person_reference(connection, reference, region)
        row = connection.execute(
            select(identifiers)
            .where(identifiers.c.person_id == person_id, identifiers.c.verified_at.is_not(None))
            .order_by(identifiers.c.kind != "external", identifiers.c.id)
        ).first()
        if row is None:
            raise NotReachable(problem=f"{reference} has no verified identifier to talk as.")
        audit(connection, "command line", "talk", person_id, f"on {channel}", datetime.now(UTC))
    spoken = language or talking.content.company.default_language
    return Customer(person_id, Address(row.kind, row.value, is_verified=True), spoken, channel)


def _known(settings: Settings, reference: str) -> tuple[Mapping[str, Any], str]:
    """The customer's facts and language."""
    region = load_content(read_files(settings.content)).company.region
    with Database(settings.database_url).reading() as connection:
        person_id = person_reference(connection, reference, region)
        found = current_facts(connection, person_id, datetime.now(UTC))
        language = connection.execute(select(persons.c.language).where(persons.c.id == person_id)).scalar()
    return {fact.attribute: fact.value for fact in found}, language or ""
