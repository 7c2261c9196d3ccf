"""The grammar of conditions, and how its parts become functions over values. Nothing is evaluated as code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lark import Token, Transformer

from bot.flows.errors import ConditionError
from bot.flows.matching import Pattern, PatternError
from bot.flows.predicates import (
    COMPARISONS,
    EMPTY,
    UNKNOWN,
    Evaluate,
    Namespace,
    comparing,
    constant,
    contains,
    differs,
    indirect_value,
    is_equal,
    joined_by,
    named_value,
)

GRAMMAR = r"""
?start: expression
?expression: negation
    | negation AND expression -> both
    | negation OR expression -> either
?negation: NOT negation -> opposite
    | comparison
?comparison: value
    | value OPERATOR value -> compare
    | value IS value -> same
    | value IS NOT value -> different
    | value CONTAINS value -> contains
    | value MATCHES STRING -> matches
?value: NAME -> name
    | POINTER -> pointer
    | STRING -> string
    | NUMBER -> number
    | TRUE -> true
    | FALSE -> false
    | NULL -> null
    | EMPTY -> empty
    | "{" value* "}" -> collection
    | "(" expression ")" -> grouped

AND.2: /and(?![\w.:;-])/i
OR.2: /or(?![\w.:;-])/i
NOT.2: /not(?![\w.:;-])/i
IS.2: /is(?![\w.:;-])/i
CONTAINS.2: /contains(?![\w.:;-])/i
MATCHES.2: /matches(?![\w.:;-])/i
TRUE.2: /true(?![\w.:;-])/i
FALSE.2: /false(?![\w.:;-])/i
NULL.2: /(null|undefined)(?![\w.:;-])/i
EMPTY.2: /empty(?![\w.:;-])/i
OPERATOR: /==|!=|<=|>=|=|<|>/
NUMBER.1: /-?\d+(\.\d+)?/
POINTER.3: /[^\W\d]\w*\.\{\{\s*[^\W\d][\w.]*\s*\}\}/
NAME: /[^\W\d][\w.:;-]*/
STRING: /"[^"]*"|'[^']*'/
%ignore /\s+/
"""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A name set against constants, or against the name in `other`. `column` counts from 1 in the condition.

    The operator is one of the language's, or 'in' for a set that contains the name's value.
    """

    name: str
    operator: str
    constants: tuple[Any, ...]
    column: int
    other: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a condition; one that is a single name or constant says so."""

    evaluate: Evaluate
    name: str = ""
    constants: tuple[Any, ...] = ()
    column: int = 0
    joins: str = ""


class ConditionBuilder(Transformer[Token, Node]):
    """Turns the parse tree into functions, and collects the names that are read and what they are set against."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.comparisons: list[Comparison] = []
        self.is_mixed = False

    def both(self, parts: list[Any]) -> Node:
        return self._joined(parts, "and", stop=False)

    def either(self, parts: list[Any]) -> Node:
        return self._joined(parts, "or", stop=True)

    def _joined(self, parts: list[Any], word: str, *, stop: bool) -> Node:
        left, _, right = parts
        self.is_mixed = self.is_mixed or right.joins not in ("", word)
        return Node(joined_by(left.evaluate, right.evaluate, stop=stop), joins=word)

    def grouped(self, parts: list[Any]) -> Node:
        return Node(parts[0].evaluate, parts[0].name, parts[0].constants, parts[0].column)

    def opposite(self, parts: list[Any]) -> Node:
        inner: Evaluate = parts[1].evaluate

        def opposite(ns: Namespace, open_names: frozenset[str]) -> Any:
            value = inner(ns, open_names)
            return value if value is UNKNOWN else not value

        return Node(opposite)

    def compare(self, parts: list[Any]) -> Node:
        left, operator, right = parts
        return self._comparing(COMPARISONS[str(operator)], left, str(operator), right)

    def same(self, parts: list[Any]) -> Node:
        return self._comparing(is_equal, parts[0], "is", parts[2])

    def different(self, parts: list[Any]) -> Node:
        return self._comparing(differs, parts[0], "is not", parts[3])

    def contains(self, parts: list[Any]) -> Node:
        return self._comparing(contains, parts[0], "contains", parts[2])

    def _comparing(self, test: Callable[[Any, Any], bool], left: Node, operator: str, right: Node) -> Node:
        if left.name:
            place = right.column if right.constants else left.column
            self.comparisons.append(Comparison(left.name, operator, right.constants, place, right.name))
        elif right.name:
            turned = {"contains": "in", "<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(operator, operator)
            self.comparisons.append(Comparison(right.name, turned, left.constants, left.column))
        return Node(comparing(test, left.evaluate, right.evaluate))

    def matches(self, parts: list[Any]) -> Node:
        value, _, token = parts
        try:
            pattern = Pattern(str(token)[1:-1])
        except PatternError as error:
            raise ConditionError(column=token.column, problem=str(error)) from None
        if value.name:
            self.comparisons.append(Comparison(value.name, "matches", (str(token)[1:-1],), _column(token)))

        def matching(left: Any, _: Any) -> bool:
            return isinstance(left, str) and pattern.found_in(left)

        return Node(comparing(matching, value.evaluate, constant(None)))

    def name(self, parts: list[Any]) -> Node:
        self.found.add(str(parts[0]))
        return Node(named_value(str(parts[0])), name=str(parts[0]), column=_column(parts[0]))

    def pointer(self, parts: list[Any]) -> Node:
        root, _, pointer = str(parts[0]).partition(".")
        pointer = pointer.strip("{} \t\n")
        self.found.add(pointer)
        return Node(indirect_value(root, pointer))

    def string(self, parts: list[Any]) -> Node:
        return _constant(str(parts[0])[1:-1], parts[0])

    def number(self, parts: list[Any]) -> Node:
        text = str(parts[0])
        return _constant(float(text) if "." in text else int(text), parts[0])

    def true(self, parts: list[Any]) -> Node:
        return _constant(True, parts[0])

    def false(self, parts: list[Any]) -> Node:
        return _constant(False, parts[0])

    def null(self, parts: list[Any]) -> Node:
        return _constant(None, parts[0])

    def empty(self, parts: list[Any]) -> Node:
        return _constant(EMPTY, parts[0])

    def collection(self, parts: list[Any]) -> Node:
        inner = [part.evaluate for part in parts]
        known = tuple(value for part in parts for value in part.constants)
        column = parts[0].column if parts else 0
        return Node(lambda ns, names: [one(ns, names) for one in inner], constants=known, column=column)


def _constant(value: Any, token: Token) -> Node:
    return Node(constant(value), constants=(value,), column=_column(token))


def _column(token: Token) -> int:
    return (token.start_pos or 0) + 1
