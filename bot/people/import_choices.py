"""A cell that names several options: 'internet; calls', by value or by title in any language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.people.import_map import ColumnMap

OptionTitles = Mapping[str, Sequence[str]]
"""What an attribute may be: each value with its titles in every language."""


def choices_reader(column: ColumnMap, one: Callable[[str], str]) -> Callable[[str], list[str]]:
    """What reads such a cell; raises ValueError with the reason. `one` reads a part of it by itself.

    The values come in the order of the options, each once. A cell with nothing but separators says: none of them.
    """
    known = {_folded(name): value for value, names in column.options.items() for name in (value, *names)}
    order = {value: place for place, value in enumerate(column.options)}

    def value_of(part: str) -> str:
        value = one(part)
        if not known or column.values is not None:
            return value
        if (found := known.get(_folded(value))) is None:
            raise ValueError(f"'{_shown(part)}' is none of {_told(column)}; mend it or add it to the options")
        return found

    def read(cell: str) -> list[str]:
        parts = [part.strip() for part in cell.split(column.separator)]
        found = dict.fromkeys(value_of(part) for part in parts if part)
        return sorted(found, key=lambda value: order.get(value, len(order)))

    return read


def _told(column: ColumnMap) -> str:
    """Each value, and the titles that are other words: 'tv' (Television, Televisión)."""
    told = []
    for value, names in column.options.items():
        others = dict.fromkeys(name for name in names if _folded(name) != _folded(value))
        told.append(f"'{value}' ({', '.join(others)})" if others else f"'{value}'")
    return ", ".join(told)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _shown(part: str) -> str:
    return part if len(part) <= 60 else f"{part[:60]}…"
