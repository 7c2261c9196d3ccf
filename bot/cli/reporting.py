"""Findings as people, programs and GitHub read them."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.text import Text

from bot.flows.findings import Finding, Level

STYLES: Mapping[Level, str] = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
_COMMANDS: Mapping[Level, str] = {"error": "error", "warning": "warning", "note": "notice"}
_WIDTH = 160


def for_people(findings: Sequence[Finding], files: Mapping[str, str], root: str = "") -> Iterator[Text]:
    """Each with its place, its line with a caret under the mistake, and how to mend it."""
    lines = {name: text.splitlines() for name, text in files.items()}
    for finding in findings:
        yield _heading(finding, root)
        yield from _line(finding, lines.get(finding.where.file, []))
        if finding.hint:
            yield Text.assemble(("  → ", "green"), finding.hint)
        yield Text("")


def _heading(finding: Finding, root: str) -> Text:
    style = STYLES[finding.level]
    place = f"{_path(finding, root)}:{finding.where.line}:{finding.where.column}"
    return Text.assemble((finding.level, style), f" {finding.message} ", (f"[{finding.code}] {place}", "dim"))


def _line(finding: Finding, lines: Sequence[str]) -> Iterator[Text]:
    number, column = finding.where.line, finding.where.column
    if not 1 <= number <= len(lines):
        return
    line = lines[number - 1]
    start = max(0, column - 1 - _WIDTH // 2) if len(line) > _WIDTH else 0
    shown = "".join(sign if sign.isprintable() else " " for sign in line[start : start + _WIDTH])
    margin = f"{number:>6} | "
    yield Text.assemble((margin, "dim"), shown)
    indent = min(max(column - 1 - start, 0), len(shown))
    yield Text.assemble(("       | ", "dim"), " " * indent, ("^", STYLES[finding.level]))


def shown_path(folder: Path) -> str:
    """As seen from where the command runs: a path that an editor and GitHub can open."""
    return Path(os.path.relpath(folder)).as_posix()


def summary(findings: Sequence[Finding]) -> str:
    """`2 errors, 1 warning, 14 notes`."""
    counts = Counter(finding.level for finding in findings)
    levels: tuple[Level, ...] = ("error", "warning", "note")
    return ", ".join(counted(counts[one], one) for one in levels)


def counted(number: int, thing: str) -> str:
    """`1 thing`, `2 things`."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def as_json(findings: Sequence[Finding], root: str = "") -> str:
    """A list of findings with file, line, column, level, code, message and hint."""
    return json.dumps([as_data(finding, root) for finding in findings], ensure_ascii=False, indent=2)


def as_data(finding: Finding, root: str = "") -> dict[str, Any]:
    return {
        "file": _path(finding, root),
        "line": finding.where.line,
        "column": finding.where.column,
        "level": finding.level,
        "code": finding.code,
        "message": finding.message,
        "hint": finding.hint,
    }


def for_github(findings: Sequence[Finding], root: str = "") -> Iterator[str]:
    """GitHub's workflow commands, which show each finding at its line of a pull request."""
    for finding in findings:
        where = f"file={_property(_path(finding, root))},line={finding.where.line},col={finding.where.column}"
        text = f"{finding.message} {finding.hint}".strip()
        yield f"::{_COMMANDS[finding.level]} {where},title={_property(finding.code)}::{_data(text)}"


def _path(finding: Finding, root: str) -> str:
    return f"{root}/{finding.where.file}" if root else finding.where.file


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
