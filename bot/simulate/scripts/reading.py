"""YAML becomes test cases. A mistake is reported with its file, line and column.

fixtures:
  - ana: {name: Ana Ribeiro, plan: prado}       # facts that the company holds
test_cases:
  - test_case: a travel pass in one breath
    language: en
    fixtures: [ana]
    steps:
      - user: I need a pass for Europe, 12 days
        intent: travel_pass                     # for the stand-in engine only
        assertions:
          - flow_started: travel_pass
          - slot_was_set: [{name: days, value: 12}]
      - bot: Vera
      - bot: $36
        kind: ask
      - press: "yes"
    remembers: {travel_destination: europe}
    asked: {streams_video: asked}
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from bot.errors import ContentError, DriplineError
from bot.flows.findings import did_you_mean
from bot.messages import Channel, ReplyKind
from bot.simulate.scripts.assertions import ASSERTIONS
from bot.simulate.scripts.model import Act, Assertion, Case, Doing, Expected
from bot.yaml_source import LocatedDict, LocatedList, Position, read_yaml_file, yaml_files

_FILE = {"fixtures", "test_cases", "metadata"}
_CASE = {
    "test_case", "language", "channel", "verified", "fixtures", "knows", "steps", "remembers", "asked", "metadata",
}  # fmt: skip
_ACT = {"intent", "assertions", "metadata", "assertion_order_enabled"}
_REPLY = {"kind"}
_AFTERWARDS = {"slot_was_set", "slot_was_not_set"}
_DOING: tuple[Doing, ...] = get_args(Doing)


class ScriptErrors(DriplineError):
    """{report}"""


def read_cases(folder: Path) -> tuple[Case, ...]:
    """Of every YAML file below the folder. Raises ScriptErrors with every mistake."""
    cases: list[Case] = []
    errors: list[ContentError] = []
    for path in yaml_files(folder):
        try:
            cases += _file(read_yaml_file(path, folder.parent), Position(path.name, 1, 1))
        except ContentError as error:
            errors.append(error)
    if errors:
        raise ScriptErrors(report="\n".join(str(error) for error in errors))
    return tuple(cases)


def _file(document: Any, where: Position) -> list[Case]:
    if not isinstance(document, LocatedDict):
        raise ContentError(where=where, problem="begin it with 'test_cases:'")
    _known(document, _FILE)
    fixtures: dict[str, Mapping[str, Any]] = {}
    for one in _items(document, "fixtures"):
        fixtures |= one
    return [_case(one, fixtures) for one in _items(document, "test_cases")]


def _case(body: LocatedDict, fixtures: Mapping[str, Mapping[str, Any]]) -> Case:
    _known(body, _CASE)
    knows: dict[str, Any] = {}
    names: Any = body.get("fixtures") or []
    for index, name in enumerate(names):
        if name not in fixtures:
            problem = f"there is no fixture '{name}'. {did_you_mean(name, fixtures)}".strip()
            raise ContentError(where=names.where(index), problem=problem)
        knows |= fixtures[name]
    return Case(
        name=str(_needed(body, "test_case")),
        where=body.position,
        language=str(body.get("language", "en")),
        channel=_one_of(body, "channel", get_args(Channel), "webchat"),
        is_verified=bool(body.get("verified", True)),
        knows={**knows, **(body.get("knows") or {})},
        acts=_acts(_items(body, "steps")),
        remembers=body.get("remembers") or {},
        asked=body.get("asked"),
    )


def _acts(steps: list[LocatedDict]) -> tuple[Act, ...]:
    """What is expected stands after the turn it belongs to, as steps of their own."""
    acts: list[Act] = []
    for step in steps:
        doing = next((one for one in _DOING if one in step), None)
        if doing is not None:
            _known(step, {doing, *_ACT})
            acts.append(
                Act(step.position, doing, str(step[doing]), step.get("intent"), None, _assertions(step))
            )
            continue
        if not acts:
            raise ContentError(where=step.position, problem="a test begins with 'user', 'press' or 'begin'")
        acts[-1] = _with(acts[-1], step)
    return tuple(acts)


def _with(act: Act, step: LocatedDict) -> Act:
    replies, assertions = act.replies, act.assertions
    if "bot" in step or "utter" in step:
        _known(step, {"bot", "utter", *_REPLY})
        kind = _one_of(step, "kind", get_args(ReplyKind), None)
        words, response = str(step.get("bot") or ""), str(step.get("utter") or "")
        replies = (*(replies or ()), Expected(step.position, words, kind, response))
    elif "silence" in step:
        replies = ()
    else:
        _known(step, _AFTERWARDS)
        assertions = (*assertions, *(_assertion(step, name) for name in step))
    return Act(act.where, act.doing, act.text, act.intent, replies, assertions)


def _assertions(step: LocatedDict) -> tuple[Assertion, ...]:
    return tuple(_assertion(one, name) for one in _items(step, "assertions") for name in one)


def _assertion(body: LocatedDict, name: str) -> Assertion:
    if name not in ASSERTIONS:
        problem = f"there is no assertion '{name}'. {did_you_mean(name, ASSERTIONS)}".strip()
        raise ContentError(where=body.where(name), problem=problem)
    return Assertion(body.where(name), name, body[name])


def _items(body: LocatedDict, key: str) -> list[LocatedDict]:
    items = body.get(key)
    if items is None:
        return []
    if not isinstance(items, LocatedList):
        raise ContentError(where=body.where(key), problem=f"'{key}' must be a list")
    for index, item in enumerate(items):
        if not isinstance(item, LocatedDict):
            raise ContentError(where=items.where(index), problem=f"each of '{key}' must be a mapping")
    return list(items)


def _known(body: LocatedDict, keys: set[str]) -> None:
    for key in body:
        if key not in keys:
            problem = f"'{key}' is not known here. {did_you_mean(key, keys)}".strip()
            raise ContentError(where=body.where(key), problem=problem)


def _needed(body: LocatedDict, key: str) -> Any:
    if body.get(key) is None:
        raise ContentError(where=body.position, problem=f"'{key}' is missing; add it")
    return body[key]


def _one_of(body: LocatedDict, key: str, values: tuple[Any, ...], default: Any) -> Any:
    value = body.get(key, default)
    if value is not default and value not in values:
        problem = f"'{value}' is none of {', '.join(map(str, values))}"
        raise ContentError(where=body.where_value(key), problem=problem)
    return value
