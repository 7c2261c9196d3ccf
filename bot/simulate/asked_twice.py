"""Who was asked something that they had been asked, or had told, before.

Two people who turned out to be one are each judged by what they were at the time. Ids are ordered by the moment
in which their transaction held the person's lock, so they, not the clocks, say what came before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.questions.ledger import TIMES_IGNORED_IS_DECLINED
from bot.store.schema import asks, facts, merges

_MILLISECONDS = 12
"""Hexadecimal digits of an id that are its time."""


def asked_twice(connection: Connection) -> list[str]:
    """One line for each question that should not have been asked."""
    owners = _Owners(connection.execute(select(merges).order_by(merges.c.id)).all())
    ledger = _by_thing(connection.execute(select(asks).order_by(asks.c.id)).all())
    known = _by_thing(connection.execute(select(facts).order_by(facts.c.id)).all())
    found = []
    for thing, lines in ledger.items():
        for line in lines:
            if line.asked_at is None:
                continue
            if reason := _reason(line, lines, known.get(thing, ()), owners):
                found.append(f"'{line.attribute}' in conversation {line.conversation_id}: {reason}")
    return found


class _Owners:
    """Whose a row was at some time, from the journals of the merges."""

    def __init__(self, journals: Sequence[Row[Any]]) -> None:
        self._moves: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for merge in journals:
            for table in ("asks", "facts"):
                for row_id in merge.journal["moved"].get(table, ()):
                    self._moves[row_id].append((merge.id, merge.merged_person_id))

    def of(self, row: Row[Any], at: str) -> str:
        later = (person_id for merge_id, person_id in self._moves[row.id] if merge_id > at)
        return next(later, str(row.person_id))


def _by_thing(rows: Sequence[Row[Any]]) -> Mapping[tuple[str, str], Sequence[Row[Any]]]:
    """By person and attribute."""
    found: dict[tuple[str, str], list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.person_id, row.attribute].append(row)
    return found


def _reason(
    line: Row[Any], ledger: Sequence[Row[Any]], known: Sequence[Row[Any]], owners: _Owners
) -> str | None:
    own = owners.of(line, line.id)

    def is_before(row: Row[Any]) -> bool:
        return _time(row) < _time(line) and owners.of(row, line.id) == own

    for fact in known:
        if is_before(fact) and _is_current(fact, line.asked_at):
            return f"it was known ({fact.source})"
    before = [row for row in ledger if is_before(row) and _holds_until(row, line.asked_at)]
    ignored = [row for row in before if row.status == "ignored" and row.settled_at < line.asked_at]
    if len(before) > len(ignored):
        return "it had been asked or told"
    return "it had been ignored twice" if len(ignored) >= TIMES_IGNORED_IS_DECLINED else None


def _time(row: Row[Any]) -> str:
    return str(row.id)[:_MILLISECONDS]


def _is_current(fact: Row[Any], at: datetime) -> bool:
    return (fact.superseded_at is None or fact.superseded_at > at) and _holds_until(fact, at)


def _holds_until(row: Row[Any], at: datetime) -> bool:
    expires: datetime | None = row.expires_at
    return expires is None or expires.astimezone(UTC) > at
