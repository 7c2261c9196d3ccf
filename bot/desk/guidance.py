"""What marketing wrote for agents: the opening, canned replies, how a conversation may have ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.errors import ContentError, DriplineError
from bot.flows.templates import render
from bot.yaml_source import LocatedDict, Position, read_yaml

FILE = "canned_replies.yml"
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CannedReply:
    name: str
    title: Texts
    text: Texts


@dataclass(frozen=True, slots=True)
class Disposition:
    """How a conversation ended. `needs` names what its wrap-up cannot do without: satisfaction, promise, case, note."""

    name: str
    title: Texts
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guidance:
    """`required_after` names the flows after which a conversation cannot be left without a wrap-up."""

    opening: Texts = field(default_factory=dict)
    replies: tuple[CannedReply, ...] = ()
    dispositions: tuple[Disposition, ...] = ()
    required_after: frozenset[str] = frozenset()

    def disposition(self, name: str) -> Disposition | None:
        return next((one for one in self.dispositions if one.name == name), None)


NO_GUIDANCE = Guidance(dispositions=(Disposition("done", {"en": "Done", "es": "Listo", "pt": "Resolvido"}),))
_NEEDS = ("satisfaction", "promise", "case", "note")


def load_guidance(files: Mapping[str, str]) -> Guidance:
    """From the files of a content version. Raises ContentError; without the file there is little to choose from."""
    if FILE not in files:
        return NO_GUIDANCE
    document = read_yaml(files[FILE], FILE)
    if not isinstance(document, LocatedDict):
        raise ContentError(where=Position(FILE, 1, 1), problem="expected keys at the top of the file")
    return Guidance(
        opening=_texts(document, "opening"),
        replies=tuple(
            CannedReply(name, _texts(one, "title"), _texts(one, "text"))
            for name, one in _named(document, "replies")
        ),
        dispositions=tuple(
            Disposition(name, _texts(one, "title"), _needs(one))
            for name, one in _named(document, "dispositions")
        )
        or NO_GUIDANCE.dispositions,
        required_after=frozenset(document.get("required_after") or ()),
    )


def text_of(texts: Texts, language: str, default: str, values: Mapping[str, Any]) -> str:
    """The text in a language with its names filled in; what cannot be filled in yet is left out."""
    template = texts.get(language) or texts.get(default) or next(iter(texts.values()), "")
    try:
        return render(template, values)
    except DriplineError:
        return ""


def _named(document: LocatedDict, key: str) -> list[tuple[str, LocatedDict]]:
    section = document.get(key) or {}
    for name, one in section.items():
        if not isinstance(one, LocatedDict):
            raise ContentError(
                where=document.where(key), problem=f"'{name}' has nothing below it; give it a title"
            )
    return list(section.items())


def _texts(body: LocatedDict, key: str) -> Texts:
    texts = body.get(key)
    if not isinstance(texts, Mapping) or not all(isinstance(text, str) for text in texts.values()):
        raise ContentError(
            where=body.position, problem=f"'{key}' is missing; write it in each language, {{en: …}}"
        )
    return dict(texts)


def _needs(body: LocatedDict) -> tuple[str, ...]:
    needs = tuple(body.get("needs") or ())
    for need in needs:
        if need not in _NEEDS:
            raise ContentError(
                where=body.where("needs"),
                problem=f"'{need}' is none of {', '.join(_NEEDS)}; use one of these",
            )
    return needs
