"""Countries, continents and far-away cities as they are called in each language: what 'abroad' may be.

Names come from the Unicode locale data, and with them the everyday short names. What is said to lie all around the
speaker ('all over Brazil', 'por todo México') is not abroad.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.understanding.message import listen, word_set

_SHORT: Mapping[str, str] = {
    "en": "uk,england,scotland,wales,the states,usa,europe,asia,africa,latin america,south america,central america,"
    "middle east,caribbean,russia,korea,holland,dubai,bali,cancun,tijuana,czechia",
    "es": "eeuu,ee uu,eua,usa,los estados,europa,asia,africa,sudamerica,centroamerica,caribe,inglaterra,escocia,rusia,"
    "corea,holanda,dubai,miami,nueva york,turquia,medio oriente,el gabacho",
    "pt": "eua,usa,europa,asia,africa,caribe,inglaterra,escocia,russia,coreia,holanda,dubai,miami,orlando,nova york,"
    "nova iorque,turquia,oriente medio,america do sul,america latina,buenos aires,disney",
}
_NOT_COUNTRIES = {"en": ("us", "jersey", "georgia", "united states"), "es": (), "pt": ("br", "brasil")}
"""Names of something else as well, or the country where most customers of the language live."""
_FAR = ("Europe/", "Asia/", "Africa/", "Australia/")
_FAMOUS = (
    "Europe/London", "Europe/Paris", "Europe/Madrid", "Europe/Berlin", "Europe/Rome", "Europe/Lisbon",
    "Europe/Amsterdam", "Asia/Tokyo", "Asia/Beijing", "Asia/Delhi",
)  # fmt: skip
"""Cities whose name the locale data leaves to be read off their zone."""
_AROUND = word_set("within inside across around throughout over todo toda por pelo pela dentro")
_LONGEST = 5


def country_at(words: Sequence[str], at: int, language: str) -> int | None:
    """The word behind the name that begins here; None where none does."""
    if (at and words[at - 1] in _AROUND) or (at > 1 and words[at - 2] in _AROUND):
        return None
    ways = _names(language).get(words[at], ())
    return next((at + len(name) for name in ways if tuple(words[at : at + len(name)]) == name), None)


@lru_cache
def _names(language: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """By first word, the longest first."""
    from babel import Locale

    locale = Locale(language)
    known = [name for code, name in locale.territories.items() if len(code) == 2]
    known += [
        str(zone["city"]) if "city" in zone else key.rpartition("/")[2].replace("_", " ")
        for key, zone in {**{key: {} for key in _FAMOUS}, **locale.time_zones}.items()
        if key.startswith(_FAR)
    ]
    by_first: dict[str, set[tuple[str, ...]]] = {}
    for name in (*known, *_SHORT[language].split(",")):
        words = tuple(listen(name).flat.split())
        if words and " ".join(words) not in _NOT_COUNTRIES[language] and len(words) <= _LONGEST:
            by_first.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(ways, key=lambda way: -len(way))) for first, ways in by_first.items()}
