"""What a test may assert about one turn: Rasa's assertions, and ours about questions, benefits and treatments.

Each returns what is wrong, or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.simulate.stage import Turn

Check = Callable[[Turn, Any], str | None]
NONE_OF_THEM = "none"


def flow_started(turn: Turn, value: Any) -> str | None:
    return _among(str(value), [event["flow"] for event in turn.of_kind("flow_started")], "flow started")


def flow_completed(turn: Turn, value: Any) -> str | None:
    """A flow's name, or Rasa's mapping with `flow_id`; one that was handed over or left is not completed."""
    name = str(value["flow_id"] if isinstance(value, Mapping) else value)
    ended = [event["flow"] for event in turn.of_kind("flow_ended") if event.get("went_well")]
    return _among(name, ended, "flow completed")


def flow_cancelled(turn: Turn, value: Any) -> str | None:
    name = str(value["flow_id"] if isinstance(value, Mapping) else value)
    ended = [event["flow"] for event in turn.of_kind("flow_ended") if not event.get("went_well")]
    return _among(name, ended, "flow cancelled")


def slot_was_set(turn: Turn, value: Any) -> str | None:
    """A list of {name, value}, of {slot: value}, or of names."""
    for name, wanted, is_any in _slots(value):
        found = [event["value"] for event in turn.of_kind("slot_set") if event["slot"] == name]
        if name in turn.slots:
            found.append(turn.slots[name])
        if not found or (not is_any and not any(_same(wanted, one) for one in found)):
            set_to = f"set to {found[-1]!r}" if found else "not set"
            return f"slot '{name}' should be set{'' if is_any else f' to {wanted!r}'}, it was {set_to}"
    return None


def slot_was_not_set(turn: Turn, value: Any) -> str | None:
    for name, wanted, is_any in _slots(value):
        for event in turn.of_kind("slot_set"):
            if (
                event["slot"] == name
                and event["value"] is not None
                and (is_any or _same(wanted, event["value"]))
            ):
                return f"slot '{name}' was set to {event['value']!r}"
    return None


def bot_uttered(turn: Turn, value: Any) -> str | None:
    """Words, or a mapping with `text_matches` (a regular expression) and `buttons` ({title, payload} or values)."""
    wanted = value if isinstance(value, Mapping) else {"text_matches": re.escape(str(value))}
    pattern = str(wanted.get("text_matches", ""))
    for reply in turn.replies:
        titles = {name for one in reply.options for name in (one.title, one.value)}
        asked = {
            str(one.get("title") if isinstance(one, Mapping) else one) for one in wanted.get("buttons", ())
        }
        if re.search(pattern, reply.text, re.IGNORECASE | re.DOTALL) and asked <= titles:
            return None
    return f"nothing said matches {pattern or wanted!r}"


def bot_did_not_utter(turn: Turn, value: Any) -> str | None:
    return f"{value!r} was said" if bot_uttered(turn, value) is None else None


def question_asked(turn: Turn, value: Any) -> str | None:
    asked = [reply.question for reply in turn.replies if reply.kind == "question" and reply.question]
    return _among(str(value), asked, "question asked")


def question_not_asked(turn: Turn, value: Any) -> str | None:
    """A question's name; `any` says that none was asked at all."""
    asked = [reply.question for reply in turn.replies if reply.kind == "question"]
    if (value == "any" or value is True) and asked:
        return f"question '{asked[0]}' was asked"
    return f"question '{value}' was asked" if value in asked else None


def benefit_given(turn: Turn, value: Any) -> str | None:
    """A grant's name, `words` for a benefit in words only, or the attribute it was given for."""
    given = [name for row in turn.benefits for name in (row.grant or "words", row.attribute)]
    return _among(str(value), given, "benefit given")


def treatment_used(turn: Turn, value: Any) -> str | None:
    return _among(str(value), list(turn.treatments), "treatment used")


def handed_over(turn: Turn, value: Any) -> str | None:
    is_over = any(event["owner"] == "waiting" for event in turn.of_kind("owner_changed"))
    if is_over == (value is not False and value != "no"):
        return None
    return "it was handed over to a person" if is_over else "it was not handed over to a person"


def action_executed(turn: Turn, value: Any) -> str | None:
    """By what it leaves: a case opened or solved, a pass added; a missing action leaves a note."""
    missing = [event["action"] for event in turn.of_kind("action_missing")]
    return f"there is no action '{value}'" if value in missing else None


def language_is(turn: Turn, value: Any) -> str | None:
    return None if turn.language == value else f"the conversation is in '{turn.language}', not in '{value}'"


ASSERTIONS: Mapping[str, Check] = {
    check.__name__: check
    for check in (
        flow_started,
        flow_completed,
        flow_cancelled,
        slot_was_set,
        slot_was_not_set,
        bot_uttered,
        bot_did_not_utter,
        question_asked,
        question_not_asked,
        benefit_given,
        treatment_used,
        handed_over,
        action_executed,
        language_is,
    )
}


def _among(wanted: str, found: list[Any], what: str) -> str | None:
    if wanted in found:
        return None
    return f"no {what} '{wanted}'; there was {', '.join(map(repr, found)) or NONE_OF_THEM}"


def _slots(value: Any) -> list[tuple[str, Any, bool]]:
    """(slot, value, whether any value will do)."""
    found: list[tuple[str, Any, bool]] = []
    for one in value if isinstance(value, list) else [value]:
        if not isinstance(one, Mapping):
            found.append((str(one), None, True))
        elif "name" in one:
            found.append((str(one["name"]), one.get("value"), "value" not in one))
        else:
            found += [(str(name), wanted, False) for name, wanted in one.items()]
    return found


def _same(wanted: Any, found: Any) -> bool:
    """As conditions compare: yes is true, and a number is a number."""
    words = {"yes": True, "no": False}
    if isinstance(found, bool):
        return words.get(str(wanted), wanted) is found
    return bool(wanted == found)
