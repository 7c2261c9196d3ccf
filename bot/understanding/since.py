"""How long ago it began, where its moment is told: 'since eight this morning', 'caiu ontem 22h'.

Only a moment with its time of day is counted from; 'since Monday' leaves open how many hours that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta

from bot.understanding.calendar import add_months
from bot.understanding.clock import Clock, clocks
from bot.understanding.days import Day, days
from bot.understanding.hearing import Hearing
from bot.understanding.message import Message, word_set
from bot.understanding.ranges import is_one_of_two
from bot.understanding.stretches import Stretch, stretches

SINCE = re.compile(r" (?:since|sinse|sence|cince|snce|from|starting|desde|dsd|dsde|desd|a partir)(?: |$)")
_BEGAN = re.compile(
    r" (?:(?:went|gone|goes|going|cut|been|is|was|knocked)(?: \w+)? (?:down|out|off|dead|dark)|died|dropped|stopped"
    r"|quit|crashed|failed|lost|broke|started|began|begun|happened|disconnected|froze|vanished|disappeared|ended"
    r"|(?:se )?(?:cayo|fue|corto|murio|apago|dano|descompuso|desconecto|interrumpio|perdio|acabo|jodio|chingo)"
    r"|dejo de|dejamos de|paro|empezo|comenzo|inicio|ocurrio|fallo|perdi|perdimos|quede|quedamos|nos quedamos|paso"
    r"|caiu|cairam|parou|sumiu|acabou|cortou|cortaram|morreu|apagou|comecou|desligou|perdi|perdemos|travou|pifou"
    r"|deu|ficou|fiquei|ficamos|foi|quebrou|queimou|aconteceu|desconectou|interrompeu|estragou)(?= )"
)
"""What says that it ended or began, before the time at which it did."""
_UNTIL = word_set("until till til to hasta ate by before antes para pra")
_LAST_NIGHT = re.compile(r" (?:last (?:night|nite|evening)|yesterday (?:night|evening)|anoche|ontem a noite"
                         r"|ontem de noite"
                         r"|ayer (?:en|por|a|de) la noche) ")  # fmt: skip
_PARTS: Mapping[str, tuple[int, int]] = {
    r"morning|mornin|esta manana|(?:por|de|en|a) la manana|temprano|(?:de|pela|da) manha|cedo|essa manha": (
        4,
        12,
    ),
    r"afternoon|(?:por|de|en|a) la tarde|esta tarde|(?:de|da|pela) tarde|a tarde": (12, 20),
    r"evening|tonight|night|(?:por|de|en|a) la noche|(?:de|da|pela|a) noite": (17, 24),
    r"madrugada": (0, 7),
}
"""Parts of the day, and from and before which hour they are."""
_NIGHT_FROM, _NIGHT_UNTIL = 17, 6
_HALF_A_DAY, _AFTERNOON = 12 * 60, 13 * 60
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_UNSAID = timedelta(hours=18)
"""How long before now a time may be whose day is left unsaid."""
_WRITTEN_EXACT = {"en": r"(?!)", "es": r"\d\s?hr?s?\b", "pt": r"\d\s?(?:h|:\d)"}
"""How hours of twenty-four are written, by language: '9h30' is in the morning."""


def since(hearing: Hearing) -> Stretch | None:
    """The whole minutes from the moment that is told until now, in the words of its time of day."""
    message = hearing.message
    clock = _clock(hearing)
    if clock is None or message.word(clock.first - 1) in _UNTIL:
        return None
    said = [one for one in _days(hearing) if one is not None]
    if len(set(said)) > 1 or not _is_past(hearing, clock, has_day=bool(said)):
        return None
    moments = set(_moments(hearing, clock, said[0] if said else None))
    if len(moments) != 1:
        return None
    began = moments.pop().replace(tzinfo=hearing.now.tzinfo)
    # In UTC: between two times of one zone Python counts by the clock on the wall, which may have been put back.
    passed = hearing.now.astimezone(UTC) - began.astimezone(UTC)
    return Stretch(max(1, passed.total_seconds() // 60), clock.first, clock.after)


def _clock(hearing: Hearing) -> Clock | None:
    """The one time of day said; a bare number only where 'since' stands before it."""
    message = hearing.message
    spans = [message.span(one.first, one.after) for one in _all_days(hearing)]
    found = [
        one
        for one in clocks(message, hearing.language)
        if not any(start <= message.words[one.first].start < end for start, end in spans)
        and not (one.rank < 3 and _YEAR.fullmatch(message.word(one.first)))
    ]
    rank = max((one.rank for one in found), default=0)
    top = [one for one in found if one.rank == rank]
    if len({one.minutes for one in top}) != 1:
        return None
    if message.word(top[0].first - 1) == "from" and " to " in message.flat_part(top[0].first, top[0].after):
        return None
    is_range = is_one_of_two(message, top[0].first, top[0].after, hearing.language)
    if is_range and not any(start < message.words[top[0].first].start for start, _ in spans):
        return None
    is_led = rank > 1 or SINCE.search(message.flat_part(max(0, top[0].first - 1), top[0].first)) is not None
    return top[0] if is_led or _LAST_NIGHT.search(message.flat) else None


def _all_days(hearing: Hearing) -> tuple[Day, ...]:
    return days(hearing.message, hearing.language, hearing.now.date(), hearing.region, is_waited=True)


def _days(hearing: Hearing) -> Iterator[date | None]:
    """The days said, as they last were; today's own weekday may be meant a week ago, and is given twice."""
    today = hearing.now.date()
    for one in _all_days(hearing):
        if one.kind == "weekday" and one.value >= today:
            yield one.value - timedelta(days=7)
            if (one.value - today).days % 7 == 0:
                yield today - timedelta(days=7)
                yield today
        elif one.value > today:
            yield add_months(one.value, -1 if one.kind == "day" else -12)
        else:
            yield one.value


def _is_past(hearing: Hearing, clock: Clock, *, has_day: bool) -> bool:
    """Whether it is told to have begun then; '7 hours' is no time but where an article or a day says so."""
    message = hearing.message
    before = message.flat_part(0, clock.first)
    is_led = SINCE.search(before) is not None or _BEGAN.search(before) is not None
    is_length = any(
        one.first <= clock.first and one.after == clock.after for one in stretches(message, hearing.language)
    )
    if is_length and not has_day and message.word(clock.first - 1) not in ("as", "las", "a", "la"):
        return is_led and message.word(clock.first)[0] == "0"
    return is_led or has_day


def _moments(hearing: Hearing, clock: Clock, day: date | None) -> Iterator[datetime]:
    """Every moment before now that may be meant."""
    now, flat = hearing.now.replace(tzinfo=None), hearing.message.flat
    is_exact = _is_exact(hearing, clock)
    other = (clock.minutes + _HALF_A_DAY) % (2 * _HALF_A_DAY)
    if is_exact:
        hours = {other if clock.confidence < 1 and clock.minutes >= _AFTERNOON else clock.minutes}
    else:
        hours = {one for one in (clock.minutes, other) if _fits_part(flat, one)}
    if _LAST_NIGHT.search(flat):
        yesterday = now.date() - timedelta(days=1)
        yield from (_at(yesterday, one) for one in hours if one >= _NIGHT_FROM * 60)
        yield from (_at(now.date(), one) for one in hours if one < _NIGHT_UNTIL * 60)
    elif day is not None:
        is_open = clock.minutes == 0 and is_exact and day < now.date()
        yield from (_at(day, one) for one in hours if _at(day, one) <= now and not is_open)
    else:
        today = [_at(now.date(), one) for one in hours if _at(now.date(), one) <= now]
        before = _at(now.date() - timedelta(days=1), min(hours, default=0))
        yield from today or ([before] if is_exact and now - before <= _LONGEST_UNSAID else [])


def _at(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time(minutes // 60, minutes % 60))


def _is_exact(hearing: Hearing, clock: Clock) -> bool:
    start, end = hearing.message.span(clock.first, clock.after)
    written = hearing.message.folded[start:end]
    return clock.confidence == 1 or re.search(_WRITTEN_EXACT[hearing.language], written) is not None


def _fits_part(flat: str, minutes: int) -> bool:
    said = [hours for words, hours in _PARTS.items() if re.search(rf" (?:{words})(?= )", flat)]
    if len(said) != 1 or _LAST_NIGHT.search(flat):
        return True
    return said[0][0] * 60 <= minutes < said[0][1] * 60


def tells_when(message: Message, at: int) -> bool:
    """Whether 'since' stands somewhere before a word, so that no length begins there."""
    return SINCE.search(message.flat_part(0, at)) is not None
