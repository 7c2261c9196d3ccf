"""Yes or no, with the ways of saying them: 'sure', 'claro que no', 'nem pensar', 'siiii', a thumb."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from bot.understanding.hearing import Heard, Hearing, heard_between
from bot.understanding.message import Message, phrases, squeeze, word_set
from bot.understanding.naming import named

YES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "yes", "yeah", "yea", "yep", "yup", "ya", "y", "sure", "sure thing", "ok", "okay", "of course",
        "definitely",
        "absolutely", "certainly", "correct", "right", "that's right", "exactly", "true", "i do", "i am",
        "we do",
        "i have", "it is", "it does", "indeed", "please do", "yes please", "go ahead", "why not",
        "sounds good",
        "no doubt", "no problem", "for sure", "always", "i guess so", "i think so", "fine", "great", "yse",
        "eys",
        "with pleasure", "i'd love to", "do it", "i suppose so", "okie dokie", "you bet", "totally", "without a doubt",
        "kind of", "sort of", "more or less", "affirmative", "yes indeed", "yess", "yas", "yeap", "sure do", "why yes",
        "i would", "i will", "we are", "we have", "we will", "they do", "he does", "she does", "that is right", "k",
        "kk",
        "okey", "alright", "all right", "works for me", "sounds great", "by all means", "i did", "i can", "obviously",
        "naturally", "mhm", "uh huh", "ofc", "ye", "duh", "of course i do", "it was", "most definitely",
        "perfect",
        "i guess", "pretty much", "you got it", "roger", "for real", "i like that", "let's do it", "let's go",
        "happy to",
        "i'm in", "count me in", "yes sir", "yes ma'am", "absolutely yes", "i believe so", "i'm afraid so",
        "indeed i do",
        "i think i do", "i suppose", "mostly yes", "i reckon so", "of course yes",
    ),
    "es": (
        "si", "sip", "sii", "claro", "claro que si", "por supuesto", "desde luego", "ok", "okey", "okay",
        "vale",
        "dale", "bueno", "correcto", "exacto", "asi es", "cierto", "verdad", "eso es", "obvio", "como no",
        "por que no", "sin duda", "sin problema", "no hay problema", "de acuerdo", "perfecto", "adelante",
        "siempre",
        "creo que si", "supongo que si", "me parece bien", "esta bien", "con gusto", "s", "andale", "simon", "orale",
        "va",
        "sale", "va que va", "mas o menos", "sale y vale", "si tengo", "tengo", "si quiero", "quiero", "afirmativo",
        "efectivamente",
        "la neta si", "la verdad si", "me imagino que si", "pienso que si", "seguro", "claro que quiero", "ajam",
        "aja", "yes",
        "obviamente", "totalmente", "yo si", "si claro", "si por favor", "sipi", "sep", "hagale", "de una",
        "asi mero", "a huevo",
        "me encantaria", "sin problemas", "absolutamente", "desde ya", "en efecto", "positivo", "tambien",
        "a veces si", "ya",
        "de ley", "si senor", "claro si", "por su puesto", "esta perfecto", "me gusta", "bien", "hecho", "listo",
        "seguro que si",
        "digamos que si", "diria que si", "puede que si", "me parece que si", "va pues", "okis", "oki", "chi",
    ),
    "pt": (
        "sim", "simm", "s", "ss", "claro", "claro que sim", "com certeza", "certeza", "isso", "isso mesmo",
        "exato",
        "certo", "ta", "ta bom", "ta certo", "ok", "okay", "beleza", "blz", "pode ser", "pode sim", "uhum",
        "aham",
        "por que nao", "sem duvida", "sem problema", "nao tem problema", "de acordo", "perfeito", "quero sim",
        "positivo", "sempre", "acho que sim", "bora", "fechado", "verdade", "tudo bem", "e sim", "vamos", "obvio",
        "creio que sim",
        "isso ai", "e", "e sim", "tenho", "tenho sim", "demorou", "fechou", "mais ou menos", "exatamente",
        "afirmativo", "eu tenho",
        "obviamente", "certamente", "com toda certeza", "ctz", "sim senhor", "sim claro", "sim por favor", "quero",
        "eu quero",
        "uhun", "ahan", "sip", "yes", "show", "combinado", "ok ta bom", "imagino que sim", "suponho que sim",
        "diria que sim",
        "positivo operante", "sim sim", "logico", "logico que sim", "e claro", "e verdade", "totalmente",
        "absolutamente",
        "sem problemas", "com prazer", "adoraria", "gostaria", "faco sim", "faco", "sou", "sou sim", "estou",
        "estou sim", "vou",
        "vou sim", "pode", "pode crer", "aceito", "topo", "partiu", "manda ver", "ta otimo", "otimo", "legal", "joia",
        "tambem",
        "eu acho que sim", "e isso", "yep", "sin", "siim",
    ),
}  # fmt: skip
NO: Mapping[str, tuple[str, ...]] = {
    "en": (
        "no", "nope", "nah", "na", "n", "not really", "not at all", "never", "no thanks", "no thank you",
        "no way",
        "i don't", "i do not", "i'm not", "i am not", "we don't", "i haven't", "it isn't", "it doesn't",
        "dont",
        "definitely not", "absolutely not", "certainly not", "of course not", "i don't think so", "false",
        "wrong",
        "not yet", "not now", "negative", "not sure about that", "incorrect", "rarely", "hardly ever",
        "yeah no",
        "i didn't", "it's not", "it is not", "not exactly", "not me", "hell no", "better not", "i'm afraid not",
        "please don't",
        "i have none",
        "i have no", "i have not", "i do not have", "don't have", "i guess not", "i think not", "i suppose not",
        "no sir",
        "no ma'am", "nuh uh", "nay", "no can do", "not today", "not anymore", "not any more", "no longer", "i can't",
        "i cannot", "i won't", "i wouldn't", "we do not", "we aren't", "we're not", "not likely", "by no means",
        "not a chance",
        "no chance", "not in a million years", "unfortunately not", "sadly not", "i'd say no", "don't think so",
        "not so much",
        "not interested", "i don't believe so", "neither", "none", "hardly", "over my dead body", "not for me",
        "i'm good",
        "it wasn't", "that's wrong", "that is wrong", "that's not right", "that is incorrect", "that's incorrect",
        "nopes",
        "noo", "i never", "don't", "do not", "not really no", "fraid not", "forget it", "no need",
    ),
    "es": (
        "no", "nop", "no no", "nunca", "jamas", "para nada", "claro que no", "por supuesto que no",
        "en absoluto",
        "de ninguna manera", "ni hablar", "no gracias", "todavia no", "aun no", "ahora no", "creo que no",
        "falso",
        "tampoco", "mejor no", "mejor no gracias", "negativo", "que va", "casi nunca", "incorrecto",
        "desde luego que no", "nel", "ni de chiste",
        "ni loco",
        "ni loca", "no mucho", "la verdad no", "la neta no", "la verdad que no", "me temo que no", "no tengo",
        "no quiero", "yo no",
        "supongo que no", "obvio no", "obvio que no", "ni de broma", "no creo", "no lo creo", "no por ahora",
        "por ahora no",
        "por el momento no", "no mas", "ya no", "ni en suenos", "pues no", "que no", "nop", "nope", "nanai", "nones",
        "ninguno",
        "ninguna", "claramente no", "lamentablemente no", "desgraciadamente no", "absolutamente no", "no senor",
        "no es",
        "no es asi", "no realmente", "realmente no", "no exactamente", "no me interesa", "no hace falta",
        "mejor no gracias",
        "diria que no", "me parece que no", "pienso que no", "en realidad no", "nunca en la vida", "nel pastel",
        "nomas no", "nah",
    ),
    "pt": (
        "nao", "n", "nn", "nunca", "jamais", "de jeito nenhum", "de forma alguma", "claro que nao",
        "com certeza nao",
        "nem pensar", "nao obrigado", "nao obrigada", "ainda nao", "agora nao", "acho que nao", "falso",
        "negativo",
        "que nada", "melhor nao", "tambem nao", "nem", "quase nunca", "errado", "naum", "imagina", "nada disso",
        "nem um pouco",
        "nem a pau",
        "nao tenho", "nao muito", "na verdade nao", "infelizmente nao", "nao quero", "eu nao", "creio que nao",
        "nem ferrando",
        "nem morto", "nem morta", "nope", "nao nao", "nao mesmo", "claro q nao", "de maneira nenhuma",
        "de maneira alguma",
        "nao senhor", "nao e", "nao sou", "nao estou", "nao faco", "nao vou", "nao por enquanto", "por enquanto nao",
        "hoje nao",
        "nao mais", "nunca na vida", "obvio que nao", "logico que nao", "certamente nao", "absolutamente nao",
        "negativo",
        "nao tem", "nao preciso", "nao precisa", "diria que nao", "imagino que nao", "suponho que nao",
        "eu acho que nao", "nah",
        "nops", "nao exatamente", "nem sempre", "dispenso", "nenhum", "nenhuma", "nao necessariamente", "to fora",
        "nao curto",
        "nem em sonho", "nem vem", "incorreto",
    ),
}  # fmt: skip
_ALONE: Mapping[bool, frozenset[str]] = {
    True: frozenset(
        [
            "e",
            "tenho",
            "sou",
            "estou",
            "vou",
            "pode",
            "quero",
            "eu quero",
            "gostaria",
            "adoraria",
            "faco",
            "tambem",
            "bien",
            "me gusta",
            "ya",
            "tengo",
            "quiero",
            "legal",
            "show",
            "listo",
            "hecho",
            "i guess",
            "i would",
            "i have",
            "we have",
            "we are",
            "i can",
            "i did",
            "perfect",
            "great",
            "fine",
            "right",
            "joia",
            "eu tenho",
            "va",
            "sale",
            "chi",
            "k",
            "kk",
            "ye",
            "me encantaria",
            "seguro",
            "tudo bem",
            "bueno",
            "partiu",
            "topo",
            "otimo",
            "bom",
            "s",
            "y",
            "ya",
            "always",
            "siempre",
            "sempre",
            "verdad",
            "verdade",
            "isso",
        ]
    ),
    False: frozenset(
        [
            "ninguno",
            "ninguna",
            "nenhum",
            "nenhuma",
            "none",
            "neither",
            "hardly",
            "imagina",
            "don't",
            "do not",
            "no es",
            "nao e",
            "nao vou",
            "n",
            "na",
            "nem",
        ]
    ),
}
"""Words that say yes or no only where they are nearly all that is said."""
_MIXED = 0.6
_ALMOST_ALL = 2
_YES_SIGNS, _NO_SIGNS = "👍👌✅✔🆗", "👎❌🚫🙅"
_CARRY_ON = word_set(
    "no thanks thank i i'm we we're it it's that not never the my sorry of way doubt problem really"
)
_START = 3
"""A yes or no counts when it stands among the first words of a message that goes on."""


def hear(hearing: Hearing) -> Heard | None:
    """True or False. Never an extra: a yes belongs to what was asked."""
    return (hear_yes_no(hearing) or _by_option(hearing)) if hearing.is_waited else None


def _by_option(hearing: Hearing) -> Heard | None:
    """What the options call a yes and a no: 'some days'."""
    heard = named(hearing)
    if heard is None or heard.answer.value not in ("yes", "no"):
        return heard
    return replace(heard, answer=replace(heard.answer, value=heard.answer.value == "yes"))


def hear_yes_no(hearing: Hearing) -> Heard | None:
    message = hearing.message
    if (sign := _sign(message)) is not None:
        return sign
    said = _said(message, hearing.language)
    if not said:
        return None
    first, after, value = min(said)
    if first >= _START or (not value and _starts_something_else(message, first, after, hearing.language)):
        return None
    is_mixed = len({one[2] for one in said}) > 1
    if is_mixed and len(message.words) > 2 * _START:
        return None
    return hearing.heard(value, first, after, _MIXED if is_mixed else 1.0)


def _said(message: Message, language: str) -> list[tuple[int, int, bool]]:
    """Every yes and no with its words, without those inside a longer one."""
    listened = Message(squeeze(message.word(0))) if len(message.words) == 1 else message
    found = [
        (first, after, value)
        for value in (True, False)
        for match, first, after in listened.find(_pattern(language, value))
        if match[0] not in _ALONE[value] or len(message.words) - (after - first) <= _ALMOST_ALL
    ]
    return [one for one in found if not any(_is_inside(one, other) for other in found)]


@cache
def _pattern(language: str, value: bool) -> re.Pattern[str]:
    table = (YES if value else NO)[language]
    return phrases((*table, *(squeeze(one) for one in table)))


def _is_inside(one: tuple[int, int, bool], other: tuple[int, int, bool]) -> bool:
    """'claro' within 'claro que no' is not a yes."""
    return (
        one != other
        and other[0] <= one[0]
        and one[1] <= other[1]
        and (one[1] - one[0]) < (other[1] - other[0])
    )


def _starts_something_else(message: Message, first: int, after: int, language: str) -> bool:
    """'no internet since yesterday' is no answer; 'no, I walk' and 'no' are."""
    if after >= len(message.words) or after - first > 1:
        return False
    between = message.between(after - 1, after)
    if between.strip() or message.word(after) in _CARRY_ON:
        return False
    return language == "en" or len(message.words) > 2 * _START + 1


def _sign(message: Message) -> Heard | None:
    for signs, value in ((_YES_SIGNS, True), (_NO_SIGNS, False)):
        at = next((i for i, letter in enumerate(message.text) if letter in signs), None)
        if at is not None and len(message.words) == 0:
            return heard_between(message, value, at, at + 1)
    return None
