"""How satisfied, in five levels: 1 completely dissatisfied to 5 completely satisfied."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.answers import Answer
from bot.understanding.hearing import Heard, Hearing, heard_between
from bot.understanding.kinds import choice
from bot.understanding.message import phrases, word_set
from bot.understanding.numbers import numbers

LEVELS: Mapping[str, Mapping[int, tuple[str, ...]]] = {
    "en": {
        1: ("completely dissatisfied", "very dissatisfied", "totally dissatisfied", "very unhappy",
            "terrible",
            "awful", "horrible", "very bad", "furious", "worst", "hate it", "not at all satisfied",
            "the worst",
            "not satisfied at all", "not happy at all", "really bad", "disgusted", "very disappointed",
            "appalling",
            "extremely dissatisfied", "very angry", "unacceptable", "hated it", "i hate it", "extremely unhappy",
            "dreadful",
            "abysmal", "atrocious", "disgraceful", "pathetic", "shameful", "totally unhappy", "completely unhappy",
            "so bad", "super bad", "useless", "garbage", "rubbish", "trash", "a disaster", "disaster", "horrendous",
            "absolutely not satisfied", "fed up", "a nightmare", "nightmare", "livid", "outraged", "really unhappy",
            "really disappointed", "extremely disappointed", "completely disappointed", "couldn't be worse", "sucks",
            "it sucks", "lousy"),
        2: ("dissatisfied", "unsatisfied", "unhappy", "bad", "not satisfied", "not happy", "not good", "poor",
            "disappointed", "not very satisfied", "not very happy", "not great", "a bit unhappy",
            "not really happy",
            "not so good", "not too happy", "somewhat dissatisfied", "annoyed", "angry", "not pleased", "frustrated",
            "upset",
            "not that good", "not that happy", "not very good", "not really satisfied", "not impressed", "let down",
            "underwhelmed", "subpar", "below average", "not too great", "not too satisfied", "kinda bad", "pretty bad",
            "a little disappointed", "a bit disappointed", "rather unhappy", "quite unhappy", "bit unhappy",
            "not amazing",
            "less than happy", "less than satisfied", "displeased", "not content", "unimpressed", "fairly dissatisfied",
            "slightly dissatisfied", "quite dissatisfied", "a bit dissatisfied"),
        3: ("neutral", "so so", "neither", "meh", "average", "in between", "ok", "okay", "middle",
            "indifferent",
            "neither satisfied nor dissatisfied", "more or less", "could be better", "fair", "it's ok", "mediocre",
            "passable",
            "nothing special", "no opinion", "so so really", "fifty fifty", "acceptable", "ok i guess", "middling",
            "neither good nor bad", "not good not bad", "could be worse", "indifferent really", "alright", "all right",
            "medium", "adequate", "tolerable", "kind of ok", "no strong feelings", "on the fence", "moderate",
            "unsure how",
            "so-so"),
        4: ("satisfied", "happy", "good", "fine", "pretty good", "quite happy", "not bad", "pleased",
            "content",
            "fairly satisfied", "nice", "quite satisfied", "somewhat satisfied", "pretty happy", "well",
            "pretty satisfied",
            "rather happy", "rather satisfied", "mostly satisfied", "mostly happy", "not too bad", "not bad at all",
            "decent", "solid", "glad", "no complaints", "can't complain", "quite good", "all good", "i like it",
            "reasonably happy", "fairly happy", "generally happy", "happy enough", "good enough", "quite pleased"),
        5: ("completely satisfied", "very satisfied", "totally satisfied", "very happy", "excellent",
            "perfect",
            "great", "amazing", "love it", "very good", "fantastic", "wonderful", "delighted",
            "extremely satisfied",
            "couldn't be better", "awesome", "really happy", "really good", "the best", "super happy", "thrilled",
            "brilliant",
            "superb", "outstanding", "top notch", "loved it", "loving it", "so happy", "absolutely love it",
            "great job",
            "very pleased", "extremely happy", "fabulous", "spectacular", "exceptional", "stellar", "incredible",
            "over the moon", "ecstatic", "totally happy", "completely happy", "most satisfied", "impressed",
            "very content", "flawless", "top", "beyond happy"),
    },
    "es": {
        1: ("completamente insatisfecho", "completamente insatisfecha", "muy insatisfecho",
            "muy insatisfecha",
            "totalmente insatisfecho", "totalmente insatisfecha", "nada satisfecho", "nada satisfecha",
            "pesimo",
            "pesima", "horrible", "terrible", "muy mal", "fatal", "malisimo", "nada contento",
            "nada contenta",
            "muy molesto", "muy molesta", "lo peor", "un desastre", "furioso", "furiosa", "desastre", "el peor",
            "la peor", "peor",
            "lo odio", "odio", "malisima", "muy malo", "muy mala", "nefasto", "nefasta", "espantoso", "una porqueria",
            "muy decepcionado", "muy decepcionada", "muy enojado", "muy enojada", "indignado", "indignada", "harto",
            "harta",
            "una basura", "basura", "muy descontento", "muy descontenta", "inaceptable", "una verguenza", "del asco",
            "super mal", "extremadamente insatisfecho", "extremadamente insatisfecha", "de lo peor",
            "terriblemente mal",
            "para nada satisfecho"),
        2: ("insatisfecho", "insatisfecha", "mal", "malo", "mala", "descontento", "descontenta",
            "no muy contento",
            "no muy contenta", "poco satisfecho", "poco satisfecha", "no estoy satisfecho",
            "no estoy satisfecha",
            "no satisfecho", "no satisfecha", "no muy satisfecho", "no muy satisfecha", "no estoy contento",
            "no estoy contenta", "molesto", "molesta", "no muy bien", "decepcionado", "decepcionada", "poco contento",
            "poco contenta", "algo insatisfecho", "algo insatisfecha", "un poco insatisfecho", "un poco insatisfecha",
            "enojado", "enojada", "inconforme", "no me gusto", "no me gusta", "frustrado", "frustrada",
            "no tan contento",
            "no tan contenta", "deja que desear", "deja mucho que desear", "bastante mal", "algo decepcionado",
            "un poco decepcionado", "un poco decepcionada", "no del todo", "no muy bueno", "no muy buena", "flojo",
            "floja",
            "no fue bueno", "nada bueno", "nada bien", "no estuvo bien", "disgustado", "disgustada",
            "no tan bien"),
        3: ("neutral", "regular", "mas o menos", "ni bien ni mal", "normal", "asi asi", "indiferente",
            "ni fu ni fa",
            "ni satisfecho ni insatisfecho", "masomenos", "ahi nomas", "neutro", "ahi va", "ahi la llevo",
            "podria ser mejor",
            "podria mejorar", "puede mejorar", "ni bueno ni malo", "ni si ni no", "intermedio", "intermedia", "equis",
            "x",
            "meh", "pasable", "aceptable", "normalito", "regularcito", "dos dos", "ni mucho ni poco", "a medias",
            "promedio",
            "sin mas", "ni contento ni descontento", "neutra", "medio medio", "normal nada mas", "tal cual",
            "mediocre"),
        4: ("satisfecho", "satisfecha", "bien", "bueno", "buena", "contento", "contenta", "bastante bien",
            "bastante satisfecho", "bastante satisfecha", "conforme", "nada mal", "no esta mal", "bastante contento",
            "bastante contenta", "no estuvo mal", "no me quejo", "todo bien", "me gusto", "me gusta", "agradable",
            "correcto", "a gusto", "chevere", "padre", "muy conforme", "algo satisfecho", "bien en general",
            "bueno en general",
            "bastante bueno", "bastante buena", "sin quejas", "no tengo quejas"),
        5: ("completamente satisfecho", "completamente satisfecha", "muy satisfecho", "muy satisfecha",
            "excelente",
            "totalmente satisfecho", "totalmente satisfecha", "muy bien", "perfecto", "perfecta", "genial",
            "feliz",
            "muy contento", "muy contenta", "buenisimo", "encantado", "encantada", "de maravilla", "me encanta",
            "me encanto",
            "buenisima", "muy bueno", "muy buena", "increible", "maravilloso", "maravillosa", "fantastico",
            "fantastica",
            "lo mejor", "el mejor", "la mejor", "de lujo", "de diez", "espectacular", "super bien", "super contento",
            "super contenta", "extraordinario", "fenomenal", "estupendo", "estupenda", "contentisimo", "contentisima",
            "felicisimo", "feliz de la vida", "super satisfecho", "super satisfecha", "completamente feliz", "chido",
            "a toda madre", "padrisimo", "poca madre", "impecable", "inmejorable", "barbaro", "excelentemente", "super",
            "muy feliz"),
    },
    "pt": {
        1: ("completamente insatisfeito", "completamente insatisfeita", "muito insatisfeito",
            "muito insatisfeita",
            "totalmente insatisfeito", "totalmente insatisfeita", "nada satisfeito", "nada satisfeita",
            "pessimo",
            "pessima", "horrivel", "terrivel", "muito mal", "muito ruim", "nada contente", "muito chateado",
            "muito chateada", "uma porcaria", "um desastre", "o pior", "furioso", "furiosa", "ruim demais", "a pior",
            "pior",
            "odiei", "detestei", "odeio", "pessimamente", "um lixo", "lixo", "uma bosta", "uma droga", "uma vergonha",
            "vergonha",
            "vergonhoso", "desastre", "inaceitavel", "revoltado", "revoltada", "indignado", "indignada", "horroroso",
            "horrorosa",
            "muito decepcionado", "muito decepcionada", "muito insatisfeita", "super insatisfeito",
            "super insatisfeita",
            "extremamente insatisfeito", "extremamente insatisfeita", "muito descontente", "porcaria", "pessimo mesmo",
            "um horror", "um pesadelo", "totalmente decepcionado", "totalmente decepcionada", "puto", "puta da vida",
            "muito irritado", "muito irritada", "de mal a pior", "nao estou nada satisfeito",
            "nao estou nada satisfeita"),
        2: ("insatisfeito", "insatisfeita", "ruim", "mal", "descontente", "nao muito satisfeito",
            "pouco satisfeito",
            "pouco satisfeita", "nao muito satisfeita", "nao estou satisfeito", "nao estou satisfeita",
            "chateado",
            "nao satisfeito", "nao satisfeita", "nao gostei", "chateada", "nao muito bem",
            "nao muito contente",
            "decepcionado", "decepcionada", "nao estou contente", "nao estou feliz", "nao muito bom", "nao muito boa",
            "nao foi bom",
            "nao e bom", "nao esta bom", "nao tao bom", "nao tao satisfeito", "nao tao satisfeita", "deixa a desejar",
            "deixou a desejar", "meio ruim", "meio insatisfeito", "meio insatisfeita", "um pouco insatisfeito",
            "um pouco insatisfeita", "um pouco decepcionado", "um pouco decepcionada", "frustrado", "frustrada",
            "irritado",
            "irritada", "fraco", "fraca", "pouco contente", "meio decepcionado", "meio decepcionada", "nada bom",
            "nada bem",
            "nada legal", "bem ruim", "nao curti", "nao gosto", "aborrecido", "aborrecida", "nao muito feliz",
            "nao to feliz",
            "nao to satisfeito", "nao to satisfeita", "nao to contente", "nao foi legal", "nao foi dos melhores",
            "meio chateado", "meio chateada", "meio fraco", "abaixo da media", "abaixo do esperado"),
        3: ("neutro", "neutra", "mais ou menos", "regular", "nem bem nem mal", "normal", "indiferente",
            "razoavel",
            "nem satisfeito nem insatisfeito", "medio", "tanto faz", "ok", "indo", "vai indo", "poderia ser melhor",
            "podia ser melhor",
            "pode melhorar", "poderia melhorar", "nem bom nem ruim", "nem la nem ca", "mediano", "mediana",
            "nada de mais",
            "na media", "media", "passavel", "aceitavel", "meia boca", "meio a meio", "assim assim", "mediocre",
            "da pro gasto",
            "da para o gasto", "levando", "quebra o galho", "nem feliz nem triste", "sem opiniao", "so ok", "basico",
            "suficiente"),
        4: ("satisfeito", "satisfeita", "bem", "bom", "boa", "contente", "gostei", "bastante satisfeito",
            "feliz",
            "bastante satisfeita", "nada mal", "tudo bem", "legal", "bem satisfeito", "bem satisfeita",
            "bem contente", "bem legal",
            "bem bom", "curti", "gosto", "nao posso reclamar", "sem reclamacoes", "sem queixas", "bacana", "agradavel",
            "bastante contente", "bastante feliz", "bem feliz", "satisfatorio", "nao foi ruim", "nao e ruim",
            "nao esta ruim",
            "tranquilo", "de boa", "bem em geral", "bom no geral", "ate que bom", "ate que gostei"),
        5: ("completamente satisfeito", "completamente satisfeita", "muito satisfeito", "muito satisfeita",
            "otimo",
            "otima", "totalmente satisfeito", "totalmente satisfeita", "excelente", "perfeito", "perfeita",
            "muito bem", "muito bom", "maravilhoso", "adorei", "muito feliz", "muito contente", "top", "muito boa",
            "maravilhosa",
            "amei", "adoro", "amo", "incrivel", "fantastico", "fantastica", "sensacional", "espetacular", "nota dez",
            "nota 10",
            "show de bola", "excelentissimo", "super satisfeito", "super satisfeita", "super feliz", "super contente",
            "extremamente satisfeito", "extremamente satisfeita", "completamente feliz", "o melhor", "a melhor",
            "melhor impossivel",
            "impecavel", "muito legal", "demais", "felicissimo", "felicissima", "encantado", "encantada",
            "gostei muito",
            "gostei demais", "otimo mesmo", "bom demais", "massa", "perfeitamente", "maximo", "o maximo",
            "satisfeitissimo",
            "satisfeitissima", "show"),
    },
}  # fmt: skip
_OUT_OF = re.compile(r"(?<= )(?P<of>\d{1,2}(?:[.,]\d)?) (?:out of|of|de|sobre|em) (?P<top>5|10)(?= )")
_SLASH = re.compile(r"\b(\d{1,2})\s*/\s*(5|10)\b")
_FACES = {1: "😡🤬😤", 2: "🙁😞😠😒☹😟👎", 3: "😐😑😶", 4: "🙂😊👍", 5: "😀😃😄😁😍🤩🥰"}
_NEITHER = re.compile(
    r"(?<= )(?:neither (?:\w+ ){1,3}nor \w+|ni (?:\w+ ){1,3}ni \w+|nem (?:\w+ ){1,3}nem \w+)(?= )"
)
_NOT = word_set("not no nao nada nem ni isn't wasn't aren't poco pouco don't didn't never n")
_INTENSE = word_set("very really so super extremely incredibly muy super muito demais realmente tan tao too")
_AROUND = word_set(
    "am is are was be been felt got fiquei ficou quede quedo estaba estava senti feeling feel estoy estuvo"
    " esta fue es estou foi e to tava completely totally 100 all that ser"
)
LONGEST = 12


def hear(hearing: Hearing) -> Heard | None:
    """The level. Never an extra: 'good' may be about anything."""
    if not hearing.is_waited or len(hearing.message.words) > LONGEST:
        return None
    return _by_title(hearing) or _by_score(hearing) or _by_words(hearing) or _by_face(hearing)


def _by_title(hearing: Hearing) -> Heard | None:
    """Where the levels have titles of their own, whose values are '1' to '5'."""
    if not hearing.expectation.choices:
        return None
    heard = choice.hear(hearing)
    if heard is None or not str(heard.answer.value).isdecimal():
        return None
    return replace(heard, answer=replace(heard.answer, value=int(heard.answer.value)))


def _by_score(hearing: Hearing) -> Heard | None:
    """'4', '4 de 5', '8/10' (halved), 'cinco estrellas'."""
    message = hearing.message
    if match := _SLASH.search(message.folded):
        return _scaled(hearing, float(match[1]), int(match[2]), match.start(), match.end())
    for match, first, after in message.find(_OUT_OF):
        start, end = message.span(first, after)
        return _scaled(hearing, float(match["of"].replace(",", ".")), int(match["top"]), start, end)
    said = [one for one in numbers(message, hearing.language) if not one.is_article]
    if len(said) != 1 or said[0].value not in (1, 2, 3, 4, 5) or len(message.words) > 4:
        return None
    return hearing.heard(int(said[0].value), said[0].first, said[0].after, 0.95)


def _scaled(hearing: Hearing, score: float, top: int, start: int, end: int) -> Heard | None:
    if not 0 <= score <= top:
        return None
    level = max(1, round(score * 5 / top))
    return heard_between(hearing.message, level, start, end, 1.0 if top == 5 else 0.9)


def _by_words(hearing: Hearing) -> Heard | None:
    """The longest words for a level decide; two different levels said apart are unclear."""
    found = [
        (first, after, level)
        for level, words in LEVELS[hearing.language].items()
        for _, first, after in hearing.message.find(phrases(words))
    ]
    if (neither := _neither(hearing)) is not None:
        return neither
    outer = [
        one
        for one in found
        if not any(
            o != one and o[0] <= one[0] and one[1] <= o[1] and o[1] - o[0] > one[1] - one[0] for o in found
        )
    ]
    if len({level for _, _, level in outer}) != 1:
        return None
    first, after, level = outer[0]
    return hearing.heard(_turned(hearing, first, level), first, after, 0.9)


def _neither(hearing: Hearing) -> Heard | None:
    """'Neither happy nor unhappy', 'ni contento ni molesto'."""
    for _, first, after in hearing.message.find(_NEITHER):
        return hearing.heard(3, first, after, 0.9)
    return None


def _turned(hearing: Hearing, first: int, level: int) -> int:
    """'Not' makes good news bad and bad news bearable; 'very' makes either more so."""
    at = first - 1
    before = hearing.message.word(at)
    if before in _INTENSE and hearing.message.word(at - 1) not in _NOT:
        return {4: 5, 2: 1}.get(level, level)
    while hearing.message.word(at) in _INTENSE | _AROUND:
        at -= 1
    if hearing.message.word(at) in _NOT:
        return 2 if level >= 4 else 3 if level <= 2 else level
    return level


def _by_face(hearing: Hearing) -> Heard | None:
    text = hearing.message.text
    for level, faces in _FACES.items():
        at = next((i for i, letter in enumerate(text) if letter in faces), None)
        if at is not None:
            return Heard(Answer("value", level, 0.8, text[at]), at, at + 1)
    return None
