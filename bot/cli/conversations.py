"""Look at conversations: which there were, and why a question was asked or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from bot.errors import UnknownConversation
from bot.settings import load_settings
from bot.store.explain import Explanation, explain_conversation, recent_conversations
from bot.store.session import Database

console = Console(highlight=False)


def add_commands(app: typer.Typer) -> None:
    app.command("conversations")(conversations)
    app.command("explain")(explain)


def conversations(limit: int = typer.Option(20, help="How many, newest first.")) -> None:
    """List the latest conversations.

    Example: dripline conversations --limit 5
    """
    database = Database(load_settings().database_url)
    with database.reading() as connection:
        found = recent_conversations(connection, limit)
    if not found:
        console.print("No conversation yet. Start one on the chat page.")
        return
    table = Table("conversation", "channel", "opened", "messages", "asked", "ended", box=None)
    for one in found:
        opened = one.opened_at.strftime("%Y-%m-%d %H:%M")
        table.add_row(
            one.id, one.channel, opened, str(one.messages), one.asked or "-", one.close_reason or "open"
        )
    console.print(table)


def explain(conversation: str = typer.Argument(help="A conversation id; 'last' is the newest one.")) -> None:
    """Say what was decided in a conversation and why: the question, its runner-up, the scores.

    Example: dripline explain last
    """
    database = Database(load_settings().database_url)
    with database.reading() as connection:
        if conversation == "last":
            newest = recent_conversations(connection, 1)
            if not newest:
                raise UnknownConversation(conversation_id="last")
            conversation = newest[0].id
        found = explain_conversation(connection, conversation)
    _print(found)


def _print(found: Explanation) -> None:
    console.print(f"[bold]Conversation {found.id}[/bold], {found.channel}, in '{found.language}'")
    for decision in found.decisions:
        chosen = decision.question or "none"
        console.print(f"\nQuestion: [bold]{chosen}[/bold]   runner-up: {decision.runner_up or 'none'}")
        for reason in decision.reasons.get("reasons", ()):
            console.print(f"  {reason}", markup=False)
        for score in decision.reasons.get("scores", ())[1:]:
            console.print(f"  considered: {_score(score)}", markup=False)
    if not found.decisions:
        console.print("\nNo moment for a question came in this conversation.")
    for line in found.ledger:
        console.print(f"\nLedger: '{line.attribute}' was {line.status}")
    for line in found.benefits:
        console.print(f"Benefit: {line.grant or 'words'} for '{line.attribute}'")
    for treatment in found.treatments:
        console.print(f"Treatment: {treatment}")


def _score(score: Mapping[str, Any]) -> str:
    return (
        f"'{score['question']}' {score['score']:.2f} = {score['changes']} undecided x weight {score['weight']:g} "
        f"x customer {score['customer_value']:g} x chance {score['chance']:.2f} - fatigue {score['fatigue']:g}"
    )
