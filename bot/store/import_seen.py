"""Which line of the file claimed which identifier, in memory that does not grow with the file."""

from __future__ import annotations

import sqlite3

from bot.people.import_row import BadCell, ImportedCustomer


class Seen:
    """A scratch database on disk, gone at the end."""

    def __enter__(self) -> Seen:
        self._scratch = sqlite3.connect("", isolation_level=None)
        self._scratch.execute("PRAGMA journal_mode=OFF")
        self._scratch.execute("PRAGMA synchronous=OFF")
        self._scratch.execute("CREATE TABLE seen (name TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID")
        self._scratch.execute("BEGIN")
        return self

    def __exit__(self, *_: object) -> None:
        self._scratch.close()

    def claim(self, customer: ImportedCustomer, line: int) -> None:
        """Raises BadCell, and claims nothing, when an earlier line of this file has one of the identifiers."""
        names = [(f"{kind}:{value}", column) for kind, value, column in customer.identifiers]
        for name, column in names:
            found = self._scratch.execute("SELECT line FROM seen WHERE name = ?", (name,)).fetchone()
            if found:
                value = name.partition(":")[2]
                raise BadCell(column, f"'{value}' is in line {found[0]} too; a customer has one row")
        self._scratch.executemany(
            "INSERT OR IGNORE INTO seen VALUES (?, ?)", [(name, line) for name, _ in names]
        )

    def take_person(self, person_id: str | None) -> None:
        if person_id is not None:
            self._scratch.execute("INSERT OR IGNORE INTO seen VALUES (?, NULL)", (f"person:{person_id}",))

    def has_person(self, person_id: str) -> bool:
        """Whether an earlier row was this person, who was known before the import."""
        found = self._scratch.execute("SELECT 1 FROM seen WHERE name = ?", (f"person:{person_id}",))
        return found.fetchone() is not None
