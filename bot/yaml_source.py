"""YAML with positions: every mapping and list knows the line and column of each of its values.

Plain values are read as YAML 1.2 does, so `yes` and `no` are words, as a marketer means them; a number with
leading zeros is text, as a code or a telephone number is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.errors import ContentError

_LOADER: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)?\.[0-9]+([eE][-+]?[0-9]+)?|[-+]?(0|[1-9][0-9]*)[eE][-+]?[0-9]+")
_WORDS = {"": None, "~": None, "null": None, "true": True, "True": True, "false": False, "False": False}


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class LocatedDict(dict[str, Any]):
    """A mapping with the position of itself and of each key."""

    position: Position
    key_positions: dict[str, Position]
    value_positions: dict[str, Position]

    def where(self, key: str | None = None) -> Position:
        return self.key_positions.get(key, self.position) if key is not None else self.position

    def where_value(self, key: str) -> Position:
        return self.value_positions.get(key, self.position)


class LocatedList(list[Any]):
    """A list with the position of itself and of each item."""

    position: Position
    item_positions: list[Position]

    def where(self, index: int) -> Position:
        return self.item_positions[index]


def read_yaml(text: str, file: str) -> Any:
    """Plain values from YAML text; mappings and lists are Located. Raises ContentError with the position.

    `file` is only a name for positions. A key given twice is an error.
    """
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Position(file, mark.line + 1, mark.column + 1) if mark else Position(file, 1, 1)
        raise ContentError(
            where=where, problem=f"this is not valid YAML: {error.problem or error.context}"
        ) from error
    except Exception as error:
        raise ContentError(where=Position(file, 1, 1), problem=f"this is not valid YAML: {error}") from error
    return None if node is None else _value(node, file)


def read_yaml_file(path: Path, root: Path) -> Any:
    """As read_yaml; positions name the file relative to root."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        where = Position(str(path.relative_to(root)), 1, 1)
        raise ContentError(where=where, problem="the file is not UTF-8; save it as UTF-8") from error
    return read_yaml(text, str(path.relative_to(root)))


def yaml_files(folder: Path) -> Iterator[Path]:
    """Every YAML file below a folder, in a stable order."""
    yield from sorted(p for pattern in ("*.yml", "*.yaml") for p in folder.rglob(pattern))


def _value(node: yaml.Node, file: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, file)
    if isinstance(node, yaml.SequenceNode):
        items = LocatedList(_value(item, file) for item in node.value)
        items.position = _position(node, file)
        items.item_positions = [_position(item, file) for item in node.value]
        return items
    assert isinstance(node, yaml.ScalarNode)
    return _scalar(node)


def _mapping(node: yaml.MappingNode, file: str) -> LocatedDict:
    found = LocatedDict()
    found.position = _position(node, file)
    found.key_positions, found.value_positions = {}, {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in found:
            raise ContentError(
                where=_position(key_node, file), problem=f"the key '{key}' is here twice; keep one"
            )
        found[key] = _value(value_node, file)
        found.key_positions[key] = _position(key_node, file)
        found.value_positions[key] = _position(value_node, file)
    return found


def _scalar(node: yaml.ScalarNode) -> Any:
    text = str(node.value)
    if node.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def _position(node: yaml.Node, file: str) -> Position:
    return Position(file, node.start_mark.line + 1, node.start_mark.column + 1)
