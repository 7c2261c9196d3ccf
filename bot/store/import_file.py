"""A CSV file of customers: looked through once before anything is imported, then read row by row."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from bot.errors import DriplineError
from bot.people.import_map import ImportMap

_DELIMITERS = (",", ";", "\t", "|")
_CHUNK = 1 << 20
_LONGEST_CELL = 1 << 20


class ImportRefused(DriplineError):
    """{file}: {problem}. Nothing of it was imported."""


@dataclass(frozen=True, slots=True)
class Row:
    """Lines count from 1, the header's included. `problem` says why a row could not even be split into cells."""

    line: int
    last_line: int
    cells: list[str]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class CustomerFile:
    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    lines: int

    @classmethod
    def open(cls, path: Path, columns: ImportMap) -> CustomerFile:
        """Raises ImportRefused when the file is no CSV that has the map's columns."""
        encoding = "utf-8-sig" if columns.encoding == "utf-8" else columns.encoding
        lines = _look_through(path, encoding)
        with path.open(encoding=encoding, newline="") as text:
            delimiter = columns.delimiter or _delimiter(text.readline(_LONGEST_CELL), columns)
            text.seek(0)
            header = tuple(name.strip() for name in next(csv.reader(text, delimiter=delimiter), []))
        _check_header(path, header, columns)
        return cls(path, encoding, delimiter, header, lines)

    def batches(self, size: int) -> Iterator[list[Row]]:
        """The rows below the header; blank lines are passed by."""
        batch: list[Row] = []
        for row in self._rows():
            batch.append(row)
            if len(batch) == size:
                yield batch
                batch = []
        if batch:
            yield batch

    def refused(self, problem: str) -> ImportRefused:
        return ImportRefused(file=self.path, problem=problem)

    def _rows(self) -> Iterator[Row]:
        with self.path.open(encoding=self.encoding, newline="") as text:
            lines = _Lines(text)
            before = csv.field_size_limit(_LONGEST_CELL)
            try:
                reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
                next(reader, None)
                while (row := _next_row(reader, lines)) is not None:
                    if row.cells:
                        yield row
            finally:
                csv.field_size_limit(before)


class _Lines:
    """The lines of a file, counted, with those of the row at hand kept in case it is broken."""

    def __init__(self, text: Iterator[str]) -> None:
        self._text = text
        self.count = 0
        self.of_row: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._text)
        self.count += 1
        if len(self.of_row) < 100:
            self.of_row.append(line)
        return line


def _next_row(reader: Iterator[list[str]], lines: _Lines) -> Row | None:
    lines.of_row = []
    first = lines.count + 1
    try:
        cells = next(reader)
    except StopIteration:
        return None
    except csv.Error as error:
        problem = f"this cannot be split into cells ({error}); look for a quotation mark too many or too few"
        return Row(first, lines.count, ["".join(lines.of_row).rstrip("\r\n")], problem)
    return Row(first, lines.count, cells)


def _look_through(path: Path, encoding: str) -> int:
    """How many lines there are. Raises ImportRefused at the first that is not in the encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines, chunk, last = 0, b"", b""
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
                lines += chunk.count(b"\n")
                last = chunk[-1:]
            decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        line = lines + chunk[: error.start].count(b"\n") + 1
        name = encoding.removesuffix("-sig")
        problem = f"line {line} is not {name}; save the file as UTF-8, or write its encoding into the map"
        raise ImportRefused(file=path, problem=f"{problem} ('encoding: latin-1')") from error
    except OSError as error:
        raise ImportRefused(file=path, problem=f"it cannot be read ({error.strerror})") from error
    if not last:
        raise ImportRefused(file=path, problem="it is empty; its first line must name the columns")
    return lines + (last != b"\n")


def _delimiter(first: str, columns: ImportMap) -> str:
    """The one that splits the first line into the most columns that the map names."""

    def found(delimiter: str) -> int:
        names = {name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])}
        return len(names & set(columns.columns))

    return max(_DELIMITERS, key=found)


def _check_header(path: Path, header: tuple[str, ...], columns: ImportMap) -> None:
    for column in columns.columns:
        if column not in header:
            close = get_close_matches(column, header, 1)
            there = f"perhaps '{close[0]}' is meant" if close else f"its columns are {', '.join(header)}"
            problem = f"it has no column '{column}', which {columns.file} names; {there}"
            raise ImportRefused(file=path, problem=problem)
        if header.count(column) > 1:
            raise ImportRefused(
                file=path, problem=f"it has {header.count(column)} columns '{column}'; rename one"
            )
