"""Customers from a CSV file of any size: the good rows go in, the bad ones come back with the reason."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import psycopg
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.people.import_choices import OptionTitles
from bot.people.import_map import ImportMap
from bot.people.import_map_reader import read_map
from bot.people.import_row import BadCell, ImportedCustomer, RowReader
from bot.store.import_batch import Outcome, Saved, save_batch
from bot.store.import_file import CustomerFile, Row
from bot.store.import_seen import Seen
from bot.store.session import Database
from bot.yaml_source import read_yaml_file

Progress = Callable[[int, int], None]
_BATCH = 500
_TOLD_REJECTIONS = 100
_TRIES = 5
# Columns that a rejects file has more than the file it is of; they are left out when it is imported itself.
REJECT_COLUMNS = ("rejected_line", "rejected_column", "rejected_reason")


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that was not imported. `column` is empty when the whole row is at fault."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}{f', column {self.column}' if self.column else ''}: {self.reason}"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of the rows. `rejections` are the first hundred; all are in `rejects_file` with their rows."""

    rows: int
    created: int
    changed: int
    unchanged: int
    rejected: int
    rejections: tuple[Rejection, ...]
    rejects_file: Path | None


def load_map(
    path: Path, region: str | None = None, options: Mapping[str, OptionTitles] = MappingProxyType({})
) -> ImportMap:
    """The map in a YAML file. Raises ContentError with file, line and column."""
    return read_map(read_yaml_file(path, path.parent), path.name, region, options)


def import_customers(
    database: Database,
    csv_path: Path,
    columns: ImportMap,
    progress: Progress | None = None,
    *,
    rejects_file: Path | None = None,
    now: datetime | None = None,
) -> ImportReport:
    """Import a file, in transactions of some hundred rows. A second run of the same file changes nothing.

    `progress` is told the lines done and the lines in all. Raises ImportRefused before anything is imported
    when the file cannot be read as the map says.
    """
    file = CustomerFile.open(csv_path, columns)
    rejects = _Rejects(rejects_file or csv_path.with_suffix(".rejects.csv"), file)
    running = _Import(database, file, columns, rejects, now or datetime.now(UTC))
    with rejects, Seen() as seen:
        for rows in file.batches(_BATCH):
            running.take(rows, seen)
            if progress:
                progress(rows[-1].last_line, file.lines)
    return running.report()


@dataclass(slots=True)
class _Import:
    database: Database
    file: CustomerFile
    columns: ImportMap
    rejects: _Rejects
    now: datetime
    rows: int = 0
    counts: dict[Outcome, int] = field(default_factory=lambda: {"created": 0, "changed": 0, "unchanged": 0})
    reader: RowReader = field(init=False)

    def __post_init__(self) -> None:
        self.reader = RowReader(self.columns, self.file.header)

    def take(self, rows: Sequence[Row], seen: Seen) -> None:
        self.rows += len(rows)
        good = list(self._good(rows, seen))
        saved = self._save([customer for _, customer in good], seen)
        for (row, _), one in zip(good, saved, strict=True):
            if isinstance(one, BadCell):
                self.rejects.add(row, one)
            else:
                self.counts[one.outcome] += 1

    def _good(self, rows: Sequence[Row], seen: Seen) -> Iterator[tuple[Row, ImportedCustomer]]:
        for row in rows:
            try:
                if row.problem:
                    raise BadCell("", row.problem)
                customer = self.reader.read(row.cells)
                seen.claim(customer, row.line)
            except BadCell as error:
                self.rejects.add(row, error)
            else:
                yield row, customer

    def _save(
        self, customers: Sequence[ImportedCustomer], seen: Seen, tries: int = 0
    ) -> list[Saved | BadCell]:
        """One transaction, or several smaller ones when somebody else made one of these customers meanwhile."""
        evidence = f"import of {self.file.path.name}"
        try:
            with self.database.transaction() as connection:
                saved = save_batch(connection, customers, evidence, self.now, seen.has_person)
        except (IntegrityError, OperationalError, psycopg.Error):
            if tries == _TRIES:
                raise
            half = max(1, len(customers) // 2)
            parts = [part for part in (customers[:half], customers[half:]) if part]
            return [one for part in parts for one in self._save(part, seen, tries + (len(customers) == 1))]
        for one in saved:
            if isinstance(one, Saved):
                seen.take_person(one.person_id)
        return saved

    def report(self) -> ImportReport:
        return ImportReport(
            rows=self.rows,
            rejected=self.rejects.count,
            rejections=tuple(self.rejects.told),
            rejects_file=self.rejects.path if self.rejects.count else None,
            **self.counts,
        )


class _Rejects:
    """The rejected rows as they were, with three more columns that say why; there is no file without any."""

    def __init__(self, path: Path, file: CustomerFile) -> None:
        self.path = path
        self.count = 0
        self.told: list[Rejection] = []
        self._file = file
        self._kept = [n for n, name in enumerate(file.header) if name not in REJECT_COLUMNS]
        self._open: Any = None
        self._writer: Any = None

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        if self._open is not None:
            self._open.close()

    def add(self, row: Row, error: BadCell) -> None:
        self.count += 1
        if len(self.told) < _TOLD_REJECTIONS:
            self.told.append(Rejection(row.line, error.column, error.reason))
        if self._writer is None:
            self._start()
        self._writer.writerow([*self._cells(row.cells), row.line, error.column, error.reason])

    def _start(self) -> None:
        try:
            self._open = self.path.open("w", encoding=self._file.encoding, errors="replace", newline="")
        except OSError as error:
            raise self._file.refused(
                f"the rejected rows cannot be written to {self.path} ({error.strerror})"
            ) from error
        self._writer = csv.writer(self._open, delimiter=self._file.delimiter)
        self._writer.writerow([*(self._file.header[n] for n in self._kept), *REJECT_COLUMNS])

    def _cells(self, cells: Sequence[str]) -> list[str]:
        """Filled up to the header's width, so that the reasons stand under their names."""
        if len(cells) > len(self._file.header):
            return list(cells)
        return [cells[n] if n < len(cells) else "" for n in self._kept]
