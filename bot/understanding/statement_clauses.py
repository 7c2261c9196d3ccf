"""A message cut into clauses, without questions and quotations; each knows what hangs over it from the last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.understanding.frequency import frequencies
from bot.understanding.message import Message, listen, word_set
from bot.understanding.refusals import has
from bot.understanding.statement_patterns import ASKS_PLAINLY, QUESTION, STANDING_WISH, TAG
from bot.understanding.statement_words import (
    DENIALS,
    NO_FACT,
    OTHERS,
    SUPPOSED,
    WISHES,
    spelt_out,
)

_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»|(?<!\w)'[^']{8,}'(?!\w)")
_SENTENCE = re.compile(r"[^.!?;\n]+(?:\.(?=\d)[^.!?;\n]+)*[.!?;\n]*")
_PIECE = re.compile(r"[^,:()–—]+(?:,(?=\d)[^,:()–—]+)*|,|:|\(|\)")
_JOINTS: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(and(?! (?:then|again|night|a half|a bit)\b)|but|or|because|although|since|as i"
        r"|so(?! (?:much|many"
        r"|often|far)\b))\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"(?<![\w-])(y(?! (?:medio|media|pico)\b)|e(?!-)|pero|porque|aunque|as[ií] que|entonces|por eso"
        r"|ya que)\b",
        re.IGNORECASE,
    ),
    "pt": re.compile(
        r"(?<![\w-])(e(?!-| (?:meio|meia|pouco|tanto)\b)|mas|porque|embora|ent[aã]o|por isso|j[aá] que)\b",
        re.IGNORECASE,
    ),
}
_SHORT_AND = re.compile(r"(?<= )(?:n|&)(?= )", re.IGNORECASE)
_HOW = re.compile(
    r" (?:how|what|why|which) | (?:como|donde|onde) (?:hago|puedo|faco|posso|veo|vejo|recibo|recebo) "
)
_ASKED_OF_ONESELF = re.compile(
    r"\?+(?=\s*(?:almost never|never|hardly|rarely|not really|every|always|sometimes|now and then"
    r"|casi nunca|nunca|rara vez"
    r"|siempre|a veces|todos los|de vez en cuando|quase nunca|raramente|sempre|as vezes|às vezes"
    r"|todo dia|de vez em quando)\b)",
    re.IGNORECASE,
)
"""'Series on my phone? Hardly ever.'"""
_ABBREVIATED = re.compile(
    r"\b(av|avda|ave|st|rd|blvd|dr|dra|sr|sra|col|est|pça|pca|km|r)\.(?=\s+[\w])", re.IGNORECASE
)
"""A point that ends no sentence."""
_WHOLE = re.compile(r"[^.!?\n]+(?:\.(?=\d)[^.!?\n]+)*[.!?\n]*")
_QUESTION_PIECES = re.compile(
    r"(,|\.\.\.|…|\s+-+\s+|\s+(?=(?:and|so|but|y|pero|entonces|e|mas|ent[aã]o)\s))", re.IGNORECASE
)
_LAUGHS = re.compile(
    r"(?:\s*(?:\b(?:lol|lmao|haha\w*|jaja\w*|jeje\w*|kk+|rs+|xd|hehe)\b"
    r"|[\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F]+))+(?=\s+\w)",
    re.IGNORECASE,
)
"""A laugh or a picture within a message ends what was said."""
_GOES_ON = word_set("and or y e o ou")


@lru_cache(maxsize=64)
def _heard(text: str) -> Message:
    """The same words are a clause, and often a whole sentence too."""
    return listen(spelt_out(text))


@dataclass(frozen=True)
class Clause:
    """`text` is what was written, `is_asked` in a question.

    `is_supposed` and `after_other` may come from the clause it goes on from."""

    text: str
    language: str
    is_supposed: bool = False
    after_other: bool = False
    is_asked: bool = False

    @cached_property
    def said(self) -> Message:
        return _heard(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(word.folded for word in self.said.words)

    @cached_property
    def typed(self) -> tuple[str, ...]:
        """The words in lower case with their accents."""
        return tuple(self.said.text[word.start : word.end].lower() for word in self.said.words)

    @cached_property
    def often(self) -> frozenset[str]:
        return frequencies(self.said.flat, self.language)

    @cached_property
    def is_no_fact(self) -> bool:
        return has(self.said, NO_FACT)

    @cached_property
    def is_wish(self) -> bool:
        return has(self.said, WISHES)

    @cached_property
    def asks_how(self) -> bool:
        """Whether a question without its mark stands somewhere in it."""
        return _HOW.search(self.said.flat) is not None

    @cached_property
    def is_plain(self) -> bool:
        """Whether no word in it denies anything."""
        return not any(word in DENIALS[self.language] for word in self.words)


def clauses_of(text: str, language: str) -> Iterator[Clause]:
    """Every clause that is no question."""
    plain = _unquoted(text, language)
    for sentence in _SENTENCE.findall(plain):
        yield from _of_sentence(_without_question(sentence, language), language)


def whole_sentences(text: str, language: str) -> Iterator[Clause]:
    """Sentences that are no questions, for what is said over several clauses, as a list of people is."""
    plain = _unquoted(text, language)
    for sentence in _WHOLE.findall(plain):
        if said := _without_question(sentence, language).strip():
            yield Clause(said, language)


def questions_in(text: str, language: str) -> Iterator[Clause]:
    """What is asked, of which a part may be taken for granted: 'a limit for my nine-year-old?'."""
    for sentence in _SENTENCE.findall(_unquoted(text, language)):
        said = _without_question(sentence, language)
        asked = sentence[len(said) :] if sentence.startswith(said) else ""
        if asked.strip(" ?.!¿,"):
            yield Clause(asked.strip(), language, is_asked=True)


def _unquoted(text: str, language: str) -> str:
    text = _ABBREVIATED.sub(r"\1", text)
    plain = _ASKED_OF_ONESELF.sub(" ", listen(text).text)
    plain = _LAUGHS.sub(", ", _QUOTED.sub(" … ", plain))
    return _SHORT_AND.sub("and", plain) if language == "en" else plain


def _without_question(sentence: str, language: str) -> str:
    before, opened, _ = sentence.partition("¿")
    if opened:
        return before
    flat = _heard(sentence).flat
    if STANDING_WISH.match(flat):
        return sentence
    if not sentence.rstrip().endswith("?"):
        return "" if ASKS_PLAINLY.match(flat) else sentence
    pieces = _QUESTION_PIECES.split(sentence)
    asking = next((at for at, piece in enumerate(pieces) if at % 2 == 0 and _asks(piece)), None)
    if asking is None:
        is_last_asked = len(pieces) > 1 and (pieces[-2] == "," or TAG.match(listen(pieces[-1]).flat))
        return "".join(pieces[:-2]) if is_last_asked else ""
    return "".join(pieces[: max(0, asking - 1)])


def _asks(text: str) -> bool:
    return QUESTION.match(_heard(text).flat) is not None


def _of_sentence(sentence: str, language: str) -> Iterator[Clause]:
    before: Clause | None = None
    for piece in _PIECE.findall(sentence):
        joint = ""
        for index, part in enumerate(_JOINTS[language].split(piece)):
            if index % 2:
                joint = part.lower()
            elif part.strip():
                goes_on = before is not None and joint in _GOES_ON
                clause = Clause(
                    part.strip(),
                    language,
                    is_supposed=goes_on and before is not None and _is_supposed(before),
                    after_other=goes_on and before is not None and _has_other(before),
                )
                yield clause
                before = clause
        joint = ""


def _is_supposed(clause: Clause) -> bool:
    return clause.is_supposed or any(word in SUPPOSED for word in clause.words)


def _has_other(clause: Clause) -> bool:
    """Whether the clause is about somebody else: its last subject is not the speaker."""
    for word in reversed(clause.words):
        if word in ("i", "we", "yo", "eu", "nosotros"):
            return False
        if word in OTHERS:
            return True
    return clause.after_other
