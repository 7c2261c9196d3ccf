"""Reads typed values from YAML that knows its positions. A mistake becomes a finding and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any, TypedDict

from bot.flows.conditions import Condition, parse_condition
from bot.flows.errors import ConditionError
from bot.flows.model import Branch, FlowOption, FollowUp
from bot.flows.templates import BrokenTemplate, compile_template
from bot.flows.texts import ANY_LANGUAGE, Texts
from bot.flows.values import Values
from bot.yaml_source import LocatedDict, LocatedList, Position

CHANNELS = ("webchat", "rest", "sms", "whatsapp", "phone", "preferred")
_UNITS = {"minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400}
_DURATION = re.compile(r"(\d{1,4})\s*(minute|hour|day|week)s?")
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")


class StepBase(TypedDict):
    """What every kind of step has."""

    id: str
    flow: str
    next: tuple[Branch, ...]
    following: str | None
    agent: Texts
    where: Position
    source: LocatedDict


class Reader(Values):
    """Values that are a flow's own: texts, conditions, options, and readers of what lies deeper."""

    def mapping(self, key: str, keys: set[str]) -> Reader:
        value = self.data.get(key)
        if not isinstance(value, LocatedDict):
            self._wrong(key, "a mapping with " + ", ".join(sorted(keys)))
            value = located(self.data.where_value(key))
        inner = Reader(value, self.findings)
        inner.known(keys, f"'{key}'")
        return inner

    def each(self, key: str, keys: set[str]) -> Iterator[Reader]:
        """A reader for each mapping of a list."""
        value = self.data.get(key)
        if value is None:
            return
        if not isinstance(value, LocatedList):
            self._wrong(key, "a list")
            return
        for index, item in enumerate(value):
            if not isinstance(item, LocatedDict):
                wanted = " and ".join(sorted(keys))
                self.report(value.where(index), "error", "wrong-type", f"each item of '{key}' has {wanted}.")
                continue
            inner = Reader(item, self.findings)
            inner.known(keys, f"an item of '{key}'")
            yield inner

    def texts(self, key: str, *, required: bool = True) -> Texts:
        """A text, or texts by language. Every one must be valid Liquid."""
        value = self.data.get(key)
        if value is None:
            if required:
                self.error("missing-text", f"'{key}' has no text.", key=key if key in self.data else None)
            return Texts()
        if isinstance(value, LocatedDict):
            return self._by_language(value)
        if isinstance(value, list):
            self._wrong(key, "a text, or a text for each language")
            return Texts()
        self.template(str(value), self.data.where_value(key))
        return Texts({ANY_LANGUAGE: str(value)})

    def _by_language(self, value: LocatedDict) -> Texts:
        texts = {}
        for language, text in value.items():
            if not _LANGUAGE.fullmatch(language):
                message = f"'{language}' is not a language."
                self.report(value.where(language), "error", "wrong-language", message, "Write en, es, pt …")
            elif isinstance(text, (dict, list)) or text is None:
                self.report(
                    value.where_value(language), "error", "wrong-type", f"'{language}' must be a text."
                )
            else:
                self.template(str(text), value.where_value(language))
                texts[language] = str(text)
        return Texts(texts)

    def template(self, text: str, where: Position) -> None:
        try:
            compile_template(text)
        except BrokenTemplate as error:
            place = Position(where.file, where.line + error.line - 1, where.column)
            self.report(place, "error", "broken-template", f"the text is not valid Liquid: {error.problem}.")

    def condition(self, key: str, *, required: bool = False) -> Condition | None:
        value = self.data.get(key)
        if value is None:
            if required:
                self.error("missing-condition", f"'{key}' has no condition.", key=key)
            return None
        if isinstance(value, (dict, list)):
            self._wrong(key, "a condition")
            return None
        return self.parse(str(value), self.data.where_value(key))

    def parse(self, text: str, where: Position) -> Condition | None:
        text = {"True": "true", "False": "false"}.get(text, text)
        try:
            return parse_condition(text)
        except ConditionError as error:
            column = int(error.details["column"])
            place = Position(where.file, where.line, where.column + column - 1)
            caret = f"In '{text}', at character {column}."
            self.report(place, "error", "broken-condition", f"{error.details['problem']}.", caret)
            return None

    @staticmethod
    def never() -> Condition:
        return parse_condition("false")

    def options(self, key: str) -> tuple[FlowOption, ...]:
        value = self.data.get(key)
        if value is None:
            return ()
        if not isinstance(value, LocatedDict):
            self._wrong(key, "a mapping from each value to its title")
            return ()
        return tuple(self._option(value, name) for name in value)

    def _option(self, options: LocatedDict, name: str) -> FlowOption:
        where = options.where(name)
        if not isinstance(options[name], LocatedDict) or "title" not in options[name]:
            return FlowOption(name, Reader(options, self.findings).texts(name), {}, where)
        inner = Reader(options[name], self.findings)
        inner.known({"title", "synonyms", "description"}, f"the option '{name}'")
        return FlowOption(name, inner.texts("title"), inner.words("synonyms"), where)

    def words(self, key: str) -> Mapping[str, tuple[str, ...]]:
        """Lists of words by language."""
        value = self.data.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict) or not all(isinstance(words, list) for words in value.values()):
            self._wrong(key, "a list of words for each language")
            return {}
        return {language: tuple(str(word) for word in words) for language, words in value.items()}

    def follow_up(self, key: str) -> FollowUp:
        inner = self.mapping(key, {"in", "channel", "flow", "reason"})
        return FollowUp(
            inner.duration("in"),
            inner.one_of("channel", CHANNELS, "webchat"),
            inner.required("flow"),
            inner.string("reason"),
            self.data.where(key),
        )

    def required(self, key: str) -> str:
        value = self.name(key)
        if value is None and key not in self.data:
            self.error("missing-key", f"'{key}' is missing.")
        return value or ""

    def duration(self, key: str) -> timedelta:
        found = _DURATION.fullmatch(self.string(key).strip())
        if not found:
            wanted = "Write a number and minutes, hours, days or weeks, as in '3 days'."
            self.error("wrong-duration", f"'{key}' is not a time.", wanted, key=key)
            return timedelta(days=1)
        return timedelta(seconds=int(found[1]) * _UNITS[found[2]])


def located(where: Position) -> LocatedDict:
    """An empty mapping at a place, to go on with after a mistake."""
    empty = LocatedDict()
    empty.position, empty.key_positions, empty.value_positions = where, {}, {}
    return empty


Loader = Callable[[StepBase, Reader], Any]
