"""What a message says about what somebody waits for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.answers import NUMERIC, UNCLEAR, Answer, AnswerType, Expectation
from bot.understanding.clock import clocks
from bot.understanding.contrast import ends_clause
from bot.understanding.hearing import LANGUAGES, Hear, Heard, Hearing
from bot.understanding.kinds import (
    amount,
    choice,
    choices,
    date,
    date_time,
    duration,
    email,
    name,
    number,
    phone,
    place,
    satisfaction,
    scale,
    text,
    time,
    yes_no,
)
from bot.understanding.mending import mended
from bot.understanding.message import listen, with_decimals
from bot.understanding.naming import DECLINED, denies
from bot.understanding.numbers import numbers
from bot.understanding.refusal_words import DECLINES, DONT_KNOWS, NO_REFUSALS
from bot.understanding.refusals import (
    after_correction,
    asks_back,
    beside_the_question,
    conclusion,
    declines,
    does_not_know,
    doubts,
    has,
    is_only,
    unknown,
)
from bot.understanding.restated_words import DENIALS
from bot.understanding.stretches import stretches
from bot.understanding.tag_questions import without_tag

KINDS: Mapping[AnswerType, Hear] = {
    "choice": choice.hear,
    "choices": choices.hear,
    "yes_no": yes_no.hear,
    "number": number.hear,
    "amount": amount.hear,
    "date": date.hear,
    "time": time.hear,
    "date_time": date_time.hear,
    "duration": duration.hear,
    "text": text.hear,
    "name": name.hear,
    "satisfaction": satisfaction.hear,
    "scale": scale.hear,
    "phone": phone.hear,
    "email": email.hear,
    "place": place.hear,
}
"""One file a kind; a new kind is one more line here and one more table of cases."""
_CONTACTS: frozenset[AnswerType] = frozenset({"phone", "email"})
_WORDLESS: frozenset[AnswerType] = frozenset({"yes_no", "satisfaction", "text"})
"""Kinds that a sign alone may answer: a thumb, a face."""
_OTHER_LANGUAGE = 0.8
_IN_DOUBT = 0.75
"""The most that 'I think seven' is believed: it was heard well, and is kept as less sure."""
_COUNTED: frozenset[AnswerType] = frozenset({"number", "amount", "scale"})
_WITH_HALVES: frozenset[AnswerType] = _COUNTED | {"duration"}
_MENDABLE: frozenset[AnswerType] = NUMERIC - {"satisfaction"} | {"date", "time", "date_time"}
_MENDED, _CONCLUDED = 0.8, 0.8
_SHORT = 4
"""Words of a message that may be in another language than the conversation."""
_SPARE = 2
"""Words beside a refusal or don't-know that still leave a text nothing but that."""


def extract(
    text: str, expectations: Sequence[Expectation], language: str, now: datetime, region: str = "BR"
) -> Mapping[str, Answer]:
    """Answers by slot. The first expectation is the one waited for and always has an answer, perhaps UNCLEAR.

    The others are extras, taken only when clearly said and not with words already used. `now` is in the
    customer's zone. A language that is not known is listened to as English.
    """
    if not expectations:
        return {}
    language = language if language in LANGUAGES else "en"
    written, decimals = listen(text), with_decimals(text)
    counted = written if decimals == text else listen(decimals)
    messages = [counted if one.type in _WITH_HALVES else written for one in expectations]
    hearings = [
        Hearing(messages[index], one, language, now, region, is_waited=index == 0)
        for index, one in enumerate(expectations)
    ]
    waited = _waited(hearings[0])
    answers = {hearings[0].expectation.slot: waited.answer if waited else UNCLEAR}
    taken = [waited] if waited and waited.answer.kind == "value" else []
    for hearing in hearings[1:]:
        heard = KINDS[hearing.expectation.type](hearing)
        if heard and hearing.expectation.slot not in answers and not any(map(heard.overlaps, taken)):
            answers[hearing.expectation.slot] = heard.answer
            taken.append(heard)
    return answers


def _waited(hearing: Hearing) -> Heard | None:
    """The answer to what was asked; after a correction, the words that follow it count first."""
    if not hearing.message.words and hearing.expectation.type not in _WORDLESS:
        return None
    is_yes_no = hearing.expectation.type == "yes_no"
    total = listen(hearing.message.text.rpartition("=")[2])
    if hearing.expectation.type in _COUNTED and total.text != hearing.message.text:
        return _value(replace(hearing, message=total))
    instead = after_correction(hearing.message, hearing.language, is_yes_no=is_yes_no)
    if instead is not None and instead.text and (heard := _value(replace(hearing, message=instead))):
        return heard
    if hearing.expectation.type == "text":
        return _free_text(hearing)
    if _refuses(hearing) and not (is_yes_no and has(hearing.message, NO_REFUSALS)):
        return _not_a_value(hearing, Answer("declined", span=hearing.message.text))
    heard = _value(hearing)
    if does_not_know(hearing.message, hearing.language) and (
        heard is None or _is_its_own(heard, hearing) or _is_overtaken(heard, hearing)
    ):
        return _not_a_value(hearing, Answer("dont_know", span=hearing.message.text))
    if heard is not None and heard.answer.kind == "unclear":
        return _concluded(hearing) or heard
    return heard or _concluded(hearing)


def _concluded(hearing: Hearing) -> Heard | None:
    """Where too much is said to tell, what it comes to: 'me plus 3 friends, so 4'."""
    rest = conclusion(hearing.message, hearing.language)
    if rest is None or hearing.expectation.type not in _MENDABLE:
        return None
    heard = _value(replace(hearing, message=rest))
    return _less_sure(heard, _CONCLUDED) if heard is not None else None


def _is_its_own(heard: Heard, hearing: Hearing) -> bool:
    """The 'no' of 'no sé', the 'sure' of 'not sure' and the 'works' of 'no idea if it works' are no answers."""
    words = hearing.message.words
    return any(
        words[first].start < heard.end and heard.start < words[after - 1].end
        for first, after in unknown(hearing.message, hearing.language)
    )


def _is_overtaken(heard: Heard, hearing: Hearing) -> bool:
    """A no that ends in not knowing: 'I'm not there, so I don't know'; 'no, I don't know why' remains a no."""
    message = hearing.message
    return heard.answer.value is False and any(
        heard.end <= message.words[first].start and ends_clause(message, after)
        for first, after in unknown(message, hearing.language)
    )


def _value(hearing: Hearing) -> Heard | None:
    """The value, in the conversation's language or, for a short message, in another."""
    message, kind = hearing.message, hearing.expectation.type
    if kind not in _CONTACTS and asks_back(message, hearing.language):
        told = without_tag(message) or beside_the_question(message, hearing.language)
        is_heard = told is not None and (kind in _MENDABLE or kind == "yes_no")
        return _value(replace(hearing, message=told)) if told is not None and is_heard else None
    heard = _heard_mended(hearing) or KINDS[kind](hearing)
    heard = heard or _in_another_language(hearing)
    if heard is not None and heard.answer.value == DECLINED:
        return _not_a_value(hearing, replace(heard.answer, kind="declined", value=None))
    is_doubted = doubts(message, hearing.language) or does_not_know(message, hearing.language)
    return _less_sure(heard, min(1.0, _IN_DOUBT / heard.answer.confidence)) if heard and is_doubted else heard


def _heard_mended(hearing: Hearing) -> Heard | None:
    """With misspelt numbers, months and units put right; the words that were typed stay the span."""
    if (
        hearing.expectation.type not in _MENDABLE
        or (right := mended(hearing.message, hearing.language)) is None
    ):
        return None
    heard = KINDS[hearing.expectation.type](replace(hearing, message=right))
    if heard is None or heard.answer.kind == "unclear":
        return None
    text = hearing.message.text
    return Heard(
        replace(heard.answer, confidence=round(heard.answer.confidence * _MENDED, 3), span=text), 0, len(text)
    )


def _in_another_language(hearing: Hearing) -> Heard | None:
    if not _may_be_in_another_language(hearing):
        return None
    for language in LANGUAGES:
        heard = KINDS[hearing.expectation.type](replace(hearing, language=language))
        if heard is not None and language != hearing.language:
            return _less_sure(heard, _OTHER_LANGUAGE)
    return None


def _may_be_in_another_language(hearing: Hearing) -> bool:
    """Not where the own language heard too much ('dois ou três' is no Spanish three), or a denial."""
    message, kind, language = hearing.message, hearing.expectation.type, hearing.language
    if len(message.words) > _SHORT or kind == "place" or does_not_know(message, language):
        return False
    if kind == "duration" and (
        any(stretches(message, language)) or any(one.rank > 1 for one in clocks(message, language))
    ):
        return False
    if kind in _COUNTED:
        return all(one.is_article for one in numbers(message, language))
    if kind == "yes_no" and not DENIALS[language].isdisjoint(message.folded_words):
        return False
    is_tiny = len(message.words) <= _SHORT // 2
    return is_tiny or (kind != "yes_no" and not (kind == "choice" and denies(message, language)))


def _free_text(hearing: Hearing) -> Heard | None:
    """A refusal or a don't-know counts only when it is the whole message."""
    message, language = hearing.message, hearing.language
    if _refuses(hearing) and (len(message.words) <= _SHORT or is_only(message, DECLINES[language], _SPARE)):
        return _not_a_value(hearing, Answer("declined", span=message.text))
    if is_only(message, DONT_KNOWS[language], _SPARE):
        return _not_a_value(hearing, Answer("dont_know", span=message.text))
    return text.hear(hearing)


def _refuses(hearing: Hearing) -> bool:
    is_short = len(hearing.message.words) <= _SHORT
    return declines(hearing.message, hearing.language) or (
        is_short and any(declines(hearing.message, language) for language in LANGUAGES)
    )


def _not_a_value(hearing: Hearing, answer: Answer) -> Heard:
    return Heard(answer, 0, len(hearing.message.text))


def _less_sure(heard: Heard, factor: float) -> Heard:
    return replace(heard, answer=replace(heard.answer, confidence=round(heard.answer.confidence * factor, 3)))
