"""The script of a conversation: where it stands, and one step of it. Works without the engine."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.desk.acting import AgentTalk, DeskAgent, understands
from bot.desk.people import Member
from bot.desk.script import ScriptView, script_view, suggestions
from bot.dialogue.moment import Heard
from bot.engine_client import Understood
from bot.messages import choice_payload
from bot.next_step import Turn
from bot.store import desk, desk_turns, wrap_ups
from bot.store.audit import audit, by_staff
from bot.store.desk_turns import Click, Standing, arrival, standing
from bot.store.memory import StoredConversations, StoredMemory
from bot.web.desk.room import Room

_WITH_VALUE = ("choose", "start", "correct", "language")
_ANSWERS = ("choose", "correct")
_NOTHING = Understood()


@dataclass(frozen=True, slots=True)
class Step:
    """One thing an agent does in the script. `kind` names it: bot.desk.acting.ACTS without 'agent_'."""

    kind: str
    at: str = ""
    value: str = ""
    text: str = ""


class Scripts(Room):
    """Every method blocks."""

    def step(
        self, conversation_id: str, click: Click, step: Step, heard: Understood = _NOTHING
    ) -> dict[str, Any]:
        """Do it, and say where the script stands then. What was typed and means nothing here changes nothing.

        Raises NotYours, ScriptMoved.
        """
        if step.kind == "say" and not self._is_answer(conversation_id, step.text, click, heard):
            return {
                "understood": False,
                "suggestions": self._suggestions(conversation_id, step.text, heard),
            }
        agent = DeskAgent(self._store(click))
        payload = choice_payload(step.at, step.value) if step.kind in _WITH_VALUE else None
        said = step.text or (step.value if step.kind in _ANSWERS else "")
        action = f"agent_{step.kind}"
        turn = Turn(conversation_id, click.client_id, said, None, 0.0, (), action, payload, heard.tells)
        self._services.next_step.for_agent(turn, agent)
        if agent.view is not None:
            return {"understood": True, "script": asdict(agent.view) | {"version": agent.message_id}}
        return {"understood": True, "script": self.script(conversation_id)}

    def release(self, staff: Member, conversation_id: str, client_id: str) -> None:
        """To the bot, which goes on where the flow stands. Raises NotYours, WrapUpNeeded."""
        with self._database.reading() as connection:
            wrap_ups.check_wrapped_up(connection, conversation_id, "This conversation", self.guidance)
        self.step(conversation_id, Click(client_id, staff), Step("release"))
        with self._database.transaction() as connection:
            desk.leave(connection, conversation_id)
            row = desk_turns.conversation_of(connection, conversation_id)
            audit(connection, by_staff(staff.id), "give_back", row.person_id, conversation_id, self._clock())

    def script(self, conversation_id: str) -> dict[str, Any] | None:
        """Where it stands; None before anything was said or clicked."""
        with self._database.reading() as connection:
            stands = standing(connection, conversation_id)
        return self.shown(conversation_id, stands)[0]

    def shown(self, conversation_id: str, stands: Standing) -> tuple[dict[str, Any] | None, frozenset[str]]:
        """The script, and which facts may be told to whoever is at the other end."""
        if stands.newest is None:
            return None, frozenset()
        with self._look(conversation_id, stands.newest) as memory:
            view = script_view(self._talk(memory), stands.replies)
        return _as_json(view, stands), frozenset(memory.moment.facts)

    def _store(self, click: Click) -> StoredConversations:
        return StoredConversations(
            self._database,
            self._services.settings.secret_key,
            self._clock,
            arrive=arrival(click),
            render=self._services.sending.render,
        )

    def _look(self, conversation_id: str, message_id: str) -> AbstractContextManager[StoredMemory]:
        store = StoredConversations(self._database, self._services.settings.secret_key, self._clock)
        return store.look(conversation_id, Heard(message_id, ""))

    def _talk(self, memory: StoredMemory, text: str | None = None, heard: Understood = _NOTHING) -> AgentTalk:
        """A talk to look at and never to save; with a text, as if that had just been said."""
        moment = memory.moment
        if text is not None:
            moment = replace(moment, heard=Heard(moment.heard.id, text, tells=heard.tells))
        content = self._services.shelf.version(memory.content_version)
        return AgentTalk(moment, content, memory, lambda _: 0.0)

    def _is_answer(self, conversation_id: str, text: str, click: Click, heard: Understood) -> bool:
        """A click that was taken before is taken again, to the same end."""
        with self._database.reading() as connection:
            if desk_turns.is_known(connection, click.client_id):
                return True
            newest = standing(connection, conversation_id).newest
        if newest is None:
            return False
        with self._look(conversation_id, newest) as memory:
            return understands(self._talk(memory, text, heard))

    def _suggestions(self, conversation_id: str, text: str, heard: Understood) -> list[dict[str, Any]]:
        with self._database.reading() as connection:
            newest = standing(connection, conversation_id).newest
        if newest is None:
            return []
        with self._look(conversation_id, newest) as memory:
            return [asdict(one) for one in suggestions(self._talk(memory, text), heard.ranking)]


def _as_json(view: ScriptView, stands: Standing) -> dict[str, Any]:
    return asdict(view) | {"version": stands.clicked or ""}
