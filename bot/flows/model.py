"""What a flow is. Loaded once, never changed; a step says what it does in `enter`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol
from zlib import crc32

from bot.flows.conditions import Condition
from bot.flows.effects import Event, Said, SaidKind
from bot.flows.findings import Finding
from bot.flows.predicates import Namespace
from bot.flows.texts import Texts
from bot.messages import Option
from bot.yaml_source import LocatedDict, Position

if TYPE_CHECKING:
    from bot.flows.domain import DomainSlot

NOWHERE = Position("", 1, 1)
ANY_FLOW = "*"
Move = Literal["next", "wait", "moment", "action", "handoff", "call", "link"]


@dataclass(frozen=True, slots=True)
class Branch:
    """Where to go when the condition holds; no condition always holds, and no target is the end of the
    flow.
    """

    condition: Condition | None
    target: str | None
    where: Position = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class FlowOption:
    value: str
    title: Texts
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    where: Position = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Start `flow` on `channel` when `delay` has passed."""

    delay: timedelta
    channel: str
    flow: str
    reason: str
    where: Position = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Treatment:
    """What is done differently for whom. A higher `desk_priority` is served sooner by agents."""

    name: str
    when: Condition | None = None
    need: str = ""
    because: tuple[str, ...] = ()
    say: Texts = field(default_factory=Texts)
    grant: str | None = None
    desk_priority: int = 0
    follow_up: FollowUp | None = None
    where: Position = field(default=NOWHERE, compare=False)
    source: LocatedDict | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Variation:
    """One wording of a response, for one channel or for all. A button is (title, payload as written)."""

    text: Texts
    conditions: tuple[Condition, ...] = ()
    buttons: tuple[tuple[Texts, str], ...] = ()
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    name: str
    variations: tuple[Variation, ...]
    where: Position = field(default=NOWHERE, compare=False)

    def pick(self, namespace: Namespace, channel: str = "", seed: str = "") -> Variation | None:
        """One of the wordings that fit best: those for the channel before others, those whose conditions hold
        before those without. Among equals the seed decides, always the same way.
        """
        fitting = [
            ((not one.channel, not one.conditions), one)
            for one in self.variations
            if one.channel in ("", channel) and all(c.holds(namespace) for c in one.conditions)
        ]
        if not fitting:
            return None
        best = min(rank for rank, _ in fitting)
        equals = [one for rank, one in fitting if rank == best]
        return equals[crc32(f"{seed} {self.name}".encode()) % len(equals)] if seed else equals[0]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What entering a step leads to. `flow` is for 'call' and 'link', `name` is the action of 'action'."""

    move: Move = "next"
    says: tuple[Said, ...] = ()
    events: tuple[Event, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    flow: str = ""
    name: str = ""
    once: str = ""


NEXT = Outcome()


class Here(Protocol):
    """What a step may look at. An effect `is_new` until it has happened once in this flow."""

    @property
    def slots(self) -> Mapping[str, Any]: ...

    @property
    def customer(self) -> Mapping[str, Any]: ...

    @property
    def namespace(self) -> Namespace: ...

    def text(self, texts: Texts, step: Step) -> str: ...

    def response(self, name: str, step: Step) -> Variation: ...

    def has_response(self, name: str) -> bool: ...

    def has_action(self, name: str) -> bool: ...

    def treatment(self, name: str) -> Treatment | None: ...

    def is_new(self, effect: str) -> bool: ...


@dataclass(frozen=True, kw_only=True)
class Step(ABC):
    """`following` is the step that comes when no branch of `next` holds; none is the end of the flow."""

    kind: ClassVar[str]
    keys: ClassVar[frozenset[str]] = frozenset()

    id: str
    flow: str
    next: tuple[Branch, ...] = ()
    following: str | None = None
    agent: Texts = field(default_factory=Texts)
    where: Position = field(default=NOWHERE, compare=False)
    source: LocatedDict | None = field(default=None, compare=False, repr=False)

    @abstractmethod
    def enter(self, here: Here) -> Outcome: ...

    def after(self, namespace: Namespace) -> str | None:
        """The step that comes next, or None for the end of the flow."""
        for branch in self.next:
            if branch.condition is None or branch.condition.holds(namespace):
                return branch.target
        return self.following

    def targets(self) -> Iterator[str | None]:
        """Every step this one may lead to."""
        yield from (branch.target for branch in self.next)
        if not any(branch.condition is None for branch in self.next):
            yield self.following

    def conditions(self) -> Iterator[Condition]:
        yield from (branch.condition for branch in self.next if branch.condition)

    def texts(self) -> Iterator[tuple[str, Texts]]:
        """Every text with the key it stands under."""
        if self.agent:
            yield "agent", self.agent

    def sets(self) -> Iterator[str]:
        """The slots this step gives a value."""
        yield from ()

    def said(
        self,
        here: Here,
        texts: Texts,
        kind: SaidKind,
        options: tuple[Option, ...] = (),
        because: str | None = None,
    ) -> Said:
        agent = here.text(self.agent, self) if self.agent else None
        return Said(here.text(texts, self), kind, options, self.flow, self.id, because, agent)


@dataclass(frozen=True, slots=True)
class Trigger:
    """An intent that starts the flow; `threshold` is the confidence it needs, 0..1."""

    intent: str
    threshold: float = 0.0
    where: Position = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Flow:
    """`steps` in reading order, inline ones after the step they belong to.

    A title that is not `offered` names the flow, but puts it into no menu. `blocks` are the flows that may not
    interrupt this one. `closes` is false for a flow after which `pattern_completed` has nothing to say.
    """

    id: str
    steps: Mapping[str, Step]
    name: str = ""
    description: str = ""
    title: Texts = field(default_factory=Texts)
    guard: Condition | None = None
    offered_when: Condition | None = None
    triggers: tuple[Trigger, ...] = ()
    persisted_slots: frozenset[str] = frozenset()
    is_offered: bool = True
    blocks: tuple[str, ...] = ()
    closes: bool = True
    where: Position = field(default=NOWHERE, compare=False)
    source: LocatedDict | None = field(default=None, compare=False, repr=False)

    @property
    def first(self) -> str | None:
        return next(iter(self.steps), None)

    def is_open(self, namespace: Namespace) -> bool:
        """Whether the guard lets it start."""
        return self.guard is None or self.guard.holds(namespace)


@dataclass(frozen=True)
class Pack:
    """Everything marketing has written about flows. `findings` holds warnings and notes of loading, never
    errors. `slots` and `actions` are those that a CALM domain declares.
    """

    flows: Mapping[str, Flow] = field(default_factory=dict)
    treatments: Mapping[str, Treatment] = field(default_factory=dict)
    responses: Mapping[str, Response] = field(default_factory=dict)
    slots: Mapping[str, DomainSlot] = field(default_factory=dict)
    actions: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()

    def steps(self) -> Iterator[Step]:
        for flow in self.flows.values():
            yield from flow.steps.values()
