"""`matches` without a way to hang: a regular expression run over all its states at once.

Time is bounded by the length of the text times the size of the pattern, whatever the pattern says.
Python's own parser reads the pattern, so the language is Python's, less look-around and back-references.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from re import _constants as codes
from re import _parser as reader
from typing import Any

MAX_TEXT = 1000
MAX_STATES = 2000

_Accepts = Callable[[str], bool]
_Edge = tuple[str, Any, int]


class PatternError(ValueError):
    """The pattern is not a regular expression, or one that `matches` does not take."""


class Pattern:
    """A pattern found anywhere in a text, as re.search does. Of a long text only the first MAX_TEXT
    characters count.
    """

    def __init__(self, source: str) -> None:
        try:
            tree = reader.parse(source)
        except (re.error, OverflowError, RecursionError) as error:
            raise PatternError(f"this is not a regular expression: {error}") from None
        self._flags = int(tree.state.flags)
        self._edges: list[list[_Edge]] = []
        self._parts = 0
        end = self._state()
        self._end = end
        try:
            self._start = self._sequence(tree, end)
        except RecursionError:
            raise PatternError("this regular expression is nested too deeply") from None

    def found_in(self, text: str) -> bool:
        text = text[:MAX_TEXT]
        current: set[int] = set()
        for position in range(len(text) + 1):
            current.add(self._start)
            reached = self._closure(current, text, position)
            if self._end in reached:
                return True
            if position < len(text):
                current = self._step(reached, text[position])
        return False

    def _step(self, states: Iterable[int], sign: str) -> set[int]:
        return {
            target
            for state in states
            for kind, accepts, target in self._edges[state]
            if kind == "sign" and accepts(sign)
        }

    def _closure(self, states: set[int], text: str, position: int) -> set[int]:
        reached, queue = set(states), list(states)
        while queue:
            for kind, test, target in self._edges[queue.pop()]:
                if target in reached or kind == "sign":
                    continue
                if kind == "free" or _stands_at(test, text, position, self._flags):
                    reached.add(target)
                    queue.append(target)
        return reached

    def _state(self, *edges: _Edge) -> int:
        if len(self._edges) >= MAX_STATES:
            raise PatternError("this regular expression is too large")
        self._edges.append(list(edges))
        return len(self._edges) - 1

    def _sequence(self, nodes: Any, end: int) -> int:
        self._parts += 1
        if self._parts > MAX_STATES:
            raise PatternError("this regular expression is too large")
        for node in reversed(list(nodes)):
            end = self._node(node, end)
        return end

    def _node(self, node: Any, end: int) -> int:
        code, value = node
        if code is codes.AT:
            return self._state(("at", value, end))
        if code is codes.SUBPATTERN:
            if value[1] or value[2]:
                raise PatternError("write flags such as (?i) at the start of the regular expression")
            return self._sequence(value[3], end)
        if code is codes.BRANCH:
            starts = [self._sequence(branch, end) for branch in value[1]]
            return self._state(*(("free", None, start) for start in starts))
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            return self._repeat(value, end)
        return self._state(("sign", _accepting(code, value, self._flags), end))

    def _repeat(self, value: Any, end: int) -> int:
        least, most, inner = value
        if most is codes.MAXREPEAT:
            loop = self._state(("free", None, end))
            self._edges[loop].append(("free", None, self._sequence(inner, loop)))
            start = loop
        else:
            start = end
            for _ in range(most - least):
                start = self._state(("free", None, end), ("free", None, self._sequence(inner, start)))
        for _ in range(least):
            start = self._sequence(inner, start)
        return start


def _accepting(code: Any, value: Any, flags: int) -> _Accepts:
    """A test for one character."""
    if code is codes.ANY:
        return (lambda sign: True) if flags & re.DOTALL else (lambda sign: sign != "\n")
    if code in (codes.LITERAL, codes.NOT_LITERAL, codes.RANGE):
        accepts = _span(value if code is codes.RANGE else (value, value), flags)
        return (lambda sign: not accepts(sign)) if code is codes.NOT_LITERAL else accepts
    if code is codes.CATEGORY:
        return _category(value)
    if code is codes.IN:
        negated = value[0][0] is codes.NEGATE
        tests = [_accepting(kind, inner, flags) for kind, inner in value[negated:]]
        return lambda sign: any(test(sign) for test in tests) is not negated
    raise PatternError("'matches' takes no look-around and no back-references")


def _span(value: tuple[int, int], flags: int) -> _Accepts:
    low, high = value
    if flags & re.IGNORECASE:
        return lambda sign: any(low <= ord(c) <= high for c in (sign, *sign.lower()[:1], *sign.upper()[:1]))
    return lambda sign: low <= ord(sign) <= high


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _category(value: Any) -> _Accepts:
    tests: dict[Any, _Accepts] = {
        codes.CATEGORY_DIGIT: lambda sign: unicodedata.category(sign) == "Nd",
        codes.CATEGORY_NOT_DIGIT: lambda sign: unicodedata.category(sign) != "Nd",
        codes.CATEGORY_SPACE: str.isspace,
        codes.CATEGORY_NOT_SPACE: lambda sign: not sign.isspace(),
        codes.CATEGORY_WORD: _is_word,
        codes.CATEGORY_NOT_WORD: lambda sign: not _is_word(sign),
    }
    return tests[value]


def _stands_at(where: Any, text: str, position: int, flags: int) -> bool:
    """Whether the anchor (^ $ \\b \\B \\A \\Z) holds between position - 1 and position."""
    before = text[position - 1] if position else ""
    after = text[position] if position < len(text) else ""
    if where is codes.AT_BEGINNING:
        return not before or (bool(flags & re.MULTILINE) and before == "\n")
    if where is codes.AT_BEGINNING_STRING:
        return not before
    if where is codes.AT_END_STRING:
        return not after
    if where is codes.AT_END:
        is_last_break = after == "\n" and position == len(text) - 1
        return not after or is_last_break or (bool(flags & re.MULTILINE) and after == "\n")
    at_boundary = (bool(before) and _is_word(before)) != (bool(after) and _is_word(after))
    return at_boundary if where is codes.AT_BOUNDARY else not at_boundary
