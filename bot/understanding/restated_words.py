"""What denies how things stand, and what it reaches through."""

from __future__ import annotations

from bot.understanding.message import word_set

DENIALS = {
    "en": word_set(
        "not no never isn't isnt aren't doesn't doesnt don't dont didn't didnt can't cant cannot won't "
        "wont haven't"
        " havent hasn't hasnt hadn't wasn't ain't aint without neither nor nothing hardly barely"
    ),
    "es": word_set("no nunca jamas tampoco ni sin nada nadie"),
    "pt": word_set("nao naum n num nunca jamais nem sem nada ninguem tampouco"),
}
THROUGH = word_set(
    "really even yet at in quite all been be it is me my se me te le les lo la los las ha han he esta "
    "estoy esta"
    " ando to tou ta estou esta foi a o as os ainda mais mas still ever actually any a the siquiera tan ya ja"
    " muy muito ni nem de em en que encontro encuentro encontramos estamos estan estao"
)
"""Words that may stand between a denial and what it denies."""
CONDITIONS = {
    "en": word_set(
        "if when once until till unless whether how hope hopefully wish promised promise said says told claims swears"
    ),
    "es": word_set("cuando hasta apenas ojala como espero prometieron dicen dijeron dijo dice segun"),
    "pt": word_set(
        "se quando ate assim tomara como espero prometeram dizem disseram disse falaram falou diz segundo"
    ),
}
"""Words after which something is hoped for, asked or imagined, not told: 'once it works', 'quando eu chegar'."""
NO_DENIALS = word_set(
    "worry worries doubt problem problems issue issues wonder matter idea duda dudas problema problemas preocupes "
    "preocupe preocupen importa duvida duvidas idea ideia"
)
"""Behind a denial, what leaves the rest of the clause as it is: 'no worries it works'."""
JOINS = word_set("and but because so y e pero mas porque pq pues pois entonces entao aunque although though")
"""Words that begin another clause without a comma."""
