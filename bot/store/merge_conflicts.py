"""Where two people who become one both know something, one side gives way; the journal brings it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypedDict

from sqlalchemy import Connection, Row, select, update

from bot.store.schema import asks, facts

# Of two active asks for one thing, the one that says more stays: answer, refusal, question.
_RANK = {"answered": 0, "volunteered": 0, "declined": 1}
_CHUNK = 500


class Journal(TypedDict):
    """What a merge changed: ids of moved rows by table, fact -> the fact that replaced it, asks put to rest.

    `verified` is the identifier the merge proved, with its evidence before.
    """

    moved: dict[str, list[str]]
    superseded: dict[str, str]
    deactivated: list[str]
    verified: list[str]


def settle_facts(connection: Connection, kept: str, merged: str, now: datetime) -> dict[str, str]:
    """Where both know one attribute, the newer value that has not expired stays. Returns loser -> winner."""
    ours, theirs = _current(connection, kept), _current(connection, merged)
    losers: dict[str, str] = {}
    for attribute in ours.keys() & theirs.keys():
        pair = sorted((ours[attribute], theirs[attribute]), key=lambda row: _worth(row, now))
        losers[pair[0].id] = pair[1].id
        connection.execute(
            update(facts).where(facts.c.id == pair[0].id).values(superseded_at=now, superseded_by=pair[1].id)
        )
    return dict(sorted(losers.items()))


def _worth(row: Row[Any], now: datetime) -> tuple[bool, datetime, str]:
    return row.expires_at is None or row.expires_at > now, row.recorded_at, row.id


def settle_asks(connection: Connection, kept: str, merged: str) -> list[str]:
    """Where both have an active ask for one attribute, the answered or else the older one stays active."""
    ours, theirs = _active(connection, kept), _active(connection, merged)
    losers = []
    for attribute in ours.keys() & theirs.keys():
        pair = sorted(
            (ours[attribute], theirs[attribute]), key=lambda row: (_RANK.get(row.status, 2), row.id)
        )
        losers.append(pair[1].id)
    connection.execute(update(asks).where(asks.c.id.in_(losers)).values(is_active=False))
    return sorted(losers)


def restore_moved_facts(connection: Connection, journal: Journal) -> None:
    """A moved fact that gave way to somebody else's is current again."""
    moved = journal["moved"].get("facts", [])
    theirs = set(moved)
    for chunk in chunks(moved):
        rows = connection.execute(
            select(facts.c.id, facts.c.superseded_by).where(
                facts.c.id.in_(chunk), facts.c.superseded_by.is_not(None)
            )
        ).all()
        for row in rows:
            if row.superseded_by not in theirs:
                _make_current(connection, row.id)


def restore_kept_facts(connection: Connection, journal: Journal, kept: str) -> None:
    """A kept fact that gave way in the merge is current again, unless something newer was said since."""
    moved = set(journal["moved"].get("facts", []))
    newer = _current(connection, kept)
    for loser, winner in journal["superseded"].items():
        if loser in moved:
            continue
        row = connection.execute(
            select(facts).where(facts.c.id == loser, facts.c.superseded_by == winner)
        ).first()
        if row is None:
            continue
        if row.attribute in newer:
            by = newer[row.attribute].id
            connection.execute(update(facts).where(facts.c.id == loser).values(superseded_by=by))
        else:
            _make_current(connection, loser)


def _make_current(connection: Connection, fact_id: str) -> None:
    connection.execute(
        update(facts).where(facts.c.id == fact_id).values(superseded_at=None, superseded_by=None)
    )


def restore_asks(connection: Connection, journal: Journal) -> None:
    """An ask put to rest by the merge is active again, unless its person got another one since."""
    for ask_id in journal["deactivated"]:
        row = connection.execute(select(asks).where(asks.c.id == ask_id)).first()
        if row is not None and row.attribute not in _active(connection, row.person_id):
            connection.execute(update(asks).where(asks.c.id == ask_id).values(is_active=True))


def _current(connection: Connection, person_id: str) -> dict[str, Row[Any]]:
    rows = connection.execute(
        select(facts).where(facts.c.person_id == person_id, facts.c.superseded_at.is_(None))
    )
    return {row.attribute: row for row in rows}


def _active(connection: Connection, person_id: str) -> dict[str, Row[Any]]:
    rows = connection.execute(select(asks).where(asks.c.person_id == person_id, asks.c.is_active))
    return {row.attribute: row for row in rows}


def chunks(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK)]
