"""Which flows and treatments are open to whom, and what one more fact would decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.flows.conditions import CUSTOMER, Condition
from bot.flows.model import Flow, Pack
from bot.flows.scope import Scope
from bot.flows.templates import render
from bot.messages import Option, choice_payload

_OPEN = CUSTOMER | {"slots", "context"}


class Offering:
    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._by_attribute: dict[str, list[Condition]] = {}
        for condition in _conditions(pack):
            for name in condition.names():
                if name.startswith("customer."):
                    self._by_attribute.setdefault(name.removeprefix("customer."), []).append(condition)

    def triggered(
        self,
        intent: str,
        confidence: float,
        scope: Scope,
        slots: Mapping[str, Any],
        *,
        is_forced: bool = False,
    ) -> str | None:
        """`is_forced`: the intent was named outright, so neither confidence nor guard counts."""
        namespace = _namespace(scope, slots)
        for flow in self._pack.flows.values():
            for trigger in flow.triggers:
                if trigger.intent != intent:
                    continue
                if is_forced or (confidence >= trigger.threshold and flow.is_open(namespace)):
                    return flow.id
        return None

    def offers(self, scope: Scope, limit: int) -> tuple[Option, ...]:
        namespace = _namespace(scope, {})
        open_flows = [
            f for f in self._pack.flows.values() if f.title and f.is_offered and f.is_open(namespace)
        ]
        open_flows.sort(key=lambda f: not (f.offered_when and f.offered_when.holds(namespace)))
        return tuple(_option(flow, scope, namespace) for flow in open_flows[:limit])

    def undecided_by(self, attribute: str, scope: Scope) -> int:
        """Slots and context are taken as open too: what they will say is not known yet."""
        if scope.customer.get(attribute) is not None:
            return 0
        namespace = _namespace(scope, {})
        return sum(c.undecided(namespace, _OPEN) for c in self._by_attribute.get(attribute, ()))


def _conditions(pack: Pack) -> Iterator[Condition]:
    """Every place where a condition decides something, as often as it does."""
    for flow in pack.flows.values():
        yield from (condition for condition in (flow.guard, flow.offered_when) if condition)
        for step in flow.steps.values():
            yield from step.conditions()
    yield from (treatment.when for treatment in pack.treatments.values() if treatment.when)


def _option(flow: Flow, scope: Scope, namespace: Mapping[str, Any]) -> Option:
    template = flow.title.find(scope.language, scope.company.get("default_language", "en"))
    return Option(
        flow.id, render(template, namespace, flow=flow.id, step="title"), choice_payload("menu", flow.id)
    )


def _namespace(scope: Scope, slots: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "slots": slots,
        "customer": scope.customer,
        "conversation": scope.conversation,
        "company": scope.company,
        "context": {},
    }
