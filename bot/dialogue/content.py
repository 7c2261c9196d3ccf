"""All that marketing wrote, loaded and ready: one immutable value per version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import Any

from bot.errors import ContentError, DriplineError
from bot.flows.conditions import Condition, parse_condition
from bot.flows.errors import ConditionError
from bot.flows.interpreter import Interpreter
from bot.flows.listing import listed
from bot.flows.load import load_pack
from bot.flows.model import Pack
from bot.flows.templates import render
from bot.people.contact_pressure import BadContactPolicy, ContactPolicy, policy_from
from bot.phrases import load_phrases
from bot.questions.attributes import load_attributes
from bot.questions.catalogue import Catalogue, load_questions
from bot.questions.model import Attribute, Question, Texts
from bot.yaml_source import LocatedDict, Position, read_yaml

COMPANY_FILE, TEXTS_FILE = "company.yml", "texts.yml"
_UNITS = {"minute": 60, "hour": 3600, "day": 86400, "week": 604800}


class ContentErrors(DriplineError):
    """{report}"""

    @classmethod
    def of(cls, errors: list[DriplineError]) -> ContentErrors:
        return cls(report="\n".join(str(error) for error in errors))


@dataclass(frozen=True, slots=True)
class Company:
    """Who serves the customer. `tier_values` weighs a question by the worth of the customer it is asked of."""

    name: str
    assistant: str
    languages: tuple[str, ...]
    default_language: str
    timezone: str
    region: str
    welcome_flow: str
    minimum_gap: timedelta
    tier_values: Mapping[str, float]
    grants: Mapping[str, Texts]
    currency: str = "USD"
    contact: ContactPolicy = field(default_factory=ContactPolicy)

    def namespace(self) -> Mapping[str, Any]:
        """What templates and conditions see as `company.`"""
        return {
            "name": self.name,
            "assistant": self.assistant,
            "region": self.region,
            "default_language": self.default_language,
            "currency": self.currency,
        }


@dataclass(frozen=True, slots=True)
class Content:
    """One version of everything under content/. `version` is a hash of the files."""

    version: str
    company: Company
    texts: Mapping[str, Texts]
    pack: Pack
    interpreter: Interpreter
    catalogue: Catalogue
    attributes: Mapping[str, Attribute]
    conditions: Mapping[str, Condition] = field(default_factory=dict)

    def text(self, key: str, language: str, **values: Any) -> str:
        """A text of texts.yml in a language, filled in."""
        texts = self.texts[key]
        template = texts.get(language) or texts[self.company.default_language]
        return render(template, {**self.company.namespace(), "company": self.company.name, **values})

    def listed(self, names: Sequence[str], language: str) -> str:
        """What was chosen of several options, in words: 'a, b, and c', or that it was none of them."""
        return listed(names, language) or self.text("none_of_them", language)

    def described(self, attribute: str) -> Attribute | Question | None:
        """Whatever declares an attribute: a question, or the company's list of attributes."""
        return self.catalogue.of_attribute(attribute) or self.attributes.get(attribute)

    def option_titles(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """By attribute: each value it may have, with its titles in every language."""
        found: dict[str, Mapping[str, tuple[str, ...]]] = {
            name: {value: tuple(titles.values()) for value, titles in one.options.items()}
            for name, one in self.attributes.items()
        }
        for question in self.catalogue:
            found[question.attribute] = {one.value: tuple(one.title.values()) for one in question.options}
        return found

    def retention(self, attribute: str) -> timedelta | None:
        described = self.described(attribute)
        return described.retention.length if described else None

    def declared(self) -> frozenset[str]:
        """Every attribute that has a purpose."""
        return frozenset(self.attributes) | {question.attribute for question in self.catalogue}


def version_of(files: Mapping[str, str]) -> str:
    """The same files, the same version, on every machine."""
    return hashlib.sha256(json.dumps(sorted(files.items())).encode()).hexdigest()[:16]


def load_content(files: Mapping[str, str]) -> Content:
    """Everything from the texts of the files by their name under content/. Raises ContentErrors with all mistakes.

    The same files again are the same content: nothing in it ever changes.
    """
    return _loaded(tuple(sorted(files.items())))


@lru_cache(maxsize=4)
def _loaded(named: tuple[tuple[str, str], ...]) -> Content:
    files = dict(named)
    company = _company(files)
    errors: list[DriplineError] = []
    texts = _gather(errors, lambda: _texts(files, company)) or {}
    pack = _gather(errors, lambda: load_pack(files))
    catalogue = _gather(errors, lambda: load_questions(files, company.languages))
    asked = {question.attribute for question in catalogue or ()}
    attributes = _gather(errors, lambda: load_attributes(files, company.languages, asked)) or {}
    conditions = _gather(errors, lambda: _conditions(catalogue)) or {}
    _gather(errors, lambda: load_phrases(files))
    if errors or pack is None or catalogue is None:
        raise ContentErrors.of(errors)
    interpreter = Interpreter(pack)
    return Content(version_of(files), company, texts, pack, interpreter, catalogue, attributes, conditions)


def _gather(errors: list[DriplineError], load: Any) -> Any:
    try:
        return load()
    except DriplineError as error:
        errors.append(error)
        return None


def _conditions(catalogue: Catalogue | None) -> Mapping[str, Condition]:
    found = {}
    for question in catalogue or ():
        if question.when:
            try:
                found[question.name] = parse_condition(question.when)
            except ConditionError as error:
                raise ContentError(
                    where=question.where, problem=f"'when' of '{question.name}': {error}"
                ) from error
    return found


def _company(files: Mapping[str, str]) -> Company:
    document = _document(files, COMPANY_FILE)
    body = _section(document, "company", COMPANY_FILE)
    policy = document.get("question_policy") or {}
    tiers = document.get("tiers") or {}
    grants = document.get("grants") or {}
    languages = tuple(_required(body, "languages"))
    return Company(
        name=_required(body, "name"),
        assistant=_required(body, "assistant"),
        languages=languages,
        default_language=body.get("default_language", languages[0]),
        timezone=body.get("timezone", "UTC"),
        region=body.get("region", "BR"),
        welcome_flow=body.get("welcome_flow", "welcome"),
        minimum_gap=_duration(policy, "minimum_gap") if isinstance(policy, LocatedDict) else timedelta(0),
        tier_values={name: float(tier.get("value", 1.0)) for name, tier in tiers.items()},
        grants={name: grant["label"] for name, grant in grants.items()},
        currency=str(body.get("currency", "USD")),
        contact=_contact_policy(document, body.get("region", "BR")),
    )


def _contact_policy(document: LocatedDict, region: str) -> ContactPolicy:
    try:
        return policy_from(document.get("contact_policy") or {}, region)
    except BadContactPolicy as error:
        raise ContentError(where=document.where("contact_policy"), problem=str(error)) from error


def _texts(files: Mapping[str, str], company: Company) -> Mapping[str, Texts]:
    body = _section(_document(files, TEXTS_FILE), "texts", TEXTS_FILE)
    missing = [
        ContentError(where=body.where(key), problem=f"the text '{key}' has no '{language}'; add it")
        for key, texts in body.items()
        for language in company.languages
        if not isinstance(texts, Mapping) or not texts.get(language)
    ]
    if missing:
        raise ContentErrors.of(list(missing))
    return body


def _document(files: Mapping[str, str], name: str) -> LocatedDict:
    if name not in files:
        raise ContentError(where=Position(name, 1, 1), problem="the file is missing; every company has one")
    document = read_yaml(files[name], name)
    if not isinstance(document, LocatedDict):
        raise ContentError(where=Position(name, 1, 1), problem="expected keys at the top of the file")
    return document


def _section(document: LocatedDict, key: str, file: str) -> LocatedDict:
    section = document.get(key)
    if not isinstance(section, LocatedDict):
        raise ContentError(
            where=Position(file, 1, 1), problem=f"there is no '{key}:' with keys below it; add it"
        )
    return section


def _required(body: LocatedDict, key: str) -> Any:
    if not body.get(key):
        raise ContentError(where=body.position, problem=f"'{key}' is missing; add it")
    return body[key]


def _duration(body: LocatedDict, key: str) -> timedelta:
    text = str(body.get(key, "0 hours"))
    number, _, unit = text.partition(" ")
    seconds = _UNITS.get(unit.rstrip("s"))
    if seconds is None or not number.isdigit():
        raise ContentError(
            where=body.where(key), problem=f"'{text}' is no length of time; write e.g. '12 hours'"
        )
    return timedelta(seconds=int(number) * seconds)
