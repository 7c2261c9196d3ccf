"""What customers say, as marketing writes it under content/phrases/: more phrases for an intent, or a new intent.

phrases:
  call_back:                          # the intent that a flow's nlu_trigger names
    en: [call me back, "can somebody ring me?"]
    es: [llámenme]
held_out:                             # never trained on: a new model is tried on these before it serves
  call_back:
    en: [I'd like a call]

A phrase may tell where it comes from: {says: call me back, by: ana, 'on': '2026-11-22 10:15:00', messages: 4}, as
labels of 'dripline nlu review' do (bot/reviewing/labels.py). What was `set_aside` there is no phrase.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.errors import ContentError, DriplineError
from bot.yaml_source import LocatedDict, LocatedList, Position, read_yaml

FOLDER = "phrases/"
SET_ASIDE = "set_aside"
_SECTIONS = ("phrases", "held_out")
_INTENT = re.compile(r"[a-z][a-z0-9_]*")

ByIntent = Mapping[str, Mapping[str, tuple[str, ...]]]


class PhraseErrors(DriplineError):
    """{report}"""

    def __init__(self, mistakes: Sequence[ContentError]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(report="\n".join(str(one) for one in self.mistakes))


@dataclass(frozen=True, slots=True)
class Phrases:
    """Intent -> language -> phrases. `held_out` is for trying a model, `trained` for making it.

    `places` says where each intent's first phrase stands.
    """

    trained: ByIntent = field(default_factory=dict)
    held_out: ByIntent = field(default_factory=dict)
    places: Mapping[str, Position] = field(default_factory=dict, compare=False)

    def __bool__(self) -> bool:
        return bool(self.trained)

    @property
    def intents(self) -> frozenset[str]:
        return frozenset(self.trained)

    def canonical(self) -> str:
        """What a model depends on, the same for the same phrases in any order of files."""
        return json.dumps(self.trained, sort_keys=True, ensure_ascii=False)


def load_phrases(files: Mapping[str, str]) -> Phrases:
    """From the content's files by name. Raises PhraseErrors with every mistake: file:line:column and what to do."""
    found: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {section: {} for section in _SECTIONS}
    seen: dict[str, tuple[str, Position]] = {}
    places: dict[str, Position] = {}
    errors: list[ContentError] = []
    for name in sorted(one for one in files if one.startswith(FOLDER)):
        for section, intent, language, phrase, where in _read(files[name], name, errors):
            said = normalised(phrase)
            if said in seen and (seen[said][0] != intent or section == "held_out"):
                errors.append(_twice(phrase, intent, where, *seen[said]))
                continue
            seen[said] = (intent, where)
            places.setdefault(intent, where)
            of_intent = found[section].setdefault(intent, {})
            of_intent[language] = (*of_intent.get(language, ()), phrase)
    if errors:
        raise PhraseErrors(errors)
    return Phrases(found["phrases"], found["held_out"], places)


def normalised(text: str) -> str:
    """Lower case, no accents, no punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain))


Entry = tuple[str, str, str, str, Position]


def _read(text: str, name: str, errors: list[ContentError]) -> Iterator[Entry]:
    try:
        document = read_yaml(text, name)
    except ContentError as error:
        errors.append(error)
        return
    if not isinstance(document, LocatedDict):
        errors.append(ContentError(where=Position(name, 1, 1), problem="begin it with 'phrases:'"))
        return
    for key, section in document.items():
        if key == SET_ASIDE:
            continue
        if key not in _SECTIONS or not isinstance(section, LocatedDict):
            problem = f"'{key}' is not known here; write 'phrases:' or 'held_out:' with intents below it"
            errors.append(ContentError(where=document.where(key), problem=problem))
            continue
        yield from _section(key, section, errors)


def _section(key: str, section: LocatedDict, errors: list[ContentError]) -> Iterator[Entry]:
    for intent, languages in section.items():
        where = section.where(intent)
        if not _INTENT.fullmatch(intent):
            problem = f"'{intent}' is no name of an intent; use small letters, digits and '_'"
            errors.append(ContentError(where=where, problem=problem))
        elif not isinstance(languages, LocatedDict):
            problem = (
                f"'{intent}' needs a language with a list of phrases below it, e.g. 'en: [call me back]'"
            )
            errors.append(ContentError(where=where, problem=problem))
        else:
            yield from _languages(key, intent, languages, errors)


def _languages(key: str, intent: str, languages: LocatedDict, errors: list[ContentError]) -> Iterator[Entry]:
    for language, phrases in languages.items():
        if not isinstance(phrases, LocatedList):
            problem = f"the phrases of '{intent}' in '{language}' must be a list"
            errors.append(ContentError(where=languages.where_value(language), problem=problem))
            continue
        for index, item in enumerate(phrases):
            phrase = item.get("says") if isinstance(item, LocatedDict) else item
            if wrong := _problem(phrase):
                errors.append(ContentError(where=phrases.where(index), problem=wrong))
            else:
                yield key, intent, language, str(phrase).strip(), phrases.where(index)


def _problem(phrase: Any) -> str | None:
    if not isinstance(phrase, str) or not normalised(phrase):
        return "a phrase is words; put it in quotation marks if it looks like something else"
    if "\n" in phrase:
        return "a phrase is one line"
    return "a phrase does not begin with '/'" if phrase.startswith("/") else None


def _twice(phrase: str, intent: str, where: Position, other: str, there: Position) -> ContentError:
    problem = (
        f"'{phrase}' is here for '{intent}' and in {there} for '{other}'; keep one"
        if intent != other
        else f"'{phrase}' is held out and also in {there}; a model is tried on phrases it has not seen"
    )
    return ContentError(where=where, problem=problem)
