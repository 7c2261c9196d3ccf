"""What is measured beside intents, one module an area. An area without sentences in a set is said to be missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bot.evaluation import answers, opt_outs, volunteered
from bot.evaluation.figures import Figure
from bot.evaluation.intents import Understand
from bot.evaluation.volunteered import Tellings
from bot.training import ROOT

CONTENT = ROOT / "content"
"""The demo's catalogue: the sentences about facts are on its questions."""


def measured(
    folder: Path, understand: Understand, tellings: Tellings | None = None
) -> Iterator[tuple[str, list[Figure] | str]]:
    """(title, the figures, or why there are none). Intents need more than figures and are the report's own."""

    def guesses(texts: Sequence[str]) -> list[opt_outs.Guess]:
        return [ranking[0] for ranking in understand(texts)]

    areas: list[tuple[str, str, Callable[[], list[Figure]]]] = [
        ("Answers", answers.FILE, lambda: answers.figures(folder)),
        ("Volunteered facts", volunteered.FILE, lambda: volunteered.figures(folder, CONTENT, tellings)),
        ("Opt-outs", opt_outs.FILE, lambda: opt_outs.figures(folder, guesses)),
    ]
    for title, file, figures in areas:
        has_any = any(folder.glob(f"*/{file}"))
        yield title, figures() if has_any else f"has no {file} in {folder}"
