"""How many things a list of them is: 'two phones and a tablet', 'one for me and one for my wife'."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.understanding.hearing import Heard, Hearing
from bot.understanding.message import Message, word_set
from bot.understanding.numbers import number_at, numbers
from bot.understanding.units import UNITS, unit_of

_DEVICES = word_set(
    "phone phones cell cellphone cellphones mobile mobiles smartphone smartphones iphone iphones android"
    " tablet tablets ipad ipads laptop laptops computer computers pc pcs mac macbook desktop desktops tv"
    " tvs television televisions watch watches smartwatch console consoles xbox playstation ps kindle"
    " speaker speakers printer printers camera cameras alexa roku celular celulares cel celus telefono"
    " telefonos movil moviles telefone telefones fone tablete compu compus computadora computadoras"
    " computador computadores ordenador ordenadores lap laps portatil portatiles notebook notebooks note"
    " notes tele teles televisor televisores televisao televisoes pantalla pantallas reloj relojes relogio"
    " relogios consola consolas videogame videogames video impresora impresoras impressora impressoras"
    " camara camaras bocina bocinas"
)
_LINES = word_set(
    "phone phones mobile mobiles cell cellphone cellphones number numbers celular celulares cel telefono"
    " telefonos numero numeros movil moviles telefone telefones chip chips linha linhas linea lineas line"
    " lines"
)
_JOINS = word_set("and n y e plus mas mais also tambien tambem &")
_LIGHT = word_set(
    "my our the a an mi mis el la los las un una meu minha meus minhas o os as um uma nosso nossa her his"
    " their su sus seu sua smart old new work company empresa trabajo trabalho personal pessoal viejo velho"
    " inteligente there's have got we i tengo tenho hay tem temos tenemos de do da s wife's husband's wife"
    " husband son son's daughter daughter's mom mom's"
)
_MINE: Mapping[str, str] = {
    "en": r"mine|(?:one )?for (?:me|myself|my \w+|our \w+)|my (?:wife|husband|mom|son|daughter|dad|brother|"
    r"sister|kid)'s",
    "es": r"(?:la|el) mi[ao]|(?:una |uno |otra |otro )?para (?:mi|mi \w+)(?= )|(?:la|el) de mi \w+",
    "pt": r"[ao] (?:minha|meu)(?= (?:e|mais|so) )|(?:uma |um |outra |outro )?(?:para|pra|pro) (?:mim|(?:a |o "
    r")?(?:minha|meu) \w+)"
    r"|[ao] d[ao] (?:meu|minha) \w+|[ao] (?:minha|meu)$",
}
_ONLY_MINE: Mapping[str, str] = {
    "en": r"(?:just|only) (?:mine|(?:my|the|this|a|one) \w+|for me|one)|mine only|my (?:phone|line) only",
    "es": r"(?:solo|solamente|nada mas|nomas|unicamente) (?:la mia|el mio|(?:mi|el|la|un|una) (?:cel|celular|"
    r"telefono|linea|laptop|tablet|compu|tele)|esta|para mi)",
    "pt": r"(?:so|somente|apenas) (?:a minha|o meu|(?:o |a )?(?:meu |minha |um |uma )?(?:celular|telefone|"
    r"numero|notebook|tablet|tv|linha)|pra mim|essa|esta|a minha linha)",
}
_NOTHING_ELSE = re.compile(
    r" (?:el|la|mi|my|the|o|a|meu|minha|un|una|um|uma) \w+ (?:y ya|y nada mas|nomas|nada mas|y listo|nothing "
    r"else|and that's it|"
    r"that's it|only|e so|e mais nada|e pronto|so isso|e so isso) $"
)
_KINDS_OF = word_set("smart old work other more mas mais video cell mobile")
_LIKELY, _STRANGE = 0.8, 2


def things(hearing: Hearing) -> Heard | None:
    """None where no things are asked for, or where a plain number says it."""
    unit = unit_of(hearing.expectation.slot)
    if unit not in (UNITS["devices"], UNITS["lines"]) or not hearing.is_waited:
        return None
    nouns = (_DEVICES if unit is UNITS["devices"] else _LINES) | frozenset(unit.words)
    return _headed(hearing) or _listed(hearing, nouns) or _owned(hearing)


def _headed(hearing: Hearing) -> Heard | None:
    """'Three: phone, tablet, watch' names what was counted."""
    message = hearing.message
    said = [one for one in numbers(message, hearing.language) if not one.is_article]
    if not said or said[0].first or said[0].value != int(said[0].value):
        return None
    if len(said) > 1 and not message.behind(said[0].after - 1).lstrip().startswith(":"):
        return None
    after = said[0].after
    behind = message.behind(after - 1).lstrip()
    is_headed = behind.startswith((":", ",", "(")) and message.word(after) in _LIGHT | _DEVICES
    return hearing.heard(int(said[0].value), 0, after) if is_headed else None


def _listed(hearing: Hearing, nouns: frozenset[str]) -> Heard | None:
    """Two or more of them, each with its number or 'a', and hardly a word between them that joins nothing."""
    message, at, count, strange = hearing.message, 0, 0, 0
    places: list[int] = []
    while at < len(message.words):
        number = number_at(message, at, hearing.language)
        after = _noun_after(message, number.after if number else at, nouns)
        if after is not None and (number is None or number.value == int(number.value)):
            count, places = count + (int(number.value) if number else 1), [*places, at, after]
            at = after
        elif (number is not None and not number.is_article) or message.word(at) in ("or", "o", "ou"):
            return None
        else:
            strange += bool(places) and message.word(at) not in _JOINS | _LIGHT
            at += 1
    is_list = len(places) > 2 and strange <= _STRANGE
    return hearing.heard(count, places[0], places[-1], _LIKELY) if is_list else None


def _noun_after(message: Message, at: int, nouns: frozenset[str]) -> int | None:
    """The place behind the noun that stands at a word or behind its adjectives."""
    while message.word(at) in _KINDS_OF:
        at += 1
    return at + 1 if message.word(at) in nouns else None


def _owned(hearing: Hearing) -> Heard | None:
    """'Mine and my wife's', 'one for me and one for my mother'; 'just mine'."""
    message, language = hearing.message, hearing.language
    if any(not one.is_article and one.value > 1 for one in numbers(message, language)):
        return None
    if _NOTHING_ELSE.fullmatch(message.flat):
        return hearing.heard(1, 0, len(message.words), _LIKELY)
    owners = list(message.find(re.compile(rf"(?<= )(?:{_MINE[language]})(?= )")))
    if len(owners) > 1:
        return hearing.heard(len(owners), owners[0][1], owners[-1][2], _LIKELY)
    for _, first, after in message.find(re.compile(rf"(?<= )(?:{_ONLY_MINE[language]})(?= )")):
        return hearing.heard(1, first, after, _LIKELY)
    return None
