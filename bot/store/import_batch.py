"""Some hundred rows in one transaction: who is new goes in at once, who is known gets what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, select, tuple_, update

from bot.people.facts import Fact, expiry, is_same_value
from bot.people.import_row import BadCell, ImportedCustomer, ImportedFact
from bot.store.bulk import insert_many
from bot.store.facts import fact_from, fact_row
from bot.store.names import NAME, index_names
from bot.store.schema import facts, identifiers, new_id, persons

Outcome = Literal["created", "changed", "unchanged"]
_OURS = ("imported", "derived")


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a customer; `person_id` is set when they were known before."""

    outcome: Outcome
    person_id: str | None = None


def save_batch(
    connection: Connection,
    customers: Sequence[ImportedCustomer],
    evidence: str,
    now: datetime,
    taken: Callable[[str], bool] = lambda _: False,
) -> list[Saved | BadCell]:
    """What became of each, in order. One who cannot be told from another is refused with the reason.

    `taken` says whether an earlier row of the file was this person: two customers may have been merged since.
    """
    batch = _Batch(evidence, now)
    known = _Known.of(connection, customers)
    saved: list[Saved | BadCell] = []
    here: set[str] = set()
    for customer in customers:
        try:
            person_id = known.person_behind(customer)
            if person_id is not None and (person_id in here or taken(person_id)):
                kind, value, column = customer.identifiers[0]
                raise BadCell(
                    column, f"{kind} {value} was merged with the customer of an earlier row; keep one row"
                )
        except BadCell as error:
            saved.append(error)
            continue
        here.update([person_id] if person_id else [])
        saved.append(Saved(_take(batch, known, customer, person_id), person_id))
    batch.write(connection)
    return saved


def _take(batch: _Batch, known: _Known, customer: ImportedCustomer, person_id: str | None) -> Outcome:
    if person_id is None:
        batch.add_person(customer)
        return "created"
    before = batch.changes
    for identifier in customer.identifiers:
        if identifier[:2] not in known.owner_of:
            batch.add_identifier(person_id, identifier)
    if customer.language and known.language_of[person_id] is None:
        batch.set_language(person_id, customer.language)
    for fact in customer.facts:
        current = known.facts_of[person_id].get(fact.attribute)
        if known.is_news(person_id, fact, current, batch.now):
            batch.add_fact(person_id, fact, current)
    return "changed" if batch.changes > before else "unchanged"


@dataclass(slots=True)
class _Known:
    """What the store has about the people of this batch."""

    owner_of: dict[tuple[str, str], str]
    names_of: dict[str, dict[str, set[str]]]
    language_of: dict[str, str | None]
    facts_of: dict[str, dict[str, Fact]]
    last_import_of: dict[tuple[str, str], Any]

    @classmethod
    def of(cls, connection: Connection, customers: Sequence[ImportedCustomer]) -> _Known:
        owner_of = _owners(connection, customers)
        people = sorted(set(owner_of.values()))
        facts_of = _current_facts(connection, people)
        return cls(
            owner_of,
            _names(connection, people),
            _languages(connection, people),
            facts_of,
            _last_imports(connection, facts_of),
        )

    def person_behind(self, customer: ImportedCustomer) -> str | None:
        """Whose identifiers these are; None when nobody's. Raises BadCell when they are several people's."""
        key_kind, key, _ = customer.identifiers[0]
        owner: str | None = None
        for kind, value, column in customer.identifiers:
            found = self.owner_of.get((kind, value))
            if found is None or found == owner:
                continue
            keys = self.names_of[found].get(key_kind) or {key}
            if owner is not None or key not in keys:
                raise BadCell(column, f"'{value}' belongs to another customer ({key_kind} {', '.join(keys)})")
            owner = found
        return owner

    def is_news(self, person_id: str, fact: ImportedFact, current: Fact | None, now: datetime) -> bool:
        """What a customer said since the last import stands until the file itself says something else."""
        if current is None or current.has_expired(now):
            return True
        if is_same_value(current.value, fact.value):
            return False
        return current.source in _OURS or not is_same_value(
            self.last_import_of.get((person_id, fact.attribute)), fact.value
        )


@dataclass(slots=True)
class _Batch:
    """Rows to be written together."""

    evidence: str
    now: datetime
    persons: list[dict[str, Any]] = field(default_factory=list)
    identifiers: list[dict[str, Any]] = field(default_factory=list)
    facts: list[dict[str, Any]] = field(default_factory=list)
    superseded: list[dict[str, Any]] = field(default_factory=list)
    languages: list[dict[str, Any]] = field(default_factory=list)
    expiries: dict[str | None, datetime | None] = field(default_factory=dict)

    @property
    def changes(self) -> int:
        return len(self.identifiers) + len(self.facts) + len(self.languages)

    def add_person(self, customer: ImportedCustomer) -> None:
        person_id = new_id()
        self.persons.append({"id": person_id, "language": customer.language, "created_at": self.now})
        for identifier in customer.identifiers:
            self.add_identifier(person_id, identifier)
        for fact in customer.facts:
            self.add_fact(person_id, fact, None)

    def add_identifier(self, person_id: str, identifier: tuple[str, str, str]) -> None:
        self.identifiers.append(
            {
                "id": new_id(),
                "person_id": person_id,
                "kind": identifier[0],
                "value": identifier[1],
                "evidence": self.evidence,
                "created_at": self.now,
            }
        )

    def add_fact(self, person_id: str, fact: ImportedFact, current: Fact | None) -> None:
        if fact.retention not in self.expiries:
            self.expiries[fact.retention] = expiry(fact.retention, self.now)
        until = self.expiries[fact.retention]
        new = Fact(fact.attribute, fact.value, fact.source, self.now, expires_at=until, id=new_id())
        self.facts.append(fact_row(person_id, new))
        if current is not None:
            self.superseded.append({"old": current.id, "superseded_at": self.now, "superseded_by": new.id})

    def set_language(self, person_id: str, language: str) -> None:
        self.languages.append({"person": person_id, "language": language})

    def write(self, connection: Connection) -> None:
        insert_many(connection, persons, self.persons)
        insert_many(connection, identifiers, self.identifiers)
        if self.superseded:
            connection.execute(update(facts).where(facts.c.id == bindparam("old")), self.superseded)
        insert_many(connection, facts, self.facts)
        names = [(row["person_id"], row["value"]) for row in self.facts if row["attribute"] == NAME]
        index_names(connection, names)
        if self.languages:
            connection.execute(update(persons).where(persons.c.id == bindparam("person")), self.languages)


def _owners(connection: Connection, customers: Sequence[ImportedCustomer]) -> dict[tuple[str, str], str]:
    """Who has which of the identifiers, locked against a merge until this transaction ends."""
    values: dict[str, list[str]] = defaultdict(list)
    for customer in customers:
        for kind, value, _ in customer.identifiers:
            values[kind].append(value)
    found: list[Any] = []
    for kind, of_kind in values.items():
        query = select(
            identifiers.c.id, identifiers.c.kind, identifiers.c.value, identifiers.c.person_id
        ).where(identifiers.c.kind == kind, identifiers.c.value.in_(of_kind))
        found += connection.execute(query).all()
    if found and connection.dialect.name != "sqlite":
        again = select(identifiers.c.id, identifiers.c.kind, identifiers.c.value, identifiers.c.person_id)
        locked = again.where(identifiers.c.id.in_([row.id for row in found])).order_by(identifiers.c.id)
        found = list(connection.execute(locked.with_for_update(key_share=True)).all())
    return {(row.kind, row.value): row.person_id for row in found}


def _names(connection: Connection, people: Sequence[str]) -> dict[str, dict[str, set[str]]]:
    """The values of each person's identifiers by kind."""
    names: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    query = select(identifiers.c.person_id, identifiers.c.kind, identifiers.c.value)
    for row in _of(connection, query, identifiers.c.person_id, people):
        names[row.person_id][row.kind].add(row.value)
    return names


def _languages(connection: Connection, people: Sequence[str]) -> dict[str, str | None]:
    rows = _of(connection, select(persons.c.id, persons.c.language), persons.c.id, people)
    return {row.id: row.language for row in rows}


def _current_facts(connection: Connection, people: Sequence[str]) -> dict[str, dict[str, Fact]]:
    current: dict[str, dict[str, Fact]] = defaultdict(dict)
    query = select(facts).where(facts.c.superseded_at.is_(None))
    for row in _of(connection, query, facts.c.person_id, people):
        current[row.person_id][row.attribute] = fact_from(row)
    return current


def _last_imports(connection: Connection, facts_of: dict[str, dict[str, Fact]]) -> dict[tuple[str, str], Any]:
    """What the file said last about an attribute of which the customer has said something since."""
    theirs = [
        (person_id, attribute)
        for person_id, held in facts_of.items()
        for attribute, fact in held.items()
        if fact.source not in _OURS
    ]
    if not theirs:
        return {}
    rows = connection.execute(
        select(facts.c.person_id, facts.c.attribute, facts.c.value)
        .where(tuple_(facts.c.person_id, facts.c.attribute).in_(theirs), facts.c.source.in_(_OURS))
        .order_by(facts.c.recorded_at, facts.c.id)
    )
    return {(row.person_id, row.attribute): row.value for row in rows}


def _of(connection: Connection, query: Any, column: Any, people: Sequence[str]) -> Iterable[Row[Any]]:
    return connection.execute(query.where(column.in_(people))) if people else ()
