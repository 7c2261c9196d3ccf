"""Where a statement phrase stands in a clause, and whether it is said there as a fact of the speaker's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.understanding.countries import country_at
from bot.understanding.message import word_set
from bot.understanding.numbers import number_at
from bot.understanding.people_count import people_at
from bot.understanding.refusals import has
from bot.understanding.statement_clauses import Clause
from bot.understanding.statement_words import (
    DENIALS,
    HELPERS,
    LIGHT,
    MEANT,
    MINE,
    NOT_BETWEEN,
    NOUN_BEFORE,
    ONCE,
    OTHERS,
    PAST,
    SAYS,
    STOPS,
    SUPPOSED,
    THIS,
    TOMORROW,
    WISHED,
)
from bot.understanding.statements import ANY_VALUE, COUNTRY, PEOPLE, VALUE, Element, Item, OneOf, Statement, Statements

_GAP, _UNKNOWN = 5, 2
"""Words that may stand between two of the phrase's, and how many of them may be of any kind."""
_REACH = 3
"""Words before a statement in which a denial or a helping verb counts."""
_LONGEST_PLACE = 5
_SHORT = 3
_ME = word_set("i we yo eu nosotros nosotras gente")
_PLACE_ENDS = word_set(
    "and but or when since because all every always for lately y pero cuando desde porque todos"
    " siempre hace mas quando "
    "todo sempre ha at on i we during durante anymore either especially these now ahora agora mismo is"
    " are me my where "
    "it signal no every toda todas cada se es esta tem hay lets cant can so lol o los las meu sinal"
    " nao never nunca the "
    "senal cobertura gets goes drops cae cai fica some at porque qualquer eu yo you"
)
_COPULAS = word_set("is are has es está é tem tiene fica")
_ARE = word_set("es esta e fue foi seria cansa sao son")
_BEFORE_PLACE = word_set(
    "in at on near around inside by en em no na nos nas por al cerca perto dentro del do da"
)
_TO = word_set("to with a con para com call phone llamo ligo")
_ONE_OF_THEM = word_set("one a an un una uno um uma")
"""No number at the end of a phrase: 'the October one'."""
_OF = word_set("do da del al de")
_BESIDE = word_set("perto dentro cerca lado redor alrededor volta frente centro fora fuera barrio bairro zona llegar voy")
_NOWHERE = word_set(
    "aqui alla ahi aca la ali here there todo todas partes celular telefono telefone phone cell mobile plan app"
    " momento general geral absoluto veces ratos hora meio medio computador"
    " bus train tren carro auto car internet contato contacto comigo conmigo night day noche dia noite trabajo trabalho work"
)
_ARTICLES = word_set("the a an my our el la los las un una mi mis o os as um uma meu minha lo")
"""What follows 'in' and is no place."""
_US = word_set(
    "i we me us yo eu nos nosotros nosotras mim comigo conmigo gente please pls favor quiero quero"
    " prefiero prefiro"
)
_NAMED_ANYWAY = _US | MINE
"""Words that make no phrase more particular than another."""
_TURNED = word_set("is e es gusta gustan gosto curto hago faco do am mio mia comigo my for like thing suits uso use quero quiero want need preciso necesito")
"""After a denial: 'video games, not for me'."""
_YOU = word_set("you your usted ustedes voces voce")
_LOOSE = word_set(
    "always also even really usually mostly often never ever just only still ya siempre tambien casi"
    " nunca solo sempre tambem quase so ja"
)


@dataclass(frozen=True, slots=True)
class Match:
    """The words from `first` to before `after`, `between` those that the phrase does not have.

    `count` is how many elements of the phrase were said. `hole` are the words in its hole, `number` what they count.
    """

    first: int
    after: int
    between: tuple[int, ...] = ()
    count: int = 0
    hole: tuple[int, int] = (0, 0)
    number: float | None = None

    @property
    def own(self) -> frozenset[int]:
        """The places of the phrase's own words."""
        return frozenset(range(self.first, self.after)) - frozenset(self.between)


def places(statement: Statement, clause: Clause, statements: Statements) -> Iterator[Match]:
    """Every place where the phrase's words stand in their order."""
    if statement.is_loose:
        yield from _anywhere(statement, clause, statements)
        return
    for at, word in enumerate(clause.words):
        if statement.opening is None or statements.meant_by(word) in statement.opening:
            yield from _follow(statement, statement.items, clause, Match(at, at), statements)


def _anywhere(statement: Statement, clause: Clause, statements: Statements) -> Iterator[Match]:
    """Each item wherever it is said; no word tells two. The first way to place them all counts."""
    ways: list[list[Match]] = []
    for item in statement.items:
        found = [
            one
            for at, word in enumerate(clause.words)
            if _may_begin(item, statements.meant_by(word), word)
            for one in _follow(statement, (item,), clause, Match(at, at), statements)
        ]
        if not found:
            return
        ways.append(found)
    for placed in _placed(ways, ()):
        own = {at for one in placed for at in one.own}
        hole = next((one for one in placed if one.hole != (0, 0)), Match(0, 0))
        first, after = min(own), max(own) + 1
        between = tuple(at for at in range(first, after) if at not in own)
        telling = sum(any(clause.words[at] not in _NAMED_ANYWAY for at in one.own) for one in placed)
        yield Match(first, after, between, telling, hole.hole, hole.number)
        return


def _placed(ways: list[list[Match]], placed: tuple[Match, ...]) -> Iterator[tuple[Match, ...]]:
    if not ways:
        yield placed
        return
    taken = {at for one in placed for at in one.own}
    for one in ways[0]:
        if taken.isdisjoint(one.own):
            yield from _placed(ways[1:], (*placed, one))


def _follow(
    statement: Statement, items: tuple[Item, ...], clause: Clause, match: Match, statements: Statements
) -> Iterator[Match]:
    if not items:
        yield match
        return
    item, rest = items[0], items[1:]
    if not isinstance(item, Element):
        for sequence in _sequences(item, clause, match, statements):
            yield from _follow(statement, (*sequence, *rest), clause, match, statements)
        return
    unknown, at = 0, match.after
    for start in range(at, min(at + _GAP, len(clause.words)) if match.count else at + 1):
        for found in _here(item, clause, start, statements, is_last=not rest):
            hole, number = (found.hole, found.number) if item.hole else (match.hole, match.number)
            between = (*match.between, *range(at, start))
            step = Match(match.first, found.after, between, match.count + 1, hole, number)
            yield from _follow(statement, rest, clause, step, statements)
        word = clause.words[start]
        if (
            word in _ME
            or word in statement.small_words
            or word in DENIALS[clause.language]
            or (word in MINE and not _starts_other(clause, start))
        ):
            continue
        if _blocks(word, clause.language):
            return
        unknown += word not in LIGHT[clause.language] and word not in _LOOSE
        if unknown > (0 if _is_copula(item) or item.hole == PEOPLE else _UNKNOWN):
            return


def _may_begin(item: Item, meant: str, word: str) -> bool:
    if isinstance(item, Element):
        return bool(item.hole) or meant in item.forms.all or word in item.forms.all
    return "" in item.by_first or meant in item.by_first or word in item.by_first


def _sequences(
    item: OneOf, clause: Clause, match: Match, statements: Statements
) -> tuple[tuple[Element, ...], ...]:
    """Those that can be said from here; at a phrase's beginning the first word tells."""
    if match.count or match.after >= len(clause.words):
        return item.sequences
    word = clause.words[match.after]
    first = item.by_first.get(statements.meant_by(word), ())
    return (*first, *item.by_first.get("", ())) if "" in item.by_first else first


def _is_copula(element: Element) -> bool:
    """'my phone number is new' is not about the phone."""
    return bool(element.words & _COPULAS)


def _starts_other(clause: Clause, at: int) -> bool:
    return at + 1 < len(clause.words) and clause.words[at + 1] in OTHERS


def _blocks(word: str, language: str) -> bool:
    if word in ("so", "e", "mas", "o", "este", "esta"):
        return (word, language) in {
            ("so", "en"),
            ("e", "pt"),
            ("mas", "pt"),
            ("o", "es"),
            ("este", "es"),
            ("esta", "es"),
        }
    return word in NOT_BETWEEN or word in OTHERS or word in SAYS or word in SUPPOSED


def _here(
    element: Element, clause: Clause, at: int, statements: Statements, *, is_last: bool
) -> Iterator[Match]:
    """The element at this very word."""
    if not element.hole:
        if _is_form(element, clause, at, statements):
            yield Match(at, at + 1)
        return
    if element.hole == PEOPLE:
        group = people_at(clause.said, at, clause.language)
        if group is not None and (group.has_me or _is_with(clause, at)):
            yield Match(at, group.after, hole=(at, group.after), number=float(group.with_me))
        return
    if element.hole == COUNTRY:
        after = country_at(clause.words, at, clause.language)
        if after is not None:
            yield Match(at, after)
        return
    number = number_at(clause.said, at, clause.language)
    if element.hole == VALUE:
        if number is not None and not number.is_article:
            yield Match(at, number.after, hole=(at, number.after), number=number.value)
            return
        yield from _place(clause, at, is_last=is_last)
    elif number is not None and element.low <= number.value <= element.high:
        if not (is_last and clause.words[at] in _ONE_OF_THEM):
            yield Match(at, number.after)


def _is_with(clause: Clause, at: int) -> bool:
    """'I live with two friends' counts them and me; 'we are two friends' and 'we live with him' do"
    " not tell."""
    return not {"we", "vivimos", "moramos"} & set(clause.words[:at]) and any(
        word in ("with", "con", "com") for word in clause.words[max(0, at - 2) : at]
    )


def _place(clause: Clause, at: int, *, is_last: bool) -> Iterator[Match]:
    """From here to the clause's end or to a word that ends a place; with words to come, any length."""
    words = clause.words
    begins = at if words[at] in _BEFORE_PLACE else at - 1
    if begins < 0 or words[begins] not in _BEFORE_PLACE:
        return
    if words[begins] in _OF and (begins == 0 or words[begins - 1] not in _BESIDE):
        return
    named = next((word for word in words[begins + 1 :] if word not in _BEFORE_PLACE | _ARTICLES), "")
    if not named or named in _NOWHERE or named.isdecimal():
        return
    end = at
    while end < min(at + _LONGEST_PLACE, len(clause.words)) and (
        end == at or clause.words[end] not in _PLACE_ENDS or _is_name(clause, end)
    ):
        end += 1
        if not is_last:
            yield Match(at, end, hole=(at, end))
    if is_last:
        yield Match(at, end, hole=(at, end))


def _is_name(clause: Clause, at: int) -> bool:
    """Written with a capital: the Sé of 'Praça da Sé'."""
    start = clause.said.words[at].start
    return len(clause.words[at]) > 1 and clause.said.text[start].isupper() and not clause.said.text.isupper()


def _is_form(element: Element, clause: Clause, at: int, statements: Statements) -> bool:
    """Accents may be left out; one put on a last vowel makes another word: 'trabajó' is not 'trabajo'."""
    word, typed, forms = clause.words[at], clause.typed[at], element.forms
    if word not in forms.all:
        word = statements.meant_by(word)
        if word not in forms.all:
            return False
    elif typed[-1] != word[-1] and len(word) > _SHORT and typed not in element.words:
        return False
    if word in forms.said:
        return True
    before = clause.words[max(0, at - _REACH) : at]
    return any(one in HELPERS for one in before) if word in forms.helped else "gente" in before


def holds(statement: Statement, clause: Clause, match: Match) -> bool | None:
    """True: stated. False: its opposite is. None: neither; it is supposed, past, of others, or not"
    " how often."""
    if clause.is_supposed or clause.is_no_fact or not _is_own(statement, clause, match):
        return None
    own = match.own
    if clause.is_wish and not any(clause.words[at] in WISHED for at in own):
        return None
    foreign = [word for at, word in enumerate(clause.words) if at not in own]
    before = clause.words[: match.first]
    if any(word in SUPPOSED or word in PAST for word in foreign) or any(word in MEANT for word in before):
        return None
    if match.first and before[-1] in ("sin", "sem", "without"):
        return None
    if _after_if(clause, match) or any(word in STOPS for word in before if not statement.is_denied):
        return None
    if statement.is_loose and (any(word in ONCE for word in foreign) or has(clause.said, TOMORROW)):
        return None
    is_denied = _is_denied(statement, clause, match)
    is_open = bool(clause.often & {"daily", "weekly", "monthly", "yearly", "sometimes"})
    if statement.often:
        if "never" in statement.often:
            is_never = "never" in clause.often or (is_denied and not is_open)
            return True if is_never else (True if clause.often & statement.often and not is_denied else None)
        return (
            True if clause.often & statement.often and not is_denied and "never" not in clause.often else None
        )
    is_denied = is_denied or "never" in clause.often
    if not is_denied and not statement.is_denied and _is_turned(clause, match):
        return None
    if statement.is_denied:
        return True if is_denied and not (is_open and "never" not in clause.often) else None
    return not is_denied


def _is_denied(statement: Statement, clause: Clause, match: Match) -> bool:
    words = clause.words
    reach = 2 * _REACH if statement.is_loose and statement.is_denied else _REACH
    near = [*range(max(0, match.first - reach), match.first), *match.between]
    for at in near:
        if words[at] not in DENIALS[clause.language]:
            continue
        if words[at] == "no" and clause.language == "en" and at < match.first - 1:
            continue
        return True
    return match.after < len(words) and words[match.after] in ("nao", "anymore")


def _is_turned(clause: Clause, match: Match) -> bool:
    """Whether what was said is taken back in the same breath."""
    words = clause.words
    return any(
        words[at] in DENIALS[clause.language] and words[at + 1] in _TURNED
        for at in range(match.after, len(words) - 1)
    )


def _is_request(word: str) -> bool:
    """'Avísenme', 'escríbeme': asked for whatever the condition."""
    return len(word) > 5 and word.endswith(("nme", "ame", "eme"))


def _after_if(clause: Clause, match: Match) -> bool:
    """'si trabajo', 'sabe se trabalho': a 'sí' with its accent, or before a comma, is a yes."""
    if clause.language not in ("es", "pt") or any(_is_request(clause.words[at]) for at in match.own):
        return False
    wanted = "si" if clause.language == "es" else "se"
    reach = (
        range(match.first)
        if clause.language == "es"
        else (*range(min(1, match.first)), *range(max(0, match.first - 2), match.first))
    )
    return any(clause.typed[at] == wanted for at in reach)


def _is_about_speaker(statement: Statement, clause: Clause, match: Match) -> bool:
    """Somebody speaks of themselves, or asks us for it, and nobody else is named. A place needs no speaker, and
    neither do Spanish and Portuguese, where the verb says who.
    """
    others = [
        word
        for at, word in enumerate(clause.words)
        if at not in match.own and word in OTHERS and word not in _US and word not in _YOU
        and not (word == "son" and clause.language != "en") and not _is_object(clause, at, match)
    ]
    before = clause.words[: match.first]
    asked = {"can", "could", "may", "will"}
    is_yours = bool(before) and before[-1] in ("you", "they") and not asked & set(clause.words)
    if others or is_yours or any(word in SAYS for word in clause.words):
        return False
    is_unnamed = clause.language != "en" or statement.value == ANY_VALUE
    return is_unnamed or any(word in _US or word in MINE or word in THIS for word in clause.words)


def _is_object(clause: Clause, at: int, match: Match) -> bool:
    """The friends in 'I call friends abroad', 'me and my friends play': not those who do it without me."""
    near = clause.words[max(0, at - 2) : at]
    is_with_me = clause.words[:1] in (("me",), ("i",)) and at <= _SHORT
    return is_with_me or (at > match.first and any(word in _TO for word in near))


def _is_own(statement: Statement, clause: Clause, match: Match) -> bool:
    if statement.is_loose:
        return _is_about_speaker(statement, clause, match)
    before = clause.words[: match.first]
    for at, word in enumerate(before):
        if word in SAYS and (at == 0 or before[at - 1] not in _ME):
            return False
    opening = statement.items[0]
    if isinstance(opening, Element) and (opening.words is MINE or opening.hole):
        return not any(word in OTHERS for word in before)
    if not statement.is_own:
        if before and before[-1] in ("you", "they"):
            return False
        return not any(word in OTHERS and word not in ("you", "usted", "ustedes", "voces") for word in before)
    if clause.language != "en":
        is_noun = (
            bool(before)
            and before[-1] in NOUN_BEFORE[clause.language]
            and before[-1] not in statement.small_words
            and "gente" not in before
        )
        is_subject = match.after < len(clause.words) and clause.words[match.after] in _ARE
        return statement.is_denied or not (is_noun or is_subject)
    return _is_english_subject(statement, clause, match)


def _is_english_subject(statement: Statement, clause: Clause, match: Match) -> bool:
    before = clause.words[: match.first]
    for at in range(len(before) - 1, -1, -1):
        if before[at] in ("i", "we"):
            return True
        if before[at] in OTHERS:
            return any(word in ("i", "we") for word in before[:at]) and "and" in before[:at]
    if clause.after_other or before[:2] == ("do", "not"):
        return False
    known = [
        word
        for word in before
        if word in LIGHT["en"] or word in _LOOSE or word in DENIALS[clause.language] or word in HELPERS
    ]
    return len(before) - len(known) <= 1 and not (before and before[-1] in NOUN_BEFORE[clause.language])
