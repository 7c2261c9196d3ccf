"""Which of several values is meant: 'I pay 70, I want to pay 45', 'antes 5, ahora 4', 'vou dia 3 e volto dia 10'.

Each value is judged by the words of its own clause: what was or is elsewhere counts less, what is now, wished for or
summed up counts more; for a day, whether one leaves or comes back. Only a clear first is taken.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from bot.understanding.message import Message, word_set
from bot.understanding.units import slot_words

_Marks = Mapping[str, str]
_PAST: _Marks = {
    "en": r"used to|was|were|before|last (?:month|time|year|bill|trip)|previous(?:ly)?|originally|at first|had|"
    r"instead of|rather than|supposed to|not",
    "es": r"antes|eran?|eramos|pagaba|tenia|teniamos|gastaba|usaba|iba|fui|pasad[oa]|anterior|en vez de|en lugar de|"
    r"deberia(?:n)?|al principio|no|debian?",
    "pt": r"antes|eram?|eramos|pagava|tinha|tinhamos|gastava|usava|ia|fui|passad[oa]|anterior|em vez de|ao inves de|"
    r"em lugar de|deveria|no comeco|nao|devia",
}
_ASIDE: _Marks = {
    "en": r"of which|plus|including|limit|per (?:day|line|person)|each|apiece|flight|number|room|floor|plan "
    r"(?:is|costs)|"
    r"it arrives|due|apartment|my (?:daughter|son|mom|mother|brother|wife|husband|friend|neighbou?r)",
    "es": r"de los cuales|de las cuales|incluye|cada un[oa]|vuelo|numero|cuarto|piso|vence|llego el|por persona|"
    r"mi (?:hij[oa]|mama|herman[oa]|vecin[oa])|el plan es",
    "pt": r"dos quais|das quais|inclui|cada|voo|numero|quarto|andar|vence|chegou|por pessoa|"
    r"(?:meu|minha) (?:filh[oa]|mae|irmao?|vizinh[oa])|o plano e",
}
_NOW: _Marks = {
    "en": r"now|this (?:month|time|bill|one|year|trip)|today|currently|these days|nowadays|down to|up to",
    "es": r"ahora|ahorita|este mes|est[ea]|esta vez|hoy|actualmente|ya (?:somos|son|solo)|actual",
    "pt": r"agora|ess?[et]e mes|ess[ea]|est[ea]|dessa vez|hoje|atualmente|atual|adiaram|mudou|mudaram|remarcaram",
}
_WISH: _Marks = {
    "en": r"want(?:ed)?|wanna|need|hoping|hope|would like|'d like|i'd|id like|id prefer|id|looking for|"
    r"rather|prefer|make it|go with|aim|"
    r"willing|could pay|can pay|can do|shooting for|ideally|bring it",
    "es": r"quiero|quisiera|queremos|necesito|necesitamos|me gustaria|busco|bajar(?:lo|la)?|subir(?:lo|la)?|"
    r"mejor|prefiero|"
    r"ojala|pondria|puedo|que sean|dejemoslo|llegar a|pagaria",
    "pt": r"quero|queria|queremos|preciso|precisamos|gostaria|baixar|abaixar|diminuir|aumentar|melhor|prefiro|posso|"
    r"pode ser|chegar a|pagaria|procuro|busco",
}
_SUM: _Marks = {
    "en": r"total|altogether|in all|so|makes|comes? to|came to|bill is|all together|charged me|i paid",
    "es": r"total|o sea|asi que|suman|da|dan|llego (?:de|por)|me salio|pague|la cuenta",
    "pt": r"total|ao todo|ou seja|entao|somam|da|deu|veio|a conta|paguei|ficou",
}
_CORRECTED: _Marks = {
    "en": r"sorry|oops|misread|mistake|wrong|typo|i mean|i meant|correction|wait|actually|scratch that",
    "es": r"perdon|ups|lei mal|me equivoque|error|digo|corrijo|espera|mentira|miento|mejor dicho|ay no",
    "pt": r"desculpa|perdao|ops|li errado|errei|me enganei|digo|corrigindo|espera|mentira|minto|melhor dizendo|alias",
}
_OWED = re.compile(
    r" (?:owes? me|back|refund\w*|return\w*|difference|me deben?|devuelv\w+|devol\w+|reembols\w+|regres\w+|"
    r"diferencia|me devem?|"
    r"estorn\w+|diferenca|de volta) "
)
_AMOUNTS_TO = re.compile(r"^ (?:son|serian|sao|seriam|igual a|is|are|makes)(?: \w+)? # ")
_REFUNDED = word_set("refund reembolso devolucion devolucao estorno")
_BUT = word_set("but pero porem although")
BUT_IN = {"en": _BUT, "es": _BUT, "pt": _BUT | {"mas"}}
_JOINS = {"en": word_set("and n then"), "es": word_set("y luego"), "pt": word_set("e dai depois")}
MAYBE = word_set("maybe perhaps possibly otherwise else talvez quizas quiza vez senao sino maximo")
_OR = {"en": frozenset({"or"}), "es": frozenset({"o", "u"}), "pt": frozenset({"ou"})}
_CHANGED = re.compile(
    r"(?:went|gone|going|jumped|up|down|rose|raised|dropped|changed|moved|switch(?:ed)?|subio|bajo|bajar|"
    r"pasar|paso|pasamos|"
    r"aumento|cambio|cambiar|bajarle|subiu|caiu|baixou|baixar|passou|passar|aumentou|mudou|mudar|foi|pulou)"
    r"(?: \w+){0,2}?(?: (?:from|de|desde|do|da|by|en|em))?$"
)
_GOES = (
    r"leav\w+|go|going|fly(?:ing)? out|fly|depart\w*|out|head(?:ing)? (?:out|off)|set(?:ting)? off|start\w*|"
    r"travel\w*|"
    r"salgo|salimos|sale|salida|me voy|nos vamos|voy|vamos|viajo|viajamos|ida|parto|empiezo|"
    r"vou|saio|saimos|saida|embarco|embarcamos|viajo|parto|partida|comeco|to indo|indo"
)
_RETURNS = (
    r"back|return\w*|com(?:e|ing) home|home|fly(?:ing)? (?:back|home)|land\w*|until|till|til|end\w*|"
    r"regres\w+|vuelv\w+|vuelta|retorn\w*|hasta|llego|"
    r"volt\w+|retorn\w*|ate|chego|chegamos"
)
_LEAVING = word_set(
    "departure start starts begin beginning outbound salida partida ida inicio comienzo saida embarque"
)
_RETURNING = word_set("return returns back end ends until regreso vuelta fin retorno volta fim termino")
_BILLED = word_set("bill invoice charge factura cuenta recibo cobro fatura conta boleto refund reembolso")


def favoured(
    message: Message, spans: Sequence[tuple[int, int]], language: str, slot: str, *, is_day: bool = False
) -> int | None:
    """Which of the values in these words (first, after) is meant, from left to right; None where nothing tells."""
    for (_, after), (first, _) in itertools.pairwise(spans):
        if any(message.word(at) in _OR[language] | MAYBE for at in range(after, first + 1)):
            return None
    clauses = _clauses(message, spans, language)
    if _stands_alone(message, spans[0]):
        return 0
    scores = [_score(text, language, slot, is_day=is_day) for text in clauses]
    for at, (before, own) in enumerate(zip([" ", *clauses], clauses, strict=False)):
        if at and _has(own, _CORRECTED[language]):
            scores[at] += 3
        scores[at] += bool(at and _AMOUNTS_TO.search(own))
        opening = own.split()[:1]
        scores[at] += at > 0 and bool(opening) and opening[0] in BUT_IN[language]
        if at and _CHANGED.search(before.split("#")[0].strip()) and not is_day:
            scores[at] += 3
    best = max(scores)
    return scores.index(best) if scores.count(best) == 1 else None


def _stands_alone(message: Message, span: tuple[int, int]) -> bool:
    """'200. They charged 600 and my plan is 400': the first sentence is nothing but the answer."""
    first, after = span
    behind = message.behind(after - 1).lstrip()
    return first == 0 and behind[:1] in (".", "!", ";", "\n") and not behind.startswith("..")


def role_of(slot: str) -> str:
    """Whether a day is that of leaving, of coming back, or neither ('')."""
    parts = set(slot_words(slot))
    return "leaving" if parts & _LEAVING else "returning" if parts & _RETURNING else ""


def _score(clause: str, language: str, slot: str, *, is_day: bool) -> int:
    role = role_of(slot) if is_day else ""
    if role:
        goes, returns = _has(clause, _GOES), _has(clause, _RETURNS)
        told = (returns and not (goes and role == "leaving")) - (goes and not returns)
        if told:
            return 5 * (told if role == "returning" else -told)
    owed = 4 * bool(set(slot_words(slot)) & _REFUNDED and _OWED.search(clause))
    wish = -2 if set(slot_words(slot)) & _BILLED else 2
    return (
        owed
        + wish * _has(clause, _WISH[language])
        + _has(clause, _NOW[language])
        + 2 * _has(clause, _SUM[language])
        - 2 * _has(clause, _PAST[language])
        - 2 * _has(clause, _ASIDE[language])
    )


def _has(clause: str, marks: str) -> bool:
    return re.search(rf"(?<= )(?:{marks})(?= )", clause) is not None


def _clauses(message: Message, spans: Sequence[tuple[int, int]], language: str) -> list[str]:
    """The words around each value, up to where a comma or a joining word parts it from the next; '#' is the value."""
    begins = [0]
    for (_, after), (first, _) in itertools.pairwise(spans):
        begins.append(next((at for at in range(after, first + 1) if _parts(message, at, language)), after))
    ends = [*begins[1:], len(message.words)]
    found = []
    for (first, after), begin, end in zip(spans, begins, ends, strict=True):
        last = next((at for at in range(after, end) if at > after and _parts(message, at, language)), end)
        last = end if end < len(message.words) else last
        found.append(f"{message.flat_part(begin, first)}#{message.flat_part(after, last)}")
    return found


def _parts(message: Message, at: int, language: str) -> bool:
    """Whether a new clause begins at a word."""
    between = message.between(at - 1, at) if at else ""
    if any(mark in between for mark in ",;.:!?()=\n") or " - " in between:
        return True
    return message.word(at) in BUT_IN[language] or message.word(at) in _JOINS[language]


def ends_clause(message: Message, after: int) -> bool:
    """Whether the words before this place are followed by a comma, another mark, or nothing."""
    if after >= len(message.words):
        return True
    between = message.between(after - 1, after)
    return any(mark in between for mark in ",;.:!?()")
