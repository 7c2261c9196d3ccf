"""Try the content with conversations that say how they should go."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from bot.errors import DriplineError
from bot.settings import load_settings
from bot.simulate.scripts.coverage import FlowCoverage, coverage, total
from bot.simulate.scripts.playing import Played, Result, play
from bot.simulate.scripts.reading import read_cases
from bot.simulate.stage import Stage
from bot.training import ROOT

console = Console(highlight=False, soft_wrap=True)
_MOST_STEPS = 6


class NoTests(DriplineError):
    """There are no tests in {folder}{named}. Write one as docs/testing.md shows."""


def add_commands(app: typer.Typer) -> None:
    app.command("test")(test)


def test(
    folder: Path | None = typer.Argument(None, help="Where the tests are; 'tests' in the content folder."),
    only: str = typer.Option("", "--only", help="Only tests with these words in their name."),
    show: bool = typer.Option(False, "--show", help="Show every conversation, not only those that failed."),
    least: float = typer.Option(
        0.0, "--coverage", min=0, max=100, help="Fail below this percentage of steps."
    ),
    as_json: bool = typer.Option(False, "--json", help="Print the results as JSON."),
) -> None:
    """Play the conversations of content/tests and compare: replies, flows, slots, questions, benefits.

    Example: dripline test --only "travel pass" --show
    """
    content = load_settings().content
    tests = folder or content / "tests"
    cases = [case for case in read_cases(tests) if only.lower() in case.name.lower()]
    if not cases:
        raise NoTests(folder=tests, named=f" with '{only}' in their name" if only else "")
    with tempfile.TemporaryDirectory() as scratch, Stage(Path(scratch), content, ROOT / "data/nlu") as stage:
        results = [play(stage, case) for case in cases]
        pack = stage.content.pack
    covered = coverage(pack, results)
    share = 100 * total(covered, pack)
    if as_json:
        _print_json(results, covered)
    else:
        for result in results:
            if show or not result.is_good:
                _print_result(result)
        _print_coverage(covered)
        failed = sum(not result.is_good for result in results)
        style = "red" if failed else "green"
        console.print(
            f"{len(results) - failed} passed, {failed} failed; {share:.0f}% of the steps", style=style
        )
    if share < least:
        console.print(
            f"The tests go through {share:.0f}% of the steps; {least:.0f}% are wanted.", style="red"
        )
    raise typer.Exit(1 if share < least or not all(result.is_good for result in results) else 0)


def _print_result(result: Result) -> None:
    style = "green" if result.is_good else "bold red"
    mark = "✓" if result.is_good else "✗"
    console.print(f"\n{mark} {result.case.name}  ({result.case.where})", style=style, markup=False)
    for turn in result.turns:
        _print_turn(turn)
    shown = {problem for turn in result.turns for problem in turn.problems}
    for problem in result.problems:
        if problem not in shown:
            console.print(f"  ✗ {problem.where}: {problem.what}", style="red", markup=False)


def _print_turn(turn: Played) -> None:
    words = {"user": turn.act.text, "press": f"[{turn.act.text}]", "begin": f"(we begin {turn.act.text})"}
    console.print(f"  {words[turn.act.doing]}", style="cyan", markup=False)
    for reply in turn.replies:
        buttons = f"  [{' | '.join(option.title for option in reply.options)}]" if reply.options else ""
        console.print(f"    {reply.kind:<8} {reply.text}{buttons}", markup=False)
    for problem in turn.problems:
        console.print(f"   ✗ {problem.where}: {problem.what}", style="red", markup=False)


def _print_coverage(covered: Sequence[FlowCoverage]) -> None:
    table = Table("flow", "steps", "languages", "not reached", box=None)
    for one in covered:
        missed = ", ".join(one.missed[:_MOST_STEPS])
        more = f" and {len(one.missed) - _MOST_STEPS} more" if len(one.missed) > _MOST_STEPS else ""
        steps = f"{one.steps - len(one.missed)}/{one.steps}"
        table.add_row(one.flow, steps, " ".join(one.languages), missed + more)
    console.print()
    console.print(table)


def _print_json(results: Sequence[Result], covered: Sequence[FlowCoverage]) -> None:
    data = {
        "tests": [
            {
                "name": result.case.name,
                "where": str(result.case.where),
                "passed": result.is_good,
                "problems": [{"where": str(one.where), "what": one.what} for one in result.problems],
            }
            for result in results
        ],
        "coverage": [
            {"flow": one.flow, "steps": one.steps, "missed": one.missed, "languages": one.languages}
            for one in covered
        ],
    }
    console.print_json(json.dumps(data))
