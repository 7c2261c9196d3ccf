"""How likely an answer to each question is, learned from the ledger."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import case, func, select

from bot.questions.policy import answer_chance
from bot.store.schema import asks
from bot.store.session import Database


class LearnedChances:
    """bot.dialogue.memory.AnswerChances. Counting reads the whole ledger, so it is done now and then, not per turn."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counts: Mapping[str, tuple[int, int]] = {}

    def __call__(self, question: str) -> float:
        return answer_chance(*self._counts.get(question, (0, 0)))

    def refresh(self) -> int:
        """Count again; returns nothing to report."""
        answered = func.sum(case((asks.c.status == "answered", 1), else_=0))
        settled = asks.c.asked_at.is_not(None) & (asks.c.status != "asked")
        with self._database.reading() as connection:
            rows = connection.execute(
                select(asks.c.question, func.count(), answered).where(settled).group_by(asks.c.question)
            ).all()
        self._counts = {question: (int(asked), int(got or 0)) for question, asked, got in rows}
        return 0
