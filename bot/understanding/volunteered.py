"""What customers tell without being asked. Precision first: a fact nobody stated is worse than one not heard.

A statement phrase of the question catalogue counts (bot/understanding/statements.py), in any form of its words, when
the customer says it of themselves, now, as a fact: not of somebody else, not supposed, not past, not asked, not quoted.
A plain no turns the 'yes' of a question into its 'no'; any other denial leaves nothing. Where the engine has learned
from examples what messages tell, both are weighed (bot/understanding/statement_judgement.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from bot.answers import Answer, Expectation, Tells
from bot.understanding.hearing import LANGUAGES
from bot.understanding.message import Message, listen
from bot.understanding.statement_facts import CONFIDENCE, Told, told_in, typed
from bot.understanding.statement_judgement import LEAST_SPOKEN, Candidate, Ruled
from bot.understanding.statement_sureness import has_speaker, is_hardly_more, signs_of
from bot.understanding.statement_words import spelt_out
from bot.understanding.statements import PhraseTable, StatementPhrases, compiled

__all__ = ["CONFIDENCE", "StatementPhrases", "make_ready", "volunteered"]
_FEWEST = 5
"""Words without which a message that no phrase hears tells nothing: 'by e-mail' answers whatever was asked."""


def make_ready(phrases: StatementPhrases, languages: Sequence[str]) -> None:
    """Read a catalogue's phrases before the first message needs them; half a second for a long one."""
    for language in languages:
        if language in LANGUAGES and phrases:
            compiled(PhraseTable(phrases), language)


def volunteered(
    text: str,
    expectations_of_questions: Sequence[Expectation],
    phrases: StatementPhrases,
    language: str,
    tells: Tells = MappingProxyType({}),
) -> Mapping[str, Answer]:
    """Answers by attribute. Two values stated for one attribute leave it out.

    `tells` is what the engine thinks the message tells; without it the phrases decide alone.
    """
    if language not in LANGUAGES or not phrases:
        return {}
    best: dict[str, Candidate] = {}
    for one in candidates(text, expectations_of_questions, phrases, language, tells):
        before = best.get(one.attribute)
        if one.counts and (before is None or one.chance > before.chance):
            best[one.attribute] = one
    return {name: one.answer for name, one in best.items()}


def candidates(
    text: str,
    expectations_of_questions: Sequence[Expectation],
    phrases: StatementPhrases,
    language: str,
    tells: Tells,
) -> Iterator[Candidate]:
    """Every value that a phrase hears, and those that the engine speaks for though none does."""
    wanted = {one.slot: one for one in expectations_of_questions}
    told: dict[str, list[Told]] = {}
    for one in told_in(text, wanted, compiled(PhraseTable(phrases), language), language):
        told.setdefault(one.attribute, []).append(one)
    spoken = {name: one for name, one in tells.items() if name in wanted}
    if not told and all(score < LEAST_SPOKEN for _, score in spoken.values()):
        return
    message = listen(spelt_out(text))
    is_telling = len(message.words) >= _FEWEST and has_speaker(message.folded_words, language)
    for name in dict.fromkeys((*told, *spoken)):
        found = told.get(name, [])
        heard = [*_ruled(name, told, message, spoken.get(name))] if found else []
        yield from heard
        value, score = spoken.get(name, ("", 0.0))
        is_new = is_telling and score >= LEAST_SPOKEN and all(one.value != value for one in heard)
        if is_new and _offers(wanted[name], value):
            answer = Answer("value", typed(value, wanted[name]), CONFIDENCE, message.text)
            yield Candidate(name, answer, None, spoken[name])


def _ruled(
    name: str, told: Mapping[str, Sequence[Told]], message: Message, spoken: tuple[str, float] | None
) -> Iterator[Candidate]:
    """The values that phrases hear of one attribute."""
    found = told[name]
    agreed = _agreed(found)
    others = (one for of, ones in told.items() if of != name for one in ones)
    is_taken = _is_taken(max(found, key=lambda one: one.weight), others)
    for answer in {str(one.answer.value): one.answer for one in reversed(found)}.values():
        same = [one.heard for one in found if one.answer.value == answer.value]
        signs, is_alone = signs_of(same, message), agreed is not None and answer.value == agreed.value
        ruled = Ruled(signs, is_alone, is_taken, is_hardly_more(same, signs, message))
        yield Candidate(name, agreed if is_alone and agreed else answer, ruled, spoken)


def _is_taken(one: Told, others: Iterable[Told]) -> bool:
    """Whether its words tell something else more plainly: 'I prefer the bill by e-mail' is about the bill."""
    taken = set[str]()
    for other in others:
        if other.clause is one.clause and other.weight > one.weight and len(other.words & one.words) > 1:
            return True
        is_tighter = not other.heard.statement.is_loose and other.weight >= one.weight
        if is_tighter and one.heard.is_spread:
            taken |= other.heard.content
    content = one.heard.content
    return 2 * len(content & taken) > len(content)


def _agreed(told: Sequence[Told]) -> Answer | None:
    most = max(one.weight for one in told)
    best = [one.answer for one in told if one.weight == most]
    return best[0] if len({str(one.value) for one in best}) == 1 else None


def _offers(expectation: Expectation, value: str) -> bool:
    if expectation.type == "yes_no":
        return value in ("yes", "no")
    return any(one.value == value for one in expectation.choices)
