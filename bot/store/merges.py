"""Two people who turn out to be one, and back again. A merge keeps a journal of exactly what it changed.

Rows keep their ids and change hands. Un-merging gives back what was moved; what came after the merge stays.
Merges into one person are undone in reverse order.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select, update

from bot.errors import DriplineError
from bot.store.merge_conflicts import (
    Journal,
    chunks,
    restore_asks,
    restore_kept_facts,
    restore_moved_facts,
    settle_asks,
    settle_facts,
)
from bot.store.people import current_person, identifiers_of, is_anonymous, lock_all_of, verify_identifier
from bot.store.schema import (
    asks,
    benefits,
    blocked_addresses,
    cases,
    consents,
    contacts,
    conversations,
    deliveries,
    facts,
    follow_ups,
    identifiers,
    merges,
    new_id,
    persons,
    treatment_uses,
)

# In the order of locking.
_OWNED: tuple[Table, ...] = (
    identifiers,
    conversations,
    facts,
    consents,
    asks,
    benefits,
    treatment_uses,
    cases,
    follow_ups,
    contacts,
    deliveries,
    blocked_addresses,
)


class SelfMerge(DriplineError):
    """Person {person_id} cannot be merged into themselves. Name two different people."""


class AlreadyMerged(DriplineError):
    """Person {person_id} was merged into {into} before. Name {into} instead, or undo that merge first."""


class UnknownMerge(DriplineError):
    """There is no merge '{merge_id}'. A person's merges are listed in their export."""


class MergeUndone(DriplineError):
    """Merge '{merge_id}' was undone before. There is nothing left to undo."""


class LaterMerge(DriplineError):
    """Merge '{merge_id}' cannot be undone before the later merge '{later}' is. Undo that one first."""


class VisitorIsSomeoneElse(DriplineError):
    """This visitor is known already as person {person_id}. Have staff merge the two if they are one."""


class UnknownIdentifier(DriplineError):
    """There is no identifier '{identifier_id}'. It may have been erased; start a new conversation."""


def merge(connection: Connection, kept: str, merged: str, evidence: str, now: datetime) -> str:
    """Everything of `merged` becomes `kept`'s. Returns the merge's id, with which `unmerge` takes it back."""
    _lock_both(connection, kept, merged)
    return _merge(connection, kept, merged, evidence, now, verified=[])


def verify_visitor(
    connection: Connection, identifier_id: str, person_id: str, evidence: str, now: datetime
) -> str | None:
    """The visitor behind an identifier proved to be this person. Returns the merge's id if there was a merge.

    Raises VisitorIsSomeoneElse when the visitor is known as another person already.
    """
    row = connection.execute(select(identifiers).where(identifiers.c.id == identifier_id)).first()
    if row is None:
        raise UnknownIdentifier(identifier_id=identifier_id)
    person_id = current_person(connection, person_id)
    if row.person_id == person_id:
        verify_identifier(connection, identifier_id, evidence, now)
        return None
    _lock_both(connection, person_id, row.person_id)
    if not is_anonymous(connection, row.person_id):
        raise VisitorIsSomeoneElse(person_id=row.person_id)
    before = next(i for i in identifiers_of(connection, row.person_id) if i.id == identifier_id)
    verified = [] if before.verified_at else [identifier_id, before.evidence]
    verify_identifier(connection, identifier_id, evidence, now)
    return _merge(connection, person_id, row.person_id, evidence, now, verified=verified)


def unmerge(connection: Connection, merge_id: str, now: datetime) -> None:
    """Gives back what the merge moved and restores what it changed. What came since stays with the kept."""
    row = connection.execute(select(merges).where(merges.c.id == merge_id)).first()
    if row is None:
        raise UnknownMerge(merge_id=merge_id)
    people = lock_all_of(connection, [row.kept_person_id, row.merged_person_id])
    _check_can_undo(connection, merge_id, people[row.kept_person_id])
    journal: Journal = row.journal
    for table in _OWNED:
        _move(connection, table, journal["moved"].get(table.name, []), row.merged_person_id)
    _part_conversations(connection, journal, row.kept_person_id, now)
    restore_moved_facts(connection, journal)
    restore_kept_facts(connection, journal, row.kept_person_id)
    restore_asks(connection, journal)
    if journal["verified"]:
        identifier_id, before = journal["verified"]
        connection.execute(
            update(identifiers)
            .where(identifiers.c.id == identifier_id)
            .values(verified_at=None, evidence=before)
        )
    connection.execute(update(persons).where(persons.c.id == row.merged_person_id).values(merged_into=None))
    connection.execute(update(merges).where(merges.c.id == merge_id).values(undone_at=now))


def _lock_both(connection: Connection, kept: str, merged: str) -> None:
    if kept == merged:
        raise SelfMerge(person_id=kept)
    for person in lock_all_of(connection, [kept, merged]).values():
        if person.merged_into is not None:
            raise AlreadyMerged(person_id=person.id, into=person.merged_into)


def _merge(
    connection: Connection, kept: str, merged: str, evidence: str, now: datetime, *, verified: list[str]
) -> str:
    merge_id = new_id()
    journal = Journal(
        superseded=settle_facts(connection, kept, merged, now),
        deactivated=settle_asks(connection, kept, merged),
        moved={table.name: _ids_of(connection, table, merged) for table in _OWNED},
        verified=verified,
    )
    for table in _OWNED:
        _move(connection, table, journal["moved"][table.name], kept)
    connection.execute(update(persons).where(persons.c.id == merged).values(merged_into=kept))
    connection.execute(
        insert(merges).values(
            id=merge_id,
            kept_person_id=kept,
            merged_person_id=merged,
            evidence=evidence,
            journal=journal,
            merged_at=now,
        )
    )
    return merge_id


def _check_can_undo(connection: Connection, merge_id: str, kept: Row[Any]) -> None:
    undone_at = connection.execute(select(merges.c.undone_at).where(merges.c.id == merge_id)).scalar_one()
    if undone_at is not None:
        raise MergeUndone(merge_id=merge_id)
    live = merges.c.undone_at.is_(None)
    if kept.merged_into is not None:
        later = connection.execute(
            select(merges.c.id).where(merges.c.merged_person_id == kept.id, live)
        ).scalar()
        raise LaterMerge(merge_id=merge_id, later=later)
    newest = select(merges.c.id).where(merges.c.kept_person_id == kept.id, live)
    later = connection.execute(
        newest.order_by(merges.c.merged_at.desc(), merges.c.id.desc()).limit(1)
    ).scalar()
    if later != merge_id:
        raise LaterMerge(merge_id=merge_id, later=later)


def _part_conversations(connection: Connection, journal: Journal, kept: str, now: datetime) -> None:
    """The kept person's open conversations through an identifier given back end: it is not theirs now."""
    for chunk in chunks(journal["moved"].get("identifiers", [])):
        connection.execute(
            update(conversations)
            .where(
                conversations.c.person_id == kept,
                conversations.c.identifier_id.in_(chunk),
                conversations.c.closed_at.is_(None),
            )
            .values(closed_at=now, close_reason="unmerged")
        )


def _ids_of(connection: Connection, table: Table, person_id: str) -> list[str]:
    return list(
        connection.execute(
            select(table.c.id).where(table.c.person_id == person_id).order_by(table.c.id)
        ).scalars()
    )


def _move(connection: Connection, table: Table, ids: Sequence[str], person_id: str) -> None:
    for chunk in chunks(ids):
        connection.execute(update(table).where(table.c.id.in_(chunk)).values(person_id=person_id))
