"""The demo page's words for what the store holds: names of facts and values, times, origins."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from bot.answers import option_name
from bot.dialogue.content import Content

_SOURCES = {
    "asked": "answered our question",
    "volunteered": "mentioned it",
    "imported": "from the customer file",
    "agent": "noted by an agent",
    "derived": "worked out from other facts",
}
_STATUSES = {
    "asked": "asked, open",
    "answered": "answered",
    "declined": "declined",
    "volunteered": "told without asking",
    "ignored": "not answered",
}
_SATISFACTION = {
    1: "completely dissatisfied",
    2: "dissatisfied",
    3: "neutral",
    4: "satisfied",
    5: "completely satisfied",
}


class Wording:
    """Words in one language, from the content where marketing named things."""

    def __init__(self, content: Content, language: str = "en") -> None:
        self._content = content
        self._language = language
        self._zone = ZoneInfo(content.company.timezone)

    def label(self, attribute: str) -> str:
        described = self._content.described(attribute)
        return self._text(described.label if described else None, attribute)

    def value(self, attribute: str, value: Any) -> str:
        """The title of an option, or of several, yes or no, a plain number, or the thing itself."""
        if isinstance(value, (list, tuple)):
            named = [self.value(attribute, one) for one in value]
            return self._content.listed(named, self._language)
        key = option_name(value) if isinstance(value, bool) else value
        described = self._content.described(attribute)
        options = getattr(described, "options", None) or ()
        titles = (
            [options[key]]
            if isinstance(options, dict) and key in options
            else [option.title for option in options if getattr(option, "value", None) == key]
        )
        for title in titles:
            return self._text(getattr(title, "title", title), str(key))
        if isinstance(value, float) and value.is_integer():
            return f"{value:,.0f}"
        return f"{value:,}" if isinstance(value, int | float) and not isinstance(value, bool) else str(key)

    def question(self, name: str | None) -> str:
        for question in self._content.catalogue:
            if question.name == name:
                return self._text(question.label, name or "")
        return (name or "").replace("_", " ").capitalize()

    def grant(self, name: str) -> str:
        label = self._text(self._content.company.grants.get(name), name)
        return label[:1].upper() + label[1:]

    def source(self, source: str) -> str:
        return _SOURCES.get(source, source)

    def status(self, status: str) -> str:
        return _STATUSES.get(status, status)

    def satisfaction(self, level: int) -> str:
        return _SATISFACTION.get(level, str(level))

    def named(self, name: str) -> str:
        """A name of ours as words: 'home_worker' → 'home worker'."""
        return name.replace("_", " ")

    def flow(self, name: str) -> str:
        """A flow's title where marketing gave one."""
        flow = self._content.pack.flows.get(name)
        title = flow.title.find(self._language) if flow and flow.title else None
        return title or self.named(name).capitalize()

    def due(self, moment: datetime) -> str:
        """A day and time to come: '3 May, 14:05'."""
        local = moment.astimezone(self._zone)
        day = format_date(local, "d MMM", locale=self._language)
        return f"{day}, {format_time(local, 'HH:mm', locale=self._language)}"

    def when(self, moment: datetime) -> str:
        """'today 14:05', else the day: '3 May 2026'."""
        local = moment.astimezone(self._zone)
        if local.date() == self._today():
            return f"today {format_time(local, 'HH:mm', locale=self._language)}"
        return format_date(local, "d MMM y", locale=self._language)

    def _today(self) -> date:
        return datetime.now(UTC).astimezone(self._zone).date()

    def _text(self, texts: Any, otherwise: str) -> str:
        if not texts:
            return otherwise.replace("_", " ").capitalize()
        return str(
            texts.get(self._language) or texts.get(self._content.company.default_language) or otherwise
        )
