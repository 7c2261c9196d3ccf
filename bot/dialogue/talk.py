"""One turn in the making: what is known, what will be said, what changes, and the state it leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from bot.answers import Answer, Expectation, option_name
from bot.dialogue.changes import Change, FactLearned, LanguageChanged, Noted
from bot.dialogue.content import Content
from bot.dialogue.memory import AnswerChances, Memory
from bot.dialogue.moment import Confirming, Moment, TalkState
from bot.flows.conditions import parse_condition
from bot.flows.model import Treatment
from bot.flows.scope import Scope
from bot.flows.steps.collect import Collect
from bot.messages import Option, Reply, ReplyKind, choice_payload
from bot.understanding.extract import extract
from bot.understanding.volunteered import volunteered

NOT_VALUES = ("declined", "dont_know")
_NEVER = parse_condition("false")


class Talk:
    """Collects replies and changes. Reads the moment, never the clock, the database or the engine."""

    def __init__(self, moment: Moment, content: Content, memory: Memory, chances: AnswerChances) -> None:
        self.moment = moment
        self.content = content
        self.memory = memory
        self.chances = chances
        self.state: TalkState = moment.state
        self.language = moment.language
        self.replies: list[Reply] = []
        self.changes: list[Change] = []
        self._unasked: dict[str, Mapping[str, Answer]] = {}
        self._facts: dict[str, Any] = {name: fact.value for name, fact in moment.facts.items()}

    @property
    def text(self) -> str:
        return self.moment.heard.text

    @property
    def facts(self) -> Mapping[str, Any]:
        """What is known of the customer and may be told, with what this turn taught."""
        return self._facts

    def knows(self, attribute: str) -> bool:
        return attribute in self._facts or attribute in self.moment.known_attributes

    def scope(self) -> Scope:
        """What conditions and templates see."""
        return Scope(
            language=self.language,
            customer=self._facts,
            conversation={
                "channel": self.moment.channel,
                "language": self.language,
                "is_first": self.moment.is_first_conversation,
                "is_verified": self.moment.is_verified,
                "has_open_case": self.moment.has_open_case,
                "case_number": self.moment.case_number,
                **self._local_time,
            },
            company=self.content.company.namespace(),
            now=self.moment.now,
            treatments=self._had_already(),
            seed=self.moment.heard.id,
        )

    @cached_property
    def local_now(self) -> datetime:
        """The moment in the customers' zone: late in the evening 'tomorrow' is not yet the day after."""
        return self.moment.now.astimezone(ZoneInfo(self.content.company.timezone))

    @property
    def _local_time(self) -> Mapping[str, Any]:
        return {"hour": self.local_now.hour, "weekday": self.local_now.strftime("%A").lower()}

    def hear(self, expectations: Sequence[Expectation], text: str | None = None) -> Mapping[str, Answer]:
        """What the message says about what is waited for, by slot."""
        said = self.text if text is None else text
        return extract(said, expectations, self.language, self.local_now, self.content.company.region)

    def hear_unasked(self) -> Mapping[str, Answer]:
        """What the message tells of what the catalogue would ask, by attribute; listened to once a language."""
        if self.language not in self._unasked:
            catalogue = self.content.catalogue
            self._unasked[self.language] = volunteered(
                self.text,
                catalogue.expectations(),
                catalogue.phrases(),
                self.language,
                self.moment.heard.tells,
            )
        return self._unasked[self.language]

    def _had_already(self) -> tuple[Treatment, ...]:
        """Treatments of this conversation that came once: nobody hears the same favour twice in one talk."""
        treatments = self.content.pack.treatments
        return tuple(replace(treatments[one], when=_NEVER) for one in self.state.treated if one in treatments)

    def namespace(self) -> Mapping[str, Any]:
        """The same, as names: slots, customer, conversation, company."""
        scope = self.scope()
        return {
            "slots": self.state.flow.slots,
            "customer": scope.customer,
            "conversation": scope.conversation,
            "company": scope.company,
            "context": {},
        }

    def say(self, key: str, **values: Any) -> None:
        """Say a text of texts.yml."""
        self.add(Reply("say", self.words(key, **values)))

    def say_lines(self, lines: Sequence[str]) -> None:
        """Several lines as one message."""
        self.add(Reply("say", "\n".join(lines)))

    def ask(self, key: str, options: Sequence[Option], kind: ReplyKind = "ask", **values: Any) -> None:
        self.add(Reply(kind, self.words(key, **values), tuple(options)))

    def words(self, key: str, **values: Any) -> str:
        return self.content.text(key, self.language, **values)

    def add(self, reply: Reply) -> None:
        if reply.text.strip():
            self.replies.append(reply)

    def take_back_ask(self, step: str) -> None:
        """An ask of this turn that the message has answered already is not said."""
        if self.replies and self.replies[-1].kind == "ask" and self.replies[-1].step == step:
            self.replies.pop()

    def change(self, change: Change) -> None:
        self.changes.append(change)

    def note(self, kind: str, **data: Any) -> None:
        self.changes.append(Noted(kind, data))

    def update(self, **values: Any) -> None:
        """Replace parts of the state."""
        self.state = replace(self.state, **values)

    def confirm(self, kind: str, attribute: str | None = None) -> None:
        self.update(confirming=Confirming(kind, attribute))

    def learn(self, attribute: str, value: Any, source: str, confidence: float = 1.0) -> None:
        """Keep a fact; a refusal or a don't-know is no fact."""
        if value in NOT_VALUES:
            return
        self._facts[attribute] = value
        self.change(FactLearned(attribute, value, source, confidence, self.content.retention(attribute)))

    def forget(self, attribute: str) -> None:
        """Drop a fact here too: from what is known, and from the slots that a flow under way keeps it in."""
        self._facts.pop(attribute, None)
        flow = self.state.flow
        kept = {
            step.slot
            for one in self.content.pack.flows.values()
            for step in one.steps.values()
            if isinstance(step, Collect) and step.remember == attribute
        }
        slots = {name: value for name, value in flow.slots.items() if name not in kept}
        self.update(flow=replace(flow, slots=slots, trail=()))

    def label(self, attribute: str) -> str:
        """How an attribute is called when it is read back to the customer."""
        described = self.content.described(attribute)
        return described.label.get(self.language, attribute) if described else attribute.replace("_", " ")

    def flow_title(self, flow: str) -> str:
        """How a flow is called when it is offered; its id when it has no title."""
        title = self.content.pack.flows[flow].title
        return title.find(self.language) if title else flow.replace("_", " ")

    def value_in_words(self, attribute: str, value: Any) -> str:
        """A fact's value as the customer would say it: the title of its option, yes or no, a date, the thing itself."""
        described = self.content.described(attribute)
        if isinstance(value, (list, tuple)):
            named = [self.value_in_words(attribute, one) for one in value]
            return self.content.listed(named, self.language)
        key = option_name(value)
        for title in _titles(described, key):
            return title.get(self.language, str(value))
        if key in ("yes", "no"):
            return self.words(key)
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return date_in_words(value, self.language) if isinstance(value, (date, datetime)) else str(value)

    def switch_language(self, language: str) -> None:
        self.language = language
        self.change(LanguageChanged(language))

    def yes_no(self, at: str) -> tuple[Option, ...]:
        return tuple(Option(value, self.words(value), choice_payload(at, value)) for value in ("yes", "no"))


def date_in_words(moment: date | datetime, language: str) -> str:
    from babel.dates import format_date

    return format_date(moment, format="long", locale=language)


def _titles(described: Any, key: str) -> Sequence[Mapping[str, str]]:
    options = getattr(described, "options", ()) or ()
    if isinstance(options, Mapping):
        return [options[key]] if key in options else []
    return [option.title for option in options if option.value == key]
