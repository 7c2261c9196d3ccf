"""Finding people by their name, misspelt too, among a million. Kept with every fact that says a name.

A name is kept as its words. Words are few beside people: the word that was meant is found first, by the pieces it
shares with what was typed, and then the people who have it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, select

from bot.desk.names import LONGEST_WORD, is_alike, likeness, pieces_of, words_of
from bot.store.people import insert_or_skip
from bot.store.schema import name_pieces, name_words, search_names

NAME = "name"
"""The attribute whose value is the name of a person."""
_MEANT = 12
_LIKE = 60
_FEW = 500
_CHUNK = 200
# Letters and digits only, because what comes after 'z' depends on the database's collation.
_BEYOND = "z" * LONGEST_WORD


def index_names(connection: Connection, named: Iterable[tuple[str, Any]]) -> None:
    """Makes each (person, name) findable. An earlier name stays findable: people ask by the name they know."""
    rows = sorted({(word, person_id) for person_id, name in named for word in words_of(str(name))})
    if not rows:
        return
    words = sorted({word for word, _ in rows})
    new = [word for chunk in _chunks(words) for word in _not_known(connection, chunk)]
    pieces = [{"piece": piece, "word": word} for word in new for piece in pieces_of(word)]
    _add(connection, name_words, [{"word": word} for word in new])
    _add(connection, name_pieces, pieces)
    _add(connection, search_names, [{"word": word, "person_id": person_id} for word, person_id in rows])


def _not_known(connection: Connection, words: Sequence[str]) -> list[str]:
    known = set(connection.execute(select(name_words.c.word).where(name_words.c.word.in_(words))).scalars())
    return [word for word in words if word not in known]


def _add(connection: Connection, table: Table, rows: Sequence[Mapping[str, str]]) -> None:
    """One statement, built once, for however many rows."""
    if rows:
        connection.execute(insert_or_skip(connection, table), rows)


def forget_names(connection: Connection, person_ids: Sequence[str]) -> None:
    """These people are found by no name any more, and a word that was only theirs is gone."""
    theirs = search_names.c.person_id.in_(person_ids)
    words = list(connection.execute(select(search_names.c.word).where(theirs).distinct()).scalars())
    connection.execute(delete(search_names).where(theirs))
    is_used = select(search_names.c.word).where(search_names.c.word == name_words.c.word).exists()
    connection.execute(delete(name_words).where(name_words.c.word.in_(words), ~is_used))


def people_named(connection: Connection, typed: str, limit: int = 40) -> tuple[str, ...]:
    """Ids of people who have a word like each of those typed; the caller ranks them by their whole name.

    What was typed may be misspelt and begin another word all the same: when nobody has those, more is tried.
    """
    found: tuple[str, ...] = ()
    for meaning in (_words_meant, _words_maybe_meant):
        found = found or _people_with(
            connection, [meaning(connection, word) for word in words_of(typed)], limit
        )
    return found


def _people_with(connection: Connection, meant: list[list[str]], limit: int) -> tuple[str, ...]:
    """Those who have one word of each list."""
    if not meant or not all(meant):
        return ()
    meant.sort(key=lambda words: _how_many(connection, words))
    query = select(search_names.c.person_id).where(search_names.c.word.in_(meant[0]))
    for words in meant[1:]:
        query = query.where(_has_one_of(words))
    return tuple(dict.fromkeys(connection.execute(query.limit(limit)).scalars()))


def _has_one_of(words: Sequence[str]) -> ColumnElement[bool]:
    other = search_names.alias()
    return (
        select(other.c.word)
        .where(other.c.person_id == search_names.c.person_id, other.c.word.in_(words))
        .exists()
    )


def _how_many(connection: Connection, words: Sequence[str]) -> int:
    """Up to a few hundred; more than that are many."""
    some = select(search_names.c.word).where(search_names.c.word.in_(words)).limit(_FEW).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one())


def _words_meant(connection: Connection, typed: str) -> list[str]:
    """The word itself and those that begin with it; when there is none, those most like it."""
    begins = (name_words.c.word >= typed) & (name_words.c.word <= typed + _BEYOND)
    found = list(
        connection.execute(
            select(name_words.c.word).where(begins).order_by(name_words.c.word).limit(_MEANT)
        ).scalars()
    )
    return found or _similar_words(connection, typed)


def _words_maybe_meant(connection: Connection, typed: str) -> list[str]:
    """Also those like it, where there are some that begin with it."""
    return list(dict.fromkeys((*_words_meant(connection, typed), *_similar_words(connection, typed))))


def _similar_words(connection: Connection, typed: str) -> list[str]:
    shared = func.count()
    rows = connection.execute(
        select(name_pieces.c.word)
        .where(name_pieces.c.piece.in_(pieces_of(typed)))
        .group_by(name_pieces.c.word)
        .order_by(shared.desc(), name_pieces.c.word)
        .limit(_LIKE)
    ).scalars()
    alike = [word for word in rows if is_alike(typed, word)]
    return sorted(alike, key=lambda word: -likeness(typed, word))[:_MEANT]


def _chunks(rows: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (rows[start : start + _CHUNK] for start in range(0, len(rows), _CHUNK))
