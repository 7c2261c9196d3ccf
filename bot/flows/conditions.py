"""Conditions of flows: CALM's predicates over slots., context., customer., conversation. and company.

Parsed to functions over values; nothing is ever evaluated as code. As in CALM, `and` and `or` bind equally
strongly and group from the right: `a and b or c` is `a and (b or c)`. Parentheses make it clear.

A missing value is null: every comparison with it is false, except `is null`, `!=` and `is not`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from lark import Lark
from lark.exceptions import UnexpectedInput, UnexpectedToken, VisitError

from bot.flows.condition_builder import GRAMMAR, Comparison, ConditionBuilder
from bot.flows.errors import ConditionError
from bot.flows.predicates import NOTHING_OPEN, UNKNOWN, Evaluate, Namespace

MAX_LENGTH = 2000
MAX_DEPTH = 40
MAX_JOINS = 100
CUSTOMER = frozenset({"customer"})

_QUOTED_NAME = re.compile(r"""(["'])\{\{(\s*[^\W\d][\w.]*\s*)\}\}\1""")


@dataclass(frozen=True, slots=True)
class Condition:
    """`text` as written; two conditions are equal when their texts are."""

    text: str
    _evaluate: Evaluate = field(compare=False, repr=False)
    _names: frozenset[str] = field(compare=False, repr=False)
    is_mixed: bool = field(default=False, compare=False)
    comparisons: tuple[Comparison, ...] = field(default=(), compare=False, repr=False)

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
    builder = ConditionBuilder()
    try:
        node = builder.transform(_parser().parse(_unquoted(text)))
    except UnexpectedInput as error:
        raise _explain(error, text) from None
    except VisitError as error:
        raise error.orig_exc from None
    found = tuple(builder.comparisons)
    return Condition(text, node.evaluate, frozenset(builder.found), builder.is_mixed, found)


def _unquoted(text: str) -> str:
    """CALM's `"{{context.name}}"` is that value; every character keeps its column."""
    return _QUOTED_NAME.sub(lambda found: f"   {found[2]}   ", text) if "{{" in text else text


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr", maybe_placeholders=False)


def _too_deep(text: str) -> int | None:
    """The column where parentheses or joining words go beyond what a person can read, or None."""
    depth = 0
    for column, sign in enumerate(text.replace("{{", "  ").replace("}}", "  "), 1):
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
