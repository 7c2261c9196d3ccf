"""One flow from its YAML: its steps in reading order, inline ones unfolded after the step they belong to."""

from __future__ import annotations

from typing import Any

from bot.flows.findings import did_you_mean
from bot.flows.model import Branch, Flow, Step, Trigger
from bot.flows.reader import Loader, Reader, StepBase
from bot.flows.step_naming import END, StepNames, is_step
from bot.flows.steps import (
    action,
    call,
    collect,
    follow_up,
    handoff,
    link,
    noop,
    question,
    say,
    set_slots,
    treatment,
)
from bot.yaml_source import LocatedDict, LocatedList, Position

KINDS: dict[str, tuple[type[Step], Loader]] = {
    "collect": (collect.Collect, collect.load),
    "say": (say.Say, say.load),
    "action": (action.Action, action.load),
    "link": (link.Link, link.load),
    "call": (call.Call, call.load),
    "set_slots": (set_slots.SetSlots, set_slots.load),
    "noop": (noop.Noop, noop.load),
    "question": (question.Question, question.load),
    "treatment": (treatment.TreatmentStep, treatment.load),
    "handoff": (handoff.Handoff, handoff.load),
    "follow_up": (follow_up.FollowUpStep, follow_up.load),
}
FLOW_KEYS = frozenset(
    {
        "name",
        "description",
        "title",
        "if",
        "offered_when",
        "nlu_trigger",
        "persisted_slots",
        "offered",
        "block_digressions",
        "ask_confirm_digressions",
        "always_include_in_prompt",
        "run_pattern_completed",
        "file_path",
        "steps",
        "metadata",
    }
)
_MODEL = "only makes sense with a language model, and has no effect here"
NO_EFFECT = {
    "always_include_in_prompt": _MODEL,
    "allow_nlu_correction": _MODEL,
    "ask_confirm_digressions": "has no effect here: a digression is begun at once, and returned from",
    "silence_timeout": "is for voice channels, and has no effect here",
    "dtmf": "is for voice channels, and has no effect here",
}
STEP_KEYS = frozenset({"id", "next", "description", "metadata", "agent"})
ENDS_FLOW = frozenset({"link"})


def load_flow(name: str, reader: Reader) -> Flow:
    reader.known(FLOW_KEYS, f"the flow '{name}'")
    reader.noted(NO_EFFECT)
    if "." in name:
        reader.error(
            "wrong-name", f"the flow '{name}' has a dot in its name.", "Use letters, digits, _ and -."
        )
    return Flow(
        id=name,
        steps=_Steps(name, reader).load(),
        name=reader.string("name"),
        description=reader.string("description"),
        title=reader.texts("title", required=False),
        guard=reader.condition("if"),
        offered_when=reader.condition("offered_when"),
        triggers=tuple(_triggers(reader)),
        persisted_slots=frozenset(reader.names("persisted_slots")),
        is_offered=reader.flag("offered", True),
        blocks=reader.flows("block_digressions"),
        closes=reader.flag("run_pattern_completed", True),
        where=reader.data.position,
        source=reader.data,
    )


def _triggers(reader: Reader) -> list[Trigger]:
    """CALM's two spellings: `intent: name`, and `intent: {name, confidence_threshold}`."""
    found = []
    for item in reader.each("nlu_trigger", {"intent"}):
        if isinstance(item.data.get("intent"), LocatedDict):
            inner = item.mapping("intent", {"name", "confidence_threshold"})
            found.append(
                Trigger(
                    inner.required("name"), inner.number("confidence_threshold") or 0.0, inner.data.position
                )
            )
        else:
            found.append(Trigger(item.required("intent"), 0.0, item.data.position))
    return found


class _Steps:
    """Every step has its name before the first is loaded, so that `next` can point anywhere."""

    def __init__(self, flow: str, reader: Reader) -> None:
        self.flow, self.reader = flow, reader
        self.names = StepNames(reader, KINDS)

    def load(self) -> dict[str, Step]:
        steps = self.reader.data.get("steps")
        if not isinstance(steps, LocatedList) or not steps:
            self.reader.error(
                "no-steps", f"the flow '{self.flow}' has no steps.", "Give it a list under 'steps:'."
            )
            return {}
        self.names.give(steps)
        loaded = ((name, self._step(name, data)) for name, data in self.names.found)
        return {name: step for name, step in loaded if step is not None}

    def _step(self, name: str, data: LocatedDict) -> Step | None:
        reader = Reader(data, self.reader.findings)
        kinds = [key for key in data if key in KINDS]
        if not kinds and "next" in data and set(data) <= STEP_KEYS:
            kinds = ["noop"]
        if len(kinds) != 1:
            self._not_one_kind(reader, kinds)
            return None
        step_class, load = KINDS[kinds[0]]
        reader.known(STEP_KEYS | step_class.keys | {kinds[0]}, f"a {kinds[0]} step")
        reader.noted({key: why for key, why in NO_EFFECT.items() if key in step_class.keys})
        before = len(reader.findings)
        base = StepBase(
            id=name,
            flow=self.flow,
            next=self._next(reader),
            following=None if kinds[0] in ENDS_FLOW else self.names.following[name],
            agent=reader.texts("agent", required=False),
            where=data.position,
            source=data,
        )
        step = load(base, reader)
        failed = any(finding.level == "error" for finding in reader.findings[before:])
        return None if failed and not isinstance(step, Step) else step

    def _not_one_kind(self, reader: Reader, kinds: list[str]) -> None:
        if kinds:
            names = " and ".join(f"'{kind}'" for kind in kinds)
            reader.error(
                "two-kinds", f"a step does one thing, and this one has {names}.", "Make it two steps."
            )
            return
        candidates = (did_you_mean(key, KINDS) for key in reader.data if key not in STEP_KEYS)
        hint = next((hint for hint in candidates if hint), f"Give it one of: {', '.join(KINDS)}.")
        reader.error("no-kind", "this step does nothing.", hint)

    def _next(self, reader: Reader) -> tuple[Branch, ...]:
        value = reader.data.get("next")
        where = reader.data.where_value("next")
        if value is None:
            return ()
        if not isinstance(value, LocatedList):
            return self._branch(None, value, where, reader)
        if value and all(is_step(item) for item in value):
            return self._branch(None, value, where, reader)
        branches: list[Branch] = []
        for index, item in enumerate(value):
            branches += self._conditional(item, value.where(index), reader)
        return tuple(branches)

    def _conditional(self, item: Any, where: Position, reader: Reader) -> tuple[Branch, ...]:
        if not isinstance(item, LocatedDict) or not {"if", "else"} & set(item):
            reader.report(where, "error", "wrong-next", "a branch has 'if' and 'then', or 'else'.")
            return ()
        inner = Reader(item, reader.findings)
        if "else" in item:
            inner.known({"else"}, "an else branch")
            return self._branch(None, item["else"], where, reader, item.where_value("else"))
        inner.known({"if", "then"}, "a branch")
        condition = inner.condition("if", required=True)
        if "then" not in item:
            inner.error("no-then", "a branch with 'if' needs 'then'.", "Name a step, write steps, or END.")
            return ()
        return self._branch(
            condition or Reader.never(), item["then"], where, reader, item.where_value("then")
        )

    def _branch(
        self, condition: Any, target: Any, where: Position, reader: Reader, at: Position | None = None
    ) -> tuple[Branch, ...]:
        """`where` is the branch, `at` the place of its target where that is another."""
        if isinstance(target, LocatedList):
            first = next((item for item in target if isinstance(item, LocatedDict)), None)
            if first is not None:
                return (Branch(condition, self.names.ids[id(first)], where),)
            reader.report(at or where, "error", "wrong-next", "there are no steps to go to here.")
            return ()
        if target == END:
            return (Branch(condition, None, where),)
        if not isinstance(target, dict) and str(target) in self.names.following:
            return (Branch(condition, str(target), where),)
        hint = did_you_mean(str(target), self.names.following)
        message = f"'next' names the step '{target}', which this flow does not have."
        reader.report(at or where, "error", "unknown-step", message, hint)
        return ()
