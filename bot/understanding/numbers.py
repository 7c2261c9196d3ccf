"""Numbers as people write them, in digits and words: '1.500', 'mil e duzentos', 'half a dozen', 'un par'.

Written by hand because the library tried first hears 'half a dozen' as 12; see docs/decisions/0003.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from bot.understanding.message import Message, word_set


@dataclass(frozen=True, slots=True)
class NumberWords:
    """How one language counts. `small` are added up, the others multiply what stands before them.

    `vague` before a hundred or more names no number: 'a few hundred'. `alone` are the scales that need no number
    before them: 'mil'.
    """

    small: Mapping[str, int]
    joins: frozenset[str]
    halves: frozenset[str]
    articles: frozenset[str]
    scales: Mapping[str, int]
    alone: frozenset[str]
    dozens: frozenset[str]
    pairs: frozenset[str]
    hundreds: frozenset[str] = frozenset()
    fixed: Mapping[str, int] = field(default_factory=dict)
    not_after: frozenset[str] = frozenset()
    quarters: frozenset[str] = frozenset()
    vague: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Number:
    """`is_article` when it is only 'a' or 'un', which counts no more than what follows it says."""

    value: float
    first: int
    after: int
    is_article: bool = False


def _count(words: str, start: int, step: int = 1) -> dict[str, int]:
    """Each word of a row, counted from `start`; '/' separates words for the same number."""
    row = words.split()
    return {word: start + step * i for i, same in enumerate(row) for word in same.split("/")}


ENGLISH = NumberWords(
    small=_count("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
                 "sixteen seventeen eighteen nineteen", 0)
    | _count("twenty thirty forty/fourty fifty sixty seventy eighty ninety", 20, 10),
    joins=frozenset({"and", "n"}),
    halves=frozenset({"half"}),
    articles=frozenset({"a", "an"}),
    scales={"thousand": 10**3, "k": 10**3, "grand": 10**3, "million": 10**6, "millions": 10**6, "billion": 10**9},
    alone=frozenset({"thousand"}),
    dozens=frozenset({"dozen", "dozens"}),
    pairs=frozenset({"couple", "pair"}),
    hundreds=frozenset({"hundred"}),
    fixed={"once": 1, "twice": 2, "none": 0, "nobody": 0, "nought": 0, "naught": 0, "nil": 0,
           "zilch": 0, "both": 2, "alone": 1},
    not_after=word_set("the that this no which any every last first second third other some each"),
    quarters=frozenset({"quarter"}),
    vague=word_set("few several many some"),
)  # fmt: skip
SPANISH = NumberWords(
    small=_count("cero un/uno/una/unos dos tres cuatro/quatro cinco seis siete ocho nueve diez once doce trece "
                 "catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno/veintiun/veintiuna "
                 "veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve", 0)
    | _count("treinta cuarenta cincuenta sesenta setenta ochenta noventa cien/ciento", 30, 10)
    | _count("doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas quinientos/quinientas "
             "seiscientos/seiscientas setecientos/setecientas ochocientos/ochocientas "
             "novecientos/novecientas", 200, 100),
    joins=frozenset({"y"}),
    halves=frozenset({"medio", "media"}),
    articles=frozenset({"un", "una", "unos"}),
    scales={"mil": 10**3, "k": 10**3, "millon": 10**6, "millones": 10**6},
    alone=frozenset({"mil"}),
    dozens=frozenset({"docena", "docenas"}),
    pairs=frozenset({"par", "pareja"}),
    hundreds=frozenset({"cientos", "centenar", "centenares"}),
    not_after=frozenset({"cada"}),
    fixed={"ninguno": 0, "ninguna": 0, "nadie": 0, "ambos": 2, "ambas": 2},
    vague=word_set("unos unas varios varias algunos muchos pocos"),
)  # fmt: skip
PORTUGUESE = NumberWords(
    small=_count("zero um/uma/uns dois/duas tres quatro/cuatro cinco seis sete oito nove dez onze doze treze "
                 "quatorze/catorze quinze dezesseis/dezasseis dezessete/dezassete dezoito "
                 "dezenove/dezanove", 0)
    | _count("vinte trinta quarenta cinquenta/cincoenta sessenta setenta oitenta noventa cem/cento", 20, 10)
    | _count("duzentos/duzentas trezentos/trezentas quatrocentos/quatrocentas quinhentos/quinhentas "
             "seiscentos/seiscentas setecentos/setecentas oitocentos/oitocentas novecentos/novecentas", 200, 100),
    joins=frozenset({"e"}),
    halves=frozenset({"meio", "meia"}),
    articles=frozenset({"um", "uma", "uns"}),
    scales={"mil": 10**3, "k": 10**3, "milhao": 10**6, "milhoes": 10**6, "bilhao": 10**9},
    alone=frozenset({"mil"}),
    dozens=frozenset({"duzia", "duzias"}),
    pairs=frozenset({"par", "casal"}),
    hundreds=frozenset({"centenas", "centena"}),
    not_after=frozenset({"cada"}),
    fixed={"nenhum": 0, "nenhuma": 0, "ninguem": 0, "ambos": 2, "sozinho": 1, "sozinha": 1},
    vague=word_set("uns umas varios varias alguns algumas muitos poucos"),
)  # fmt: skip
NUMBER_WORDS: Mapping[str, NumberWords] = {"en": ENGLISH, "es": SPANISH, "pt": PORTUGUESE}


@lru_cache(maxsize=256)
def numbers(message: Message, language: str) -> tuple[Number, ...]:
    """Every number said, from left to right."""
    return tuple(_numbers(message, language))


def _numbers(message: Message, language: str) -> Iterator[Number]:
    at = 0
    while at < len(message.words):
        found = number_at(message, at, language)
        if found is None:
            at += 1
        else:
            yield found
            at = found.after


def number_at(message: Message, first: int, language: str) -> Number | None:
    """The longest number that starts at a word."""
    words = NUMBER_WORDS[language]
    word = message.word(first)
    if word not in _beginnings(language) and not word[:1].isdecimal():
        return None
    if message.word(first - 1) in words.not_after and message.word(first) in _ONE:
        return None
    if message.word(first - 1) in words.vague and message.word(first) in words.scales:
        return None
    if message.word(first) in words.fixed:
        return Number(words.fixed[message.word(first)], first, first + 1)
    return _part_of_more(message, first, words) or _sum(message, first, language, words)


@cache
def _beginnings(language: str) -> frozenset[str]:
    """Every word that a number in words can begin with."""
    words = NUMBER_WORDS[language]
    sets = (
        words.articles,
        words.halves,
        words.quarters,
        words.dozens,
        words.pairs,
        words.hundreds,
        words.alone,
    )
    return frozenset().union(*sets, words.small, words.fixed, words.scales, words.joins)


def read_digits(text: str, language: str) -> float:
    """'1.500' is a thousand and a half in Spanish and Portuguese, one and a half in English.

    Where a point and a comma are both seen to part thousands, as in Mexico, three digits behind either are thousands.

    >>> read_digits("1.200,50", "pt"), read_digits("1,500", "en"), read_digits("1,5", "es")
    (1200.5, 1500.0, 1.5)
    """
    decimal = "." if language == "en" else ","
    if "." in text and "," in text:
        decimal = max(".,", key=text.rfind)
    elif text.count(".") + text.count(",") == 1:
        whole, _, behind = text.replace(",", ".").partition(".")
        if len(behind) != 3:
            decimal = "," if "," in text else "."
        elif language != "en" and whole != "0":
            decimal = "." if "," in text else ","
    grouping = "," if decimal == "." else "."
    plain = text.replace(grouping, "")
    return float(plain.replace(decimal, "" if plain.count(decimal) > 1 else "."))


def _part_of_more(message: Message, first: int, words: NumberWords) -> Number | None:
    """'Half a dozen', 'half a million', 'a quarter million', 'media docena'."""
    at = first + 1 if message.word(first) in words.articles else first
    share = 0.5 if message.word(at) in words.halves else 0.25 if message.word(at) in words.quarters else None
    if share is None:
        return None
    after = at + 2 if message.word(at + 1) in words.articles else at + 1
    if share == 0.5 and message.word(after) in words.dozens:
        return Number(6, first, after + 1)
    scale = words.scales.get(message.word(after)) or (100 if message.word(after) in words.hundreds else None)
    return Number(share * scale, first, after + 1) if scale and len(message.word(after)) > 1 else None


def _sum(message: Message, first: int, language: str, words: NumberWords) -> Number | None:
    """Adds and multiplies as long as the words go on as a number would."""
    total, current, at, is_open, scale = 0.0, None, first, True, 10**12
    while at < len(message.words) and is_open:
        word = message.word(at)
        if at > first and _is_parted(message, at, is_after_scale=current is None):
            break
        if word[0].isdecimal():
            is_joined = message.word(at - 1) in words.joins or (total >= 1000 and _HUNDREDS.fullmatch(word))
            if at > first and not (current is None and is_joined):
                break
            current, at = _digits(message, at, language)
        elif word in words.small and _fits(current, words.small[word], after_thousand=total > 0):
            current, at = (current or 0) + words.small[word], at + 1
        elif word in words.articles and current is None and _multiplies(message.word(at + 1), words):
            current, at = 1, at + 1
        elif word in words.hundreds and (current is None or 0 < current < 100):
            if message.word(at - 1) in words.vague:
                return None
            current, at = (current or 1) * 100, at + 1
        elif words.scales.get(word, scale) < scale and (current is not None or word in words.alone):
            scale = words.scales[word]
            total, current, at = total + (1 if current is None else current) * scale, None, at + 1
        elif word in words.dozens | words.pairs and total == 0:
            current, at, is_open = (current or 1) * (12 if word in words.dozens else 2), at + 1, False
            if after := _of_hundreds(message, at, words):
                current, at = current * 100, after
        elif word in words.joins and at > first and _joins(message, at, current, total, words):
            at += 1
        else:
            break
    if at == first:
        return _article(message, first, words)
    is_article = at == first + 1 and message.word(first) in words.articles
    half, at = half_after(message, at, words)
    if half and scale == 10**12 and message.word(at) in words.scales:
        return Number(((current or 0) + half) * words.scales[message.word(at)], first, at + 1)
    half *= (
        12 if (half and message.word(at - 3) in words.dozens) or message.word(at - 4) in words.dozens else 1
    )
    half *= scale if scale < 10**12 and current is None else 1
    return Number(total + (current or 0) + half, first, at, is_article)


_ONE = word_set("one uno una um uma")
_HUNDREDS = re.compile(r"[1-9]\d\d")


def _is_parted(message: Message, at: int, *, is_after_scale: bool) -> bool:
    """Whether a mark stands before this word that no number goes on behind; 'one thousand, two hundred' does."""
    between = message.between(at - 1, at).strip(" -–\u00a0\u202f")
    return bool(between) and not (between == "," and is_after_scale) and between[0] not in "$€£'’+"


def _of_hundreds(message: Message, at: int, words: NumberWords) -> int | None:
    """The place after the 'hundred' of 'a couple of hundred'."""
    at = at + 1 if message.word(at) in ("of", "de") else at
    return at + 1 if message.word(at) in words.hundreds else None


def _digits(message: Message, at: int, language: str) -> tuple[float, int]:
    """The value in digits, and the place after it: '1 200' is one number, as it is written in many countries."""
    word, after = message.word(at), at + 1
    while (
        word.isdecimal() and len(word) <= 9 and word[0] != "0" and (len(message.word(at)) <= 3)
        and re.fullmatch(r"\d{3}(?:[.,]\d{1,2})?", message.word(after))
        and message.between(after - 1, after) in (" ", "\u00a0", "\u202f")
    ):  # fmt: skip
        word, after = word + message.word(after), after + 1
    value, start = read_digits(word, language), message.words[at].start
    is_behind_point = re.search(r"(?:^|[\s$€£])[.,]$", message.text[max(0, start - 2) : start]) is not None
    return (value / 100 if is_behind_point and re.fullmatch(r"\d\d", word) else value), after


def _article(message: Message, first: int, words: NumberWords) -> Number | None:
    """'A single one' is one."""
    if message.word(first) not in words.articles:
        return None
    is_counted = message.word(first + 1) in ("single", "solo", "sola", "unico", "unica", "so")
    return Number(1, first, first + 1 + is_counted, is_article=not is_counted)


def _multiplies(word: str, words: NumberWords) -> bool:
    return (
        word in words.hundreds
        or word in words.dozens
        or word in words.pairs
        or (word in words.scales and word != "k")
    )


def _fits(current: float | None, value: int, *, after_thousand: bool) -> bool:
    """Whether a number goes on with this word: 'twenty five' does, 'three four' are two numbers."""
    if current is None:
        return not after_thousand or value > 0
    if value == 0 or current == 0:
        return False
    if value < 10:
        return current % 10 == 0 and current % 100 != 10
    return current % 100 == 0 if value < 100 else False


def _joins(message: Message, at: int, current: float | None, total: float, words: NumberWords) -> bool:
    """Not behind a comma: 'trinta, é uma escola' is no 31."""
    between = message.between(at - 1, at)
    return "," not in between and _goes_on(message, at + 1, current, total, words)


def _goes_on(message: Message, at: int, current: float | None, total: float, words: NumberWords) -> bool:
    """Whether 'and' joins a next word that fits; 'two and three' are two numbers."""
    value = words.small.get(message.word(at))
    return value is not None and _fits(current, value, after_thousand=total > 0)


def half_after(message: Message, at: int, words: NumberWords) -> tuple[float, int]:
    """'and a half', 'y media', 'e meio'."""
    if message.word(at) not in words.joins:
        return 0.0, at
    after = at + 2 if message.word(at + 1) in words.articles else at + 1
    return (0.5, after + 1) if message.word(after) in words.halves else (0.0, at)
