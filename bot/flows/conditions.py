"""Conditions of flows: CALM's predicates over slots., context., customer., conversation. and company.

Parsed to functions over values; nothing is ever evaluated as code. As in CALM, `and` and `or` bind equally
strongly and group from the right: `a and b or c` is `a and (b or c)`. Parentheses make it clear.

A missing value is null: every comparison with it is false, except `is null`, `!=` and `is not`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput, UnexpectedToken, VisitError

from bot.flows.errors import ConditionError
from bot.flows.matching import Pattern, PatternError
from bot.flows.predicates import (
    COMPARISONS,
    EMPTY,
    NOTHING_OPEN,
    UNKNOWN,
    Evaluate,
    Namespace,
    comparing,
    constant,
    contains,
    differs,
    is_equal,
    joined_by,
    named_value,
)

MAX_LENGTH = 2000
MAX_DEPTH = 40
MAX_JOINS = 100
CUSTOMER = frozenset({"customer"})

_GRAMMAR = r"""
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
NAME: /[^\W\d][\w.:;-]*/
STRING: /"[^"]*"|'[^']*'/
%ignore /\s+/
"""


@dataclass(frozen=True, slots=True)
class Condition:
    """`text` as written; two conditions are equal when their texts are."""

    text: str
    _evaluate: Evaluate = field(compare=False, repr=False)
    _names: frozenset[str] = field(compare=False, repr=False)
    is_mixed: bool = field(default=False, compare=False)

    def holds(self, namespace: Namespace) -> bool:
        return bool(self._evaluate(namespace, NOTHING_OPEN))

    def undecided(self, namespace: Namespace, open_names: frozenset[str] = CUSTOMER) -> bool:
        """Whether the result depends on a name that is absent below one of `open_names`."""
        return self._evaluate(namespace, open_names) is UNKNOWN

    def names(self) -> frozenset[str]:
        """The names it reads, such as 'customer.segment'."""
        return self._names


@lru_cache(maxsize=4096)
def parse_condition(text: str) -> Condition:
    """Raises ConditionError, whose `column` counts from 1 within the text."""
    if len(text) > MAX_LENGTH:
        raise ConditionError(
            column=MAX_LENGTH, problem=f"the condition is longer than {MAX_LENGTH} characters"
        )
    if (deep := _too_deep(text)) is not None:
        raise ConditionError(column=deep, problem="the condition is nested too deeply")
    builder = _Builder()
    try:
        evaluate = builder.transform(_parser().parse(text))
    except UnexpectedInput as error:
        raise _explain(error, text) from None
    except VisitError as error:
        raise error.orig_exc from None
    return Condition(text, evaluate, frozenset(builder.found), is_mixed=builder.is_mixed)


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", maybe_placeholders=False)


def _too_deep(text: str) -> int | None:
    """The column where parentheses or joining words go beyond what a person can read, or None."""
    depth = 0
    for column, sign in enumerate(text, 1):
        depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(sign, 0)
        if depth > MAX_DEPTH:
            return column
    joins = list(re.finditer(r"\b(and|or|not)\b", text, re.IGNORECASE))
    return joins[MAX_JOINS].start() + 1 if len(joins) > MAX_JOINS else None


def _explain(error: UnexpectedInput, text: str) -> ConditionError:
    at_end = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    column = len(text) + 1 if at_end else (error.pos_in_stream or 0) + 1
    rest = text[column - 1 : column + 19].strip()
    if not rest:
        return ConditionError(column=column, problem="the condition stops too early")
    if rest[0] in "\"'":
        return ConditionError(column=column, problem=f"a text does not belong or is not closed here: {rest}")
    hint = " (write 'and')" if rest.startswith("&") else " (write 'or')" if rest.startswith("|") else ""
    return ConditionError(column=column, problem=f"this was not expected here: {rest}{hint}")


class _Builder(Transformer[Token, Evaluate]):
    """Turns the parse tree into functions, and collects the names that are read."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.is_mixed = False

    def both(self, parts: list[Any]) -> Evaluate:
        left, _, right = parts
        self.is_mixed = self.is_mixed or getattr(right, "joins", None) == "or"
        return joined_by("and", left, right, stop=False)

    def either(self, parts: list[Any]) -> Evaluate:
        left, _, right = parts
        self.is_mixed = self.is_mixed or getattr(right, "joins", None) == "and"
        return joined_by("or", left, right, stop=True)

    def grouped(self, parts: list[Any]) -> Evaluate:
        inner: Evaluate = parts[0]
        return lambda ns, open_names: inner(ns, open_names)

    def opposite(self, parts: list[Any]) -> Evaluate:
        inner = parts[1]

        def opposite(ns: Namespace, open_names: frozenset[str]) -> Any:
            value = inner(ns, open_names)
            return value if value is UNKNOWN else not value

        return opposite

    def compare(self, parts: list[Any]) -> Evaluate:
        left, operator, right = parts
        return comparing(COMPARISONS[str(operator)], left, right)

    def same(self, parts: list[Any]) -> Evaluate:
        return comparing(is_equal, parts[0], parts[2])

    def different(self, parts: list[Any]) -> Evaluate:
        return comparing(differs, parts[0], parts[3])

    def contains(self, parts: list[Any]) -> Evaluate:
        return comparing(contains, parts[0], parts[2])

    def matches(self, parts: list[Any]) -> Evaluate:
        value, _, token = parts
        try:
            pattern = Pattern(str(token)[1:-1])
        except PatternError as error:
            raise ConditionError(column=token.column, problem=str(error)) from None
        return comparing(
            lambda left, _: isinstance(left, str) and pattern.found_in(left), value, constant(None)
        )

    def name(self, parts: list[Any]) -> Evaluate:
        self.found.add(str(parts[0]))
        return named_value(str(parts[0]))

    def string(self, parts: list[Any]) -> Evaluate:
        return constant(str(parts[0])[1:-1])

    def number(self, parts: list[Any]) -> Evaluate:
        text = str(parts[0])
        return constant(float(text) if "." in text else int(text))

    def true(self, _: list[Any]) -> Evaluate:
        return constant(True)

    def false(self, _: list[Any]) -> Evaluate:
        return constant(False)

    def null(self, _: list[Any]) -> Evaluate:
        return constant(None)

    def empty(self, _: list[Any]) -> Evaluate:
        return constant(EMPTY)

    def collection(self, parts: list[Any]) -> Evaluate:
        return lambda ns, open_names: [part(ns, open_names) for part in parts]
