"""Show a flow's paths: what the customer hears beside what the agent reads, turn by turn."""

from __future__ import annotations

import json
from pathlib import Path as File
from typing import Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.dialogue.content import load_content
from bot.flows.agent_view import AgentView
from bot.messages import Option, is_one_of_several
from bot.simulate.paths.path import Move, Path, Walk
from bot.simulate.paths.walking import Walker
from bot.store.content import read_files

console = Console(highlight=False)


def walk(folder: File, flow: str, language: str, most: int, show_all: bool, as_json: bool) -> None:
    """Exit code 1 when a path fails for some customer."""
    content = load_content(read_files(folder))
    walker = Walker(content, flow, language or content.company.default_language)
    with Console(stderr=True).status(f"Walking {flow}"):
        found = walker.walk(most)
    shown = found.paths if show_all else found.covering()
    if as_json:
        console.print_json(json.dumps(_as_json(walker, found, shown), default=str))
    else:
        for number, path in enumerate(shown, 1):
            _print_path(walker, number, path)
        _print_sum(found, len(shown))
    raise typer.Exit(1 if any(path.problem for path in found.paths) else 0)


def _print_path(walker: Walker, number: int, path: Path) -> None:
    known = ", ".join(f"{name} = {value}" for name, value in path.profile.items()) or "nothing is known"
    table = Table(
        "customer",
        "agent",
        title=Text(f"{number}. {known}", style="bold"),
        title_justify="left",
        show_lines=True,
        expand=True,
    )
    for move in path.moves:
        customer, agent = _customer(move), _agent(move, walker.view(move))
        for text in (customer, agent):
            text.rstrip()
        table.add_row(customer, agent)
    console.print(table)
    if path.problem:
        console.print(Text(f"fails: {path.problem}", style="bold red"))
    console.print(Text(f"{path.outcome}: {' → '.join(path.steps)}", style="dim"), end="\n\n")


def _customer(move: Move) -> Text:
    text = Text(f"▸ {move.done}\n", style="cyan")
    for said in move.effects.says:
        text.append(said.text + "\n", style="default")
        if said.options:
            text.append("  ".join(f"[{option.title}]" for option in said.options) + "\n", style="green")
    return text


def _agent(move: Move, view: AgentView) -> Text:
    text = Text(f"▸ {move.done}\n", style="cyan")
    for line in view.lines:
        if line.direction:
            text.append(f"({line.direction})\n", style="italic yellow")
        because = f"  ← {line.because}" if line.because else ""
        text.append(f"{line.text}{because}\n", style="default")
    for choice in view.choices:
        leads_to = choice.leads_to
        if is_one_of_several(Option(choice.value, choice.title, choice.payload)):
            text.append(f"[+ {choice.title}]\n", style="green")
            continue
        words = (leads_to.words or leads_to.action or leads_to.pause) if leads_to else "?"
        text.append(f"[{choice.title}] → {words}\n", style="green")
    learned = [f"{fact.attribute} = {_value(fact.value)}" for fact in view.learned]
    used = [f"treatment {name}" for name in view.treatments]
    if learned or used:
        text.append("noted: " + ", ".join((*learned, *used)) + "\n", style="magenta")
    return text


def _value(value: Any) -> str:
    return (", ".join(value) or "none") if isinstance(value, list) else str(value)


def _print_sum(found: Walk, shown: int) -> None:
    taken = found.branches - len(found.missed)
    console.print(f"{len(found.paths)} paths of '{found.flow}', {taken} of {found.branches} branches taken.")
    if shown < len(found.paths):
        console.print(f"Shown are {shown} that take them all; --all shows every one.")
    for step, target in found.missed:
        console.print(f"  never taken: {step} → {target}", style="yellow", markup=False)
    if found.unwalked:
        console.print(
            f"Not covered: at least {found.unwalked} more ways; --paths walks more.", style="yellow"
        )
    if problems := sum(bool(path.problem) for path in found.paths):
        console.print(f"{problems} paths fail for some customer.", style="red")


def _as_json(walker: Walker, found: Walk, shown: tuple[Path, ...]) -> dict[str, Any]:
    return {
        "flow": found.flow,
        "paths": len(found.paths),
        "branches": found.branches,
        "missed": found.missed,
        "unwalked": found.unwalked,
        "shown": [
            {
                "profile": path.profile,
                "steps": path.steps,
                "outcome": path.outcome,
                "problem": path.problem,
                "turns": [
                    {
                        "done": move.done,
                        "bot": [said.text for said in move.effects.says],
                        "agent": [[line.text, line.direction] for line in walker.view(move).lines],
                    }
                    for move in path.moves
                ],
            }
            for path in shown
        ],
    }
