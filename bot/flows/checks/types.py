"""Conditions that compare what cannot be compared, or with a value that is never there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.answers import FORMS
from bot.flows.checks.domains import NUMBERS, Domain, Domains
from bot.flows.checks.subject import Subject, conditions, finding
from bot.flows.condition_builder import Comparison
from bot.flows.findings import Finding, did_you_mean
from bot.yaml_source import Position

_EQUAL = frozenset({"=", "==", "!=", "is", "is not", "in"})
_ORDER = frozenset({"<", "<=", ">", ">="})
_UNORDERED = frozenset(name for name, form in FORMS.items() if not form.has_order)


def values_that_are_never_there(subject: Subject) -> Iterator[Finding]:
    """A tier, an option or a language that does not exist; a text set against a number."""
    domains = Domains(subject)
    for place, where, condition in conditions(subject):
        for comparison in condition.comparisons:
            found = _mistake(comparison, domains.of(comparison.name))
            if found:
                code, message, hint = found
                text = f"{place.label}: {message}"
                yield finding(_inside(where, condition.text, comparison.column), "error", code, text, hint)


def _mistake(comparison: Comparison, domain: Domain) -> tuple[str, str, str] | None:
    name = comparison.name
    wrong = [one for one in comparison.constants if not domain.takes(one)]
    if domain.type == "choices" and comparison.operator in _EQUAL - {"in"} and _names_one(comparison, domain):
        return (
            "wrong-type",
            f"'{name}' may be several, so '{comparison.operator}' never holds.",
            "Use 'contains'.",
        )
    is_matched = comparison.operator in _EQUAL or (
        comparison.operator == "contains" and domain.type == "choices"
    )
    if is_matched and wrong:
        shown = f'"{wrong[0]}"' if isinstance(wrong[0], str) else str(wrong[0])
        if domain.type in NUMBERS and isinstance(wrong[0], str) and not domain.is_closed:
            return "wrong-type", f"'{name}' is a number and never {shown}.", "Write a number without quotes."
        known = [str(one) for one in (*domain.values, *domain.extras)]
        meant = did_you_mean(str(wrong[0]), known) or f"It may be: {', '.join(known)}."
        return "unknown-value", f"'{name}' is never {shown}.", meant
    if comparison.operator in _ORDER:
        if domain.type in _UNORDERED:
            return "wrong-type", f"'{name}' has no order, so '{comparison.operator}' never holds.", "Use '='."
        texts = [one for one in comparison.constants if isinstance(one, str)]
        if domain.type in NUMBERS and texts:
            problem = f"'{name}' is a number, and \"{texts[0]}\" is a text."
            return "wrong-type", problem, "Write a number without quotes."
    return None


def _names_one(comparison: Comparison, domain: Domain) -> bool:
    return any(isinstance(one, str) and one not in domain.extras for one in comparison.constants)


def _inside(where: Position, text: str, column: int) -> Position:
    """The place of a comparison where the condition is known to stand at `where`, else `where` itself."""
    return (
        replace(where, column=where.column + column - 1) if where.column > 1 and "\n" not in text else where
    )
