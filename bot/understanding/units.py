"""What a number counts: days, people, gigabytes. The slot's name says which of them is waited for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.understanding.message import Message, fold, word_set


@dataclass(frozen=True, slots=True)
class Unit:
    """`slots` are parts of slot names; `words` give how many of this unit one of them is."""

    slots: frozenset[str]
    words: Mapping[str, float]


def _words(text: str, factor: float = 1) -> dict[str, float]:
    return dict.fromkeys(text.split(), factor)


UNITS: Mapping[str, Unit] = {
    "days": Unit(
        word_set("day days nights dias noches noites"),
        _words("day days dia dias night nights noche noches noite noites")
        | _words("week weeks semana semanas semanita semanitas semaninha semaninhas", 7)
        | _words("fortnight fortnights", 14)
        | _words("quincena quinzena", 15)
        | _words("month months mes meses", 30),
    ),
    "months": Unit(
        word_set("month months meses"),
        _words("month months mes meses") | _words("year years ano anos", 12),
    ),
    "years": Unit(word_set("year years age anos edad idade"), _words("year years ano anos yo y.o")),
    "people": Unit(
        word_set(
            "people persons guests household size family travellers adults users party personas pessoas"
            " familia adultos huespedes hospedes convidados passageiros pasajeros"
        ),
        _words(
            "people person persons persona personas pessoa pessoas gente us nosotros adults adultos guests pax ppl "
            "somos moradores familiares passengers travellers peeps individuals diners seats folks adult adulto adulta "
            "invitados convidados comensales lugares"
        ),
    ),
    "children": Unit(
        word_set("children kids hijos ninos filhos criancas"),
        _words(
            "children child kids kid hijos hijo hijas hija ninos nino filhos filho filhas filha criancas crianca"
        ),
    ),
    "lines": Unit(
        word_set("line lines sims lineas linhas chips"),
        _words(
            "line lines linea lineas linha linhas sim sims chip chips phones cellphones celulares telefonos telefones"
        ),
    ),
    "devices": Unit(
        word_set("device devices phones dispositivos aparelhos celulares"),
        _words(
            "device devices dispositivo dispositivos phones phone celulares celular telefonos aparelhos aparelho"
        ),
    ),
    "gigabytes": Unit(
        word_set("gb gigabytes gigas data datos dados"),
        _words("gb g gig gigs giga gigas gigabyte gigabytes")
        | _words("mb mega megas", 0.001)
        | _words("tb tera", 1000),
    ),
    "hours": Unit(
        word_set("hour hours horas"),
        _words("hour hours hr hrs h hora horas") | _words("day days dia dias", 24),
    ),
    "minutes": Unit(
        word_set("minute minutes minutos"),
        _words("minute minutes min mins minuto minutos") | _words("hour hours hora horas", 60),
    ),
    "times": Unit(
        word_set("times trips visits veces vezes viajes viagens visitas"),
        _words("time times vez veces vezes trips trip viajes viagens"),
    ),
}
_ANY_UNIT = frozenset(word for unit in UNITS.values() for word in unit.words)
_BETWEEN = frozenset({"of", "de", "more", "mas", "mais", "o", "or", "ou", "so"})


def slot_words(slot: str) -> tuple[str, ...]:
    """The words that a slot's name is made of, folded."""
    return tuple(fold(slot).replace("-", "_").split("_"))


@cache
def unit_of(slot: str) -> Unit | None:
    """The unit a slot's name tells, in any of the three languages, or None."""
    parts = set(slot_words(slot))
    return next((unit for unit in UNITS.values() if unit.slots & parts), None)


def unit_word(message: Message, after: int) -> tuple[str, int] | None:
    """The word of a unit that follows a number, and the place after it."""
    at = after + 1 if message.word(after) in _BETWEEN else after
    word = message.word(at)
    return (word, at + 1) if word in _ANY_UNIT else None
