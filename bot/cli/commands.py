"""All commands together."""

from __future__ import annotations

import sys
from typing import Never

import typer
from rich.console import Console
from sqlalchemy.exc import DBAPIError

from bot.cli import (
    content,
    conversations,
    deliveries,
    follow_ups,
    people,
    publishing,
    reports,
    running,
    simulating,
    staff,
    talking,
    testing,
    twilio,
    understanding,
)
from bot.cli.database_errors import as_ours
from bot.errors import DriplineError

app = typer.Typer(
    name="dripline",
    help="One flow for the bot and the agent, one new question per conversation.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for group in (
    running,
    content,
    publishing,
    testing,
    twilio,
    people,
    conversations,
    deliveries,
    follow_ups,
    reports,
    simulating,
    staff,
    talking,
    understanding,
):
    group.add_commands(app)


def main() -> None:
    """A mistake of ours to report is one line on standard error and exit code 1, never a traceback."""
    try:
        app()
    except DriplineError as error:
        _fail(error)
    except DBAPIError as error:
        ours = as_ours(error)
        if ours is None:
            raise
        _fail(ours)


def _fail(error: DriplineError) -> Never:
    Console(stderr=True, highlight=False, soft_wrap=True).print(str(error), style="red", markup=False)
    sys.exit(1)
