"""What customers tell without being asked. Precision first: a fact nobody stated is worse than one not heard.

Only a statement phrase of the question catalogue counts, and only when the customer says it of themselves, now,
as a fact: not denied, not of somebody else, not supposed, not past and not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.answers import Answer, Expectation
from bot.understanding.hearing import LANGUAGES
from bot.understanding.kinds.number import whole
from bot.understanding.message import Message, fold, listen, word_set
from bot.understanding.numbers import number_at
from bot.understanding.refusals import has

StatementPhrases = Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]]
"""attribute -> value -> language -> phrases; under the value '*' phrases with a {value} in them."""
CONFIDENCE = 0.95
_ANY_VALUE, _HOLE = "*", "{value}"
_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;\n]*")
_CLAUSE = re.compile(r"[^,:()]+")
_CONTRACTIONS = {
    "'re": " are",
    "'m": " am",
    "'ve": " have",
    "don't": "do not",
    "doesn't": "does not",
    "n't": " not",
}
_SHORT_FORMS = {
    "vc": "voce",
    "q": "que",
    "tb": "tambem",
    "pra": "para",
    "n": "nao",
    "im": "i am",
    "dont": "do not",
}
_BETWEEN = word_set(
    "usually mostly mainly often always also normally generally really actually just now currently "
    "sometimes do siempre casi tambien normalmente generalmente ahora mucho solo ya sempre quase tambem "
    "normalmente geralmente agora muito so ja bastante actualmente atualmente realmente"
)
"""Words that may stand inside a phrase without changing it."""
_DENIALS = word_set(
    "not no never hardly rarely without neither nor nobody longer stopped quit jamas nunca ni tampoco sin "
    "nadie nao nem sem ninguem deixei parei deje anymore"
)
_OTHERS = word_set(
    "he she they his her their them you your who someone somebody everyone everybody people mother mom "
    "mum father dad wife husband son daughter brother sister friend friends boss neighbour neighbor "
    "colleague colleagues kid kids parents cousin aunt uncle partner girlfriend boyfriend grandmother "
    "grandma grandfather roommate ella ellos ellas usted ustedes tu su sus alguien todos gente madre "
    "mama padre papa esposa esposo marido hijo hija hijos hermano hermana amigo amiga amigos jefe jefa "
    "vecino vecina colega primo prima tia tio pareja novio novia abuela abuelo suegra ele ela eles elas "
    "voce voces alguem pessoal mae pai filho filha filhos irmao irma chefe vizinho vizinha companheiro "
    "companheira namorado namorada avo sogra mulher seu sua seus suas"
)
_AND = word_set("and y e")
_SUPPOSED = word_set(
    "if would could might suppose supposing imagine wish maybe perhaps unless whether hope want wanted "
    "will gonna should ojala quisiera querria quizas quiza supongamos imagina podria deberia quiero voy "
    "vamos tomara talvez gostaria queria imagine suponha poderia deveria quero vou pretendo caso depois"
)
_PAST = word_set(
    "ago before formerly previously antes antiguamente antano solia solian hacia antigamente costumava "
    "atras ayer ontem yesterday"
)
_NO_FACT_PHRASES = (
    "as if", "thinking of", "planning to", "going to", "used to be able", "tal vez", "a lo mejor", "como si",
    "pienso en", "puede que", "quem sabe", "pode ser que", "penso em", "estou pensando", "estoy pensando",
    "used to", "when i was", "in the past", "back then", "last year", "back when", "cuando era",
    "en el pasado",
    "el ano pasado", "hace anos", "durante la pandemia", "during the pandemic", "quando eu era", "no passado",
    "ano passado", "durante a pandemia", "until last", "hasta el", "ate o ano", "ya no", "no longer",
    "any more",
    "nao mais", "mais nao",
)  # fmt: skip
_ASKS = re.compile(
    r" (?:do i|did i|can i|am i|are we|is it|what|how|why|when do|do you|does|que pasa si|como|cuanto|por que|"
    r"que tal si|o que|quanto|como e|sera que|qual|cual) "
)
_NOUN_BEFORE = word_set(
    "the a el la un una mi tu su este ese del al o um uma meu seu esse do no ao my your this"
)
_LONGEST_HOLE = 4
"""Words that may fill a hole."""
_REACH = 5
"""Words before a statement in which a denial counts."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """One clause with the sentence it stands in; `typed` are its words in lower case with their accents."""

    text: str
    said: Message
    typed: tuple[str, ...]
    sentence: str
    whole: Message


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A statement's words; `tail` are those behind its hole, where it has one. `own` are all of them, folded."""

    head: tuple[str, ...]
    tail: tuple[str, ...]
    has_hole: bool
    own: frozenset[str]


def volunteered(
    text: str, expectations_of_questions: Sequence[Expectation], phrases: StatementPhrases, language: str
) -> Mapping[str, Answer]:
    """Answers by attribute. Two values stated for one attribute leave it out."""
    if language not in LANGUAGES:
        return {}
    clauses = [(clause, {word.folded for word in clause.said.words}) for clause in _clauses(text)]
    found: dict[str, Answer] = {}
    for expectation in expectations_of_questions:
        heard = [
            answer
            for value, by_language in phrases.get(expectation.slot, {}).items()
            for phrase in map(_read, by_language.get(language, ()))
            for clause, words in clauses
            if phrase.own <= words
            and (answer := _stated(phrase, value, clause, expectation, language)) is not None
        ]
        if len({str(one.value) for one in heard}) == 1:
            found[expectation.slot] = heard[0]
    return found


def _clauses(text: str) -> Iterator[_Clause]:
    """Questions are left out."""
    for sentence in _SENTENCE.findall(listen(text).text):
        whole = listen(_spelt_out(sentence))
        if sentence.rstrip().endswith("?") or _ASKS.match(whole.flat):
            continue
        for clause in _CLAUSE.findall(sentence):
            said = listen(_spelt_out(clause))
            yield _Clause(clause.strip(), said, _typed_words(said), sentence, whole)


def _typed_words(message: Message) -> tuple[str, ...]:
    return tuple(message.text[word.start : word.end].lower() for word in message.words)


@lru_cache(maxsize=4096)
def _read(phrase: str) -> _Phrase:
    before, hole, behind = _spelt_out(phrase).partition(_HOLE)
    head, tail = listen(before), listen(behind)
    own = frozenset(word.folded for word in (*head.words, *tail.words))
    return _Phrase(_typed_words(head), _typed_words(tail), bool(hole), own)


def _stated(
    phrase: _Phrase, value: str, clause: _Clause, expectation: Expectation, language: str
) -> Answer | None:
    for first, after, hole in _places(phrase, clause):
        if not _is_own_and_affirmed(clause.said, first, after) or _is_no_fact(clause, phrase):
            continue
        if value != _ANY_VALUE:
            return Answer("value", _typed(value, expectation), CONFIDENCE, clause.text)
        if hole is not None and (answer := _in_hole(clause.said.part(*hole), expectation, language)):
            return replace(answer, span=clause.text)
    return None


def _typed(value: str, expectation: Expectation) -> str | bool:
    return value == "yes" if expectation.type == "yes_no" else value


def _places(phrase: _Phrase, clause: _Clause) -> Iterator[tuple[int, int, tuple[int, int] | None]]:
    """Where the phrase's words stand in order, with at most two harmless words between, and what fills its hole."""
    for first in range(len(clause.typed)):
        at = _follow(phrase.head, clause, first)
        if at is None:
            continue
        if not phrase.has_hole:
            yield first, at, None
            continue
        for end in range(at + 1, min(at + _LONGEST_HOLE, len(clause.typed)) + 1):
            if (closed := _follow(phrase.tail, clause, end)) is not None:
                yield first, closed, (at, end)


def _follow(wanted: Sequence[str], clause: _Clause, at: int) -> int | None:
    """The place after these words, starting here."""
    for index, word in enumerate(wanted):
        skipped = 0
        while index and skipped < 2 and not _is_same(word, clause, at) and clause.said.word(at) in _BETWEEN:
            at, skipped = at + 1, skipped + 1
        if not _is_same(word, clause, at):
            return None
        at += 1
    return at


def _is_same(wanted: str, clause: _Clause, at: int) -> bool:
    """Accents may be left out but not put in: 'trabajó' is not 'trabajo'."""
    if at >= len(clause.typed):
        return False
    return clause.typed[at] == wanted or (clause.said.word(at) == clause.typed[at] == fold(wanted))


def _is_own_and_affirmed(said: Message, first: int, after: int) -> bool:
    before = [said.word(at) for at in range(first)]
    if any(word in _DENIALS for word in before[-_REACH:]) or said.word(after) in _DENIALS:
        return False
    if before and before[-1] in _NOUN_BEFORE:
        return False
    return not any(word in _OTHERS for word in before) or before[-1] in _AND


def _is_no_fact(clause: _Clause, phrase: _Phrase) -> bool:
    """Supposed or past, by words that are not the phrase's own. A 'si' before a comma is a yes, no 'if'."""
    words = {word.folded for word in clause.whole.words} - phrase.own
    if words & (_SUPPOSED | _PAST) or has(clause.whole, _NO_FACT_PHRASES):
        return True
    return re.search(r"(?:^|[\s,;¿¡])(?:si|se)\s(?!,)", clause.sentence.lower()) is not None


def _in_hole(text: str, expectation: Expectation, language: str) -> Answer | None:
    """The number or the place that stands where the phrase leaves a hole."""
    if expectation.type == "place":
        return Answer("value", text, CONFIDENCE)
    said = listen(text)
    number = number_at(said, 0, language)
    if expectation.type != "number" or number is None or number.after != len(said.words):
        return None
    low, high = expectation.minimum, expectation.maximum
    if (low is not None and number.value < low) or (high is not None and number.value > high):
        return None
    return Answer("value", whole(number.value), CONFIDENCE)


def _spelt_out(text: str) -> str:
    """Contractions and short forms in full: phrases are written in full too."""
    text = text.replace("’", "'")
    for short, full in _CONTRACTIONS.items():
        text = re.sub(rf"{re.escape(short)}\b", full, text, flags=re.IGNORECASE)
    return re.sub(r"[^\W\d_]+", lambda word: _SHORT_FORMS.get(word[0].lower(), word[0]), text)
