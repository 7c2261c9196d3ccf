"""What conditions are made of: functions over values, three-valued where a name is still open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


class _Unknown:
    """Stands for a value nobody has told yet, while asking whether a condition depends on it."""


class _Empty:
    """Equal to an empty text or list."""


UNKNOWN, EMPTY = _Unknown(), _Empty()

Namespace = Mapping[str, Any]
Evaluate = Callable[[Namespace, frozenset[str]], Any]
NOTHING_OPEN: frozenset[str] = frozenset()
_WORDS = {True: ("yes", "true"), False: ("no", "false")}


def constant(value: Any) -> Evaluate:
    return lambda ns, open_names: value


def named_value(name: str) -> Evaluate:
    root, *path = name.split(".")

    def named(ns: Namespace, open_names: frozenset[str]) -> Any:
        value: Any = ns.get(root)
        for key in path:
            value = value.get(key) if isinstance(value, Mapping) else None
        return UNKNOWN if value is None and root in open_names else value

    return named


def indirect_value(root: str, pointer: str) -> Evaluate:
    """CALM's `slots.{{context.collect}}`: the slot whose name the other value holds."""
    find = named_value(pointer)

    def indirect(ns: Namespace, open_names: frozenset[str]) -> Any:
        name = find(ns, open_names)
        return name if name is UNKNOWN else named_value(f"{root}.{name}")(ns, open_names)

    return indirect


def joined_by(left: Evaluate, right: Evaluate, *, stop: bool) -> Evaluate:
    """Three-valued: decided as soon as one side is `stop`, unknown when neither is and one is unknown."""

    def joined(ns: Namespace, open_names: frozenset[str]) -> Any:
        first = left(ns, open_names)
        if first is not UNKNOWN and bool(first) is stop:
            return stop
        second = right(ns, open_names)
        if second is not UNKNOWN and bool(second) is stop:
            return stop
        return UNKNOWN if first is UNKNOWN or second is UNKNOWN else not stop

    return joined


def comparing(compare: Callable[[Any, Any], bool], left: Evaluate, right: Evaluate) -> Evaluate:
    def comparing(ns: Namespace, open_names: frozenset[str]) -> Any:
        first, second = left(ns, open_names), right(ns, open_names)
        if open_names and (first is UNKNOWN or second is UNKNOWN or _holds_unknown(first)):
            return UNKNOWN
        try:
            return compare(first, second)
        except TypeError:
            return False

    return comparing


def _holds_unknown(value: Any) -> bool:
    return isinstance(value, list) and any(item is UNKNOWN for item in value)


def is_equal(left: Any, right: Any) -> bool:
    """A yes or no is also equal to the word, so that `= "yes"` and `= true` mean the same."""
    if left is EMPTY or right is EMPTY:
        other = right if left is EMPTY else left
        return other is EMPTY or (isinstance(other, (str, list, tuple, dict)) and len(other) == 0)
    if isinstance(left, bool) and isinstance(right, str):
        return right.lower() in _WORDS[left]
    if isinstance(right, bool) and isinstance(left, str):
        return left.lower() in _WORDS[right]
    return bool(left == right)


def differs(left: Any, right: Any) -> bool:
    return not is_equal(left, right)


def contains(left: Any, right: Any) -> bool:
    if left is None or right is None:
        return False
    if isinstance(left, (list, tuple)):
        return any(is_equal(item, right) for item in left)
    return right in left


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def ordered(left: Any, right: Any) -> bool:
        return left is not None and right is not None and compare(left, right)

    return ordered


COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": is_equal,
    "==": is_equal,
    "!=": differs,
    "<": _ordered(lambda a, b: a < b),
    "<=": _ordered(lambda a, b: a <= b),
    ">": _ordered(lambda a, b: a > b),
    ">=": _ordered(lambda a, b: a >= b),
}
