"""Texts are Liquid, as marketers know it from their e-mail tools. What customers said is data, never a
template.

A template reads only its namespace, loads nothing, and is bounded: loop rounds, output, and each value on
its way. A missing value may be tested and given a default; to print one is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache, wraps
from typing import Any

from liquid import Environment, FalsyStrictUndefined, RenderContext
from liquid.exceptions import LiquidError
from liquid.template import BoundTemplate

from bot.flows.errors import TemplateError
from bot.flows.money import money

MAX_TEMPLATE = 20_000
MAX_VALUE = 10_000
MAX_OUTPUT = 20_000
MAX_WORK = 200_000
_TAGS = frozenset(
    {
        "#",
        "assign",
        "break",
        "capture",
        "case",
        "comment",
        "continue",
        "doc",
        "echo",
        "for",
        "if",
        "illegal",
        "liquid",
        "output",
        "unless",
        "content",
    }
)
_FILTERS = frozenset(
    {
        "abs",
        "append",
        "at_least",
        "at_most",
        "capitalize",
        "ceil",
        "compact",
        "concat",
        "date",
        "default",
        "divided_by",
        "downcase",
        "first",
        "floor",
        "join",
        "keys",
        "last",
        "lstrip",
        "map",
        "minus",
        "modulo",
        "money",
        "plus",
        "prepend",
        "remove",
        "remove_first",
        "remove_last",
        "replace",
        "replace_first",
        "replace_last",
        "reverse",
        "round",
        "rstrip",
        "size",
        "slice",
        "sort",
        "split",
        "squish",
        "strip",
        "sum",
        "times",
        "truncate",
        "truncatewords",
        "uniq",
        "upcase",
        "values",
        "where",
    }
)


class BrokenTemplate(ValueError):
    """A text that is not valid Liquid; `line` counts from 1 within the text."""

    def __init__(self, problem: str, line: int) -> None:
        self.problem, self.line = problem, line
        super().__init__(problem)


class _Missing(FalsyStrictUndefined):
    """False in tests, unequal to everything, replaced by `default`, an error when printed."""

    force_liquid_default = True
    allowed_properties = FalsyStrictUndefined.allowed_properties | {
        "__lt__",
        "__gt__",
        "__le__",
        "__ge__",
        "__contains__",
    }

    def __lt__(self, other: object) -> bool:
        return False

    __gt__ = __le__ = __ge__ = __contains__ = __lt__

    def __eq__(self, other: object) -> bool:
        return other is None or other is False

    def __hash__(self) -> int:
        return hash(None)


class _Context(RenderContext):
    """A slot or fact may be called size, first or last: of a mapping only its own keys are read.

    Every round of a loop and every filter spends of one purse, whatever their number and nesting.
    """

    left = MAX_WORK

    def spend(self, work: int) -> None:
        self.left -= work
        if self.left < 0:
            raise ValueError("this text takes too much work to fill in")

    def raise_for_loop_limit(self, length: int = 1) -> None:
        super().raise_for_loop_limit(length)
        self.spend(length * (1 + getattr(self.template, "length", MAX_TEMPLATE) // 20))

    def get_item(self, obj: Any, key: Any) -> Any:
        return obj[key] if isinstance(obj, Mapping) else super().get_item(obj, key)


class _Template(BoundTemplate):
    """`length` is that of its source, in characters."""

    context_class = _Context
    length = MAX_TEMPLATE


class _Liquid(Environment):
    template_class = _Template
    loop_iteration_limit = 1000
    output_stream_limit = MAX_OUTPUT
    local_namespace_limit = 100_000
    context_depth_limit = 20
    block_nesting_limit = 20

    def setup_tags_and_filters(self, **options: Any) -> None:
        super().setup_tags_and_filters(**options)
        self.tags = {name: tag for name, tag in self.tags.items() if name in _TAGS}
        self.filters |= {"money": money, "keys": _keys, "values": _values}
        self.filters = {name: _bounded(name, self.filters[name]) for name in _FILTERS}


@lru_cache(maxsize=1)
def _environment() -> _Liquid:
    return _Liquid(undefined=_Missing, autoescape=False)


@lru_cache(maxsize=8192)
def compile_template(text: str) -> BoundTemplate | None:
    """None for a text in which there is nothing to fill in. Raises BrokenTemplate."""
    if len(text) > MAX_TEMPLATE:
        raise BrokenTemplate(f"the text is longer than {MAX_TEMPLATE} characters", 1)
    if "{{" not in text and "{%" not in text:
        return None
    try:
        template = _environment().from_string(text)
        assert isinstance(template, _Template)
        template.length = len(text)
        _check_filters(template)
    except LiquidError as error:
        context = error.context()
        raise BrokenTemplate(_first_line(error), context[0] if context else 1) from None
    except RecursionError:
        raise BrokenTemplate("the text is nested too deeply", 1) from None
    return template


def _check_filters(template: BoundTemplate) -> None:
    for name, spans in template.analyze(include_partials=False).filters.items():
        if name not in _FILTERS:
            line = template_line(str(template), spans[0].index)
            raise BrokenTemplate(f"there is no filter '{name}'", line)


def template_line(text: str, index: int) -> int:
    return text.count("\n", 0, max(index, 0)) + 1


@lru_cache(maxsize=8192)
def template_names(text: str) -> frozenset[str]:
    """The names it reads from its namespace, such as 'customer.name'. Raises BrokenTemplate."""
    template = compile_template(text)
    return frozenset(template.global_variable_paths(include_partials=False)) if template else frozenset()


def render(text: str, namespace: Mapping[str, Any], *, flow: str = "", step: str = "") -> str:
    """Plain text. Raises TemplateError, with the place given, when a value is missing or a limit is met."""
    try:
        template = compile_template(text)
        return template.render(namespace).strip() if template else text
    except (LiquidError, ArithmeticError, ValueError, TypeError, RecursionError) as error:
        raise TemplateError(flow=flow, step=step, problem=_first_line(error)) from None


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).partition("\n")[0]


def _bounded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, refusing to take or make a value that is too large, and paying for its work."""
    wants_context = getattr(function, "with_context", False)

    @wraps(function)
    def bounded(value: Any, *arguments: Any, context: _Context, **options: Any) -> Any:
        for item in (value, *arguments):
            _refuse_large(item)
        if name == "date":
            _refuse_clock(value, arguments)
        if wants_context:
            options["context"] = context
        result = function(value, *arguments, **options)
        _refuse_large(result)
        context.spend(10 + _size(value) + _size(result))
        return result

    bounded.with_context = True  # type: ignore[attr-defined]
    return bounded


def _keys(value: Any) -> list[Any]:
    return list(value) if isinstance(value, Mapping) else []


def _values(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, Mapping) else []


def _size(value: Any) -> int:
    return len(value) if isinstance(value, (str, list, tuple, range, dict)) else 1


def _refuse_large(value: Any) -> None:
    if isinstance(value, (str, list, tuple, range)) and len(value) > MAX_VALUE:
        raise ValueError("a value is too large")
    if isinstance(value, int) and value.bit_length() > 256:
        raise ValueError("a number is too large")


def _refuse_clock(value: Any, arguments: tuple[Any, ...]) -> None:
    """A text never depends on when it is rendered, and a date's format has no widths."""
    if str(value).strip().lower() in ("now", "today"):
        raise ValueError("'now' and 'today' are not known to texts")
    if arguments and re.search(r"%[^a-zA-Z%-]|%-[^a-zA-Z]", str(arguments[0])):
        raise ValueError("this is not a date format")
