"""Reads content values and collects each mistake with its place, so that all are told at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import cast

from rapidfuzz import process

from bot.errors import ContentError
from bot.questions.model import Phrases, Retention, Texts
from bot.yaml_source import LocatedDict, Position, read_yaml

AS_LONG_AS_CUSTOMER = "while a customer"
_DAYS = {"day": 1.0, "week": 7.0, "month": 365 / 12, "year": 365.0}
_DURATION = re.compile(r"(\d+)\s+(day|week|month|year)s?")
_LIKENESS = 70


class Reader:
    """Collects mistakes while values are read; a value that is wrong is read as empty."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.languages = tuple(languages)
        self.mistakes: list[ContentError] = []

    def wrong(self, where: Position, problem: str) -> None:
        self.mistakes.append(ContentError(where=where, problem=problem))

    def mapping(self, parent: LocatedDict, key: str) -> LocatedDict | None:
        """The mapping under a key; None when it is absent, or no mapping (a mistake)."""
        found = parent.get(key)
        if isinstance(found, LocatedDict) or found is None:
            return found
        self.wrong(parent.where_value(key), f"'{key}' must be a mapping")
        return None

    def entries(self, parent: LocatedDict | None, key: str, what: str) -> Iterator[tuple[str, LocatedDict]]:
        """The named mappings under a key; one that is empty is a mistake."""
        found = self.mapping(parent, key) if parent is not None else None
        for name in found or ():
            body = self.mapping(cast(LocatedDict, found), name)
            if body is not None:
                yield name, body
            elif cast(LocatedDict, found)[name] is None:
                self.wrong(cast(LocatedDict, found).where(name), f"the {what} '{name}' is empty")

    def keys(self, found: LocatedDict, allowed: Collection[str], what: str) -> None:
        """Every key that is not allowed is a mistake, with the closest allowed one."""
        for key in found:
            if key not in allowed:
                self.wrong(found.where(key), f"{what} has no key '{key}'.{did_you_mean(key, allowed)}")

    def needs(self, found: LocatedDict, key: str, why: str) -> bool:
        if found.get(key) in (None, "", {}, []):
            self.wrong(found.where(key), f"'{key}' is missing: {why}")
            return False
        return True

    def texts(self, parent: LocatedDict, key: str, why: str) -> Texts:
        """A text in every language: {en: ..., es: ..., pt: ...}."""
        if not self.needs(parent, key, why) or (found := self.mapping(parent, key)) is None:
            return {}
        self.keys(found, self.languages, f"'{key}'")
        for language in self.languages:
            if not isinstance(found.get(language), str) or not found[language].strip():
                self.wrong(found.where(language), f"'{key}' has no text in '{language}'")
        return {code: text for code, text in found.items() if isinstance(text, str)}

    def phrases(self, parent: LocatedDict, key: str) -> Phrases:
        """Lists of phrases by language: {en: [...]}; absent is empty."""
        found = self.mapping(parent, key)
        if found is None:
            return {}
        self.keys(found, self.languages, f"'{key}'")
        read: dict[str, tuple[str, ...]] = {}
        for code, items in found.items():
            if not isinstance(items, list):
                self.wrong(found.where_value(code), f"'{key}' in '{code}' must be a list of phrases")
            else:
                read[code] = tuple(str(one) for one in items if one is not None)
        return read

    def number(self, parent: LocatedDict, key: str, default: float | None = None) -> float | None:
        found = parent.get(key, default)
        if isinstance(found, bool) or not isinstance(found, int | float | None):
            self.wrong(parent.where_value(key), f"'{key}' must be a number, not '{found}'")
            return default
        return found

    def one_of(self, parent: LocatedDict, key: str, allowed: Collection[str], why: str) -> str | None:
        if not self.needs(parent, key, why):
            return None
        found = str(parent[key])
        if found in allowed:
            return found
        problem = f"'{key}' is '{found}', but must be one of: {', '.join(allowed)}."
        self.wrong(parent.where_value(key), problem + did_you_mean(found, allowed))
        return None

    def retention(self, parent: LocatedDict) -> Retention:
        """'24 months', '90 days', or 'while a customer'."""
        if not self.needs(
            parent, "retention", f"say how long it is kept, '24 months' or '{AS_LONG_AS_CUSTOMER}'"
        ):
            return Retention("", None)
        text = str(parent["retention"]).strip()
        try:
            return read_retention(text)
        except ValueError:
            problem = (
                f"'{text}' is no time to keep a fact; write '24 months', '90 days' or '{AS_LONG_AS_CUSTOMER}'"
            )
            self.wrong(parent.where_value("retention"), problem)
            return Retention(text, None)


def read_retention(text: str) -> Retention:
    """A month counts 365/12 days, rounded to whole days in all. Raises ValueError for anything else."""
    if text.lower() == AS_LONG_AS_CUSTOMER:
        return Retention(text, None)
    match = _DURATION.fullmatch(text.lower())
    if match is None:
        raise ValueError(text)
    return Retention(text, timedelta(days=round(int(match[1]) * _DAYS[match[2]])))


def did_you_mean(wrong: str, allowed: Collection[str]) -> str:
    """' Did you mean 'x'?', or nothing when none is alike."""
    best = process.extractOne(wrong, list(allowed), score_cutoff=_LIKENESS)
    return f" Did you mean '{best[0]}'?" if best else ""


def read_file(text: str, file: str, reader: Reader) -> LocatedDict | None:
    """The mapping a file holds; text that is no YAML is a mistake like any other."""
    try:
        value = read_yaml(text, file)
    except ContentError as error:
        reader.mistakes.append(error)
        return None
    return value if isinstance(value, LocatedDict) else None


def in_folder(files: Mapping[str, str], folder: str) -> list[str]:
    """The names of the YAML files of one folder of content/, sorted."""
    return sorted(
        name for name in files if name.startswith(f"{folder}/") and name.endswith((".yml", ".yaml"))
    )
