"""How each change of a turn is written: one function a kind, called by the one place that saves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, update

from bot.dialogue import changes as c
from bot.dialogue.moment import Moment
from bot.people.facts import Fact
from bot.people.opt_out import Word
from bot.store.asks import ask_of, settle_ask
from bot.store.conversations import close_conversation
from bot.store.erasure import erase_fact
from bot.store.facts import save_fact
from bot.store.opt_outs import keep_word
from bot.store.people import insert_or_skip, set_language
from bot.store.schema import (
    asks,
    benefits,
    cases,
    decisions,
    erasures,
    follow_ups,
    new_id,
    tracker_drops,
    treatment_uses,
)

# Statements of the main path are built once: building one costs more than running it.
_ADD_DECISION, _ADD_TREATMENT = insert(decisions), insert(treatment_uses)
_ADD_CASE, _ADD_FOLLOW_UP = insert(cases), insert(follow_ups)


@dataclass(slots=True)
class Saving:
    """One turn being saved. `conversation` gathers columns of its row, `history` the lines of the turn."""

    connection: Connection
    moment: Moment
    secret: str
    action: str
    conversation: dict[str, Any] = field(default_factory=dict)
    history: list[Mapping[str, Any]] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return self.moment.now

    def common(self) -> dict[str, Any]:
        """The columns that most rows of a turn share."""
        return {
            "id": new_id(),
            "person_id": self.moment.person_id,
            "conversation_id": self.moment.conversation_id,
        }


def save_change(saving: Saving, change: c.Change) -> None:
    _SAVERS[type(change)](saving, change)


def _fact_learned(saving: Saving, change: c.FactLearned) -> None:
    moment = saving.moment
    fact = Fact(
        attribute=change.attribute,
        value=change.value,
        source=change.source,  # type: ignore[arg-type]
        recorded_at=saving.now,
        conversation_id=moment.conversation_id,
        message_id=moment.heard.id,
        confidence=change.confidence,
        expires_at=saving.now + change.retention if change.retention else None,
    )
    save_fact(saving.connection, moment.person_id, fact)
    saving.history.append({"kind": "fact", "attribute": change.attribute, "source": change.source})


def _fact_forgotten(saving: Saving, change: c.FactForgotten) -> None:
    person_id, now = saving.moment.person_id, saving.now
    erased = erase_fact(saving.connection, person_id, change.attribute, saving.secret, now, actor="customer")
    for conversation_id in erased.conversation_ids:
        drop = {"conversation_id": conversation_id, "created_at": now}
        saving.connection.execute(insert_or_skip(saving.connection, tracker_drops).values(**drop))
    saving.history.append({"kind": "fact_forgotten", "attribute": change.attribute})


def _ask_settled(saving: Saving, change: c.AskSettled) -> None:
    if ask_id := _ask_of(saving, change.attribute):
        settle_ask(saving.connection, ask_id, change.status, saving.now)
    saving.history.append({"kind": f"question_{change.status}", "attribute": change.attribute})


def _ask_of(saving: Saving, attribute: str) -> str | None:
    moment = saving.moment
    return ask_of(saving.connection, moment.person_id, moment.conversation_id, attribute)


def _volunteered(saving: Saving, change: c.Volunteered) -> None:
    person_id, connection = saving.moment.person_id, saving.connection
    known = connection.execute(
        update(asks)
        .where(asks.c.person_id == person_id, asks.c.attribute == change.attribute, asks.c.is_active)
        .values(status="volunteered", settled_at=saving.now)
    ).rowcount
    if not known:
        connection.execute(
            insert_or_skip(connection, asks).values(
                **saving.common(),
                message_id=saving.moment.heard.id,
                attribute=change.attribute,
                question=change.question,
                status="volunteered",
                is_active=True,
                settled_at=saving.now,
                expires_at=saving.now + change.retention if change.retention else None,
            )
        )
    saving.history.append({"kind": "volunteered", "attribute": change.attribute})


def _question_decided(saving: Saving, change: c.QuestionDecided) -> None:
    row = {
        "id": new_id(),
        "conversation_id": saving.moment.conversation_id,
        "message_id": saving.moment.heard.id,
        "question": change.question,
        "runner_up": change.runner_up,
        "reasons": change.reasons,
        "decided_at": saving.now,
    }
    saving.connection.execute(_ADD_DECISION, row)
    if change.question:
        saving.history.append({"kind": "question_asked", "question": change.question})


def _benefit_given(saving: Saving, change: c.BenefitGiven) -> None:
    ask_id = _ask_of(saving, change.attribute)
    if ask_id is None:
        return
    row = {
        **saving.common(),
        "message_id": saving.moment.heard.id,
        "ask_id": ask_id,
        "attribute": change.attribute,
        "grant": change.grant,
        "text": change.text,
        "granted_at": saving.now,
    }
    saving.connection.execute(insert_or_skip(saving.connection, benefits), row)
    saving.history.append({"kind": "benefit", "attribute": change.attribute, "grant": change.grant})


def _treatment_applied(saving: Saving, change: c.TreatmentApplied) -> None:
    row = {
        **saving.common(),
        "message_id": saving.moment.heard.id,
        "treatment": change.treatment,
        "because": list(change.because),
        "used_at": saving.now,
    }
    saving.connection.execute(_ADD_TREATMENT, row)


def _case_opened(saving: Saving, change: c.CaseOpened) -> None:
    row = {
        **saving.common(),
        "number": change.number,
        "topic": change.topic,
        "satisfaction": change.satisfaction,
        "status": "open",
        "opened_at": saving.now,
    }
    saving.connection.execute(_ADD_CASE, row)
    saving.history.append({"kind": "case_opened", "number": change.number})


def _cases_solved(saving: Saving, change: c.CasesSolved) -> None:
    saving.connection.execute(
        update(cases)
        .where(cases.c.person_id == saving.moment.person_id, cases.c.status == "open")
        .values(status="solved", solved_at=saving.now)
    )
    saving.history.append({"kind": "cases_solved"})


def _follow_up_planned(saving: Saving, change: c.FollowUpPlanned) -> None:
    row = {
        **saving.common(),
        "channel": change.channel or saving.moment.channel,
        "flow": change.flow,
        "reason": change.reason,
        "status": "planned",
        "due_at": saving.now + change.delay,
        "created_at": saving.now,
    }
    saving.connection.execute(_ADD_FOLLOW_UP, row)
    saving.history.append({"kind": "follow_up_planned", "flow": change.flow})


def _owner_changed(saving: Saving, change: c.OwnerChanged) -> None:
    saving.conversation["owner"] = change.owner
    saving.history.append({"kind": "owner_changed", "owner": change.owner, "reason": change.reason})


def _opted_out(saving: Saving, change: c.OptedOut) -> None:
    """It was written down when the message came, unless only the engine understood it."""
    moment, word = saving.moment, Word("stop", change.scope, change.channel)
    if change.scope != "sender":
        keep_word(
            saving.connection, moment.person_id, moment.conversation_id, word, change.evidence, saving.now
        )
    saving.history.append({"kind": "opted_out", "scope": change.scope, "channel": change.channel})


def _language_changed(saving: Saving, change: c.LanguageChanged) -> None:
    set_language(saving.connection, saving.moment.person_id, change.language)
    saving.history.append({"kind": "language_changed", "language": change.language})


def _conversation_closed(saving: Saving, change: c.ConversationClosed) -> None:
    close_conversation(saving.connection, saving.moment.conversation_id, change.reason, saving.now)
    saving.conversation.update(closed_at=saving.now, close_reason=change.reason)
    saving.history.append({"kind": "closed", "reason": change.reason})


def _erasure_requested(saving: Saving, change: c.ErasureRequested) -> None:
    saving.connection.execute(
        insert_or_skip(saving.connection, erasures).values(
            person_id=saving.moment.person_id, due_at=saving.now + change.delay
        )
    )


def _noted(saving: Saving, change: c.Noted) -> None:
    saving.history.append({"kind": change.kind, **change.data})


_SAVERS: Mapping[type, Callable[[Saving, Any], None]] = {
    c.FactLearned: _fact_learned,
    c.FactForgotten: _fact_forgotten,
    c.AskSettled: _ask_settled,
    c.Volunteered: _volunteered,
    c.QuestionDecided: _question_decided,
    c.BenefitGiven: _benefit_given,
    c.TreatmentApplied: _treatment_applied,
    c.CaseOpened: _case_opened,
    c.CasesSolved: _cases_solved,
    c.FollowUpPlanned: _follow_up_planned,
    c.OwnerChanged: _owner_changed,
    c.OptedOut: _opted_out,
    c.LanguageChanged: _language_changed,
    c.ConversationClosed: _conversation_closed,
    c.ErasureRequested: _erasure_requested,
    c.Noted: _noted,
}
