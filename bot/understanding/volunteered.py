"""What customers tell without being asked. Precision first: a fact nobody stated is worse than one not heard.

A statement phrase of the question catalogue counts (bot/understanding/statements.py), in any form of its words, when
the customer says it of themselves, now, as a fact: not of somebody else, not supposed, not past, not asked, not quoted.
A plain no turns the 'yes' of a question into its 'no'; any other denial leaves nothing. Where the engine has learned
from examples what messages tell, both are weighed (bot/understanding/statement_judgement.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from types import MappingProxyType

from bot.answers import Answer, Expectation, Tells
from bot.understanding.hearing import LANGUAGES
from bot.understanding.message import Message, listen
from bot.understanding.statement_facts import CONFIDENCE, Told, told_in, typed
from bot.understanding.statement_judgement import LEAST_LIKELY, LEAST_SPOKEN, Ruled, judged
from bot.understanding.statement_sureness import is_hardly_more, is_sure, signs_of
from bot.understanding.statement_words import spelt_out
from bot.understanding.statements import PhraseTable, StatementPhrases, compiled

__all__ = ["CONFIDENCE", "StatementPhrases", "make_ready", "volunteered"]


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
    statements = compiled(PhraseTable(phrases), language)
    wanted = {one.slot: one for one in expectations_of_questions}
    told = told_in(text, wanted, statements, language)
    by_attribute: dict[str, list[Told]] = {}
    for one in told:
        by_attribute.setdefault(one.attribute, []).append(one)
    spoken = {name: one for name, one in tells.items() if name in wanted}
    if not told and all(score < LEAST_SPOKEN for _, score in spoken.values()):
        return {}
    return dict(_sure(by_attribute, listen(spelt_out(text)), wanted, spoken))


def _sure(
    told: Mapping[str, Sequence[Told]], message: Message, wanted: Mapping[str, Expectation], tells: Tells
) -> Iterator[tuple[str, Answer]]:
    """The one value of each attribute, where its words tell nothing else more plainly and it is surely meant."""
    best = {name: max(found, key=lambda one: one.weight) for name, found in told.items()}
    others = [(name, one) for name, found in told.items() for one in found]
    for name in dict.fromkeys((*told, *tells)):
        found = told.get(name, ())
        agreed = _agreed(found) if found else None
        is_taken = bool(found) and _is_taken(best[name], (one for of, one in others if of != name))
        if name in tells:
            answer = _judged(found, agreed, is_taken, message, wanted[name], tells[name])
        else:
            answer = None if is_taken else _phrased(found, agreed, message)
        if answer is not None:
            yield name, answer


def _phrased(found: Sequence[Told], agreed: Answer | None, message: Message) -> Answer | None:
    """What the phrases agree on, where nobody else listens."""
    same = [one.heard for one in found if agreed and one.answer.value == agreed.value]
    return agreed if same and is_sure(same, message) else None


def _judged(
    found: Sequence[Told],
    agreed: Answer | None,
    is_taken: bool,
    message: Message,
    expectation: Expectation,
    spoken: tuple[str, float],
) -> Answer | None:
    """The likeliest of the values that phrases hear and the engine speaks for, if it is likely enough."""
    likeliest: tuple[float, Answer] | None = None
    for answer in {str(one.answer.value): one.answer for one in found}.values():
        same = [one.heard for one in found if one.answer.value == answer.value]
        signs, is_alone = signs_of(same, message), agreed is not None and answer.value == agreed.value
        if is_alone and not is_taken and is_hardly_more(same, signs, message):
            return answer
        sure = judged(_plain(answer), Ruled(signs, is_alone, is_taken), spoken)
        likeliest = max(likeliest or (sure, answer), (sure, answer), key=itemgetter(0))
    value, score = spoken
    is_new = score >= LEAST_SPOKEN and all(_plain(one.answer) != value for one in found)
    if is_new and _offers(expectation, value):
        answer = Answer("value", typed(value, expectation), CONFIDENCE, message.text)
        sure = judged(value, None, spoken)
        likeliest = max(likeliest or (sure, answer), (sure, answer), key=itemgetter(0))
    return likeliest[1] if likeliest and likeliest[0] >= LEAST_LIKELY else None


def _plain(answer: Answer) -> str:
    """The value as the engine names it."""
    return {True: "yes", False: "no"}[answer.value] if isinstance(answer.value, bool) else str(answer.value)


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
