"""A turn that an agent takes for a customer: the same answering as the bot's, by keys instead of words.

The agent says aloud (or sends) what the bot would have said. Where the bot calls a person, the person is there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.answers import FORMS, Answer, Expectation
from bot.desk.script import ScriptView, as_answer, script_view
from bot.dialogue import answering, flow_turn
from bot.dialogue.changes import Change, OwnerChanged
from bot.dialogue.confirming import is_confirmed
from bot.dialogue.content import Content
from bot.dialogue.memory import AnswerChances, ConversationStore, Memory
from bot.dialogue.moment import Moment
from bot.dialogue.patterns import PATTERNS
from bot.dialogue.talk import Talk
from bot.dialogue.waiting import waited_for
from bot.flows.choosing import chosen
from bot.messages import Reply, read_choice
from bot.next_step import Turn


class AgentTalk(Talk):
    """A talk in which calling for a person changes nobody's turn: the agent has it already."""

    def change(self, change: Change) -> None:
        if isinstance(change, OwnerChanged) and change.owner == "waiting":
            return self.note("handed_over_to_the_agent", reason=change.reason)
        return super().change(change)


class DeskAgent:
    """bot.next_step.Agent. After a turn `view` is the script as it stands then, `message_id` the click."""

    def __init__(self, store: ConversationStore) -> None:
        self.store = store
        self.view: ScriptView | None = None
        self.message_id = ""

    def talk(self, moment: Moment, content: Content, memory: Memory, chances: AnswerChances) -> Talk:
        return AgentTalk(moment, content, memory, chances)

    def respond(self, talk: Talk, turn: Turn) -> bool:
        """Never leaves a message to another action. What only a bot would say is not said."""
        self.message_id = talk.moment.heard.id
        talk.update(has_greeted=True, told_waiting=True)
        ACTS[turn.action](talk)
        handed_over = [reply for reply in talk.replies if reply.kind == "handoff"]
        talk.replies = [reply for reply in talk.replies if reply.kind != "handoff"]
        self.view = script_view(talk, tuple(talk.replies), handed_over[-1].text if handed_over else None)
        return True


def understands(talk: Talk) -> bool:
    """Whether what the agent typed answers something that is asked, or tells something worth keeping."""
    if is_confirmed(talk):
        return True
    interpreter = talk.content.interpreter
    waited = waited_for(talk)
    expected: tuple[Expectation, ...] = (waited,) if waited else ()
    if waited and not talk.state.asking:
        expected = interpreter.expectations(talk.state.flow, talk.scope())
    found = talk.hear(expected) if expected else {}
    if any(answer.kind != "unclear" for answer in found.values()):
        return True
    return any(attribute not in talk.facts for attribute in talk.hear_unasked())


def _start(talk: Talk) -> None:
    """Begin the flow that was chosen for this call, unless something is under way: then take that up."""
    choice = read_choice(talk.moment.heard.payload)
    flow = choice[1] if choice else ""
    if talk.state.flow.stack or talk.state.asking:
        _go_on(talk)
    elif flow in talk.content.pack.flows and flow != talk.content.company.welcome_flow:
        flow_turn.start(talk, flow)


def _go_on(talk: Talk) -> None:
    """After a handoff the flow may have more to do; else what is asked is asked again."""
    if talk.state.asking or talk.state.flow.waiting:
        flow_turn.ask_again(talk)
    elif talk.state.flow.stack:
        flow_turn.go_on_after_question(talk)


def _correct(talk: Talk) -> None:
    """Another answer to an earlier step, by its option or in words."""
    interpreter, state = talk.content.interpreter, talk.state.flow
    at, value = read_choice(talk.moment.heard.payload) or ("", "")
    expectation = interpreter.expectation_at(at)
    if expectation is None or expectation.slot not in state.slots:
        return flow_turn.ask_again(talk)
    answer = _answer(talk, expectation, value)
    return flow_turn.run(talk, interpreter.correct(state, expectation.slot, answer, talk.scope()))


def _answer(talk: Talk, expectation: Expectation, value: str) -> Answer:
    if (
        FORMS[expectation.type].holds == "several"
        and (several := chosen(value, expectation)).value is not None
    ):
        return several
    if any(choice.value == value for choice in expectation.choices):
        return as_answer(expectation, value)
    return talk.hear((expectation,), value).get(expectation.slot, Answer("unclear"))


def _speak(talk: Talk) -> None:
    """The customer would rather speak another language: the pending sentence again in it."""
    choice = read_choice(talk.moment.heard.payload)
    if choice and choice[1] in talk.content.company.languages and choice[1] != talk.language:
        talk.switch_language(choice[1])
    _go_on(talk)


def _release(talk: Talk) -> None:
    """Back to the bot, which goes on where the flow stands and no longer thinks that a person was called."""
    talk.change(OwnerChanged("bot", "an agent handed back"))
    talk.update(wants_human=False, told_waiting=False)
    if talk.state.asking or talk.state.flow.waiting:
        flow_turn.ask_again(talk)
    elif talk.state.flow.stack:
        flow_turn.go_on_after_question(talk)
    else:
        flow_turn.offer_menu(talk)


def _repeat(talk: Talk) -> None:
    PATTERNS["repeat"](talk)
    talk.replies = [Reply(r.kind, r.text, r.options, r.flow, r.step, r.question) for r in talk.replies]


ACTS: Mapping[str, Callable[[Talk], None]] = {
    "agent_start": _start,
    "agent_choose": answering.respond,
    "agent_say": answering.respond,
    "agent_back": PATTERNS["go_back"],
    "agent_go_on": _go_on,
    "agent_correct": _correct,
    "agent_language": _speak,
    "agent_stop": PATTERNS["stop"],
    "agent_repeat": _repeat,
    "agent_release": _release,
}
