"""Where callers hesitate and hang up: how often agents answered a flow's step, how long it took, what was said."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from sqlalchemy import Connection, exists, select

from bot.dialogue.moment import TalkState
from bot.messages import read_choice
from bot.store.calls import HUNG_UP, PHONE
from bot.store.desk_turns import waited_at
from bot.store.schema import conversations, desk_messages, events, messages

TYPED = "(typed)"
ELSEWHERE = "(another subject)"
_INSTEAD = {
    "agent_back": "(back)",
    "agent_correct": "(an earlier answer corrected)",
    "agent_go_on": "(went on)",
    "agent_language": "(another language)",
    "agent_release": "(given to the bot)",
    "agent_repeat": "(said again)",
    "agent_stop": "(stopped)",
}


@dataclass(frozen=True, slots=True)
class StepUse:
    """One step of one flow version. `seconds` are the median's; `slowest` is what one in ten takes longer than.

    `answers` has the values, however they were said, and in parentheses what was done instead of answering. `hung_up`
    are calls that ended while the step waited for its answer.
    """

    flow: str
    step: str
    version: str
    channel: str
    times: int
    hung_up: int
    agents: int
    people: int
    seconds: float | None
    slowest: float | None
    answers: tuple[tuple[str, int], ...]


def script_report(connection: Connection, flow: str, since: datetime | None = None) -> tuple[StepUse, ...]:
    """In the order in which steps were first met. The one question of a conversation is the flow 'question'."""
    query = (
        select(
            desk_messages.c.step,
            desk_messages.c.seconds,
            desk_messages.c.staff_id,
            conversations.c.content_version,
            conversations.c.channel,
            conversations.c.person_id,
            messages.c.payload,
            events.c.data,
        )
        .join(messages, messages.c.id == desk_messages.c.message_id)
        .join(conversations, conversations.c.id == desk_messages.c.conversation_id)
        .outerjoin(events, (events.c.message_id == desk_messages.c.message_id) & (events.c.kind == "turn"))
        .where(desk_messages.c.flow == flow)
        .order_by(desk_messages.c.message_id)
    )
    if since is not None:
        query = query.where(desk_messages.c.created_at >= since)
    uses: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for row in connection.execute(query):
        uses[row.step, row.content_version, row.channel].append(row)
    left = _hung_up(connection, flow, since)
    return tuple(_use(flow, *key, uses.get(key, []), left[key]) for key in {**uses, **left})


def _hung_up(connection: Connection, flow: str, since: datetime | None) -> Counter[tuple[str, str, str]]:
    """By (step, version, channel): calls that were answered, and ended before the step was."""
    was_answered = exists().where(desk_messages.c.conversation_id == conversations.c.id)
    query = select(conversations.c.state, conversations.c.content_version).where(
        conversations.c.channel == PHONE, conversations.c.close_reason == HUNG_UP, was_answered
    )
    if since is not None:
        query = query.where(conversations.c.closed_at >= since)
    left: Counter[tuple[str, str, str]] = Counter()
    for row in connection.execute(query):
        at = waited_at(TalkState.from_json(row.state))
        if at[0] == flow and at[1]:
            left[at[1], row.content_version, PHONE] += 1
    return left


def _use(flow: str, step: str, version: str, channel: str, rows: list[Any], hung_up: int) -> StepUse:
    seconds = sorted(row.seconds for row in rows if row.seconds is not None)
    answers = Counter(_answer(row) for row in rows)
    return StepUse(
        flow=flow,
        step=step,
        version=version,
        channel=channel,
        times=len(rows),
        hung_up=hung_up,
        agents=len({row.staff_id for row in rows}),
        people=len({row.person_id for row in rows}),
        seconds=median(seconds) if seconds else None,
        slowest=seconds[int(len(seconds) * 0.9)] if seconds else None,
        answers=tuple(answers.most_common(6)),
    )


def _answer(row: Any) -> str:
    turn, choice = row.data or {}, read_choice(row.payload)
    if turn.get("action") in _INSTEAD:
        return _INSTEAD[turn["action"]]
    if choice:
        return choice[1] if choice[0].endswith(row.step) else ELSEWHERE
    understood = [one for one in turn.get("events", ()) if one["kind"] == "slot_set"]
    return next((str(one["value"]) for one in understood if one.get("step") == row.step), TYPED)
