"""Words by which people hear a language. With accents as written, and without them as many write.

A word may be in several lists: it tells against the language that does not have it. What is written the same but is a
name, a brand or borrowed everywhere (plan, internet, ok) is in none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.understanding.message import word_set

GREETINGS: Mapping[str, frozenset[str]] = {
    "en": word_set("hello hiya howdy"),
    "es": word_set("hola buenas buenos"),
    "pt": word_set("olá oi oie opa"),
}
"""They tell the language alone, even against the conversation's; not folded: 'ola' may be either."""
COURTESIES: Mapping[str, frozenset[str]] = {
    "en": word_set("thanks thank thx please yes yeah bye sorry goodbye"),
    "es": word_set("gracias muchas sí adiós ayuda vale perdón chau"),
    "pt": word_set("obrigado obrigada obg muito valeu sim tchau não desculpa desculpe ajuda bom boa"),
}
"""They tell the language alone only when none is known: people thank in each other's languages."""
PARTICLES = word_set(
    "de del la las los el lo y e o a os as da do das dos na no nas nos em en ao the of and in on at to san são"
)
"""What names of places and people are made of: little evidence, and none without another word."""
TELLING: Mapping[str, frozenset[str]] = {
    "en": word_set(
        "the my is are was were i i'm im i've i'd i'll you you're your what what's how why when where which"
        " who want need have has had can can't cannot could don't dont do does did didn't doesn't would"
        " this that that's these those it it's its we we're our they them their with from for about and not"
        " been there get got works working speak change bill too of to in on at be so but or if any some"
        " just an he she his her me no will won't one two more than only all never always still yet again"
        " today yesterday tomorrow week month since because calls us send sending turn off out up over talk"
        " here there's take make makes see look looking go going gone gonna lately anymore text texts"
        " texting put bills paid pay paying charged number kids people after before every around into"
        " anything something nothing everyone really think thinking best first last next ago years days"
        " months times hundred three four five six seven eight ten u ur r cuz gotta wanna lot much many"
    ),
    "es": word_set(
        "mi mis tu su sus yo el la los las lo un una unos unas y e quiero quisiera necesito tengo tienes"
        " tiene tenemos cuánto cuanto cómo como qué que por porque para pa está esta están estan estoy toy"
        " hay usted ustedes muy más mas pero también tambien puedo puede pueden podés podes hablar hablo"
        " entiendo cambiar tarde tardes noches noche con sin ahora es son soy somos eres cuenta factura"
        " boleta teléfono llama llamen funciona funcionan anda andan entra carga llaman llamada desde hasta"
        " inglés español no ni nada nadie nunca ya me te se le les nos de del al en a si o hoy ayer mañana"
        " dos tres cuatro cinco ocho nueve mes año años hace hacer cuando cuándo donde dónde quién esto eso"
        " ese esa este todo todos todas plis favor q solo sólo siempre casi aquí acá manden mande mandes"
        " mandar escriban escribir mensajes vivo vivimos trabajo trabajamos uso usamos prefiero viajo"
        " cobraron mejor persona personas gente lista sale salgo cosas cosa vez veces fue era eran van voy"
        " vas vamos dije digo dijo saber sé bien mal ahí luego después despues antes casa hijo hijos hija"
        " esposa mujer llamadas pago pagar cobro cobran cobros datos dato mío mía días semana semanas meses"
        " seis siete diez mucho mucha muchos muchas poco algo alguien quien cual ellos ella nosotros así"
        " sino entre sobre tanto tan estaba tenía"
    ),
    "pt": word_set(
        "meu minha meus minhas seu sua seus suas eu tu o a os as um uma uns umas e você vocês voce voces vc"
        " vcs funciona funcionam pega carrega quero queria preciso tenho tem temos quanto como que quê por"
        " porque pq para pra pro pros está esta estão estao estou tô to tá ta muito mais mas também tambem"
        " tb posso pode podem falar falo entendo mudar trocar com sem agora é são sou somos conta fatura"
        " celular do da dos das de em no na nos nas ao num numa nao não nem nada ninguém ninguem nunca já"
        " ja me te se lhe gente ontem hoje amanhã amanha dois duas três quatro cinco oito nove mês mes ano"
        " anos faz fazer quando onde quem isso isto esse essa este aqui ali todo todos toda todas tudo só"
        " so sempre quase favor mande mandem mandar manda mensagem mensagens ligar ligação ligue moro"
        " moramos trabalho uso usamos prefiro viajo cobraram melhor pessoa pessoas lista daqui dessa desse"
        " nessa nesse pelo pela até ate depois inglês português espanhol n q qro mim ele ela eles elas foi"
        " vai vou ser ter coisa coisas vez vezes fui era eram vão vamos disse digo saber sei bem mal aí lá"
        " logo antes casa filho filhos filha esposa mulher ligações pago pagar cobrança cobram dados muitos"
        " muitas muita dias semana semanas meses seis sete dez pouco algo alguém alguem qual nós assim"
        " entre sobre tanto tão estava tinha"
    ),
}
_MARKS: Mapping[str, re.Pattern[str]] = {
    "es": re.compile(r"ñ|ci[oó]n(?:es)?$|ll[aeo]\w|(?:ie|ue)nt[aeo]|[^aeiou]ió$|aron$|ieron$"),
    "pt": re.compile(r"[ãõç]|[nlh]h[aeo]|ções$|coes$|cao$|[aei]ram$|ei$|inh[ao]s?$"),
    "en": re.compile(r"ght|'(?:t|s|ve|re|ll|d|m)$|^wh|th(?:e|at|is|ing)"),
}


def weight(word: str, language: str, against: str) -> float:
    """How much a word tells for a language against another: 1, or 0.

    A half for a particle, a courtesy, or a mere look.
    """
    if _has(against, word):
        return 0
    if _has(language, word):
        return 0.5 if word in PARTICLES or word in COURTESIES[language] else 1
    own, other = _MARKS[language].search(word), _MARKS[against].search(word)
    return 0.5 if own and not other else 0


def _has(language: str, word: str) -> bool:
    return word in TELLING[language] or word in COURTESIES[language] or word in GREETINGS[language]
