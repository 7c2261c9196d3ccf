"""The calendar's words in three languages, folded, and the days they lead to."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class DayWords:
    """`weekdays` from Monday, `months` from January; each a row of alternatives. `relative` are days from today.

    The others are patterns of phrases: a weekday that comes next, or was last; a whole week or month.
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
    month_end: str
    weekend: str


ENGLISH = DayWords(
    weekdays=("monday|mon", "tuesday|tue|tues", "wednesday|wed|weds", "thursday|thu|thur|thurs", "friday|fri",
              "saturday|sat", "sunday|sun"),
    months=("january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul",
    "august|aug",
            "september|sep|sept", "october|oct", "november|nov", "december|dec"),
    relative={"today": 0, "tonight": 0, "tomorrow": 1, "tomorow": 1, "tommorow": 1, "tommorrow": 1, "tmrw": 1,
              "tomorrows": 1, "the day after tomorrow": 2, "day after tomorrow": 2, "yesterday": -1,
              "the day before yesterday": -2, "day before yesterday": -2},
    next_before="next", next_after="next week", this_before="this|this coming|coming", last_before="last|past",
    last_after="last week", on="on|by|until|from|since|for|before|after",
    in_before="in|within", in_after="from now|later|from today|time", ago_before="(?!)", ago_after="ago",
    periods={"days": "days?", "weeks": "weeks?", "months": "months?", "years": "years?"},
    month_end="(?:the )?end of (?:the|this) month|month end", weekend="(?:this|the|at the|on the|next) weekend",
)  # fmt: skip
SPANISH = DayWords(
    weekdays=("lunes|lun", "martes|mar", "miercoles|mie", "jueves|jue", "viernes|vie", "sabado|sab",
    "domingo|dom"),
    months=("enero|ene", "febrero|feb", "marzo", "abril|abr", "mayo", "junio|jun", "julio|jul", "agosto|ago",
            "septiembre|setiembre|sep|sept", "octubre|oct", "noviembre|nov", "diciembre|dic"),
    relative={"hoy": 0, "esta noche": 0, "manana": 1, "pasado manana": 2, "ayer": -1, "anteayer": -2, "antier": -2,
              "antes de ayer": -2},
    next_before="proximo|proxima", next_after="que viene|proximo|proxima|siguiente", this_before="este|esta",
    last_before="ultimo|ultima", last_after="pasado|pasada", on="el|del|al|para el|este|los",
    in_before="en|dentro de|a", in_after="a partir de hoy|mas", ago_before="hace", ago_after="atras",
    periods={"days": "dias?", "weeks": "semanas?", "months": "mes(?:es)?", "years": "anos?"},
    month_end="(?:a |al )?(?:fin|fines|final|finales) (?:de|del|de este) mes",
    weekend="(?:este |el |proximo )*fin de semana(?: que viene)?|(?:este |el )*finde",
)  # fmt: skip
PORTUGUESE = DayWords(
    weekdays=("segunda feira|segunda|seg", "terca feira|terca|ter", "quarta feira|quarta|qua",
              "quinta feira|quinta|qui", "sexta feira|sexta|sex", "sabado|sab", "domingo|dom"),
    months=("janeiro|jan", "fevereiro|fev", "marco|mar", "abril|abr", "maio", "junho|jun", "julho|jul",
            "agosto|ago", "setembro|set", "outubro|out", "novembro|nov", "dezembro|dez"),
    relative={"hoje": 0, "hj": 0, "hoje a noite": 0, "amanha": 1, "depois de amanha": 2, "ontem": -1, "anteontem": -2,
              "antes de ontem": -2},
    next_before="proximo|proxima", next_after="que vem|proxima|proximo|seguinte",
    this_before="este|esta|nesta|neste|essa|nessa", last_before="ultimo|ultima", last_after="passado|passada",
    on="na|no|dia|pra|para|ate|ate a|da|do|a|aos|as", in_before="em|dentro de|daqui a|daqui|a",
    in_after="a partir de hoje|depois", ago_before="ha|faz", ago_after="atras",
    periods={"days": "dias?", "weeks": "semanas?", "months": "mes(?:es)?", "years": "anos?"},
    month_end="(?:no |ate o )?(?:fim|final) do mes|(?:fim|final) deste mes",
    weekend="(?:neste |este |no |proximo )*(?:fim|final) de semana(?: que vem)?|fds",
)  # fmt: skip
DAY_WORDS: Mapping[str, DayWords] = {"en": ENGLISH, "es": SPANISH, "pt": PORTUGUESE}


_MONTHS_AHEAD = 49
"""Far enough for the 29th of February."""


def index_of(word: str, rows: tuple[str, ...]) -> int:
    """The row a word stands in, from 0."""
    return next(i for i, row in enumerate(rows) if word in row.split("|"))


def coming(today: date, weekday: int, *, weeks: int = 0) -> date:
    """The next such weekday after today, and so many weeks later."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1 + 7 * weeks)


def in_next_week(today: date, weekday: int) -> date:
    """That day of the next week, which starts on Monday."""
    return today + timedelta(days=7 - today.weekday() + weekday)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    months += day.year * 12 + day.month - 1
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


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
