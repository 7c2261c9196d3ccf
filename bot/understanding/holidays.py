"""Feasts by their names in three languages, and the day of each in a year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache

from bot.understanding.calendar import nth_weekday

_OfYear = Callable[[int], date]
_Names = Mapping[str, str]
"""Language -> alternatives in folded words, joined by '|'."""


def easter(year: int) -> date:
    """The Western Easter Sunday, by Butcher's rule."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    month, day = divmod(h + j - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _on(month: int, day: int) -> _OfYear:
    return lambda year: date(year, month, day)


def _from_easter(days: int) -> _OfYear:
    return lambda year: easter(year) + timedelta(days=days)


def _nth(n: int, weekday: int, month: int) -> _OfYear:
    return lambda year: nth_weekday(year, month, weekday, n) or date(year, month, 1)


_FEASTS: tuple[tuple[_OfYear, _Names], ...] = (
    (_on(12, 24), {
        "en": "(?:christmas|xmas) eve", "es": "nochebuena|noche buena|vispera de (?:la )?navidad",
        "pt": "vespera d[eo] natal|noite de natal"}),
    (_on(12, 25), {"en": "(?:christmas|xmas)(?: day)?", "es": "(?:el )?(?:dia de )?(?:la )?navidad",
     "pt": "(?:dia d[eo] )?natal"}),
    (_on(12, 26), {"en": "boxing day"}),
    (_on(12, 31), {
        "en": "new year'?s eve|new years eve|nye",
        "es": "nochevieja|noche vieja|vispera de ano nuevo|fin de ano|san silvestre",
        "pt": "reveillon|virada do ano|vespera d[eo] ano novo|passagem de ano"}),
    (_on(1, 1), {
        "en": "(?:the )?new year'?s?(?: day)?|new years day|(?:the )?first (?:day )?of the year",
        "es": "(?:dia de )?ano nuevo|primero?(?: dia)? del ano",
        "pt": "(?:dia d[eo] )?ano novo|(?:dia )?primeiro(?: dia)? do ano"}),
    (_on(1, 6), {"en": "epiphany", "es": "(?:dia de (?:los )?)?reyes(?: magos)?|epifania", "pt": "dia de reis"}),
    (_on(2, 14), {"en": "valentine'?s?(?: day)?|valentines(?: day)?",
     "es": "(?:dia de )?san valentin|dia de los enamorados"}),
    (_on(6, 12), {"pt": "dia dos namorados"}),
    (_on(7, 4), {"en": "independence day"}),
    (_on(10, 31), {"en": "halloween", "es": "halloween", "pt": "halloween"}),
    (_on(11, 1), {"en": "all saints(?: day)?", "es": "(?:dia de )?todos los santos",
     "pt": "(?:dia de )?todos os santos"}),
    (_on(11, 2), {"es": "(?:el )?dia de (?:los )?muertos", "pt": "(?:dia de )?finados"}),
    (_on(9, 7), {"pt": "dia da independencia"}),
    (_on(9, 16), {"es": "dia de la independencia"}),
    (_on(10, 12), {"pt": "dia das criancas"}),
    (_on(5, 1), {"en": "may day", "es": "dia del trabajo|dia del trabajador",
     "pt": "dia do trabalho|dia do trabalhador"}),
    (_on(6, 24), {"es": "(?:noche de )?san juan", "pt": "sao joao"}),
    (_nth(4, 3, 11), {"en": "thanksgiving(?: day)?", "es": "(?:dia de )?accion de gracias"}),
    (lambda year: _nth(4, 3, 11)(year) + timedelta(days=1), {"en": "black friday", "es": "black friday|viernes negro",
     "pt": "black friday"}),
    (_nth(1, 0, 9), {"en": "labou?r day"}),
    (lambda year: _last_monday_of_may(year), {"en": "memorial day"}),
    (_nth(2, 6, 5), {"en": "mother'?s?s? day", "pt": "dia das maes"}),
    (_on(5, 10), {"es": "dia de la(?:s)? madre(?:s)?"}),
    (_nth(3, 6, 6), {"en": "father'?s?s? day", "es": "dia del padre"}),
    (_nth(2, 6, 8), {"pt": "dia dos pais"}),
    (_from_easter(-48), {"es": "lunes de carnaval", "pt": "segunda(?: feira)? de carnaval"}),
    (_from_easter(-47), {"en": "mardi gras|shrove tuesday", "es": "(?:martes de )?carnaval",
     "pt": "(?:terca(?: feira)? de )?carnaval"}),
    (_from_easter(-46), {"en": "ash wednesday", "es": "miercoles de ceniza",
     "pt": "quarta(?: feira)? de cinzas|cinzas"}),
    (_from_easter(-7), {"en": "palm sunday", "es": "domingo de ramos", "pt": "domingo de ramos"}),
    (_from_easter(-3), {"en": "(?:maundy|holy) thursday", "es": "jueves santo", "pt": "quinta(?: feira)? santa"}),
    (_from_easter(-2), {"en": "good friday", "es": "viernes santo",
     "pt": "sexta(?: feira)? santa|sexta(?: feira)? da paixao"}),
    (_from_easter(-1), {"en": "(?:holy|easter) saturday", "es": "sabado (?:santo|de gloria)",
     "pt": "sabado (?:santo|de aleluia)"}),
    (_from_easter(1), {"en": "easter monday", "es": "lunes de pascua", "pt": "segunda(?: feira)? de pascoa"}),
    (_from_easter(0), {"en": "easter(?: sunday)?(?: day)?", "es": "(?:domingo de )?(?:pascua|resurreccion)|pascuas",
     "pt": "(?:domingo de )?pascoa"}),
    (_from_easter(39), {"en": "ascension day"}),
    (_from_easter(49), {"en": "pentecost|whit sunday", "es": "pentecostes", "pt": "pentecostes"}),
    (_from_easter(60), {"en": "corpus christi", "es": "corpus christi|corpus", "pt": "corpus christi"}),
)  # fmt: skip


def _last_monday_of_may(year: int) -> date:
    return nth_weekday(year, 5, 0, -1) or date(year, 5, 25)


@cache
def names(language: str) -> str:
    """A pattern over folded words, one named group a feast: f0, f1, … The longer of two names stands first."""
    rows = [
        (index, by_language[language])
        for index, (_, by_language) in enumerate(_FEASTS)
        if language in by_language
    ]
    return "|".join(f"(?P<f{index}>{row})" for index, row in rows)


def coming_feast(group: str, today: date) -> date:
    """The next such day from today on; `group` is the name of its group."""
    of_year = _FEASTS[int(group[1:])][0]
    this_year = of_year(today.year)
    return this_year if this_year >= today else of_year(today.year + 1)
