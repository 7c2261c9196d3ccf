"""The calendar's words in three languages, folded, and the days they lead to."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class DayWords:
    """`weekdays` from Monday, `months` from January; each a row of alternatives. `relative` are days from today.

    `lasting` are whole stretches of days ('fortnight'). The others are patterns of phrases: a weekday that comes next,
    or was last; what counts from another day ('a week from Friday'); the parts of a month.
    """

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    relative: Mapping[str, int]
    next_before: str
    next_after: str
    this_before: str
    last_before: str
    last_after: str
    on: str
    in_before: str
    in_after: str
    ago_before: str
    ago_after: str
    periods: Mapping[str, str]
    weekend: str
    next_weekend: str
    later_than: str
    earlier_than: str
    week_after: str
    eighth: str
    of: str
    begin: str
    middle: str
    end: str
    nth: tuple[str, ...]
    nth_last: str
    month: str
    year: str
    day: str
    half_year: str


ENGLISH = DayWords(
    weekdays=("mondays?|mon", "tuesdays?|tue|tues", "wednesdays?|wed|weds", "thursdays?|thu|thur|thurs", "fridays?|fri",
              "saturdays?|sat", "sundays?|sun"),
    months=("january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul", "august|aug",
            "september|sep|sept", "october|oct", "november|nov", "december|dec"),
    relative={"today": 0, "tonight": 0, "tonite": 0, "right now": 0, "this morning": 0, "this afternoon": 0,
    "this evening": 0,
              "tomorrow": 1, "tomorow": 1, "tommorow": 1, "tommorrow": 1, "tmrw": 1, "tmr": 1, "tmw": 1, "2 moro": 1,
              "2 morrow": 1, "tomoro": 1, "tomorrows": 1, "the day after tomorrow": 2, "day after tomorrow": 2,
              "overmorrow": 2, "not tomorrow the day after": 2, "not tomorrow but the day after": 2,
              "yesterday": -1, "last night": -1, "the day before yesterday": -2,
              "day before yesterday": -2, "the other day": -2},
    next_before="next", next_after="next week", this_before="this|this coming|coming|the coming",
    last_before="last|past",
    last_after="last week", on="on|by|until|from|since|for|before|after|starting",
    in_before="in|within", in_after="from now|later|from today|time|hence|today", ago_before="(?!)",
    ago_after="ago|back|earlier",
    periods={"hours": "hours?|hrs", "days": "days?", "weeks": "weeks?", "fortnights": "fortnights?",
    "months": "months?", "years": "years?"},
    weekend="(?:this|this coming|the|at the|on the|over the|the coming)? ?weekend",
    next_weekend="next weekend|(?:the )?weekend after next",
    later_than="from|after|following|since", earlier_than="before", week_after="week", eighth="(?!)",
    of="of|in|on|for", begin="(?:the )?(?:beginning|start|first day) of|early(?: in)?",
    middle="(?:the )?middle of|mid|halfway through", end="(?:the )?(?:very )?(?:end|last day) of|late(?: in)?",
    nth=("first|1 st", "second|2 nd", "third|3 rd", "fourth|4 th", "fifth|5 th"), nth_last="last|final",
    month="month", year="year", day="day", half_year="half a year|half year",
)  # fmt: skip
SPANISH = DayWords(
    weekdays=("lunes|lun", "martes|mar", "miercoles|mie|mier", "jueves|jue", "viernes|vie", "sabados?|sab",
              "domingos?|dom"),
    months=("enero|ene", "febrero|feb", "marzo", "abril|abr", "mayo", "junio|jun", "julio|jul", "agosto|ago",
            "septiembre|setiembre|sep|sept|set", "octubre|oct", "noviembre|nov", "diciembre|dic"),
    relative={"hoy": 0, "hoy mismo": 0, "ahora mismo": 0, "ahorita": 0, "esta noche": 0, "esta tarde": 0,
              "esta manana": 0, "manana": 1, "mnn": 1, "mnna": 1, "pasado manana": 2, "pasado": 2, "ayer": -1,
              "anoche": -1, "anteayer": -2, "antier": -2, "antes de ayer": -2, "antes de anoche": -2},
    next_before="proximo|proxima", next_after="que viene|proximo|proxima|siguiente|entrante|que entra",
    this_before="este|esta|este proximo", last_before="ultimo|ultima", last_after="pasado|pasada|que paso",
    on="el|del|al|para el|este|los|desde el|hasta el",
    in_before="en|dentro de|de hoy en|de hoy a|de aqui a|de aqui en|de aca a|a",
    in_after="a partir de hoy|mas|despues(?! de)|mas tarde",
    ago_before="hace",
    ago_after="atras|antes(?! de)",
    periods={"hours": "horas?|hrs", "days": "dias?", "weeks": "semanas?", "fortnights": "quincenas?",
    "months": "mes(?:es)?",
             "years": "anos?"},
    weekend="(?:este |el |proximo )*fin de semana(?: que viene)?|(?:este |el |proximo )*(?:finde|fds)(?: que viene)?",
    next_weekend="(?!)",
    later_than="despues de(?:l)?|a partir de(?:l)?|desde(?: el)?", earlier_than="antes de(?:l)?",
    week_after="(?!)", eighth="en ocho|en ocho dias",
    of="de|del|en", begin="(?:a |al |el )?(?:principios?|inicios?|comienzos?|primeros|primer dia) (?:de|del)",
    middle="(?:a )?(?:mediados|mitad) (?:de|del)",
    end="(?:a |al |hasta )?(?:el )?(?:fin|fines|final|finales|ultimo dia) (?:de|del)",
    nth=("primer|primero", "segundo", "tercer|tercero", "cuarto", "quinto"), nth_last="ultimo",
    month="mes", year="ano", day="dia", half_year="medio ano",
)  # fmt: skip
PORTUGUESE = DayWords(
    weekdays=("segunda feira|segunda|2 a feira|2 feira|seg", "terca feira|terca|3 a feira|3 feira|ter",
              "quarta feira|quarta|4 a feira|4 feira|qua", "quinta feira|quinta|5 a feira|5 feira|qui",
              "sexta feira|sexta|6 a feira|6 feira|sex", "sabados?|sab", "domingos?|dom"),
    months=("janeiro|jan", "fevereiro|fev", "marco|mar", "abril|abr", "maio", "junho|jun", "julho|jul",
            "agosto|ago", "setembro|set", "outubro|out", "novembro|nov", "dezembro|dez"),
    relative={"hoje": 0, "hj": 0, "agora mesmo": 0, "hoje a noite": 0, "esta noite": 0, "essa noite": 0,
              "esta tarde": 0, "hoje mesmo": 0, "amanha": 1, "amanham": 1, "amnha": 1, "depois de amanha": 2,
              "dps de amanha": 2, "depois d amanha": 2, "ontem": -1, "ontem a noite": -1, "anteontem": -2,
              "antes de ontem": -2,
              "antes de antes de ontem": -3},
    next_before="proximo|proxima", next_after="que vem|proxima|proximo|seguinte|q vem",
    this_before="este|esta|nesta|neste|essa|nessa|esse|nesse|desta|dessa", last_before="ultimo|ultima",
    last_after="passado|passada",
    on="na|no|dia|pra|para|ate|ate a|da|do|a|aos|as|desde|de", in_before="em|dentro de|de hoje a|daqui a|daqui|a",
    in_after="a partir de hoje|depois(?! d[eoa])|a contar de hoje", ago_before="ha|faz", ago_after="atras",
    periods={"hours": "horas?|hrs", "days": "dias?", "weeks": "semanas?", "fortnights": "quinzenas?",
    "months": "mes(?:es)?",
             "years": "anos?"},
    weekend="(?:neste |este |no |nesse |esse |proximo )*(?:fim|final) de semana(?: que vem)?|"
            "(?:neste |no |nesse |esse |este |proximo )*fds(?: que vem)?",
    next_weekend="(?!)",
    later_than="depois d[eao]|apos(?: [ao])?|a partir d[eao]", earlier_than="antes d[eao]",
    week_after="(?!)", eighth="a oito|a 8",
    of="de|do|da|em", begin="(?:no |o )?(?:comeco|inicio|primeiro dia) d[eo](?:ss?[et]e)?",
    middle="(?:em |no |o )?(?:meados|meio|metade) d[eo]",
    end="(?:no |ate o |o )?(?:fim|final|finalzinho|ultimo dia) d[eo](?:ss?[et]e)?",
    nth=("primeira|primeiro|1 a", "segunda|segundo|2 a", "terceira|terceiro|3 a", "quarta|quarto|4 a",
    "quinta|quinto|5 a"),
    nth_last="ultima|ultimo",
    month="mes", year="ano", day="dia", half_year="meio ano",
)  # fmt: skip
DAY_WORDS: Mapping[str, DayWords] = {"en": ENGLISH, "es": SPANISH, "pt": PORTUGUESE}


_MONTHS_AHEAD = 49
"""Far enough for the 29th of February."""


def index_of(word: str, rows: tuple[str, ...]) -> int:
    """The row a word stands in, from 0; a plural 's' that a row allows is left out."""
    return next(
        i
        for i, row in enumerate(rows)
        if any(word in (one.replace("s?", ""), one.replace("s?", "s")) for one in row.split("|"))
    )


def coming(today: date, weekday: int, *, weeks: int = 0) -> date:
    """The next such weekday after today, and so many weeks later."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1 + 7 * weeks)


def in_week(today: date, weekday: int, weeks: int) -> date:
    """That day of the week so many weeks from this one; a week starts on Monday."""
    return today + timedelta(days=7 * weeks - today.weekday() + weekday)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    months += day.year * 12 + day.month - 1
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date | None:
    """The n-th such weekday of a month; n is -1 for the last. None when the month has no such day."""
    if n < 0:
        last = date(year, month, month_length(year, month))
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    day = 1 + (weekday - first.weekday()) % 7 + 7 * (n - 1)
    return first.replace(day=day) if day <= month_length(year, month) else None


def coming_day(today: date, day: int, month: int | None = None, year: int | None = None) -> date | None:
    """The next such day from today on, a year or month ahead if it has passed; None when there is none."""
    if year is not None and month is not None:
        return _full(day, month, year)
    for ahead in range(_MONTHS_AHEAD):
        at = add_months(today.replace(day=1), ahead)
        if month not in (None, at.month) or not 1 <= day <= month_length(at.year, at.month):
            continue
        if at.replace(day=day) >= today:
            return at.replace(day=day)
    return None


def _full(day: int, month: int, year: int) -> date | None:
    """A full date keeps its own year, whenever that was."""
    is_real = 1900 <= year <= 2200 and 1 <= month <= 12 and 1 <= day <= month_length(year, month)
    return date(year, month, day) if is_real else None
