"""The forms in which a word of a statement phrase may be said: number, gender, and the verb said of oneself, now.

Light-handed on purpose: a phrase says 'trabajo', and 'trabajamos', 'estamos trabajando', 'suelo trabajar' are the same
statement; 'trabaja', 'trabajé' and 'trabajaría' are not. Forms are folded: without accents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.understanding.message import fold, word_set

_IRREGULAR: Mapping[str, Mapping[str, str]] = {
    "es": {
        "tengo": "tenemos teniendo tener", "soy": "somos ser", "estoy": "estamos", "voy": "vamos yendo ir",
        "veo": "vemos viendo ver", "hago": "hacemos haciendo hacer", "juego": "jugamos jugando jugar",
        "prefiero": "preferimos", "salgo": "salimos saliendo salir", "quiero": "queremos",
        "pido": "pedimos pidiendo pedir", "sigo": "seguimos siguiendo seguir", "vengo": "venimos"
        " viniendo venir",
        "pongo": "ponemos poniendo poner", "vuelvo": "volvemos volviendo volver", "leo": "leemos"
        " leyendo leer",
        "duermo": "dormimos durmiendo dormir", "conduzco": "conducimos conduciendo conducir",
        "empiezo": "empezamos empezando empezar", "pago": "pagamos pagando pagar", "gusta": "gustan",
    },
    "pt": {
        "tenho": "temos tendo ter tem", "sou": "somos ser", "estou": "estamos to tou tamos",
        "vou": "vamos indo ir vai", "vejo": "vemos vendo ver ve", "faco": "fazemos fazendo fazer faz",
        "saio": "saimos saindo sair sai", "prefiro": "preferimos prefere", "quero": "queremos quer",
        "durmo": "dormimos dormindo dormir", "venho": "vimos vindo vir", "leio": "lemos lendo ler",
        "pego": "pegamos pegando pegar pega", "fico": "ficamos ficando ficar fica", "gosto": "gostamos gosta",
    },
}  # fmt: skip
_ENGLISH_IRREGULAR = {
    "have": "have got having", "am": "am are", "child": "child children kid kids", "children": "child"
    " children kids kid",
    "kids": "kids kid children child", "kid": "kids kid children child", "phone": "phone phones cell"
    " mobile cellphone "
    "smartphone", "get": "get getting", "bill": "bill bills invoice invoices", "is": "is s are",
}  # fmt: skip
_SAME: Mapping[str, tuple[frozenset[str], ...]] = {
    "es": (
        word_set(
            "celular telefono movil cel smartphone celulares telefonos iphone samsung android motorola"
            " xiaomi galaxy"
        ),
        word_set("factura boleta facturas recibo"),
        word_set(
            "hijo hijos hija hijas nino ninos nina ninas nene nenes nena nenas chiquitos peques pequenos"
        ),
        word_set("correo email mail"),
        word_set("exterior extranjero"),
    ),
    "pt": (
        word_set(
            "celular telefone cel aparelho smartphone celulares iphone samsung android motorola xiaomi galaxy"
        ),
        word_set("conta fatura boleto contas faturas"),
        word_set("filho filhos filha filhas crianca criancas menino menina meninos"),
        word_set("email mail"),
    ),
}
"""Words that are said for one another whatever the company sells."""
_ENDINGS = {
    "es": ("o", ("o", "amos", "emos", "imos"), ("ando", "iendo", "ar", "er", "ir"), ()),
    "pt": ("o", ("o", "amos", "emos", "imos"), ("ando", "endo", "indo", "ar", "er", "ir"), ("a", "e")),
}
_SHORTEST_GERUND = 6
_ONLY_SO = ("pasos", "passos")
"""Not 'paso', 'pasa': these are verbs."""
_ASKED_TO = ("me", "nos")


@dataclass(frozen=True)
class Forms:
    """`said` stand alone; `helped` need a helping verb ('am', 'suelo', 'estou'); `ours` need 'a gente'
    before them."""

    said: frozenset[str]
    helped: frozenset[str] = frozenset()
    ours: frozenset[str] = frozenset()

    @cached_property
    def all(self) -> frozenset[str]:
        return self.said | self.helped | self.ours


def forms_of(word: str, language: str, *, is_verb: bool) -> Forms:
    """Of a word as the phrase has it; `is_verb` where it is the statement's verb."""
    folded = fold(word)
    if language == "en":
        return _english(folded, is_verb=is_verb)
    if is_verb and (irregular := _IRREGULAR[language].get(folded)):
        return _irregular(folded, irregular.split(), language)
    if is_verb and folded.endswith(_ENDINGS[language][0]) and len(folded) > 2:
        _, said, helped, ours = _ENDINGS[language]
        stem = folded[:-1]
        spelt = (stem, *_respelt(stem))
        return Forms(
            *(frozenset(one + end for one in spelt for end in ends) for ends in (said, helped, ours))
        )
    for suffix in _ASKED_TO:
        if language == "es" and folded.endswith(suffix) and len(folded) > 5:
            return Forms(_imperatives(folded.removesuffix(suffix), suffix))
    for same in _SAME[language]:
        if folded in same:
            return Forms(same)
    return Forms(_imperatives_pt(folded) if is_verb and language == "pt" else _number_and_gender(folded))


def _english(word: str, *, is_verb: bool) -> Forms:
    if known := _ENGLISH_IRREGULAR.get(word):
        return Forms(word_set(known))
    if is_verb:
        base = word.removesuffix("ing") if len(word) > _SHORTEST_GERUND and word.endswith("ing") else word
        ing = {base + "ing", base.removesuffix("e") + "ing", base + base[-1] + "ing"}
        return Forms(frozenset({word}), frozenset(ing) - {word})
    singular = word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word
    plural = {singular, singular + "s", singular + "es", word}
    return Forms(frozenset(plural | ({singular[:-1] + "ies"} if singular.endswith("y") else set())))


def _irregular(word: str, others: list[str], language: str) -> Forms:
    helped = {one for one in others if one.endswith(("ndo", "r"))}
    ours = {
        one
        for one in others
        if language == "pt" and one not in helped and not one.endswith(("mos", "to", "tou"))
    }
    return Forms(frozenset({word, *others} - helped - ours), frozenset(helped), frozenset(ours))


def _respelt(stem: str) -> tuple[str, ...]:
    """The stem as it is written before 'e': 'lig' and 'ligu', 'marc' and 'marqu'."""
    if stem.endswith("g"):
        return (stem + "u",)
    return (stem[:-1] + "qu",) if stem.endswith("c") else ()


def _imperatives(stem: str, suffix: str) -> frozenset[str]:
    """'llámame', 'llámeme', 'llámenme': what one person or a company is asked to do."""
    bare = stem.removesuffix("n").removesuffix("r")
    root = bare[:-1] if bare.endswith(("a", "e")) else bare
    roots = (root, *_respelt(root))
    return frozenset(one + end + suffix for one in roots for end in ("a", "e", "an", "en", "ar", "ad"))


def _imperatives_pt(word: str) -> frozenset[str]:
    root = word.removesuffix("m")
    if not root.endswith(("a", "e")) or len(root) < 4:
        return _number_and_gender(word)
    root = root[:-1]
    root = root.removesuffix("u") if root.endswith("gu") else root
    roots = (root, *_respelt(root))
    return frozenset(one + end for one in roots for end in ("a", "e", "am", "em", "ar")) | {word}


def _number_and_gender(word: str) -> frozenset[str]:
    if len(word) < 4 or word in _ONLY_SO:
        return frozenset({word})
    singular = word.removesuffix("s")
    both = {word, singular, singular + "s", singular + "es", word.removesuffix("es") or word}
    if singular.endswith(("o", "a")):
        both |= {singular[:-1] + end for end in ("o", "a", "os", "as")}
    return frozenset(both)
