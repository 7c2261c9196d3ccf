"""How many times a week: 'every day', 'twice a day', 'Mondays and Thursdays', 'de lunes a viernes', 'nunca'."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.understanding.calendar import DAY_WORDS, index_of
from bot.understanding.hearing import Heard, Hearing
from bot.understanding.message import word_set
from bot.understanding.numbers import numbers
from bot.understanding.units import UNITS, slot_words, unit_of

_WEEK = word_set("week weekly semana semanal semanales semanais")
_DAILY: Mapping[str, str] = {
    "en": r"every ?(?:single |damn )?day|daily|each day|all days|seven days a week|(?:a|per|each) day|every "
    r"(?:night|morning|"
    r"evening|afternoon)|everyday|nightly|7 days a week",
    "es": r"todos los (?:santos )?dias|a diario|diari[oa](?:mente)?|cada dia|(?:al|por|x) dia|todas las "
    r"(?:noches|mananas|"
    r"tardes)|todo los dias|tds los dias|cada noche|cada manana",
    "pt": r"todo santo dia|todos? (?:os )?(?:dias?)|td dia|tds os dias|diari[oa]?(?:mente)?|cada dia|(?:ao|"
    r"por|p|no) dia|"
    r"toda (?:noite|manha|tarde)|todas as (?:noites|manhas)",
}
_WORKDAYS: Mapping[str, str] = {
    "en": r"(?:every )?(?:weekdays?|work ?days?|working days?|business days)|(?:mondays?|mon) (?:to|thru|"
    r"through|till) "
    r"(?:fridays?|fri)",
    "es": r"(?:de )?lunes a viernes|entre semana|dias? (?:laborables?|habiles)|de l a v",
    "pt": r"(?:de )?(?:segunda|seg)(?: feira)? (?:a|ate) (?:sexta|sex)(?: feira)?|dias? (?:uteis|util)|"
    r"durante a semana",
}
_WEEKENDS: Mapping[str, str] = {
    "en": r"weekends?",
    "es": r"fin(?:es)? de semana|findes?|fds",
    "pt": r"(?:fim|fins|final|finais) de semana|fds",
}
_NEVER: Mapping[str, str] = {
    "en": r"never|not at all|not once|not ever|zero times|no times",
    "es": r"nunca|jamas|ninguna|ni una(?: sola)?(?: vez)?|para nada",
    "pt": r"nunca|jamais|nenhuma|nem uma(?: vez)?|de jeito nenhum",
}
_ALMOST = re.compile(r" (?:almost|nearly|hardly|barely|casi|quase|practicamente|praticamente) ")
_OTHER_DAY = re.compile(
    r" (?:every (?:other|second|two|three) |cada (?:dos|tres|2|3) |dia (?:si|sim),? dia no|dia sim )"
)
_EXCEPT = re.compile(
    r" (?:except|but|minus|excepto|salvo|menos|exceto|fora|tirando)(?: (?:for|on|el|los|as|os|no|na|aos|the))? "
)
_DAYS_A_WEEK = re.compile(
    r" (?:days?|nights?|evenings?|mornings?|dias?|noches?|noites?|tardes?) (?:(?:a|per|each|every|out of "
    r"the) week|(?:a|por|de|en|x|p) "
    r"(?:la )?semana|(?:na|da) semana) "
)
_MON_FRI = re.compile(r"\b(?:mon|lun|seg)\w*\s*[-–]\s*(?:fri|vie|sex)")
_LIKELY = 0.8
_LONGEST = 12


def times_a_week(hearing: Hearing) -> Heard | None:
    """Where times a week are asked for: how often, counted in a week. None where a plain number says it."""
    slot, message = hearing.expectation.slot, hearing.message
    if unit_of(slot) is not UNITS["times"] or not set(slot_words(slot)) & _WEEK or not hearing.is_waited:
        return None
    if len(message.words) > _LONGEST or _OTHER_DAY.search(message.flat) or _ALMOST.search(message.flat):
        return None
    value = _often(hearing)
    return None if value is None else hearing.heard(value, 0, len(message.words), _LIKELY)


def _often(hearing: Hearing) -> int | None:
    message, language = hearing.message, hearing.language
    said = {
        one.value for one in numbers(message, language) if not one.is_article and one.value == int(one.value)
    }
    excepted = _EXCEPT.search(message.flat)
    without = len(_weekdays(message.flat[excepted.end() - 1 :], language)) if excepted else 0
    if _said(_DAILY, hearing):
        times = said - {7.0} or {1.0}
        return None if len(times) > 1 else 7 * int(min(times)) - without
    if len(said) == 1 and _DAYS_A_WEEK.search(message.flat):
        return int(min(said))
    if (_said(_WORKDAYS, hearing) or _MON_FRI.search(message.folded)) and said <= {5.0, 1.0}:
        return 5 - without
    if said:
        return None
    if _said(_WEEKENDS, hearing):
        return 2
    if _said(_NEVER, hearing):
        return 0
    named = _weekdays(message.flat, language)
    return len(named) if named and not excepted and f" {_OR[language]} " not in message.flat else None


_OR = {"en": "or", "es": "o", "pt": "ou"}


def _said(marks: Mapping[str, str], hearing: Hearing) -> bool:
    return re.search(rf"(?<= )(?:{marks[hearing.language]})(?= )", hearing.message.flat) is not None


def _weekdays(flat: str, language: str) -> frozenset[int]:
    """The days of the week named, each once."""
    rows = DAY_WORDS[language].weekdays
    pattern = "|".join(
        one if one.endswith("s?") else f"{one}s?" if language != "es" else one
        for row in rows
        for one in row.split("|")
    )
    names = re.findall(rf"(?<= )(?:{pattern})(?= )", flat)
    return frozenset(_index(name, rows) for name in names)


def _index(name: str, rows: tuple[str, ...]) -> int:
    try:
        return index_of(name, rows)
    except StopIteration:
        return index_of(name.removesuffix("s"), rows)
