"""A person's name: 'I'm Ana Souza', 'me llamo José', 'pode me chamar de Zé'."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.understanding.hearing import Heard, Hearing, heard_between
from bot.understanding.message import Message, listen, phrases, word_set

_LEADS: Mapping[str, tuple[str, ...]] = {
    "en": ("my name is", "my name's", "my full name is", "my first name is", "my last name is", "my second name is",
           "my family name is", "name is",
           "the name is",
           "the name's", "i'm", "i am", "im", "it's", "it is", "its", "this is", "call me", "you can call me",
           "just call me",
           "they call me", "everyone calls me", "people call me", "i go by", "i'm called", "under", "under the name",
           "under the name of", "in the name of", "name's", "name", "last name is", "first name is", "surname is",
           "that's", "that would be", "please call me", "friends call me", "make it", "put it under", "book it under"),
    "es": ("me llamo", "mi nombre es", "mi nombre completo es", "mi apellido es", "soy", "yo soy", "llamame",
           "puedes llamarme",
           "me puedes llamar", "me dicen", "me puedes decir", "dime", "puedes decirme", "a nombre de", "con nombre",
           "es",
           "aqui", "habla", "te habla", "le habla", "todos me dicen", "nombre", "el nombre es", "seria",
           "me conocen como",
           "mis amigos me dicen"),
    "pt": ("meu nome e", "o meu nome e", "meu nome completo e", "meu sobrenome e", "me chamo", "eu me chamo",
           "chamo me", "sou o",
           "sou a", "eu sou o", "eu sou a", "sou", "eu sou", "pode me chamar de", "podem me chamar de", "me chame de",
           "me chama de", "pode chamar de", "aqui e o", "aqui e a", "aqui e", "aqui quem fala e", "quem fala e",
           "e o", "e a",
           "e", "em nome de", "no nome de", "nome", "o nome e", "todo mundo me chama de", "me chamam de", "fala com"),
}  # fmt: skip
_GREETINGS = word_set(
    "hi hello hey hiya yo good morning afternoon evening sure ok okay yes yeah well oh so thanks thank you"
    " hola buenos buenas dias tardes noches claro si bueno pues gracias oi ola bom boa dia tarde noite sim"
    " bem entao opa e ai tudo obrigado obrigada alo um uh please por favor mr mrs ms sr sra dr dra"
)
_PARTICLES = word_set("de da do dos das del la las los y e van von der den di du le bin al el")
_ENDS = word_set(
    "from and but here thanks thank please by with living calling aqui pero gracias favor mas obrigado"
    " obrigada falando de_nada mucho prazer gusto encantado encantada nice pleased btw though por vivo moro"
    " tengo tenho sou soy i im"
)
_NO_NAMES = word_set(
    "no not yes nope nah nao sim si what why who how when where which que por porque quien quem como cuando"
    " quando donde onde help ayuda ajuda want need quiero quero preciso necesito can could would puedo"
    " posso the is are was my mi meu minha your you it this that dont don't know se sei idea nothing nada"
    " none nobody ninguno nenhum skip pass rather prefer prefiero prefiro say decir dizer later luego"
    " depois stop cancel bill factura conta internet phone telefono telefone plan plano have tengo tenho"
    " has had do does did will to for in on at para en em con com todo fine happy sorry tired good bad"
    " great looking interested trying going bueno malo feliz cansado cansada contento molesto aqui here"
    " ready curious new customer client cliente they me us nos just really very muy muito private secret"
    " secreto anonymous anonimo anonima test hate love yours business tell told asking"
)
_STOPS = re.compile(r"[,.;!?\n(]|\s[-–—]\s")
_LONGEST = 5
_IS_MY_NAME = re.compile(
    r",?\s+(?:is|es|e) (?:my|mi|o meu|meu|the) (?:\w+ )?(?:name|nombre|nome|apellido|sobrenome)\b.*"
)


def hear(hearing: Hearing) -> Heard | None:
    """The name as it was typed, capitalised where it was not. Never an extra; a sentence is no name."""
    message = hearing.message
    if not hearing.is_waited or not message.words or any(letter.isdecimal() for letter in message.text):
        return None
    if behind := _IS_MY_NAME.search(message.folded):
        message = listen(message.text[: behind.start()])
        if not message.words:
            return None
    lead = _after_lead(message, hearing.language)
    first = lead if lead is not None else _after_greetings(message, 0)
    after = _end(message, first)
    words = [message.word(at) for at in range(first, after)]
    if not 0 < len(words) <= _LONGEST or any(word in _NO_NAMES for word in words) or words[-1] in _PARTICLES:
        return None
    if all(word in _GREETINGS for word in words):
        return None
    if lead is None and (after < len(message.words) and not _is_over(message, after)):
        return None
    start, end = message.span(first, after)
    heard = heard_between(
        message, _capitalised(message.text[start:end]), start, end, 1.0 if lead is not None else 0.9
    )
    return heard


def _after_lead(message: Message, language: str) -> int | None:
    """The word after the last lead that stands at the beginning of the message or of a clause of it."""
    found = [
        (first, after)
        for _, first, after in message.find(phrases(_LEADS[language]))
        if _after_greetings(message, 0) >= first or _begins_clause(message, first)
    ]
    return _after_greetings(message, found[-1][1]) if found else None


def _begins_clause(message: Message, at: int) -> bool:
    between = message.between(at - 1, at) if at else ","
    return any(mark in between for mark in ",.;!:\n")


def _after_greetings(message: Message, at: int) -> int:
    while message.word(at) in _GREETINGS and at < len(message.words) - 1:
        at += 1
    return at


def _end(message: Message, first: int) -> int:
    """The place before a stop or a word that goes on with something else."""
    for at in range(first, len(message.words)):
        if at > first and message.word(at) in _ENDS:
            return at
        behind = message.between(at, at + 1) if at + 1 < len(message.words) else ""
        if _STOPS.search(behind) and behind.strip() != ".":
            return at + 1
    return len(message.words)


def _is_over(message: Message, after: int) -> bool:
    """Whether what follows the name is only courtesy: 'Ana, thanks'."""
    return all(
        message.word(at) in _GREETINGS or message.word(at) in _ENDS for at in range(after, len(message.words))
    )


def _capitalised(text: str) -> str:
    """A name typed with capitals of its own stays as it is."""
    if text != text.lower() and text != text.upper():
        return text
    return " ".join(_one(word, at) for at, word in enumerate(text.lower().split()))


def _one(word: str, at: int) -> str:
    if at and word in _PARTICLES:
        return word
    return re.sub(r"(^|[-'’])(\w)", lambda match: match[1] + match[2].upper(), word)
