"""Whether somebody has children, animals or a car: 'no kids', 'mis dos peques', 'só gato'.

Each is told by its nouns: with somebody's word for their own beside them they are there, behind 'no' or 'sin' not.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.understanding.message import word_set
from bot.understanding.themes.theme import TROUBLE, Rows, Theme

_OWN = {
    "en": r"(?:i have|i've got|we have|we've got|have|has|got|my|our|his|her|their|with|the|an?|one|two|three|four|"
    r"five|"
    r"several|many|\d+|raising|expecting|mother of|father of|dad of|mum of|mom of|own|owns|drive|drives)",
    "es": r"(?:tengo|tenemos|tiene|hay|mi|mis|nuestr[oa]s?|con|el|la|los|las|una?|dos|tres|cuatro|cinco|vari[oa]s|"
    r"much[oa]s|\d+|espero|esperamos|esperando|madre de|padre de|mama de|papa de|manejo)",
    "pt": r"(?:tenho|temos|tem|meu|minha|meus|minhas|noss[oa]s?|com|o|a|os|as|uma?|dois|duas|tres|quatro|cinco|"
    r"vari[oa]s|"
    r"muit[oa]s|\d+|espero|esperando|esperamos|mae de|pai de|dirijo)",
}
_NONE = {
    "en": r"(?:no|not|without|zero|nil|0|never|don't|dont|doesn't|haven't|havent|hasn't|no longer|neither)"
    r"(?: (?:have|had|has|got|own|any|a|an|a single|wanted|want|keep|drive|at all))*",
    "es": r"(?:no|sin|ni|ningun[oa]?|cero|0|nunca|nada de|de)(?: (?:tengo|tenemos|tuve|hay|tiene|con|ni|un|una|ningun|"
    r"ninguna|de|quiero|manejo))*",
    "pt": r"(?:nao|n|sem|nem|nenhuma?|zero|0|nunca|nada de)(?: (?:tenho|temos|tive|tem|ha|com|um|uma|nenhum|nenhuma|de|"
    r"quero|dirijo))*",
}
_ONLY = {
    "en": r"(?:only|just)",
    "es": r"(?:solo|solamente|nomas|unicamente|puros?)",
    "pt": r"(?:so|somente|apenas)",
}
_CHILDREN: Mapping[str, str] = {
    "en": r"(?:kids?|child|children|kiddos?|kiddies|sons?|daughters?|boys?|girls?|bab(?:y|ies)|toddlers?|teens?|"
    r"teenagers?|twins|"
    r"newborn|little ones?|rugrats|offspring|bairns?|step ?(?:son|daughter|kids|children)s?|preschoolers?)",
    "es": r"(?:hij[oa]s?|nin[oa]s?|ninit[oa]s?|bebes?|peques?|pequen[oa]s?|chic[oa]s?|chamac[oa]s?|chiquill[oa]s?|"
    r"chiquit[oa]s?|cri(?:os?|as?)|nen[ea]s?|cabr[oa]s|guaguas?|chavit[oa]s?|escuincles?|mellizos|gemel[oa]s|"
    r"adolescentes?|"
    r"hijit[oa]s?|chavos?|chavalit[oa]s?|huahuas?|pelad[oa]s|menores|criaturas?)",
    "pt": r"(?:filh[oa]s?|filhinh[oa]s?|criancas?|criancada|bebes?|nenem|pequen[oa]s?|menin[oa]s?|garot[oa]s?|"
    r"gurizada|gur(?:i|is|ia)|"
    r"pia|molequ?e?s?|adolescentes?|gemeos|gemeas|pirralhos?|recem nascid[oa]|entead[oa]s?|menores|crias?)",
}
_ANIMALS: Mapping[str, str] = {
    "en": r"(?:pets?|dogs?|cats?|pupp(?:y|ies)|kittens?|kitt(?:y|ies)|hamsters?|parrots?|birds?|fish|goldfish|"
    r"rabbits?|bunny|"
    r"turtles?|animals?|plants?|guinea pigs?)",
    "es": r"(?:mascotas?|perr[oa]s?|perrit[oa]s?|perrhij[oa]s?|gat[oa]s?|gatit[oa]s?|pajar[oa]s?|loros?|peces|pez|"
    r"conejos?|"
    r"hamsters?|tortugas?|animal(?:es)?|michis?|plantas?|canarios?|cachorros?)",
    "pt": r"(?:pets?|cachorr[oa]s?|cachorrinh[oa]s?|caes|cao|gat[oa]s?|gatinh[oa]s?|passarinhos?|papagaios?|peixes?|"
    r"coelhos?|"
    r"hamsters?|tartarugas?|animal|animais|bichos?|bichinhos?|plantas?|calopsitas?|doguinhos?|dogs?)",
}
_CARS: Mapping[str, str] = {
    "en": r"(?:cars?|vehicles?|trucks?|vans?|suvs?|pickups?|motorbikes?|sedans?|automobiles?)",
    "es": r"(?:carros?|coches?|autos?|vehiculos?|camionetas?|troca|movilidad propia)",
    "pt": r"(?:carros?|carrinho|veiculos?|caminhonetes?|automovel|automoveis)",
}
_AGED = {
    "en": r"(?:one |two |three |he's |she's |they're |\d+ )?(?:aged|ages) (?:\d+|\w+)|(?:\d+|\w+) (?:year|yr|"
    r"month)s? old|"
    r"(?:they're|they are|are|is) (?:all )?(?:at|in) (?:school|nursery|daycare|kindergarten)|pregnant|(?:a )?(?:mum|"
    r"mom|mother|father|dad|parent)(?: of \w+)?|(?:one|two|three|four|\d+) (?:of them|under "
    r"\w+|at school)",
    "es": r"(?:un[oa]?|dos|tres|el|la|\d+)(?: \w+)? de (?:\d+|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|"
    r"diez)(?: anos| "
    r"meses| y \w+)?|(?:estan|andan) (?:durmiendo|en (?:el|la|su) (?:"
    r"colegio|cole|escuela|kinder|guarderia|jardin))|embarazada|(?:soy|somos) (?:madre|padre|mama|papa|padres)(?: "
    r"\w+)?",
    "pt": r"(?:uma?|dois|duas|tres|o|a|\d+)(?: \w+)? de (?:\d+|um|dois|tres|quatro|cinco|seis|sete|oito|nove|dez)(?: "
    r"anos| "
    r"meses| e \w+)?|(?:esta|estao|tao|ta) (?:na|no) (?:escola|creche|colegio|escolinha)|gravida|gestante|(?:sou|"
    r"somos) (?:mae|pai|pais)(?: \w+)?",
}
_CHILDLESS = {
    "en": r"(?:child|kid) ?(?:less|free)|(?:live|living|i'm|am|just|only|all|by) (?:alone|by myself|on my own|myself|"
    r"me)|"
    r"(?:just|only) (?:me|us|the two of us|my (?:wife|husband|partner|girlfriend|boyfriend))(?: \w+){0,3}|single|"
    r"bachelor|"
    r"(?:god|heaven) forbid|(?:all )?(?:grown|grown up|adults?)(?: \w+)?|flat ?mates?|roommates?|house ?mates?|empty "
    r"nest\w*",
    "es": r"(?:vivo|vivimos|soy|estoy|yo) (?:\w+ )?(?:sol[oa]|solter[oa]|solit[oa])|solter[oa]|(?:ni|no|nunca) "
    r"(?:tengo|tuve|tuvimos|pienso tener|quiero tener|vinieron|llegaron)(?: \w+){0,3}|(?:solo|solamente|"
    r"nomas) (?:yo|"
    r"mi (?:esposa|esposo|pareja|marido|mujer|novia|novio)|nosotros(?: dos)?|los dos)(?: y \w+)?(?: \w+)?|dios me "
    r"libre|ni dios lo "
    r"quiera|(?:puros?|solo|somos|todos) (?:adultos|mayores|grandes)|companer[oa]s de (?:piso|cuarto)|roomies?|"
    r"comparto piso",
    "pt": r"(?:moro|vivo|sou|to|eu) (?:\w+ )?(?:sozinh[oa]|solteir[oa])|solteir[oa]|(?:nem|nao|n|nunca) (?:tenho|"
    r"tive|tivemos|pretendo ter|quero ter|vieram|veio)(?: \w+){0,3}|(?:so|somente|apenas) (?:eu|"
    r"nos(?: dois)?|"
    r"minha (?:esposa|mulher|namorada|parceira)|meu (?:marido|esposo|namorado|parceiro)|adultos)(?: e \w+)?(?: \w+)?|"
    r"deus (?:me|que me) "
    r"(?:livre|free)|(?:so|todos|tudo) (?:adultos?|grandes?|maior(?:es)? de idade)|republica|(?:divido|dividimos) "
    r"(?:\w+ )?(?:ap\w*|casa)",
}
_CARLESS = {
    "en": r"(?:by|take the|on the|use the|ride) (?:bus|train|subway|tube|foot|bike|bicycle|public transport)|i "
    r"(?:walk|cycle)|uber|"
    r"(?:don't|dont|can't|cant|never) (?:\w+ )?drive|sold it|no licen[cs]e",
    "es": r"(?:en|ando en|voy en) (?:bus|metro|camion|colectivo|bici|bicicleta|moto|uber|micro|transporte publico)|a "
    r"pie|camino|"
    r"no (?:manejo|conduzco|se manejar)|lo vendi|sin licencia",
    "pt": r"(?:de|ando de|vou de) (?:onibus|metro|trem|bike|bicicleta|moto|uber|busao)|a pe|(?:nao|n) dirijo|vendi|"
    r"sem carteira|"
    r"(?:nao|n) tenho carteira",
}
_LANGUAGES = ("en", "es", "pt")


def _there(nouns: Rows | Mapping[str, str], more: Mapping[str, str] | None = None) -> Rows:
    return {
        one: (rf"{_OWN[one]}(?: (?!no|not|sin|nao|sem)\w+)? {nouns[one]}", *((more[one],) if more else ()))
        for one in _LANGUAGES
    }


def _lacking(
    nouns: Mapping[str, str], instead: Mapping[str, str], more: Mapping[str, str] | None = None
) -> Rows:
    behind = {
        "en": r"(?:no|none|zero)",
        "es": r"(?:no|nada|ningun[oa]?|cero)",
        "pt": r"(?:nao|n|nada|nenhuma?|zero)",
    }
    return {
        one: (
            rf"{_NONE[one]} {nouns[one]}(?: {nouns[one]}| nada)?",
            rf"{nouns[one]} {behind[one]}(?: \w+)?(?= $)",
            rf"{_ONLY[one]}(?: \w+){{0,2}} {instead[one]}",
            *((more[one],) if more else ()),
        )
        for one in _LANGUAGES
    }


CHILDREN = Theme(
    asked=word_set("child children kid kids son sons daughter daughters baby babies toddler"),
    unless=TROUBLE,
    yes=_there(_CHILDREN, _AGED),
    no=_lacking(_CHILDREN, _ANIMALS, _CHILDLESS),
)
PETS = Theme(
    asked=word_set("pet pets dog dogs cat cats animal animals"),
    unless=TROUBLE,
    yes=_there(_ANIMALS),
    no=_lacking(_ANIMALS, _CHILDREN),
)
CAR = Theme(
    asked=word_set("car cars vehicle vehicles"),
    unless=TROUBLE,
    yes=_there(_CARS),
    no=_lacking(
        _CARS,
        {"en": r"(?:bikes?|bicycles?)", "es": r"(?:bicis?|motos?)", "pt": r"(?:bikes?|motos?)"},
        _CARLESS,
    ),
)
