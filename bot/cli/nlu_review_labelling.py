"""Labelling in the terminal: one group at a time, one short answer for each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.cli.nlu_review_gather import ToReview
from bot.cli.reporting import counted
from bot.evaluation.sentences import FALLBACK
from bot.flows.findings import did_you_mean
from bot.phrases import PhraseErrors
from bot.reviewing.groups import Group
from bot.reviewing.labels import FILE, Label, Labels

LABELLED, TAKEN_BACK = "label_messages", "unlabel_messages"
_KEYS = (
    "a number or a name, [b]n[/] none of ours, [b]x[/] nothing to learn, [b]s[/] skip, [b]u[/] undo, "
    "[b]?[/] intents, [b]q[/] quit"
)


class Labelling:
    """`on_deed` is told each label that was kept, or taken back."""

    def __init__(
        self, found: ToReview, labels: Labels, on_deed: Callable[[Label, str], None], who: str
    ) -> None:
        self._groups = found.groups
        self._titles = found.intents
        self._intents = list(found.intents)
        self._labels = labels
        self._on_deed = on_deed
        self._who = who
        self._made: list[int] = []

    def run(self, console: Console) -> None:
        """Until the last group, q, or the end of the input. What was labelled by then is kept."""
        console.print(f"Label each: {_KEYS}.")
        at: int | None = 0
        while at is not None:
            is_over = at >= len(self._groups)
            if not is_over:
                self._show(console, at)
            try:
                question = "\nThat was the last. Enter to end, u to undo" if is_over else "  meant"
                answer = typer.prompt(question, default="", show_default=False).strip()
            except typer.Abort:
                console.print()
                break
            at = self._take(console, at, answer) if not is_over else self._end(console, at, answer)
        self._farewell(console)

    def _show(self, console: Console, at: int) -> None:
        group = self._groups[at]
        told = [
            f"{at + 1} of {len(self._groups)}",
            f"{counted(group.messages, 'message')} of {counted(group.customers, 'customer')}",
            group.language,
            ", ".join(group.reasons),
        ]
        taken = [one for one in group.taken_for if one != FALLBACK]
        console.print(f"\n[b]{' · '.join(told)}[/]" + (f" · taken for {', '.join(taken)}" if taken else ""))
        for wording, count in group.wordings.items():
            console.print(f"  {count:>4}  {escape(wording)}")
        if group.suggested:
            title = self._titles.get(group.suggested, "")
            console.print(f"  [green]Enter: {group.suggested}[/]" + (f" ({escape(title)})" if title else ""))

    def _take(self, console: Console, at: int, answer: str) -> int | None:
        """The group to show next; None to stop."""
        group = self._groups[at]
        match answer.lower():
            case "q":
                return None
            case "u":
                return self._undo(console, at)
            case "?":
                self._list(console)
                return at
            case "s":
                return at + 1
            case "" if group.suggested is None:
                return at + 1
            case "n":
                return self._label(console, at, FALLBACK)
            case "x":
                return self._label(console, at, None)
            case "":
                return self._label(console, at, group.suggested)
        intent = self._named(answer)
        if intent is None:
            hint = f"{did_you_mean(answer, self._intents)} ".lstrip()
            console.print(f"  There is no intent '{escape(answer)}'. {hint}'?' lists them.", style="yellow")
            return at
        return self._label(console, at, intent)

    def _named(self, answer: str) -> str | None:
        """By number, name, or the beginning of one name only."""
        if answer.isdecimal():
            return self._intents[int(answer) - 1] if 1 <= int(answer) <= len(self._intents) else None
        if answer in self._intents:
            return answer
        begun = [one for one in self._intents if one.startswith(answer.lower())]
        return begun[0] if len(begun) == 1 else None

    def _label(self, console: Console, at: int, intent: str | None) -> int:
        group: Group = self._groups[at]
        try:
            label = self._labels.add(
                Label(intent, group.language, group.wordings, self._who, datetime.now(UTC))
            )
        except PhraseErrors as error:
            console.print(f"  {escape(str(error))}", style="red")
            return at
        self._on_deed(label, LABELLED)
        self._made.append(at)
        console.print(f"  [green]{intent or 'set aside'}[/]")
        return at + 1

    def _end(self, console: Console, at: int, answer: str) -> int | None:
        return self._undo(console, at) if answer.lower() == "u" and self._made else None

    def _undo(self, console: Console, at: int) -> int:
        if not self._made:
            console.print("  Nothing labelled yet; 'dripline nlu review --undo' takes back earlier ones.")
            return at
        self._on_deed(self._labels.undo(), TAKEN_BACK)
        return self._made.pop()

    def _list(self, console: Console) -> None:
        table = Table("", "intent", "starts", box=None)
        for number, intent in enumerate(self._intents, 1):
            table.add_row(str(number), intent, escape(self._titles[intent]))
        console.print(table)

    def _farewell(self, console: Console) -> None:
        if not self._made:
            console.print("Nothing labelled.")
            return
        console.print(f"\n{counted(len(self._made), 'group')} labelled, in content/{FILE}.")
        console.print("They are learned with the next 'dripline train' or 'dripline flows publish'.")
