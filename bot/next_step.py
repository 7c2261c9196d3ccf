"""What an action does: load, step, maybe ask the one question, save; all in one transaction.

Idempotent on the message id: a second call for the same message changes nothing and returns the stored replies.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.answers import Tells
from bot.dialogue import answering, flow_turn, shown_options
from bot.dialogue.changes import Change, OwnerChanged
from bot.dialogue.content import Content
from bot.dialogue.memory import AnswerChances, ConversationStore, Memory
from bot.dialogue.moment import Heard, Moment
from bot.dialogue.patterns import PATTERNS, opt_out, pattern_of
from bot.dialogue.talk import Talk
from bot.flows.state import FlowState
from bot.messages import OPT_OUT, Option, Reply, choice_payload, read_choice

ACTION = "action_next_step"
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """One message as the engine understood it. `ranking` is (intent, confidence), best first; `tells` is what it says
    of the customer, as Heard has it."""

    conversation_id: str
    message_id: str
    text: str
    intent: str | None
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    action: str
    payload: str | None = None
    tells: Tells = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`is_rejected`: the message is a universal pattern, which has an action of its own. `is_open`: more may come.

    `has_waiting`: while the conversation was locked, another message of it waited for an answer.
    """

    replies: tuple[Reply, ...] = ()
    is_open: bool = True
    is_rejected: bool = False
    has_waiting: bool = False


class ContentShelf(Protocol):
    def version(self, version: str) -> Content:
        """The content that a conversation started with."""


class Agent(Protocol):
    """A person who takes turns for a customer: where their messages are kept, and how such a turn is answered.

    `store` refuses a conversation that is not theirs, and stores the message with them as its author.
    """

    @property
    def store(self) -> ConversationStore: ...

    def talk(self, moment: Moment, content: Content, memory: Memory, chances: AnswerChances) -> Talk: ...

    def respond(self, talk: Talk, turn: Turn) -> bool: ...


class Retryable(Protocol):
    def __call__(self, error: Exception) -> bool:
        """Whether a transaction that failed like this may simply be run again."""


class NextStep:
    """Answers one message in one transaction. `on_answered` is told each message and what was committed for it."""

    def __init__(
        self,
        store: ConversationStore,
        shelf: ContentShelf,
        chances: AnswerChances,
        is_retryable: Retryable = lambda _: False,
        on_stage: Callable[[str, float], None] = lambda _stage, _seconds: None,
        on_saved: Callable[[Sequence[Change]], None] = lambda _: None,
    ) -> None:
        self._store = store
        self._shelf = shelf
        self._chances = chances
        self._is_retryable = is_retryable
        self._on_stage = on_stage
        self._on_saved = on_saved
        self.on_answered: Callable[[str, Outcome], None] = lambda _message_id, _outcome: None

    def __call__(self, turn: Turn) -> Outcome:
        """Raises UnknownConversation when the conversation or the message is not ours."""
        started = time.perf_counter()
        try:
            return self._run(turn, self._respond)
        finally:
            self._on_stage("next_step", time.perf_counter() - started)

    def for_agent(self, turn: Turn, agent: Agent) -> Outcome:
        """A turn that an agent takes: the same rules and the same ledger, though a person owns the conversation."""
        started = time.perf_counter()
        try:
            return self._run(turn, agent.respond, agent)
        finally:
            self._on_stage("agent_step", time.perf_counter() - started)

    def without_engine(self, turn: Turn) -> Outcome:
        """Answer though the engine could not; when our own step fails too, apologise and start the flow afresh."""
        try:
            return self(turn)
        except Exception:
            return self._run(turn, _apologise)

    def _run(self, turn: Turn, respond: Callable[[Talk, Turn], bool], agent: Agent | None = None) -> Outcome:
        for attempt in range(_TRIES):
            try:
                return self._once(turn, respond, agent)
            except Exception as error:
                if attempt == _TRIES - 1 or not self._is_retryable(error):
                    raise
        raise AssertionError("unreachable")

    def _once(self, turn: Turn, respond: Callable[[Talk, Turn], bool], agent: Agent | None) -> Outcome:
        heard = Heard(
            turn.message_id, turn.text, turn.payload, turn.intent, turn.confidence, turn.ranking, turn.tells
        )
        store, talk_of = (agent.store, agent.talk) if agent else (self._store, Talk)
        with store.conversation(turn.conversation_id, heard) as memory:
            if memory.answered_by is not None:
                return _already_answered(memory, turn)
            content = self._shelf.version(memory.content_version)
            talk = talk_of(memory.moment, content, memory, self._chances)
            shown_options.take(talk)
            if not respond(talk, turn):
                return Outcome(is_rejected=True)
            replies = memory.save(turn.action, talk.replies, talk.changes, talk.state, talk.language)
            outcome = Outcome(replies, is_open=not memory.is_closed, has_waiting=memory.has_waiting)
        self.on_answered(turn.message_id, outcome)
        self._on_saved(talk.changes)
        return outcome

    def _respond(self, talk: Talk, turn: Turn) -> bool:
        """False when another action must answer: the message is a universal pattern."""
        choice = read_choice(talk.moment.heard.payload)
        if choice and choice[0] == OPT_OUT:
            PATTERNS["opt_out"](talk)
            return True
        answering.follow_language(talk)
        if talk.moment.owner != "bot":
            _stay_silent_for_a_person(talk)
        elif opt_out.is_meant(talk):
            opt_out.answer(talk)
        elif opt_out.is_bare_stop(talk):
            PATTERNS["stop"](talk)
        elif (pattern := _pattern(talk, turn.action)) is not None:
            PATTERNS[pattern](talk)
        elif _is_pattern(talk):
            return False
        else:
            answering.respond(talk)
        return True


def _already_answered(memory: Memory, turn: Turn) -> Outcome:
    """A retry of the same action gets what was stored; an action that follows it in the same turn adds nothing."""
    replies = memory.stored_replies() if memory.answered_by == turn.action else ()
    return Outcome(replies, is_open=not memory.is_closed)


def _pattern(talk: Talk, action: str) -> str | None:
    """The pattern that the engine's action stands for, unless the words say that its guess is wrong."""
    pattern = pattern_of(action)
    return None if pattern == "opt_out" and opt_out.is_guessed_wrong(talk) else pattern


def _is_pattern(talk: Talk) -> bool:
    heard = talk.moment.heard
    if heard.intent == "opt_out" and opt_out.is_guessed_wrong(talk):
        return False
    is_meant = heard.intent in PATTERNS and heard.confidence >= answering.PATTERN_CONFIDENCE
    return is_meant and not answering.answers_what_was_asked(talk)


def _stay_silent_for_a_person(talk: Talk) -> None:
    """A conversation that a person owns never hears the bot; one that waits for a person hears so once."""
    if talk.moment.owner != "waiting":
        return
    if read_choice(talk.moment.heard.payload) == ("handoff", "bot"):
        talk.change(OwnerChanged("bot", "the customer went on with the bot"))
        talk.update(wants_human=False, told_waiting=False)
        flow_turn.offer_menu(talk)
    elif not talk.state.told_waiting:
        talk.update(told_waiting=True)
        option = Option("bot", talk.words("back_to_bot"), choice_payload("handoff", "bot"))
        talk.add(Reply("handoff", talk.words("handoff_waiting"), (option,)))


def _apologise(talk: Talk, turn: Turn) -> bool:
    talk.note("failed", intent=turn.intent)
    talk.update(flow=FlowState(), asking=None, confirming=None)
    talk.say("flow_failed")
    return True
