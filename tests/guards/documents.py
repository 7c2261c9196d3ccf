"""The documentation as data: its files, and what they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "content" / "README.md"])

_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\(([^)\s]+)\)")
_EXAMPLE = re.compile(r"# (file|part of): content/(\S+)\n")


@dataclass(frozen=True)
class Page:
    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def prose(self) -> str:
        """Without the fenced blocks."""
        return _FENCE.sub("", self.text)

    def blocks(self, language: str) -> list[str]:
        return [body for _, kind, body in _FENCE.findall(self.text) if kind == language]

    def code(self) -> list[str]:
        """Inline code, and each line of the shell blocks without its comment."""
        lines = [line for block in self.blocks("sh") for line in block.splitlines()]
        return _CODE.findall(self.prose) + [line.partition(" # ")[0].strip() for line in lines]

    def links(self) -> list[tuple[str, str]]:
        """(words, target) of every relative link, without its fragment."""
        found = [(words, target.partition("#")[0]) for words, target in _LINK.findall(self.prose)]
        return [(words, target) for words, target in found if target and "://" not in target]

    def fragments(self) -> list[tuple[str, str]]:
        """(file, heading) of every relative link with a fragment."""
        targets = [target for _, target in _LINK.findall(self.prose) if "#" in target and "://" not in target]
        return [(one.partition("#")[0] or self.path.name, one.partition("#")[2]) for one in targets]

    def examples(self) -> Iterator[tuple[str, str, str]]:
        """(whether a file or a part of one, its name under content/, its text) of every example."""
        for block in self.blocks("yaml"):
            if found := _EXAMPLE.match(block):
                yield found[1], found[2], block


def pages() -> list[Page]:
    return [Page(path) for path in PAGES]


def page(name: str) -> Page:
    return Page(ROOT / name)


def headings(path: Path) -> set[str]:
    """As GitHub makes anchors of them."""
    found = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def rows(text: str, columns: int) -> list[list[str]]:
    """The cells of every table row with so many columns, heads and rules included."""
    found = [line.strip().strip("|").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in found if len(row) == columns]
