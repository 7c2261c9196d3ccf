"""How sure it is that what phrases hear was meant, from how it is said and what else stands in the message.

One phrase in any order, in a long clause without its speaker, is often an accident; several phrases of one value, or
a clause that is hardly more than the phrase, seldom are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from bot.understanding.message import Message, word_set
from bot.understanding.statement_clauses import Clause
from bot.understanding.statement_items import ANY_VALUE, Statement
from bot.understanding.statement_match import LOOSE, Match
from bot.understanding.statement_words import DENIALS, HELPERS, LIGHT, MINE, NAMED_ANYWAY, OTHERS, US

_I_DO = word_set(
    "soy estoy tengo hago veo vivo trabajo uso prefiero quiero necesito puedo pago cobro recibo viajo salgo"
    " voy juego llamo hablo leo miro reviso compre estreno cambie llevo gusta gustan me contesto resuelvo"
    " arreglo atiendo ando llego paso pierdo quedo conecto navego comparto somos vivimos tenemos usamos"
    " estamos trabajamos avisenme avisame mandenme mandame escribanme escribeme llamenme llamame busquenme"
    " pasenme denme diganme encantan encanta sou estou tenho faco vejo moro trabalho prefiro quero preciso"
    " posso recebo saio vou jogo ligo falo leio olho confiro comprei ganhei troquei peguei gosto curto"
    " adoro odeio detesto atendo resolvo chego perco fico moramos temos assisto costumo maratono ponho toco"
    " controlo acompanho manejo suelo acostumbro sei guardo acho tive crio cuido creo cuento dependo"
    " consigo chamo mando abro compro tomo durmo acordo"
)
"""Verbs that are said of oneself; Spanish and Portuguese need no pronoun."""
_ADDRESSED = frozenset({"you", "your", "usted", "ustedes", "voces", "guys", "people"})
_MOST_PHRASES, _MOST_WORDS = 4, 30
_BEFORE_ANY_SIGN = -2.2
_WEIGHTS: Mapping[str, float] = {
    "phrases": 1.48,
    "share": 2.26,
    "count": 0.77,
    "is_whole": -0.62,
    "has_speaker": 1.32,
    "is_personal": 0.93,
    "is_often": 1.15,
    "has_other": -0.81,
    "is_asked": -0.73,
    "is_denied": -0.96,
    "length": -0.43,
}
"""By logistic regression, right or wrong, over what was heard in validation sentences that their authors wrote
without seeing a phrase."""
_LEAST_SURE = 0.5
"""What is likelier wrong than right is not heard: the question is asked instead, or never."""
_ALL_OF_IT, _FEW = 0.9, 5


@dataclass(frozen=True, slots=True)
class Heard:
    """A phrase where it was heard; `is_whole` when that took a whole sentence."""

    statement: Statement
    clause: Clause
    match: Match
    is_whole: bool = False

    @property
    def is_spread(self) -> bool:
        return self.is_whole and self.statement.is_loose

    @property
    def content(self) -> frozenset[str]:
        """The words that tell it, but for small ones."""
        said = frozenset(self.clause.words[at] for at in self.match.own)
        return said - LIGHT[self.clause.language] - NAMED_ANYWAY


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells for and against. Shares are between 0 and 1."""

    phrases: float
    share: float
    count: float
    is_whole: float
    has_speaker: float
    is_personal: float
    is_often: float
    has_other: float
    is_asked: float
    is_denied: float
    length: float


def signs_of(heard: Sequence[Heard], message: Message) -> Signs:
    """Of all phrases that hear one value in one message; the closest one tells how it is said."""
    best = max(heard, key=lambda one: (one.match.count, not one.is_whole, -len(one.match.between)))
    clause, own = best.clause, best.match.own
    mine = {clause.words[at] for at in own}
    foreign = {word.folded for word in message.words} - mine
    small = LIGHT[clause.language] | DENIALS[clause.language] | HELPERS | LOOSE | US | MINE
    more = sum(word not in small for at, word in enumerate(clause.words) if at not in own)
    needs_none = best.statement.value == ANY_VALUE and best.match.number is None
    return Signs(
        phrases=min(len({one.statement.phrase for one in heard}), _MOST_PHRASES) / _MOST_PHRASES,
        share=len(own) / max(1, len(own) + more),
        count=min(best.match.count, _MOST_PHRASES) / _MOST_PHRASES,
        is_whole=best.is_whole,
        has_speaker=needs_none or has_speaker(clause.words, clause.language),
        is_personal=needs_none or has_speaker((word.folded for word in message.words), clause.language),
        is_often=any(one.statement.often for one in heard),
        has_other=bool(foreign & OTHERS - _ADDRESSED),
        is_asked="?" in message.text,
        is_denied=not clause.is_plain and not any(one.statement.is_denied for one in heard),
        length=min(len(message.words), _MOST_WORDS) / _MOST_WORDS,
    )


def has_speaker(words: Iterable[str], language: str) -> bool:
    """Whether anybody speaks of themselves in these words."""
    return any(word in US or word in MINE or (word in _I_DO and language != "en") for word in words)


def sureness(signs: Signs) -> float:
    """How likely what was heard is right, between 0 and 1."""
    return 1 / (
        1 + exp(-_BEFORE_ANY_SIGN - sum(weight * getattr(signs, name) for name, weight in _WEIGHTS.items()))
    )


def is_sure(signs: Signs, *, is_phrase: bool) -> bool:
    """Whether it may count where nothing but phrases was listened to."""
    return is_phrase or signs.share >= _ALL_OF_IT or sureness(signs) >= _LEAST_SURE


def is_hardly_more(heard: Sequence[Heard], signs: Signs, message: Message) -> bool:
    """Whether the message is hardly more than a phrase as marketing wrote it: such a one counts soonest."""
    is_in_order = any(not one.statement.is_loose for one in heard)
    return is_in_order and (len(message.words) <= _FEW or signs.share >= _ALL_OF_IT)
