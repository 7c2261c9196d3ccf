"""An interpreter that tells which facts a turn's conditions looked for and did not find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.flows.effects import Event
from bot.flows.interpreter import Interpreter
from bot.flows.running import Running
from bot.flows.scope import Scope
from bot.flows.state import FlowState


class Noticing(dict[str, Any]):
    """Templates read items and conditions `get` them: only what decides something is noticed."""

    def __init__(
        self, values: Mapping[str, Any], root: str, decided: frozenset[str], missed: dict[str, None]
    ):
        super().__init__(values)
        self._root, self._decided, self._missed = root, decided, missed

    def get(self, key: str, default: Any = None) -> Any:
        name = f"{self._root}.{key}"
        if key not in self and name not in self._decided:
            self._missed[name] = None
        return super().get(key, default)


class Probing(Interpreter):
    """Before each turn `listen` is told what is decided; afterwards `missed` are the names to decide, in order.

    `events` are those of the turn, also of one that failed.
    """

    events: Sequence[Event] = ()
    decided: frozenset[str] = frozenset()
    missed: dict[str, None]

    def listen(self, decided: frozenset[str]) -> None:
        self.decided, self.missed, self.events = decided, {}, ()

    def _run(self, state: FlowState, scope: Scope) -> Running:
        run = super()._run(state, scope)
        self.events = run.events
        run.customer = Noticing(run.customer, "customer", self.decided, self.missed)
        conversation = Noticing(scope.conversation, "conversation", self.decided, self.missed)
        run.namespace = {**run.namespace, "customer": run.customer, "conversation": conversation}
        return run
