"""Whom a number, a card, an e-mail or a name means: exactly by identifiers, loosely by names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, false, or_, select

from bot.desk.names import masked, rank
from bot.people.identifiers import ANONYMOUS_KINDS, KINDS, InvalidIdentifier, normalise
from bot.store.names import people_named
from bot.store.people import current_person
from bot.store.schema import facts, identifiers

_SHOWN = 8
_ABOUT = ("name", "city")
_TELLING = ("phone", "email", "external")


@dataclass(frozen=True, slots=True)
class Match:
    """One person found. `hint` tells two of the same name apart, and no more than that."""

    person_id: str
    name: str
    hint: str
    is_exact: bool


def find_people(
    connection: Connection, typed: str, region: str, now: datetime
) -> tuple[tuple[Match, ...], bool]:
    """Whom a number, card, plate, e-mail, customer number or name means, best first; and whether there are more."""
    exact = _by_identifier(connection, typed, region)
    ids = exact or people_named(connection, typed)
    ids = tuple(dict.fromkeys(current_person(connection, one) for one in ids))
    known = _about(connection, ids, now)
    named = [(one, str(known.get(one, {}).get("name", ""))) for one in ids]
    if not exact:
        named = [(one, name) for one, name in named if name]
        named.sort(key=lambda pair: (-rank(typed, pair[1]), pair[1], pair[0]))
    hints = _hints(connection, [one for one, _ in named[:_SHOWN]], known)
    found = tuple(Match(one, name, hints[one], bool(exact)) for one, name in named[:_SHOWN])
    return found, len(named) > _SHOWN


def _by_identifier(connection: Connection, typed: str, region: str) -> tuple[str, ...]:
    pairs = []
    for kind in KINDS:
        if kind in ANONYMOUS_KINDS:
            continue
        try:
            pairs.append((kind, normalise(kind, typed, region)))
        except InvalidIdentifier:
            continue
    # Not as pairs: SQLite finds those only by reading everything.
    wanted = or_(
        false(), *(and_(identifiers.c.kind == kind, identifiers.c.value == value) for kind, value in pairs)
    )
    return tuple(connection.execute(select(identifiers.c.person_id).where(wanted)).scalars())


def _about(connection: Connection, ids: Sequence[str], now: datetime) -> dict[str, dict[str, Any]]:
    rows = connection.execute(
        select(facts.c.person_id, facts.c.attribute, facts.c.value).where(
            facts.c.person_id.in_(ids),
            facts.c.attribute.in_(_ABOUT),
            facts.c.superseded_at.is_(None),
            or_(facts.c.expires_at.is_(None), facts.c.expires_at > now),
        )
    )
    known: dict[str, dict[str, Any]] = {}
    for row in rows:
        known.setdefault(row.person_id, {})[row.attribute] = row.value
    return known


def _hints(
    connection: Connection, ids: Sequence[str], known: Mapping[str, Mapping[str, Any]]
) -> dict[str, str]:
    # By person alone: with the kinds in the query SQLite walks through everybody of a kind.
    rows = connection.execute(select(identifiers).where(identifiers.c.person_id.in_(ids))).all()
    hints = {one: str(known.get(one, {}).get("city", "")) for one in ids}
    for row in sorted(rows, key=lambda row: (row.kind, row.value), reverse=True):
        if row.kind in _TELLING:
            told = masked(row.kind, row.value)
            hints[row.person_id] = " · ".join(part for part in (hints[row.person_id], told) if part)
    return hints
