"""What is said only to rule it out: 'not Friday, Saturday', 'el viernes no', 'anything but the 5th'."""

from __future__ import annotations

import re

from bot.understanding.message import Message, word_set

_BEFORE = {
    "en": word_set("not no but except isn't aren't wasn't never won't can't cannot don't doesn't"),
    "es": word_set("no menos excepto salvo nunca tampoco but except"),
    "pt": word_set("nao menos exceto nunca tampouco nem but except"),
}
_BEHIND = {"en": frozenset[str](), "es": frozenset({"no"}), "pt": frozenset({"nao"})}
_THROUGH = word_set(
    "do make manage on at the a el la los las de para por em na pra as um uma un una on in es e any anything todo"
)
"""Words that may stand between a negation and what it denies."""
_MORE = word_set("more less later earlier than mas mais menos over")
"""'No more than 40' is forty."""


def is_denied(message: Message, first: int, after: int, language: str) -> bool:
    """A negation right before, or right behind and ending its clause; a comma after the 'no' makes it an answer."""
    at = first - 1
    while at >= 0 and message.word(at) in _THROUGH and _same_breath(message, at):
        at -= 1
    if message.word(at) in ("no", "nao") and message.word(at - 1) in ("si", "se"):
        return False
    if at >= 0 and message.word(at) in _BEFORE[language] and _same_breath(message, at):
        is_anything_but = message.word(at) not in ("but", "menos") or _is_all(message, at - 1)
        return is_anything_but and message.word(at + 1) not in _MORE
    if after >= len(message.words) or not _same_breath(message, after - 1):
        return False
    if _CANNOT[language].match(message.flat_part(after, after + 6)):
        return True
    if message.word(after) not in _BEHIND[language]:
        return False
    return after == len(message.words) - 1 or not _same_breath(message, after)


_CANNOT = {
    "en": re.compile(
        r" (?:s |is |are )?(?:(?:i|we) )?(?:(?:doesn't|doesnt|does not|won't|wont|will not|don't|dont) "
        r"(?:really )?(?:work|do|suit|fit)"
        r"|(?:can't|cant|cannot|can not)|(?:isn't|isnt|is not|'s not|not|no) (?:good|possible|great|an "
        r"option|available|ok)"
        r"|(?:doesn't|doesnt|won't|isn't|not so much)(?= $)|is out|(?:i'm|im|i am|we're) (?:busy|working|"
        r"away|out|not))(?= )"
    ),
    "es": re.compile(
        r" (?:yo )?(?:ya )?(?:no (?:puedo|podemos|podre|me (?:queda|sirve|va|conviene|late|acomoda)|nos "
        r"(?:queda|sirve|va|conviene)|"
        r"alcanzo|estoy|estamos|se puede|tengo tiempo)|estoy ocupad[oa]|tengo (?:otro|un) compromiso|imposible)(?= )"
    ),
    "pt": re.compile(
        r" (?:eu )?(?:ja )?(?:(?:nao|n) (?:posso|podemos|da|consigo|rola|serve|estou|to|estarei|vou poder|"
        r"fica bom|e bom|tenho tempo)|"
        r"estou ocupad[oa]|to ocupad[oa]|tenho (?:outro )?compromisso|impossivel)(?= )"
    ),
}
"""What is said behind a day or time that will not do."""


def _is_all(message: Message, at: int) -> bool:
    """'Anything but', 'cualquier hora menos', 'any time but'."""
    is_any = message.word(at) in _MOMENTS and message.word(at - 1) in _ALL | _ANY
    return message.word(at) in _ALL or is_any


_ANY = word_set("cualquier")
_MOMENTS = word_set("hora horario horarios horas momento time hour hours slot times moment day days dia dias")
_ALL = word_set("anything any all everything nothing todo todos todas cualquiera qualquer tudo nada dia day")


def _same_breath(message: Message, at: int) -> bool:
    """Nothing but space and hyphens between this word and the next."""
    return not message.between(at, at + 1).strip(" -\t\n")
