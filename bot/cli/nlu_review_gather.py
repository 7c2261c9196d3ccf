"""What there is to review: from the store, redacted, without what was labelled before, in groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from bot.dialogue.content import Content, load_content
from bot.phrases import load_phrases, normalised
from bot.reviewing.groups import Group, Likeness, Redacted, grouped
from bot.reviewing.labels import Labels
from bot.reviewing.redaction import HIDDEN, redact, shown_words
from bot.reviewing.turns import Unheard, to_review
from bot.reviewing.vocabulary import Vocabulary, common_words, vocabulary
from bot.simulate.stand_in import training_phrases
from bot.store.content import read_files
from bot.store.review import names_of, turns_to_review, words_of_names
from bot.training import ROOT, known_intents
from bot.understanding.language import detect

_COMPANYS_WORDS = ("flows/", "questions/", "phrases/", "treatments/", "texts.yml")
_NO_LABELS = frozenset({"choose", "nlu_fallback"})
_TELLING_LETTERS = 3


@dataclass(frozen=True, slots=True)
class ToReview:
    """`labelled` messages were looked at before; of `hidden` ones nothing is left that may be shown.

    `intents` -> what each is called: the title of the flow that it starts, or nothing.
    """

    groups: Sequence[Group]
    intents: Mapping[str, str]
    labelled: int = 0
    hidden: int = 0


def gather(connection: Connection, folder: Path, since: datetime, language: str | None = None) -> ToReview:
    files = read_files(folder)
    content = load_content(files)
    phrases = {**training_phrases(ROOT / "data" / "nlu"), **_own_phrases(files)}
    unheard = list(to_review(turns_to_review(connection, since)))
    messages = _redacted(connection, unheard, _vocabulary(connection, files, unheard), content)
    seen = Labels(folder).seen().union(phrases)
    shown = [one for one in messages if _tells_something(one.text)]
    new = [one for one in shown if normalised(one.text) not in seen]
    of_language = [one for one in new if language in (None, one.language)]
    return ToReview(
        grouped(of_language, Likeness(phrases)),
        _intents(content),
        labelled=len(shown) - len(new),
        hidden=len(messages) - len(shown),
    )


def _own_phrases(files: Mapping[str, str]) -> Mapping[str, str]:
    return {
        normalised(phrase): intent
        for intent, languages in load_phrases(files).trained.items()
        for said in languages.values()
        for phrase in said
    }


def _vocabulary(connection: Connection, files: Mapping[str, str], unheard: Sequence[Unheard]) -> Vocabulary:
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "data" / "nlu").glob("*.yml"))]
    texts += [text for name, text in files.items() if name.startswith(_COMPANYS_WORDS)]
    common = common_words((one.person_id, one.text) for one in unheard)
    known = vocabulary(texts)
    names = words_of_names(connection, common.union(known.words))
    return known.and_also(common - names).without_names(names)


def _redacted(
    connection: Connection, unheard: Sequence[Unheard], known: Vocabulary, content: Content
) -> list[Redacted]:
    names, languages = names_of(connection, {one.person_id for one in unheard}), content.company.languages
    return [
        Redacted(
            redact(one.text, known, names.get(one.person_id, ())),
            detect(one.text, one.language, languages) or one.language,
            one.person_id,
            one.reason,
            one.taken_for,
            _intent_of(content, one.chosen),
        )
        for one in unheard
    ]


def _intent_of(content: Content, flow: str | None) -> str | None:
    found = content.pack.flows.get(flow) if flow else None
    return found.triggers[0].intent if found and found.triggers else None


def _tells_something(redacted: str) -> bool:
    words = shown_words(redacted)
    return redacted.count(HIDDEN) <= len(words) and any(len(word) >= _TELLING_LETTERS for word in words)


def _intents(content: Content) -> Mapping[str, str]:
    """By name; a flow that an intent starts gives it a title."""
    named = dict.fromkeys(known_intents() - _NO_LABELS, "")
    default = content.company.default_language
    for flow in content.pack.flows.values():
        for trigger in flow.triggers:
            named[trigger.intent] = (flow.title.find(default) if flow.title else None) or ""
    return dict(sorted(named.items()))
