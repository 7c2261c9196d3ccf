"""Which slots a flow takes with it when it ends."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.flows.model import Pack
from bot.flows.steps.call import Call
from bot.flows.steps.collect import Collect


@dataclass(frozen=True, slots=True)
class ScopedSlots:
    """`all` that the flow and the flows it calls set; of these `resettable` lose their value at its end."""

    all: frozenset[str]
    resettable: frozenset[str]


def scoped_slots(pack: Pack, flow: str) -> ScopedSlots:
    return _scoped(_ById(pack), flow)


class _ById:
    """A key by identity: a pack never changes, and comparing two would cost more than the answer."""

    __slots__ = ("pack",)

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def __hash__(self) -> int:
        return id(self.pack)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ById) and other.pack is self.pack


@lru_cache(maxsize=1024)
def _scoped(key: _ById, flow: str) -> ScopedSlots:
    names = called_flows(key.pack, flow)
    every: set[str] = set()
    kept: set[str] = set()
    for name in names:
        kept |= key.pack.flows[name].persisted_slots
        for step in key.pack.flows[name].steps.values():
            every |= set(step.sets())
            if isinstance(step, Collect) and not step.reset_after_flow_ends:
                kept.add(step.slot)
    return ScopedSlots(frozenset(every), frozenset(every - kept))


def collects_in_order(pack: Pack, flow: str, seen: frozenset[str] = frozenset()) -> tuple[Collect, ...]:
    """What a flow asks in reading order, the flows it calls in the places where it calls them."""
    found: dict[str, Collect] = {}
    for step in pack.flows[flow].steps.values() if flow in pack.flows and flow not in seen else ():
        inner = collects_in_order(pack, step.target, seen | {flow}) if isinstance(step, Call) else ()
        for one in (step,) if isinstance(step, Collect) else inner:
            found.setdefault(one.at, one)
    return tuple(found.values())


def called_flows(pack: Pack, flow: str) -> frozenset[str]:
    """The flow itself and every flow it calls, directly or not."""
    found: set[str] = set()
    queue = [flow]
    while queue:
        name = queue.pop()
        if name in found or name not in pack.flows:
            continue
        found.add(name)
        queue += [step.target for step in pack.flows[name].steps.values() if isinstance(step, Call)]
    return frozenset(found)
