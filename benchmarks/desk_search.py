"""How long it takes to find and open a customer at the desk among a million: by number, card, plate, e-mail and name.

Each search is followed by opening the first who was found, as the page does. Names are as uneven as people's are: some
first and last names belong to tens of thousands, most to few.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

import psycopg

from benchmarks.customers import FIRST, make_ours
from bot.bootstrap import build
from bot.desk.names import pieces_of
from bot.desk.people import Member
from bot.settings import Settings
from bot.simulate.stand_in import StandInEngine
from bot.store.migrate import upgrade
from bot.store.schema import facts, identifiers, name_pieces, name_words, persons, search_names
from bot.web.desk.service import Desk
from tests.postgresql import running_postgresql, url_of

_BIA = Member("bench", "Bia Costa")
_GIVEN = ("maria", "jose", "ana", "joao", "antonio", "francisco", "carlos", "paulo", "lucia", "sofia")
_FAMILY = ("silva", "santos", "oliveira", "souza", "garcia", "martinez", "rodriguez", "lopez", "costa")
_ONSETS, _VOWELS = "bcdfghjlmnprstvz", "aeiou"
_ADDED = (
    ("email", "'customer' || i || '@example.com'"),
    ("phone", "printf('+551199%07d', i)"),
    ("loyalty_card", "printf('VC%09d', i)"),
    ("licence_plate", "printf('VR%07d', i)"),
)


def make_searchable(path: Path, count: int) -> None:
    """Customers with names, two phones, e-mail, customer number, card and plate, indexed as imports index them."""
    make_ours(path, count)
    with closing(sqlite3.connect(path)) as database:
        for pragma in ("synchronous = OFF", "cache_size = -400000", "temp_store = MEMORY"):
            database.execute(f"PRAGMA {pragma}")
        database.execute("CREATE TEMP TABLE named (i INTEGER PRIMARY KEY, given, family, mother)")
        database.executemany("INSERT INTO named VALUES (?, ?, ?, ?)", _names(count))
        _name(database)
        _know(database)
        words = [row[0] for row in database.execute("SELECT DISTINCT word FROM search_names")]
        database.executemany("INSERT INTO name_words VALUES (?)", ((word,) for word in words))
        pieces = sorted((piece, word) for word in words for piece in pieces_of(word))
        database.executemany("INSERT INTO name_pieces (piece, word) VALUES (?, ?)", pieces)
        database.commit()


def _name(database: sqlite3.Connection) -> None:
    """The name's fact is the first that was made of each customer, in their order."""
    database.execute(
        """UPDATE facts SET value = '"' || given || ' ' || family || ' ' || mother || '"'
        FROM named WHERE facts.rowid = named.i + 1 AND facts.attribute = 'name'"""
    )
    parts = " UNION ".join(f"SELECT {part} AS word, i FROM named" for part in ("given", "family", "mother"))
    database.execute(
        f"""INSERT INTO search_names (word, person_id) SELECT word, person_id
        FROM ({parts}) JOIN facts ON facts.rowid = i + 1 ORDER BY word, person_id"""
    )


def _know(database: sqlite3.Connection) -> None:
    for number, (kind, value) in enumerate(_ADDED):
        database.execute(
            f"""INSERT INTO identifiers (id, person_id, kind, value, evidence, created_at)
            SELECT printf('more%014x{number}', i), person_id, '{kind}', {value}, 'import', recorded_at
            FROM named JOIN facts ON facts.rowid = i + 1"""
        )


def _names(count: int) -> Iterator[tuple[int, str, str, str]]:
    chance = random.Random(7)
    rare = sorted({_rare(chance) for _ in range(40_000)})
    for number in range(count):
        given = chance.choice(_GIVEN) if chance.random() < 0.7 else chance.choice(rare)
        family, mother = (
            chance.choice(_FAMILY) if chance.random() < 0.4 else chance.choice(rare) for _ in range(2)
        )
        yield number, given, family, mother


def _rare(chance: random.Random) -> str:
    return "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(chance.choice((3, 3, 4))))


def _typed(desk: Desk, count: int, each: int) -> dict[str, list[str]]:
    """What an agent types, of customers all over the store; a misspelling leaves out a letter of each long word."""
    chance = random.Random(11)
    some = [chance.randrange(count) for _ in range(each)]
    names = [_name_of(desk, number) for number in some]
    return {
        "phone number": [f"+55 11 99{number:07d}" for number in some],
        "customer number": [str(FIRST + number) for number in some],
        "loyalty card": [f"VC {number:09d}" for number in some],
        "licence plate": [f"vr-{number:07d}" for number in some],
        "e-mail": [f"Customer{number}@example.com" for number in some],
        "name": names,
        "name, misspelt": [" ".join(_misspelt(word, chance) for word in name.split()) for name in names],
        "two common names": [f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}" for _ in some],
        "the beginning of a name": [name[:4] for name in names],
        "common names of nobody": [" ".join(chance.sample(_GIVEN, 3)) for _ in some],
        "nobody's name": [
            f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)} xyzzy{one}" for one in range(each)
        ],
    }


def _name_of(desk: Desk, number: int) -> str:
    (match,) = desk.customers.find(str(FIRST + number))["people"]
    return str(match["name"])


def _misspelt(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1 :] if len(word) > 4 else word


def measure(desk: Desk, count: int, each: int) -> dict[str, dict[str, float]]:
    """For each way to search: milliseconds at the median and at worst, and how many searches found somebody."""
    told = {}
    for kind, searches in _typed(desk, count, each).items():
        took = [_timed(lambda typed=typed: _find_and_open(desk, typed)) for typed in searches]  # type: ignore[misc]
        seconds = [one for one, _ in took]
        told[kind] = {
            "p50_ms": round(1000 * median(seconds), 1),
            "worst_ms": round(1000 * max(seconds), 1),
            "found": sum(found for _, found in took),
            "of": each,
        }
    return told


def _find_and_open(desk: Desk, typed: str) -> bool:
    people = desk.customers.find(typed)["people"]
    if people:
        desk.customers.person(_BIA, people[0]["person_id"])
    return bool(people)


def _timed(work: Callable[[], bool]) -> tuple[float, bool]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def searched(path: Path, count: int, each: int) -> dict[str, dict[str, float]]:
    """Makes the store unless it is there, and measures."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        make_searchable(path, count)
    return _searched(f"sqlite:///{path}", count, each)


def searched_on_postgresql(path: Path, count: int, each: int) -> dict[str, dict[str, float]]:
    """The same customers, copied into a PostgreSQL that is there as long as this runs."""
    with running_postgresql() as server:
        url = url_of(server, "postgres")
        upgrade(url)
        _copy(path, url)
        return _searched(url, count, each)


def _copy(path: Path, url: str) -> None:
    with closing(sqlite3.connect(path)) as source, psycopg.connect(url) as target:
        target.execute("SET session_replication_role = replica")  # references are whole already
        for table in (persons, identifiers, facts, search_names, name_words, name_pieces):
            names = [column.name for column in table.columns]
            rows = source.execute(f"SELECT {', '.join(names)} FROM {table.name}")
            with target.cursor().copy(f"COPY {table.name} ({', '.join(names)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        target.commit()
        target.autocommit = True
        target.execute("VACUUM ANALYZE")


def _searched(url: str, count: int, each: int) -> dict[str, dict[str, float]]:
    update: dict[str, Any] = {"database_url": url, "secret_key": "bench"}
    settings = Settings(_env_file=None).model_copy(update=update)  # type: ignore[call-arg]
    desk = Desk(build(settings, engine=lambda step: StandInEngine(step, {})))
    return measure(desk, count, each)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk_search", description=__doc__)
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--each", type=int, default=40, help="searches of each kind")
    parser.add_argument("--store", type=Path, help="kept and used again; default under var/bench")
    parser.add_argument("--postgresql", action="store_true", help="on PostgreSQL too")
    options = parser.parse_args()
    path = options.store or Path(f"var/bench/searchable-{options.customers}.db")
    _tell("SQLite", searched(path, options.customers, options.each))
    if options.postgresql:
        _tell("PostgreSQL", searched_on_postgresql(path, options.customers, options.each))


def _tell(database: str, told: dict[str, dict[str, float]]) -> None:
    print(f"{database}:")
    for kind, one in told.items():
        print(
            f"{kind}: p50 {one['p50_ms']} ms, worst {one['worst_ms']} ms, {one['found']} of {one['of']} found"
        )


if __name__ == "__main__":
    main()
