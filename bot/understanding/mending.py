"""Number words, months, days and units with a letter or two wrong: 'nobecientos', 'disiembre', 'dosientos', 'dayz'."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.calendar import DAY_WORDS
from bot.understanding.day_numbers import day_numbers
from bot.understanding.message import Message, listen, word_set
from bot.understanding.numbers import NUMBER_WORDS
from bot.understanding.stretches import MINUTES

_SHORTEST, _LONG = 5, 9
"""Letters from which one may be wrong, and from which two may be."""
_KNOWN = word_set(
    "there these threw where right night light might fight sight tight nights house yours fires match month "
    "mouth forth "
    "party sixth eighth thirsty trees treat event events never even cuarto cuartos quarto quartos cuanto quanto cuando "
    "quando siente gasto junto mayor abrir marca marcas martin tarde noche noites nueva nuevo nueve novos "
    "minuto minute "
    "second seconds segundo segundos segunda primera primero primeira primeiro tercera tercero sobre sempre siempre "
    "mensa mesas meseta todos todas today hasta hoje about amount euros euro pesos reais dollar dollars bucks quince "
    "gente menos menor tiempo tempo horario linea lineas linhas linha planes plano planos contas conta cuenta cuentas "
    "viernes cinema sienta venta vente viene vienen treats doses doces donde onde diario weeds weekly daily monthly "
    "yearly hourly money sunny someday works seems seven's several sever serve fives threes"
)
"""Words of their own that are a letter away from one of the vocabulary."""


@cache
def _vocabulary(language: str) -> tuple[str, ...]:
    words, counts = DAY_WORDS[language], NUMBER_WORDS[language]
    rows = " ".join((*words.weekdays, *words.months)).replace("s?", "").replace("|", " ")
    names = {
        *rows.split(),
        *counts.small,
        *counts.scales,
        *MINUTES,
        *(one for one in words.relative if " " not in one),
    }
    return tuple(sorted(name for name in names if len(name) >= _SHORTEST and name.isalpha()))


@lru_cache(maxsize=4096)
def _mended(word: str, language: str) -> str | None:
    """The one word of the vocabulary that is near; None where the word is known or nothing, or too much, is near."""
    if len(word) < _SHORTEST or word in _KNOWN or not word.isalpha():
        return None
    vocabulary = _vocabulary(language)
    if (
        word in vocabulary
        or word in MINUTES
        or word in day_numbers(language)
        or word.removesuffix("s") in vocabulary
    ):
        return None
    most = 2 if len(word) >= _LONG else 1
    near = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=most, limit=2)
    if not near or (len(near) > 1 and near[1][1] == near[0][1]):
        return None
    return str(near[0][0])


def mended(message: Message, language: str) -> Message | None:
    """The message with its misspelt words as they were meant; None when nothing is to be mended."""
    found = {
        word.folded: new for word in message.words if (new := _mended(word.folded, language)) is not None
    }
    if not found:
        return None
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, found)) + r")\b")
    return listen(pattern.sub(lambda match: found[match[0]], message.folded))
