"""Lists of words that statement phrases share: '[phone]' in a phrase stands for every word under 'words: phone'."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.questions.model import Phrases
from bot.questions.reading import Reader, did_you_mean
from bot.yaml_source import LocatedDict

WORDS = "words"
_NAME = re.compile(r"\[([^\[\]]*)\]")
_CHOICE = re.compile(r"(\([^()]*\))")

Words = Mapping[str, Phrases]
"""name -> language -> words"""


def words_of(content: LocatedDict | None, reader: Reader) -> Words:
    """The lists of one file."""
    found = reader.mapping(content, WORDS) if content is not None else None
    return {name: reader.phrases(found, name) for name in found or () if found is not None}


def statements_of(parent: LocatedDict, words: Words, reader: Reader) -> Phrases:
    """The phrases under 'statements', each list of words in its place."""
    found: dict[str, tuple[str, ...]] = {}
    for language, phrases in reader.phrases(parent, "statements").items():
        for phrase in phrases:
            for name in _NAME.findall(phrase):
                if not words.get(name, {}).get(language):
                    problem = f"there are no words '{name}' in '{language}'.{did_you_mean(name, words)}"
                    reader.wrong(parent.where("statements"), problem)
        found[language] = tuple(with_words(phrase, words, language) for phrase in phrases)
    return found


def with_words(phrase: str, words: Words, language: str) -> str:
    """Within a choice the words are more to choose from; elsewhere they are a choice of their own."""

    def listed(match: re.Match[str]) -> str:
        return "|".join(words.get(match[1], {}).get(language, ()))

    pieces = _CHOICE.split(phrase)
    return "".join(
        _NAME.sub(listed, piece) if index % 2 else _NAME.sub(lambda name: f"({listed(name)})", piece)
        for index, piece in enumerate(pieces)
    )
