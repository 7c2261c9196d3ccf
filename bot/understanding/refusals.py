"""What is said instead of an answer: a refusal, a don't-know, a question back, a correction, a doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.understanding.message import Message, listen, phrases, word_set
from bot.understanding.refusal_words import (
    CONCLUDES,
    CORRECTIONS,
    DECLINES,
    DECLINES_ALONE,
    DONT_KNOWS,
    DOUBTS,
    NOT_CORRECTIONS,
    Phrases,
)

_OPENING_CORRECTION = re.compile(r"^(?:no|nao|sorry|perdon|desculpe?a?)\s*[,.!;:–-]+\s*(?=\S)")
_MIDWAY = re.compile(
    r"[,.;–-]\s*(?:(?:oh|ah|ay) )?(?:no|nao|sorry|perdon|perdao|desculpe?a?|wait|hold on|espera|espere|"
    r"minto|miento|rather)"
    r"(?:[\s,.;:]+(?:no|nao|sorry|perdon|perdao|wait|digo))*\s*[,.;:]?\s+(?=\S)"
)
_NOT_THE_OTHER = re.compile(
    r"[,.;–-]\s*(?:no|nao|not) (?:el|la|los|las|dia|o|a|the|this|este|esse|essa|esta)\b"
    r"|[,.;–-]\s*(?:no|nao|not) [$\d.,]+ (?:como|que|as|like|what|conforme|igual)\b"
)
"""'El 20, no el 19' corrects nothing, it rules out."""
_ASKING = {
    "en": r"(?:why|what|whats|what's|how|when|where|who|which|is|are|do|does|did|can|could|would|will|should)",
    "es": r"(?:por que|para que|que|como|cuando|cuanto|cuantos|cuanta|cuantas|cual|cuales|donde|quien|puedo|puedes|"
    r"pueden|tienen|tienes|hay|es|son)",
    "pt": r"(?:por que|porque|pq|pra que|para que|o que|que|como|quando|quanto|quantos|quanta|quantas|qual|quais|"
    r"onde|quem|posso|pode|podem|voces|tem|e|sao)",
}
_SURELY_ASKING = {
    "en": r"(?:why|how much|how many|how come|what is|what's|what do|what are|what for|do you|can you|can i|"
    r"could you|are you|who are|where is)",
    "es": r"(?:por que (?:me|lo|quieres?|pregunt\w+|necesit\w+)|para que|cuanto (?:cuesta|vale|es)"
    r"|que (?:es|son|significa)|como (?:se|funciona|puedo)|puedes|tienen|donde esta)",
    "pt": r"(?:por que (?:voces?|quer\w*|pergunt\w+|precis\w+)|pra que|para que|quanto (?:custa|e|fica)"
    r"|o que (?:e|sao|significa)|como (?:que|funciona|posso)|voces? (?:pode|tem)|onde fica)",
}
_NO_QUESTIONS = ("why not", "por que no", "por que nao", "como no")
_PROPOSES = re.compile(
    r"(?:could you do|can you do|could i|can i do|can i come|could we|you can call|can call me|puedes "
    r"llamarme|me puedes (?:llamar|decir)|puedes decirme|how about|"
    r"what about|maybe|perhaps|say|can we (?:do|say|make)|could we (?:do|say|make)|shall we say|let's say|"
    r"would|is .{1,20} (?:ok|okay|fine|good|possible)|que tal|que te parece|puede ser|podria ser|tal vez|quizas?|"
    r"les parece|te parece|esta bien|pode ser|talvez|da pra ser|seria)\b"
)
"""Questions that offer an answer: 'how about Friday?'"""
_TENTATIVE = re.compile(
    r" (?:maybe|perhaps|tal vez|quizas?|talvez|acho que|creo que|digamos|let's say) (?:\w+ ){1,3}$"
)
"""'No sé, tal vez 10?'"""
_SHORT_QUESTION = 4
_ASKS_AT_THE_END = word_set("how what which who where cual quien donde qual quem onde")
"""'Works how?'"""
_SHORT_CORRECTION, _LONGER_CORRECTION = 3, 6
_GOES_ON_REFUSING = word_set(
    "thanks thank gracias obrigado obrigada i i'm we yo eu nos no not nao never nunca it that sorry please"
)


_TO_WHETHER = 4
"""Words after 'nem sei' within which 'se' opens what is not known."""
_WHETHER = word_set("if whether si se")
_REFLEXIVE = word_set("me te le les nos")


def _typed_short(told: Phrases) -> Phrases:
    """In Portuguese 'não' is often typed 'n', in English 'don't' without its apostrophe."""
    short = (one.replace("nao ", "n ") for one in told["pt"] if "nao " in one)
    typed = (*short, *(one.replace("nao ", "num ") for one in told["pt"] if "nao " in one))
    bare = (one.replace("'", "") for one in told["en"] if "'" in one)
    return {**told, "pt": (*told["pt"], *typed), "en": (*told["en"], *bare)}


_TELLS = {
    "en": r"say|tell|share|answer|disclose|reveal|discuss|give|talk about|get into|go into|go there|comment|divulge",
    "es": r"(?:decir|contar|contestar|responder|dar|compartir|revelar|hablar|comentar|divulgar|informar|entrar en "
    r"detalles?)(?:se|te|le|les)?(?:lo|la)?",
    "pt": r"(?:dizer|falar|contar|responder|informar|passar|compartilhar|revelar|dar|comentar|divulgar|expor|entrar em "
    r"detalhes?)(?:[- ]?(?:lhe|te|isso))?",
}
_WILL_NOT = {
    "en": re.compile(
        rf" (?:not|won't|wont|don't|dont|wouldn't|wouldnt|refuse|never)(?: (?:really|gonna|going|want|wanna|"
        rf"like|care|wish|have|need|about|"
        rf"planning|comfortable|in the mood))*(?: to)? (?:{_TELLS['en']}|(?:say|tell|shar|answer|disclos|"
        rf"discuss|giv)ing) (?!(?:it |that |this |them |my \w+ )?(?:up|back|away) )|"
        rf" (?:don't|dont) (?:think|see)(?: (?:why|that|how|i|i'd|i'll|should|need|have|has|to|"
        rf"would|must|want|ought|the|any|reason))* (?:tell|share|answer|disclose|discuss|say) "
    ),
    "es": re.compile(
        rf" (?:no|nunca|ni)(?: (?:se|te|les|le|os))?(?: (?:lo|la))?(?: (?:voy|vamos|pienso|quiero|quisiera|"
        rf"deseo|tengo|me gusta|me da la gana"
        rf"|tengo ganas|tengo por|me interesa|me siento comod[oa]))(?: (?:a|de|que|por))? (?:{_TELLS['es']}) |"
        rf" no (?:(?:te|se|les) (?:lo |la )?|lo |la |eso )(?:digo|cuento|doy|comparto|contesto|respondo|paso|dire) |"
        rf" (?:prefiero|preferiria|quiero) (?:guardar|reservar|callar|omitir)\w* "
    ),
    "pt": re.compile(
        rf" (?:nao|n|nunca|nem)(?: (?:vou|quero|queria|pretendo|desejo|gosto|estou a fim|to a fim|tenho que|"
        rf"preciso|me sinto bem))"
        rf"(?: (?:de|em|que|te|lhe|me|isso))* (?:{_TELLS['pt']}) |"
        rf" (?:nao|n) (?:(?:te|lhe|isso) )(?:digo|conto|falo|passo|respondo) |"
        rf" (?:prefiro|preferiria|quero) (?:guardar|reservar|omitir|ficar quiet[oa])\w* "
    ),
}
_MUST_ASK = {
    "en": re.compile(
        r" (?:(?:have|need|got|gotta|going|want|ill|i'll|let me|should|must)(?: to)? (?:have to )?(?:ask|"
        r"check|look|see|count|think|find out"
        r"|talk to)|(?:can't|cant|cannot|couldn't|couldnt) (?:say|tell|be sure)|my (?:wife|husband|son|"
        r"daughter|mom|dad|boss|partner) "
        r"(?:knows|handles|would know|deals))(?= )"
    ),
    "es": re.compile(
        r" (?:(?:tengo|tendria|hay|deja|dejame|voy a|debo|necesito|habria)(?: que)? (?:preguntar\w*|"
        r"checar\w*|revisar\w*|consultar\w*|ver(?:lo)?"
        r"|pensar\w*|contar\w*|buscar\w*|averiguar\w*)|ni yo (?:mism[oa] )?(?:lo )?se|ni (?:lo )?se(?! (?:les|le|te|me|"
        r"nos) )|eso lo "
        r"sabe|lo sabe mi|habria que ver)(?= )"
    ),
    "pt": re.compile(
        r" (?:(?:tenho|teria|preciso|deixa|vou|devo|precisava)(?: (?:que|de|eu|ter que))? (?:perguntar|"
        r"checar|olhar|consultar|conferir|verificar"
        r"|pensar|contar|descobrir|ver)|nem eu (?:mesm[oa] )?sei|quem sabe (?:e|disso)|isso (?:e )?(?:a|o)? "
        r"?(?:minha|meu) \w+ (?:que )?sabe)(?= )"
    ),
}


_NOT_RATING = {
    "en": re.compile(
        r" (?:not|won't|wont|will not|don't|dont|refuse|rather not|never|no) (?:(?:really|gonna|going|want|wanna|like|"
        r"care|wish|feel|do|doing|fill|filling|take|taking|give|giving|leave|leaving|answer|in|out|any|to|your|"
        r"into) )*+"
        r"(?:rat(?:e|es|ing|ings)|surveys?|reviews?|reviewing|scor(?:es?|ing)|grad(?:e|ing)|evaluat(?:e|ing)|questionnaires?|polls?|"
        r"feedback)(?= )(?!.* (?:more|higher|above|over|less|lower|below|better|high|\d+|as) )"
    ),
    "es": re.compile(
        r" (?:no|nunca|ni|niego a|sin) (?:(?:voy|vamos|pienso|quiero|quisiera|deseo|tengo|ganas|me|gusta|interesa|"
        r"a|de|las?|los?|hago|respondo|contesto|lleno|doy|dar|hacer|responder|contestar|llenar|participo|"
        r"en|este|esta|esas?|estas|tipo|ningun|ninguna) )*+"
        r"(?:calific\w+|evalu\w+|puntu\w+|valorar\w*|opinar|encuestas?|cuestionarios?|calificaciones|opiniones|resenas?|votar|nota)"
        r"(?= )(?!.* (?:mas|menos|mejor|alto|bien|\d+) )"
    ),
    "pt": re.compile(
        r" (?:nao|n|nunca|nem|recuso a|sem) (?:(?:vou|quero|queria|pretendo|desejo|gosto|estou|to|afim|a|fim|de|em|me|"
        r"as|os?|faco|respondo|dou|dar|fazer|responder|preencho|participo|participar|essas?|esses?|esta|tipo|"
        r"nenhuma?|interessa) )*+"
        r"(?:avali\w+|classificar|pontuar|opinar|pesquisas?|questionarios?|notas?|enquetes?|opiniao|votar|qualificar)"
        r"(?= )(?!.* (?:mais|menos|melhor|alta|acima|\d+) )"
    ),
}
"""Those who answer no surveys: 'I don't do ratings'. 'I would not rate it higher than 2' is a rating."""


_DECLINES, _DONT_KNOWS = _typed_short(DECLINES), _typed_short(DONT_KNOWS)


def declines(message: Message, language: str) -> bool:
    """'Rather not say', in a phrase or in the one word of 'skip'."""
    is_said = message.flat.strip() in _alone(language) or has(message, _DECLINES[language])
    is_unwilling = _WILL_NOT[language].search(message.flat) or _NOT_RATING[language].search(message.flat)
    return is_said or is_unwilling is not None


@cache
def _alone(language: str) -> frozenset[str]:
    return frozenset(listen(one).flat.strip() for one in DECLINES_ALONE[language])


def does_not_know(message: Message, language: str) -> bool:
    return any(unknown(message, language)) or _MUST_ASK[language].search(message.flat) is not None


def unknown(message: Message, language: str) -> Iterator[tuple[int, int]]:
    """The words that do not know, with what they leave open: 'no idea', 'not sure whether it works'."""
    for match, first, after in message.find(phrases(_DONT_KNOWS[language])):
        if match[0] != "no se" or _is_no_reflexive(message, first, after):
            whether = next(
                (at for at in range(after, after + _TO_WHETHER) if message.word(at) in _WHETHER), None
            )
            yield first, after if whether is None else _clause_end(message, whether)


def _is_no_reflexive(message: Message, first: int, after: int) -> bool:
    """'No se' typed for 'no sé', and not 'no, se quedó' or 'no se me ocurre'."""
    is_accented = "é" in message.part(first, after).lower()
    is_parted = bool(message.between(first, after - 1).strip())
    return is_accented or not (is_parted or message.word(after) in _REFLEXIVE)


def _clause_end(message: Message, at: int) -> int:
    return next(after for after in range(at + 1, len(message.words) + 1) if message.is_edge(after))


def is_only(message: Message, alternatives: tuple[str, ...], spare_words: int) -> bool:
    """Whether the message is one of these phrases, with at most so many words more."""
    for _, first, after in message.find(phrases(alternatives)):
        if len(message.words) - (after - first) <= spare_words:
            return True
    return False


def doubts(message: Message, language: str) -> bool:
    return has(message, DOUBTS[language])


def asks_back(message: Message, language: str) -> bool:
    """A question, and not a short 'three?' that only sounds unsure."""
    flat = message.flat.strip()
    if flat.startswith(_NO_QUESTIONS) or _PROPOSES.match(flat) or _TENTATIVE.search(message.flat):
        return False
    if re.match(_SURELY_ASKING[language] + r"\b", flat):
        return True
    if not message.text.rstrip().endswith("?"):
        return message.text.startswith("¿")
    if message.word(len(message.words) - 1) in _ASKS_AT_THE_END:
        return True
    is_asking = re.match(_ASKING[language] + r"\b", flat) is not None
    return is_asking or len(message.words) > _SHORT_QUESTION


_SENTENCES = re.compile(r"(?<=[.!?\n…])\s*(?=[^\s.!?…])")


def beside_the_question(message: Message, language: str) -> Message | None:
    """What is said before or after a question: '5 days. Why do you ask?'; None where all of it asks."""
    sentences = [listen(one) for one in _SENTENCES.split(message.text)]
    told = [one for one in sentences if one.words and not asks_back(one, language)]
    if told and len(told) < len(sentences):
        return listen(" ".join(one.text for one in told))
    before, comma, _ = message.text.partition(", ")
    opens_asking = re.match(_ASKING[language] + r"\b", message.flat.strip()) is not None
    return listen(before) if comma and not told and not opens_asking else None


def conclusion(message: Message, language: str) -> Message | None:
    """What is said behind the last word that sums up; None when nothing does."""
    last = max(
        (after for _, first, after in message.find(phrases(CONCLUDES[language])) if first), default=None
    )
    if last is None or last >= len(message.words):
        return None
    return listen(message.behind(last - 1).lstrip(" ,.:;!-"))


def correction(text: str, language: str) -> bool:
    """Whether this corrects what was said before: 'no, I meant three', 'quise decir', 'na verdade'."""
    return after_correction(listen(text), language) is not None


def after_correction(message: Message, language: str, *, is_yes_no: bool = False) -> Message | None:
    """What is said instead, after the last word of the correction; None when nothing is corrected.

    Where a yes or no is asked for, a bare 'no, …' is that answer.
    """
    if has(message, NOT_CORRECTIONS[language]):
        return None
    last = max((after for _, _, after in message.find(phrases(CORRECTIONS[language]))), default=None)
    if last is not None:
        rest = message.behind(last - 1)
        return listen(rest.lstrip(" ,.:;!-"))
    if is_yes_no:
        return None
    opening = _OPENING_CORRECTION.match(message.folded)
    midway = None if opening else next(_MIDWAY.finditer(message.folded), None)
    if midway and _NOT_THE_OTHER.match(message.folded[midway.start() :]):
        return None
    found = opening or midway
    instead = listen(message.text[found.end() :]) if found else None
    longest = _LONGER_CORRECTION if midway else _SHORT_CORRECTION
    if instead is None or len(instead.words) > longest or instead.word(0) in _GOES_ON_REFUSING:
        return None
    return instead


def has(message: Message, alternatives: tuple[str, ...]) -> bool:
    return phrases(alternatives).search(message.flat) is not None
