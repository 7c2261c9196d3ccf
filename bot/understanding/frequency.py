"""How often something is done, as people say it: classes that any company's options can be told by.

A statement phrase names the class in braces, 'I travel abroad {often|monthly}', and the words may stand anywhere in
the clause.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.understanding.numbers import NUMBER_WORDS

CLASSES = ("daily", "weekly", "monthly", "yearly", "often", "sometimes", "never")
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "never": r"never|hardly(?: ever)?|rarely|barely(?: ever)?|seldom|almost never|scarcely|not really",
        "daily": r"every (?:single )?(?:day|night|evening|morning|afternoon)|daily|nightly|each (?:day"
        r"|night|evening)"
        r"|all (?:the )?(?:day|time|night)(?: long)?|constantly|non ?stop|always|24 7|everyday|day and night",
        "weekly": r"every (?:single |other )?(?:week|weekend|friday|monday|tuesday|wednesday|thursday"
        r"|saturday|sunday)|weekly"
        r"|{n} (?:times|days|nights|evenings) (?:a|per|each|every) week|{n} a week|(?:most|some)"
        r" (?:days|nights|weeks|evenings)",
        "monthly": r"every (?:single |other )?(?:month|fortnight|couple of (?:weeks|months))|monthly"
        r"|{n} (?:times )?(?:a|per|each|every) month|{n} a month|{many} times a year",
        "yearly": r"every (?:single |other )?(?:year|summer|winter|christmas|holidays?)|yearly|annually"
        r"|(?:once|twice|one time|two times) (?:a|per|every) year(?: or so)?"
        r"|(?:on|for) (?:my |our |the )?(?:holidays?|vacations?)|in (?:the )?summer",
        "often": r"a lot|lots|often|frequently|much|regularly|very|usually|all over|a ton|tons|quite a"
        r" bit|loads|heavily",
        "sometimes": r"sometimes|now and (?:then|again)|occasionally|(?:every )?once in a while|from"
        r" time to time|at times"
        r"|a (?:little|bit)|(?:at|on|only (?:at|on)) (?:the )?weekends|here and there|some weekends"
        r"|the odd|every so often",
    },
    "es": {
        "never": r"nunca|jamas|(?:casi )?nunca|rara vez|raramente|raras veces|apenas|casi no|muy poco"
        r"|poco|tampoco|para nada",
        "daily": r"tod[oa]s (?:los|las) (?:santos )?(?:dias|noches|tardes|mananas)|cada (?:dia|noche)"
        r"|a diario|diariamente"
        r"|diario|rutina diaria|todo el (?:santo )?(?:tiempo|dia|rato)|siempre|a cada rato"
        r"|constantemente|a toda hora|sin parar",
        "weekly": r"tod[oa]s (?:los|las) (?:semanas|viernes|lunes|martes|miercoles|jueves|sabados"
        r"|domingos|fines de semana)"
        r"|cada (?:semana|finde)|semanalmente|{n} (?:veces|dias|noches) (?:por|a la|en la) semana|casi"
        r" todos los dias",
        "monthly": r"todos los meses|cada mes|mensualmente|{n} ve(?:z|ces) (?:al|por) mes|{many} veces"
        r" (?:al|por) ano|cada (?:dos|tres) meses",
        "yearly": r"todos los (?:anos|veranos)|cada (?:ano|verano)|(?:una (?:vez|vecita)|un par de veces|dos"
        r" veces) (?:al|por) ano|anualmente"
        r"|en (?:las |mis )?vacaciones|en verano",
        "often": r"mucho|mucha|much[oa]s|seguido|a menudo|frecuentemente|con frecuencia|bastante|muchisimo"
        r"|muchas veces|tanto|tan seguido"
        r"|un monton|cada dos por tres|regularmente|continuamente|harto",
        "sometimes": r"a veces|de vez en cuando|de vez en vez|algunas veces|ocasionalmente|cada tanto"
        r"|un poco|alguna vez"
        r"|(?:solo )?los (?:fines de semana|findes)|por ahi|en ocasiones|un[oa] que otr[oa]"
        r"|de vez en vez|de repente",
    },
    "pt": {
        "never": r"nunca|jamais|quase nunca|raramente|dificilmente|quase nao|muito pouco|pouco|de"
        r" jeito nenhum",
        "daily": r"tod[oa] (?:santo )?(?:dia|noite|tarde|manha)|tod[oa]s (?:os|as) (?:dias|noites)"
        r"|diariamente|o tempo todo|o tempo inteiro"
        r"|o dia (?:todo|inteiro)|sempre|a noite toda|direto|toda hora|sem parar|cada dia",
        "weekly": r"toda semana|todas as semanas|semanalmente|{n} (?:vezes|dias|noites) (?:por|na)"
        r" semana|tod[oa]s? (?:os |as )?"
        r"(?:sextas?|segundas?|tercas?|quartas?|quintas?|sabados?|domingos?|fim de semana|fins de"
        r" semana)|quase todo dia",
        "monthly": r"todo mes|todos os meses|mensalmente|cada mes|{n} vez(?:es)? (?:por|ao) mes|{many}"
        r" vezes (?:por|ao) ano",
        "yearly": r"todo ano|todos os anos|cada ano|(?:uma vez(?:inha)?|duas vezes|umas duas vezes) (?:por|ao)"
        r" ano|anualmente|nas ferias|no verao|todo verao",
        "often": r"muito|muita|muit[oa]s|bastante|frequentemente|com frequencia|a beca|demais|pra caramba"
        r"|direto|tanto|muitas vezes"
        r"|regularmente|sempre",
        "sometimes": r"as vezes|de vez em quando|algumas vezes|ocasionalmente|vez ou outra|um pouco|de"
        r" quando em quando|vez em quando"
        r"|(?:so )?(?:nos|aos) fins de semana|volta e meia|vez por outra|uma vez ou outra|tem dia que",
    },
}
_SEVERAL = {"en": "several|many|a few|multiple", "es": "varias|muchas|algunas", "pt": "varias|muitas|algumas"}
_ONCE = {"en": "once|twice|", "es": "una|dos|un par de|", "pt": "uma|duas|umas|"}
# The rarer class wins over the vaguer: "hardly ever ... every day" is said by nobody, "very often" is.
_ORDER = ("never", "yearly", "monthly", "weekly", "daily", "sometimes", "often")


def _pattern(language: str, name: str) -> re.Pattern[str]:
    counted = "|".join(word for word, value in NUMBER_WORDS[language].small.items() if 2 < value < 32)
    several = _SEVERAL[language]
    number = rf"(?:{_ONCE[language]}\d+|{counted}|{several}|two|dos|duas)"
    many = rf"(?:\d\d?|{counted}|{several})"
    return re.compile(
        rf"(?<= )(?:{_WORDS[language][name].replace('{n}', number).replace('{many}', many)})(?= )"
    )


_PATTERNS = {language: {name: _pattern(language, name) for name in _ORDER} for language in _WORDS}
_HINT = {
    language: re.compile(r"|".join(f"(?:{pattern.pattern})" for pattern in names.values()))
    for language, names in _PATTERNS.items()
}


def frequencies(flat: str, language: str) -> frozenset[str]:
    """The classes said in a clause (folded words between single spaces, one at each end)."""
    if _HINT[language].search(flat) is None:
        return frozenset()
    found = {name for name, pattern in _PATTERNS[language].items() if pattern.search(flat)}
    if "sometimes" in found:
        found.discard("often")
    if found & {"weekly", "monthly", "yearly"}:
        found -= {"daily", "often"}
    return frozenset(found)
