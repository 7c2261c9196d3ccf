"""A collect step asks for one slot until it has a valid value. It never asks for what is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, get_args

from bot.answers import FORMS, Answer, AnswerType, Choice, Expectation, limits, well_formed
from bot.flows.conditions import Condition
from bot.flows.effects import Said, SlotSet
from bot.flows.model import ANY_FLOW, FlowOption, Here, Outcome, Step
from bot.flows.payloads import SetSlots, read_payload
from bot.flows.reader import Reader, StepBase
from bot.flows.steps.options import SATISFACTION, YES_NO
from bot.flows.texts import Texts
from bot.messages import Option, choice_payload

TYPES: tuple[str, ...] = get_args(AnswerType)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A value for which the condition holds is not taken; `say` or the response `utter` says why."""

    condition: Condition
    say: Texts = field(default_factory=Texts)
    utter: str | None = None


@dataclass(frozen=True, kw_only=True)
class Collect(Step):
    kind = "collect"
    keys = frozenset(
        {
            "type",
            "ask",
            "ask_again",
            "options",
            "remember",
            "minimum",
            "maximum",
            "rejections",
            "utter",
            "ask_before_filling",
            "reset_after_flow_ends",
            "force_slot_filling",
            "required",
            "block_digressions",
            "ask_confirm_digressions",
            "allow_nlu_correction",
            "silence_timeout",
            "dtmf",
        }
    )

    slot: str
    type: AnswerType = "text"
    ask: Texts = field(default_factory=Texts)
    ask_again: Texts = field(default_factory=Texts)
    utter: str
    options: tuple[FlowOption, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    remember: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    ask_before_filling: bool = False
    reset_after_flow_ends: bool = True
    is_required: bool = False
    blocks: tuple[str, ...] = ()
    accepted: tuple[FlowOption, ...] = ()

    @property
    def at(self) -> str:
        return f"{self.flow}.{self.id}"

    def enter(self, here: Here) -> Outcome:
        """Skip when the slot, or the fact it is remembered as, is known, unless the flow says to ask
        anyway.
        """
        value = here.slots.get(self.slot)
        if self.ask_before_filling:
            return self._ask(here, slots={self.slot: None})
        if value is not None:
            refusal = self.refusal(here)
            return self._ask_instead(here, refusal) if refusal else Outcome()
        known = self._known_fact(here)
        if known is None:
            return self._ask(here)
        return Outcome(slots={self.slot: known}, events=(SlotSet(self.slot, known, self.flow, self.id),))

    def asking_action(self, here: Here) -> str | None:
        """CALM's `action_ask_<slot>`, where neither the step nor a response has the words."""
        name = f"action_ask_{self.slot}"
        return name if not self.ask and not here.has_response(self.utter) and here.has_action(name) else None

    def _ask(self, here: Here, says: tuple[Said, ...] = (), **more: Any) -> Outcome:
        if name := self.asking_action(here):
            return Outcome("wait", says=says, name=name, **more)
        return Outcome("wait", says=(*says, *self.question(here)), **more)

    def _ask_instead(self, here: Here, refusal: Rejection) -> Outcome:
        forgotten = SlotSet(self.slot, None, self.flow, self.id)
        says = (self.rejected(here, refusal),)
        return self._ask(here, says, events=(forgotten,), slots={self.slot: None})

    def _known_fact(self, here: Here) -> Any:
        fact = here.customer.get(self.remember) if self.remember else None
        if fact is None:
            return None
        value = self.accept(Answer("value", fact))
        is_taken = value is not None and self.is_within(value) and not self.refusal(here, value)
        return value if is_taken else None

    def accept(self, answer: Answer) -> Any:
        """The slot's value, or None when the answer does not fit. Declining and not knowing are answers
        too.
        """
        if answer.kind in ("declined", "dont_know"):
            return answer.kind
        if answer.kind == "unclear" or answer.value is None:
            return None
        value = well_formed(self.type, answer.value)
        if FORMS[self.type].holds == "several":
            return self._offered(value)
        if self.type == "choice" and self.options:
            return value if any(option.value == value for option in self.options) else None
        if self.type == "choice" and self.accepted:
            return next((one.value for one in self.accepted if one.value.lower() == value.lower()), None)
        return value

    def _offered(self, values: list[str]) -> list[str] | None:
        """Several options, in the order in which they are offered; None when one is not offered."""
        offered = [option.value for option in (self.options or self.accepted)]
        return [one for one in offered if one in values] if set(values) <= set(offered) else None

    def is_within(self, value: Any) -> bool:
        """Whether a number keeps to the step's limits; everything else does."""
        if isinstance(value, (bool, str)) or not isinstance(value, (int, float)):
            return True
        low, high = limits(self.expectation())
        return (low is None or value >= low) and (high is None or value <= high)

    def refusal(self, here: Here, value: Any = None) -> Rejection | None:
        """The rejection that speaks against the value, or against the slot's own when no value is given."""
        namespace = here.namespace
        if value is not None:
            namespace = {**namespace, "slots": {**here.slots, self.slot: value}}
        return next((r for r in self.rejections if r.condition.holds(namespace)), None)

    def rejected(self, here: Here, rejection: Rejection) -> Said:
        texts = here.response(rejection.utter, self).text if rejection.utter else rejection.say
        return self.said(here, texts, "say")

    def question(self, here: Here, *, again: bool = False) -> tuple[Said, ...]:
        """The ask with its options; `again` is the second, different wording where there is one."""
        options = tuple(
            Option(o.value, here.text(o.title, self), self._payload(o.value)) for o in self.choices()
        )
        if again and self.ask_again:
            return (self.said(here, self.ask_again, "ask", options),)
        if self.ask:
            return (self.said(here, self.ask, "ask", options),)
        variation = here.response(self.utter, self)
        buttons = tuple(self._button(title, payload, here) for title, payload in variation.buttons)
        return (self.said(here, variation.text, "ask", options if self.options else buttons or options),)

    def _button(self, title: Texts, payload: str, here: Here) -> Option:
        """A response's button; one that sets this slot answers this step."""
        shown = here.text(title, self)
        setting = read_payload(payload)
        if isinstance(setting, SetSlots) and list(setting.slots) == [self.slot]:
            value = setting.slots[self.slot]
            return Option(value, shown, self._payload(value))
        return Option(payload, shown, payload)

    def _payload(self, value: str) -> str:
        return choice_payload(self.at, value, several=FORMS[self.type].holds == "several")

    def choices(self) -> tuple[FlowOption, ...]:
        if self.options:
            return self.options
        return {"yes_no": YES_NO, "satisfaction": SATISFACTION}.get(self.type, ())

    def expectation(self) -> Expectation:
        offered = self.choices() or self.accepted
        choices = tuple(Choice(o.value, o.title.by_language, o.synonyms) for o in offered)
        return Expectation(self.at, self.slot, self.type, choices, self.minimum, self.maximum)

    def conditions(self) -> Iterator[Condition]:
        yield from super().conditions()
        yield from (rejection.condition for rejection in self.rejections)

    def texts(self) -> Iterator[tuple[str, Texts]]:
        if self.ask:
            yield "ask", self.ask
        if self.ask_again:
            yield "ask_again", self.ask_again
        yield from (("rejections.say", r.say) for r in self.rejections if r.say)
        yield from super().texts()

    def sets(self) -> Iterator[str]:
        yield self.slot


def load(base: StepBase, reader: Reader) -> Collect:
    slot = reader.name("collect") or ""
    options = reader.options("options")
    return Collect(
        **base,
        slot=slot,
        type=reader.one_of("type", TYPES, "choice" if options else "text"),  # type: ignore[arg-type]
        ask=reader.texts("ask", required=False),
        ask_again=reader.texts("ask_again", required=False),
        utter=reader.name("utter") or f"utter_ask_{slot}",
        options=options,
        rejections=load_rejections(reader),
        remember=reader.name("remember"),
        minimum=reader.number("minimum"),
        maximum=reader.number("maximum"),
        ask_before_filling=reader.flag("ask_before_filling", False),
        reset_after_flow_ends=reader.flag("reset_after_flow_ends", True),
        is_required=reader.flag("required", False),
        blocks=_blocks(reader),
    )


def load_rejections(reader: Reader) -> tuple[Rejection, ...]:
    return tuple(_rejection(item) for item in reader.each("rejections", {"if", "say", "utter"}))


def _blocks(reader: Reader) -> tuple[str, ...]:
    """With `force_slot_filling` nothing interrupts the step."""
    return (ANY_FLOW,) if reader.flag("force_slot_filling", False) else reader.flows("block_digressions")


def _rejection(reader: Reader) -> Rejection:
    say = reader.texts("say", required=False)
    utter = reader.name("utter")
    if not say and not utter:
        reader.error("rejection-without-words", "a rejection says nothing.", "Give it 'say:' or 'utter:'.")
    return Rejection(reader.condition("if", required=True) or reader.never(), say, utter)
