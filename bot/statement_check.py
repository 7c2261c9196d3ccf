"""What is wrong with the phrases by which customers tell a fact unasked: a bracket left open, an unknown hole."""

from __future__ import annotations

from collections.abc import Iterator

from bot.flows.findings import Finding
from bot.questions.catalogue import Catalogue
from bot.understanding.statement_reading import problem_in


def about_statements(catalogue: Catalogue) -> Iterator[Finding]:
    """One error for each phrase that could not be heard as it is written."""
    for question in catalogue:
        for by_language in question.statements().values():
            for language, phrases in by_language.items():
                for phrase in phrases:
                    if problem := problem_in(phrase):
                        message = f"the statement '{phrase}' of '{question.name}' in '{language}': {problem}."
                        yield Finding(question.where, "error", "statement", message, "")
