"""Small things worked out anew for every message or event, although they never change."""

from __future__ import annotations

import functools

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event

_is_empty = Domain.is_empty
_resolve_by_type = Event.resolve_by_type


def apply() -> None:
    Domain.is_empty = is_empty  # type: ignore[method-assign]
    Event.resolve_by_type = staticmethod(resolve_by_type)  # type: ignore[method-assign, assignment]


def is_empty(self: Domain) -> bool:
    """Rasa builds an empty domain and compares the two as dictionaries."""
    known = self.__dict__.get("_is_known_empty")
    if known is None:
        known = self.__dict__["_is_known_empty"] = _is_empty(self)
    return bool(known)


@functools.lru_cache(maxsize=256)
def resolve_by_type(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
    """Rasa walks through all classes of events."""
    return _resolve_by_type(type_name, default)
