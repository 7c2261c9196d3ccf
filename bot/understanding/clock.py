"""Times of day as people say them: '3pm', '15h30', 'half past three', 'las ocho menos cuarto', 'meio-dia e meia'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from bot.understanding.denial import is_denied
from bot.understanding.message import Message, word_set
from bot.understanding.numbers import number_at

_DAY = 24 * 60
_HOURS = ("hours", "hour", "hora", "horas")
_MARKS: Mapping[str, str] = {
    "am": r"a m|am|in the morning|this morning|tomorrow morning|morning|de la manana|por la manana|da manha|"
    r"de manha|de la madrugada|da madrugada|"
    r"de madrugada|early morning|in the mornin|in the mornings?|in the am|mornin|da matina|de la matina|de matina"
    r"|en la manana|pela manha|pela madrugada|en la madrugada|por la madrugada|na madrugada|de la mananita"
    r"|por la mananita|en la mananita|da manhazinha|de manhazinha|da madruga",
    "pm": r"p m|pm|in the afternoon|in the evening|this afternoon|this evening|tomorrow afternoon|tomorrow evening|"
    r"afternoon|evening|de la tarde|por la tarde|"
    r"da tarde|de tarde|a tarde|en la tarde|a la tarde|pela tarde|de la tardecita|de la tardecica|por la tardecita"
    r"|en la tardecita|da tardinha|de tardinha|a tardinha|in the arvo|arvo|in the pm|in the afternoons?|in the eve",
    "night": r"at night|tonight|tomorrow night|night|de la noche|por la noche|da noite|de noite|a noite"
    r"|at nite|nite|tonite|en la noche|a la noche|de la nochecita|pela noite|da noitinha|de noitinha|a noitinha",
    "noon": r"del mediodia|del dia|do dia|noon|midday",
}
_MARK = re.compile(r" (?:" + "|".join(f"(?P<{name}>{row})" for name, row in _MARKS.items()) + r")(?= )")
_HOUR_WORDS = re.compile(
    r" (?:o'clock|oclock|o clock|hours|hour|hrs|hr|hs|h|horas|hora|en punto|em ponto|sharp)(?= )"
)
_NAMED: Mapping[str, int] = {
    "noon": 720, "midday": 720, "mid day": 720, "midnight": 0, "mid night": 0, "mediodia": 720, "medio dia": 720,
    "medianoche": 0, "media noche": 0, "meio dia": 720, "meia noite": 0, "lunchtime": 720,
}  # fmt: skip
_NOW = ("now", "right now", "right away", "asap", "ahora", "ahora mismo", "ahorita", "ya", "ya mismo", "agora",
        "agora mesmo", "ja", "immediately", "enseguida", "imediatamente")  # fmt: skip
_TO: Mapping[str, str] = {
    "en": "to|til|till|until|of|before",
    "es": "para las|para la|pa las|pa la|antes de las|antes de la|antes del|antes de",
    "pt": "para as|para a|pra as|pra a|pras|pro|para o|para|pra|antes das|antes da|antes do|antes de",
}  # fmt: skip
_PAST: Mapping[str, str] = {
    "en": "past|after",
    "es": "despues de las|despues de la|despues del",
    "pt": "depois das|depois da|depois do",
}
_LEADS = word_set(
    "at @ as a las la by around about before after until till from past como tipo pelas antes depois das"
    " since para pras ate desde sobre circa ~"
)
_LEAST_SURE, _LIKELY = 0.65, 0.8


@dataclass(frozen=True, slots=True)
class Clock:
    """Minutes after midnight. `rank` 3: a time by its own words; 2: a number led by 'at'; 1: a bare number."""

    minutes: int
    first: int
    after: int
    rank: int
    confidence: float = 1.0

    @property
    def text(self) -> str:
        return f"{self.minutes // 60:02}:{self.minutes % 60:02}"


@dataclass(frozen=True, slots=True)
class _Reading:
    """An hour as read, before 'in the evening' is taken into account. `is_exact`: no afternoon can be meant."""

    hour: int
    minute: int
    after: int
    has_form: bool = False
    is_exact: bool = False
    had_minutes: bool = False


def clocks(message: Message, language: str) -> Iterator[Clock]:
    """Every time said, from left to right, bare numbers among them."""
    at = 0
    while at < len(message.words):
        found = _clock_at(message, at, language)
        if found is None:
            at += 1
        else:
            if not is_denied(message, found.first, found.after, language):
                yield found
            at = found.after


def _clock_at(message: Message, at: int, language: str) -> Clock | None:
    return (
        _named_at(message, at, language)
        or _before_or_past(message, at, language)
        or _spoken_at(message, at, language)
    )


def _rest(message: Message, at: int) -> str:
    """What follows from a word on, between spaces."""
    return "".join(f" {word.folded}" for word in message.words[at : at + 6]) + " "


def _named_at(message: Message, at: int, language: str) -> Clock | None:
    rest = _rest(message, at)
    for name, minutes in _NAMED.items():
        if rest.startswith(f" {name} "):
            after = at + name.count(" ") + 1
            more, after = (
                _minutes_at(message, after, language) if message.word(after) in ("y", "e") else (0, after)
            )
            return Clock(minutes + more, at, after, 3)
    return None


@cache
def _offset(language: str) -> re.Pattern[str]:
    half = {"en": "half|a half", "es": "(?!)", "pt": "(?!)"}[language]
    quarter = {"en": "(?:a )?quarter", "es": "(?:un |el )?cuarto", "pt": "(?:um )?quarto"}[language]
    unit = {
        "en": "(?: (?:minutes?|mins?|(?P<hours>hours?)))?",
        "es": "(?: (?:minutos?|min|(?P<hours>horas?)))?",
    }
    unit_ = unit.get(language, "(?: (?:minutos?|min|(?P<hours>horas?)))?")
    return re.compile(
        rf" (?:(?P<half>{half})|(?P<quarter>{quarter})|(?P<count>\w+(?: \w+)??)){unit_} "
        rf"(?:(?P<to>{_TO[language]})|(?P<past>{_PAST[language]})) "
    )


def _before_or_past(message: Message, at: int, language: str) -> Clock | None:
    """'Half past three', 'ten to six', 'un cuarto para las ocho', 'quinze pras oito', '30 minutes before noon'."""
    match = _offset(language).match(_rest(message, at))
    if match is None:
        return _half_of_hour(message, at, language)
    if match["count"]:
        number = number_at(message, at, language)
        if (
            number is None
            or number.after != at + len(match["count"].split())
            or number.value != int(number.value)
        ):
            return None
        offset = int(number.value) * (60 if match["hours"] else 1)
    else:
        offset = 30 if match["half"] else 15
    base_at = at + match[0].count(" ") - 1
    base = _named_at(message, base_at, language) or _spoken_at(message, base_at, language)
    if base is None or (offset >= 60 and not match["hours"]):
        return None
    return replace(
        base, minutes=(base.minutes + (offset if match["past"] else -offset)) % _DAY, first=at, rank=3
    )


def _half_of_hour(message: Message, at: int, language: str) -> Clock | None:
    """British 'half eight' is 8:30."""
    if language != "en" or message.word(at) != "half":
        return None
    base = _spoken_at(message, at + 1, language)
    return (
        replace(base, minutes=base.minutes + 30, first=at, rank=3)
        if base and base.minutes % 60 == 0
        else None
    )


def _spoken_at(message: Message, at: int, language: str) -> Clock | None:
    """An hour with its minutes, 'o'clock' and 'in the evening', as far as they are said."""
    read = None
    if at < len(message.words):
        read = _digits_at(message, at) or _words_at(message, at, language)
    if read is None:
        return None
    if message.word(at).isdecimal() and not read.had_minutes:
        read = _with_minutes(read, message, language)
    after, has_form = read.after, read.has_form
    if hour_word := _HOUR_WORDS.match(_rest(message, after)):
        after, has_form = after + hour_word[0].count(" "), True
        if hour_word[0].strip() in _HOURS and not _may_count_hours(message, at, read):
            return None
        minutes = message.word(after)
        if (
            re.fullmatch(r"[0-5]\d", minutes)
            and not read.had_minutes
            and hour_word[0].strip() in ("h", "hs", "hrs", "horas")
        ):
            read, after = replace(read, minute=int(minutes), had_minutes=True), after + 1
            after += message.word(after) in ("min", "m", "mins", "minutos")
    mark = _mark_after(message, after)
    if mark is not None:
        name, after = mark
        return _marked(read, name, at, after)
    led = message.word(at - 1) in _LEADS or message.ahead_of(at).rstrip().endswith("@")
    return _unmarked(read, at, after, 3 if has_form else 2 if led else 1, language)


def _with_minutes(read: _Reading, message: Message, language: str) -> _Reading:
    """'9 y cuarto', '9 e quinze'."""
    minute, after = _minutes_at(message, read.after, language)
    if after == read.after or (0 < minute < 10 and message.word(after - 1).isdecimal()):
        return read
    total = (read.hour * 60 + minute) % _DAY
    return replace(read, hour=total // 60, minute=total % 60, after=after, has_form=True, had_minutes=True)


def _may_count_hours(message: Message, at: int, read: _Reading) -> bool:
    """'19 horas' and 'às 8 horas' are times, 'two hours' a length."""
    return read.hour > 12 or message.word(at - 1) in _LEADS


def _mark_after(message: Message, after: int) -> tuple[str, int] | None:
    rest = _rest(message, after)
    ish = rest.startswith(" ish ")
    match = _MARK.match(rest[4:] if ish else rest)
    if match is None or not match.lastgroup:
        return None
    return match.lastgroup, after + match[0].count(" ") + ish


def _digits_at(message: Message, at: int) -> _Reading | None:
    word = message.word(at)
    if re.fullmatch(r"([01]?\d|2[0-3])\.[0-5]\d", word):
        hour, minute = word.split(".")
        return _Reading(int(hour), int(minute), at + 1, True, word.startswith("0"), True)
    if re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d", word):
        return _Reading(int(word[:2]), int(word[2:]), at + 1, False, True, True)
    if re.fullmatch(r"[1-9][0-5]\d", word):
        return _Reading(int(word[0]), int(word[1:]), at + 1, False, False, True)
    is_behind = message.ahead_of(at).endswith(":")
    if not re.fullmatch(r"\d{1,2}", word) or int(word) > 24 or is_behind:
        return None
    behind, is_exact = message.word(at + 1), word.startswith("0") or int(word) == 24
    if behind and message.between(at, at + 1).strip() == ":":
        if not re.fullmatch(r"[0-5]\d", behind) or int(word) == 24:
            return None
        return _Reading(int(word), int(behind), at + 2, True, is_exact, True)
    if message.text[message.words[at].end : message.words[at].end + 1] == ":":
        return None
    return _Reading(int(word) % 24, 0, at + 1, False, is_exact)


def _words_at(message: Message, at: int, language: str) -> _Reading | None:
    """'Eight thirty', 'tres y media', 'ocho menos cuarto', 'nove e quinze'; and digits with words behind them."""
    number = None if message.word(at).isdecimal() else number_at(message, at, language)
    if number is None or (number.is_article and language == "en") or not 0 <= number.value <= 24.5:
        return None
    hour, half = int(number.value), number.value % 1
    if half not in (0, 0.5) or message.word(at) in (
        "both",
        "ambos",
        "couple",
        "par",
        "half",
        "meia",
        "media",
        "once" if language == "en" else "",
    ):
        return None
    if half:
        return _Reading(hour % 24, 30, number.after, has_form=True, had_minutes=True)
    minute, after = _minutes_at(message, number.after, language)
    if minute < 0:
        hour, minute = hour - 1, 60 + minute
    is_sharp = _rest(message, number.after).startswith((" en punto ", " em ponto "))
    is_article = number.is_article and message.word(at - 1) not in _LEADS and not is_sharp
    return (
        None
        if is_article
        else _Reading(
            hour % 24, minute, after, has_form=after > number.after, had_minutes=after > number.after
        )
    )


def _minutes_at(message: Message, at: int, language: str) -> tuple[int, int]:
    """Minutes in words, below zero after 'menos', and the place after them."""
    joined = {"en": (), "es": ("y", "con", "menos"), "pt": ("e", "menos")}[language]
    first = at + (message.word(at) in joined)
    sign = -1 if message.word(at) == "menos" else 1
    if first > at and message.word(first) in ("cuarto", "quarto"):
        return sign * 15, first + 1
    if first > at and message.word(first) in ("media", "meia"):
        return 30, first + 1
    if (
        language == "en"
        and message.word(first) in ("oh", "o")
        and (ones := number_at(message, first + 1, language))
    ):
        return (int(ones.value), ones.after) if ones.value < 10 else (0, at)
    number = number_at(message, first, language) if first < len(message.words) else None
    is_digits = number is not None and message.word(first)[0].isdecimal()
    if (
        number is None
        or number.is_article
        or (is_digits and first == at)
        or not 1 <= number.value < 60
        or number.value % 1
    ):
        return 0, at
    if first == at and number.value < 10:
        return 0, at
    after = number.after + (message.word(number.after) in ("minutos", "minutes", "min"))
    return sign * int(number.value), after


def _marked(read: _Reading, mark: str, first: int, after: int) -> Clock:
    hour = read.hour
    if hour < 12 and (mark == "pm" or (mark == "night" and hour >= 5) or (mark == "noon" and hour < 4)):
        hour += 12
    elif hour == 12 and mark in ("am", "night"):
        hour = 0
    return Clock(hour * 60 + read.minute, first, after, 3)


def _unmarked(read: _Reading, first: int, after: int, rank: int, language: str) -> Clock:
    """Hours of the working day are meant: 1 to 7 are in the afternoon, unless they are written as 24 hours."""
    exact = read.is_exact or read.hour > 12 or read.hour == 0
    if exact:
        return Clock(read.hour * 60 + read.minute, first, after, rank)
    if read.hour == 7 and read.had_minutes:
        return Clock(read.hour * 60 + read.minute, first, after, rank, _LEAST_SURE)
    hour = read.hour + 12 if read.hour <= 7 else read.hour
    return Clock(hour * 60 + read.minute, first, after, rank, _LEAST_SURE if read.hour == 7 else _LIKELY)


def is_now(message: Message) -> bool:
    """Whether the whole message says that it is to be at once."""
    return message.flat.strip() in _NOW
