"""Who a message comes from, and who the company means. The caller owns the transaction.

Locks are taken in one order everywhere: persons, identifiers, conversations, each by id. `ensure_person`
holds its identifier until the transaction ends, so that a merge waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.errors import DriplineError, UnknownPerson
from bot.messages import Address
from bot.people.consent import Consent
from bot.people.identifiers import ANONYMOUS_KINDS, KINDS, Identifier, InvalidIdentifier, normalise
from bot.store.schema import consents, conversations, identifiers, new_id, persons

# Statements of the main path are built once: building one costs more than running it.
_ADD_PERSON = insert(persons)
_LOCKED_IDENTIFIER = (
    select(identifiers)
    .where(identifiers.c.kind == bindparam("of_kind"), identifiers.c.value == bindparam("of_value"))
    .with_for_update(key_share=True)
)
_IDENTIFIERS = (
    select(identifiers).where(identifiers.c.person_id == bindparam("person")).order_by(identifiers.c.id)
)
_VERIFY = (
    update(identifiers)
    .where(identifiers.c.id == bindparam("identifier"), identifiers.c.verified_at.is_(None))
    .values(verified_at=bindparam("at"), evidence=identifiers.c.evidence + bindparam("more"))
)


class IdentifierTaken(DriplineError):
    """{kind} '{value}' belongs to another person ({person_id}). Merge the two if they are one."""


@dataclass(frozen=True, slots=True)
class Known:
    """The person behind an address. `is_verified`: it is proven that this address is theirs."""

    person_id: str
    identifier_id: str
    is_verified: bool


def ensure_person(
    connection: Connection, address: Address, now: datetime, language: str | None = None
) -> Known:
    """The person behind an address; an unseen address gets an anonymous person. Safe when two do it at once.

    The address's value must be normalised. A verified address verifies its identifier for good.
    """
    evidence = "proven by its channel" if address.is_verified else "wrote from it"
    found = _locked_identifier(connection, address)
    if found is None:
        person_id = create_person(connection, now, language)
        verified_at = now if address.is_verified else None
        identifier_id = _insert_identifier(connection, person_id, address, evidence, verified_at, now)
        if identifier_id is not None:
            return Known(person_id, identifier_id, address.is_verified)
        connection.execute(delete(persons).where(persons.c.id == person_id))
        found = _locked_identifier(connection, address)
    if found is None:
        raise UnknownPerson(reference=f"{address.kind}:{address.value}")
    if address.is_verified and found.verified_at is None:
        verify_identifier(connection, found.id, evidence, now)
    return Known(found.person_id, found.id, address.is_verified or found.verified_at is not None)


def create_person(connection: Connection, now: datetime, language: str | None = None) -> str:
    """A new person nothing is known about. Returns their id."""
    person_id = new_id()
    connection.execute(_ADD_PERSON, {"id": person_id, "language": language, "created_at": now})
    return person_id


def find_by_identifier(connection: Connection, kind: str, value: str) -> Known | None:
    """The person with this identifier, whose value must be normalised."""
    row = connection.execute(
        select(identifiers).where(identifiers.c.kind == kind, identifiers.c.value == value)
    ).first()
    return Known(row.person_id, row.id, row.verified_at is not None) if row else None


def person_reference(connection: Connection, reference: str, region: str | None = None) -> str:
    """The id of the person meant by 'external:1001', 'email:a@b.c' or a person id. Raises UnknownPerson.

    Whoever was merged is found as the person they were merged into.
    """
    kind, separator, value = reference.partition(":")
    if separator and kind in KINDS:
        try:
            known = find_by_identifier(connection, kind, normalise(kind, value, region))
        except InvalidIdentifier as error:
            raise UnknownPerson(reference=reference) from error
        if known is None:
            raise UnknownPerson(reference=reference)
        return known.person_id
    return current_person(connection, reference)


def current_person(connection: Connection, person_id: str) -> str:
    """The id this person is kept under today: that of whoever they were merged into. Raises UnknownPerson."""
    current = person_id
    while True:
        row = connection.execute(select(persons.c.merged_into).where(persons.c.id == current)).first()
        if row is None:
            raise UnknownPerson(reference=person_id)
        if row.merged_into is None:
            return current
        current = row.merged_into


def identifiers_of(connection: Connection, person_id: str) -> tuple[Identifier, ...]:
    """What a person is known by, oldest first."""
    rows = connection.execute(_IDENTIFIERS, {"person": person_id})
    return tuple(Identifier(row.id, row.kind, row.value, row.evidence, row.verified_at) for row in rows)


def add_identifier(
    connection: Connection,
    person_id: str,
    kind: str,
    value: str,
    *,
    evidence: str,
    now: datetime,
    verified_at: datetime | None = None,
) -> str:
    """Gives a person one more (normalised) identifier and returns its id.

    One they have already stays, and becomes verified if this one is. Raises IdentifierTaken.
    """
    address = Address(kind, value)
    created = _insert_identifier(connection, person_id, address, evidence, verified_at, now)
    if created is not None:
        return created
    found = _locked_identifier(connection, address)
    if found is None or found.person_id != person_id:
        raise IdentifierTaken(
            kind=kind, value=value, person_id=found.person_id if found else "being added now"
        )
    if verified_at is not None and found.verified_at is None:
        verify_identifier(connection, found.id, evidence, verified_at)
    return str(found.id)


def is_anonymous(connection: Connection, person_id: str) -> bool:
    """Known only by a browser's token or an unproven sender."""
    return all(
        identifier.kind in ANONYMOUS_KINDS and identifier.verified_at is None
        for identifier in identifiers_of(connection, person_id)
    )


def set_language(connection: Connection, person_id: str, language: str) -> None:
    connection.execute(update(persons).where(persons.c.id == person_id).values(language=language))


def save_consent(connection: Connection, person_id: str, consent: Consent) -> Consent:
    """Records one word given or taken back; earlier ones are kept."""
    consent_id = consent.id or new_id()
    connection.execute(
        insert(consents).values(
            id=consent_id,
            person_id=person_id,
            scope=consent.scope,
            channel=consent.channel,
            is_given=consent.is_given,
            evidence=consent.evidence,
            conversation_id=consent.conversation_id,
            recorded_at=consent.recorded_at,
        )
    )
    return Consent(
        consent.scope,
        consent.is_given,
        consent.evidence,
        consent.recorded_at,
        consent.channel,
        consent.conversation_id,
        consent_id,
    )


def consents_of(connection: Connection, person_id: str) -> tuple[Consent, ...]:
    """Every word given or taken back, oldest first."""
    rows = connection.execute(
        select(consents).where(consents.c.person_id == person_id).order_by(consents.c.id)
    )
    return tuple(
        Consent(r.scope, r.is_given, r.evidence, r.recorded_at, r.channel, r.conversation_id, r.id)
        for r in rows
    )


def lock_persons(connection: Connection, person_ids: Iterable[str]) -> dict[str, Row[Any]]:
    """The rows of these people, held until the transaction ends against any other who wants to change them.

    What merely refers to a person (a new message, a new fact) is not held up. Raises UnknownPerson.
    """
    wanted = sorted(set(person_ids))
    rows = connection.execute(
        select(persons).where(persons.c.id.in_(wanted)).order_by(persons.c.id).with_for_update(key_share=True)
    )
    found = {row.id: row for row in rows}
    for person_id in wanted:
        if person_id not in found:
            raise UnknownPerson(reference=person_id)
    return found


def lock_all_of(connection: Connection, person_ids: Iterable[str]) -> dict[str, Row[Any]]:
    """As lock_persons, with what they are known by and their conversations: nobody answers them meanwhile."""
    people = lock_persons(connection, person_ids)
    for table in (identifiers, conversations):
        owned = select(table.c.id).where(table.c.person_id.in_(people)).order_by(table.c.id)
        connection.execute(owned.with_for_update(key_share=True)).all()
    return people


def insert_or_skip(connection: Connection, table: Table, *, returning: bool = False) -> Any:
    """An INSERT that does nothing where a unique row exists already; `returning` gives the new row's id."""
    return _insert_or_skip(connection.dialect.name, table, returning)


@cache
def _insert_or_skip(dialect_name: str, table: Table, returning: bool) -> Any:
    dialect = sqlite if dialect_name == "sqlite" else postgresql
    insertion = dialect.insert(table).on_conflict_do_nothing()
    return insertion.returning(table.c.id) if returning else insertion


def _locked_identifier(connection: Connection, address: Address) -> Row[Any] | None:
    return connection.execute(
        _LOCKED_IDENTIFIER, {"of_kind": address.kind, "of_value": address.value}
    ).first()


def _insert_identifier(
    connection: Connection,
    person_id: str,
    address: Address,
    evidence: str,
    verified_at: datetime | None,
    now: datetime,
) -> str | None:
    """The new row's id, or None when the identifier exists."""
    row = {
        "id": new_id(),
        "person_id": person_id,
        "kind": address.kind,
        "value": address.value,
        "evidence": evidence,
        "verified_at": verified_at,
        "created_at": now,
    }
    return connection.execute(insert_or_skip(connection, identifiers, returning=True), row).scalar()


def verify_identifier(connection: Connection, identifier_id: str, evidence: str, now: datetime) -> None:
    """From now on it is proven that this identifier is its person's. Nothing changes when it was before."""
    connection.execute(_VERIFY, {"identifier": identifier_id, "at": now, "more": f"; {evidence}"})
