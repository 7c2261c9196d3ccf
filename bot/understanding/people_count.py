"""How many people a list of them is: 'me, my wife and two kids' are four, 'my two sons' with whom I live make three."""

from __future__ import annotations

from dataclasses import dataclass

from bot.understanding.message import Message, word_set
from bot.understanding.numbers import number_at

_ME = word_set("me i myself yo mi eu alone solo sola sozinho sozinha solito solita")
_ONE = word_set(
    "wife husband partner spouse girlfriend boyfriend fiancee fiance mother mom mum mommy father dad"
    " son daughter brother "
    "sister roommate flatmate housemate grandmother grandma grandfather grandpa aunt uncle cousin"
    " friend baby kid child "
    "mother-in-law girl boy teenager toddler esposa esposo marido mujer pareja novia novio madre mama"
    " padre papa hijo hija "
    "hermano hermana abuela abuelo tia tio primo prima amiga amigo suegra suegro bebe nino nina nene"
    " nena companero "
    "companera mulher companheiro companheira namorada namorado mae pai filho filha irmao irma avo"
    " sogra sogro crianca "
    "menino menina noiva noivo roomie vo vovo"
)
_TWO = word_set("parents padres papas viejos pais grandparents abuelos avos")
_MANY = word_set(
    "kids children sons daughters brothers sisters roommates flatmates housemates friends babies"
    " teenagers girls boys twins "
    "hijos hijas ninos ninas nenes hermanos hermanas amigos amigas companeros roomies filhos filhas"
    " criancas irmaos irmas "
    "meninos meninas bebes cousins primos tias"
)
_GROWN = word_set("adults adultos people personas pessoas of")
_COUPLE = word_set("couple matrimonio casal")
_JOINS = word_set("and y e with con com plus mas mais our")
_LIGHT = word_set(
    "my our the a an mi mis el la los las un una meu minha meus minhas o os as um uma nosso nossa"
    " nuestro nuestra nuestros "
    "little small young old elderly teenage newborn twin pequeno pequena pequenos pequenas chiquito"
    " mayor menor novo just only "
    "here aqui so solo"
)
_PETS = word_set("dog dogs cat cats perro perra perros gato gata gatos cachorro cachorra cachorros pet pets")


@dataclass(frozen=True, slots=True)
class Group:
    """`count` people, the speaker among them or not; `after` is the word behind the list."""

    count: int
    has_me: bool
    after: int

    @property
    def with_me(self) -> int:
        return self.count if self.has_me else self.count + 1


def people_at(message: Message, first: int, language: str) -> Group | None:
    """The list of people that begins at a word; None when nobody is named, or 'my kids' without a number."""
    at, count, has_me, named = first, 0, False, 0
    while at < len(message.words):
        word = message.word(at)
        number = number_at(message, at, language)
        if (word in _ME and word not in ("solo", "mi")) or (
            word in ("solo", "sola") and message.word(at + 1) not in (_LIGHT | _ME | _ONE | _MANY | _TWO)
        ):
            count, has_me, at = count + (not has_me), True, at + 1
        elif number is not None and not number.is_article:
            behind, at = _skip(message, number.after), number.after
            noun = message.word(behind)
            if noun in _GROWN and noun != "of":
                count, has_me = count + int(number.value), True
            elif noun in _MANY | _ONE:
                count += int(number.value)
            elif noun not in _PETS:
                break
            at = behind + 1
        elif word in _ONE:
            count, at = count + 1, at + 1
        elif word in _TWO:
            count, at = count + 2, at + 1
        elif word in _COUPLE:
            count, has_me, at = count + 2, True, at + 1
        elif word in _MANY:
            return None
        elif word in _JOINS | _LIGHT | _PETS:
            at += 1
            continue
        else:
            break
        named = at
    return Group(count, has_me, named) if count else None


def _skip(message: Message, at: int) -> int:
    while message.word(at) in _LIGHT:
        at += 1
    return at
