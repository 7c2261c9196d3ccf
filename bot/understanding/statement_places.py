"""The place in the hole of a statement phrase: where it begins and ends, and what only looks like one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.understanding.countries import country_at
from bot.understanding.message import word_set
from bot.understanding.statement_clauses import Clause
from bot.understanding.statement_words import MINE

_LONGEST_PLACE = 5
_PLACE_ENDS = word_set(
    "week weeks month months year years after and but or when since because all every always for lately y"
    " pero cuando desde porque todos siempre hace mas quando todo sempre ha at on i we during durante"
    " anymore either especially these now ahora agora mismo is are me my where it signal no toda todas cada"
    " se es esta tem hay lets cant can so lol o e que quase casi ele ela somos continuo sigo ando apago va"
    " van vosso vossa parce wey bro mate guys amigos gente pessoal minha mi mis invariavelmente"
    " invariablemente with con com without sem sin los las meu sinal nao never nunca the vuestra vuestro"
    " nuestra nuestro su sus tu tus quedo fico perco pierdo pessimo pesimo ruim had has have was were"
    " estava era tinha tenia estaba as this last whenever senal cobertura gets goes drops cae cai fica some"
    " qualquer eu yo you"
)
_BEFORE_PLACE: Mapping[str, frozenset[str]] = {
    "en": word_set("in at on near around inside by outside along down"),
    "es": word_set("en por al cerca dentro del"),
    "pt": word_set("em no na nos nas por perto dentro do da pelo pela ao"),
}
_OF = word_set("do da del al de")
_BESIDE = word_set(
    "perto dentro cerca lado redor alrededor volta frente centro fora fuera barrio bairro zona llegar voy"
)
_LIES = word_set("near opposite between behind frente sobre cerca entre esquina junto perto atras detras")
_LIES_BY_TWO = (
    "next to",
    "across from",
    "corner of",
    "al lado",
    "ao lado",
    "em frente",
    "a altura",
    "na altura",
    "a espaldas",
)
_BESIDE_IT = 3
"""'Frente a la iglesia': words that belong to it whatever they are."""
_NOWHERE = word_set(
    "aqui alla ahi aca la ali here there todo todas partes celular telefono telefone phone cell mobile plan"
    " app momento general geral absoluto veces ratos hora meio medio computador bus train tren carro auto"
    " car internet contato contacto comigo conmigo night day noche dia noite linea online reunion reunioes"
    " reuniao llamada llamadas ligacao ligacoes tarde manana juego juegos jogo jogos partida partidas home"
    " office hotspot video videos whatsapp youtube netflix cuenta conta mes month hours horas minutes"
    " correo email sms mensaje mensagem papel paper feiras mao myself cable every each cada time times week"
    " year vez que favor fin supuesto ejemplo exemplo enquanto avion aviao monday tuesday wednesday"
    " thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays"
    " weekends lunes martes miercoles jueves viernes sabado domingo sabados domingos segunda terca quarta"
    " quinta sexta call calls meeting meetings clase clases aula aulas publicidad anuncio propaganda"
    " factura fatura bill statement empresa consulta ranqueada ranked clash guild contract espanol ingles"
    " portugues english spanish tv television horario mornings evenings afternoons nights fact particular"
    " cima encima frente your vuestra vuestro seu sua vosso vossa jornal diario noticias road library chuva"
    " lluvia rain charge cobro cobranca bondi colectivo camion metro subte subway onibus elevator lift ascensor"
    " elevador rankeds rankeadas torneo torneos torneio game games"
)
_COUNTED = word_set(
    "one two three four five six seven eight nine ten eleven twelve uno dos tres cuatro cinco seis siete"
    " ocho dois duas quatro sete oito nove dez"
)
_AT_WORK = word_set("trabajo trabalho work home casa")
"""A place only where it is one's own: 'en mi trabajo'."""
_ABOUT_HERE = word_set(
    "area neighborhood neighbourhood street block town zona barrio calle cuadra colonia pueblo bairro rua"
    " regiao quadra cidade ciudad city"
)
"""Nowhere in particular where it is one's own and no name follows: 'en mi zona'."""
_VAGUE = word_set("por by al pelo pela ao")
"""Before a place only with an article or a name behind: 'por favor', 'por cable'."""
_ARTICLES = word_set("the a an my our el la los las un una mi mis o os as um uma meu minha lo")


def places_at(clause: Clause, at: int, *, is_last: bool) -> Iterator[int]:
    """The words behind it: at the clause's end or at a word that ends a place, or earlier where other words of the
    phrase begin; the longest first where nothing follows."""
    words, before = clause.words, _BEFORE_PLACE[clause.language]
    begins = at if words[at] in before else at - 1
    if begins < 0 or words[begins] not in before:
        return
    if words[begins] in _OF and (begins == 0 or words[begins - 1] not in _BESIDE):
        return
    if words[begins] in _VAGUE and not (
        begins + 1 < len(words) and (words[begins + 1] in _ARTICLES or _is_name(clause, begins + 1))
    ):
        return
    named = next((word for word in words[begins + 1 :] if word not in before | _ARTICLES), "")
    is_mine = words[begins + 1] in MINE if begins + 1 < len(words) else False
    if (
        not named
        or named in _NOWHERE
        or named[0].isdecimal()
        or named in _COUNTED
        or (named in _AT_WORK and not is_mine)
        or (named in _ABOUT_HERE and is_mine)
    ):
        return
    if country_at(words, at + (words[at] in before), clause.language) is not None:
        return
    end, beside = at, at
    ends = []
    while end < min(max(at + _LONGEST_PLACE, beside), len(clause.words)):
        if end > at and _goes_on(clause, end):
            beside = end + _BESIDE_IT
        elif end > at and (_is_parted(clause, end) or (end >= beside and _ends_place(clause, end))):
            break
        end += 1
        if not _ends_place(clause, end - 1):
            ends.append(end)
    yield from reversed(ends) if is_last else ends


def _is_parted(clause: Clause, at: int) -> bool:
    """Whether a comma or a bracket stands before the word."""
    between = clause.said.between(at - 1, at)
    return any(mark in between for mark in ",:;()–—")


def _goes_on(clause: Clause, at: int) -> bool:
    """'Calle Hidalgo, frente al mercado': what it lies beside is a part of a place, behind a comma too."""
    joint = clause.said.between(at - 1, at).strip()
    return joint == "," and (clause.words[at] in _LIES or " ".join(clause.words[at : at + 2]) in _LIES_BY_TWO)


def _ends_place(clause: Clause, at: int) -> bool:
    return clause.words[at] in _PLACE_ENDS and not _is_name(clause, at)


def _is_name(clause: Clause, at: int) -> bool:
    """Written with a capital: the Sé of 'Praça da Sé'."""
    start = clause.said.words[at].start
    return len(clause.words[at]) > 1 and clause.said.text[start].isupper() and not clause.said.text.isupper()
