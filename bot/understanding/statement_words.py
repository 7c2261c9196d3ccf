"""The words around a statement: which may stand there, which turn it round, which make it no statement at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from bot.understanding.message import word_set

_CONTRACTIONS = (
    ("won't", "will not"), ("can't", "can not"), ("n't", " not"), ("'re", " are"), ("'m", " am"), ("'ve", " have"),
    ("'ll", " will"), ("'d", " would"), ("i's", "i is"),
)  # fmt: skip
_IN_FULL = [(re.compile(rf"{re.escape(short)}\b", re.IGNORECASE), full) for short, full in _CONTRACTIONS]
_OTHER_S = re.compile(r"'s\b")
_HAVE_HAD = re.compile(r"\b(have|has) had\b")
_VIDEO_CALL = re.compile(r"\bvideo (?=calls?\b)", re.IGNORECASE)
_MORE = re.compile(r" *>+ *")
_LETTERS = re.compile(r"[^\W\d_]+")
_IS = re.compile(r"\b(it|there|that|here|he|she|who|what|everyone|nobody)'s\b", re.IGNORECASE)
_SHORT_FORMS = {
    "vc": "voce", "ñ": "nao", "q": "que", "tb": "tambem", "tbm": "tambem", "pra": "para", "pro": "para o",
    "pras": "para as", "pros": "para os", "n": "nao", "im": "i am", "ive": "i have",
    "dont": "do not", "cant": "can not", "didnt": "did not", "havent": "have not", "wouldnt": "would not",
    "wasnt": "was not", "aint": "am not", "thats": "that is",
    "doesnt": "does not", "isnt": "is not", "arent": "are not",
    "wont": "will not", "theres": "there is", "cel": "celular",
    "celu": "celular", "laburo": "trabajo", "tel": "telefono", "num": "em um",
    "numa": "em uma", "xq": "porque", "pq": "porque", "msg": "mensagem", "wa": "whatsapp",
    "wpp": "whatsapp", "wasap": "whatsapp", "guasap": "whatsapp", "zap": "whatsapp", "tou": "estou",
    "u": "you", "ppl": "people", "fiber": "fibre", "hubby": "husband", "vids": "videos",
    "fone": "telefone", "wapp": "whatsapp", "qdo": "quando", "kiero": "quiero", "x": "por",
    "hj": "hoje", "w": "with", "eeuu": "estados unidos", "tmb": "tambien", "ud": "usted", "yrs": "years",
    "td": "todo", "tds": "todos", "tda": "toda", "mto": "muito", "mt": "muito", "ngm": "ninguem",
    "aki": "aqui",
    "toy": "estoy", "tmbn": "tambien", "depto": "departamento", "txt": "text", "txts": "texts",
    "intl": "international",
    "bday": "birthday", "abt": "about", "btw": "by the way", "whos": "who is", "hows": "how is",
    "shouldnt": "should not", "couldnt": "could not", "hasnt": "has not", "weve": "we have",
    "youre": "you are", "hes": "he is", "shes": "she is", "theyre": "they are", "gf": "girlfriend",
    "bf": "boyfriend",
    "its": "it is", "pa": "para", "cmg": "comigo", "smth": "something", "nite": "night",
    "nites": "nights", "qro": "quiero",
    "r": "are", "incl": "including", "net": "internet", "qd": "quando", "xfa": "por favor",
    "dond": "donde", "thru": "through", "fam": "familia", "msm": "mesmo", "celus": "celulares",
    "gonna": "going to", "wanna": "want to", "cuz": "because", "bc": "because",
}  # fmt: skip
SELF = word_set("i we yo nosotros nosotras eu nos a_gente")
THIS = word_set("this these este esta esse essa")
"""May stand for 'my': 'this phone is old'."""
MINE = word_set(
    "my our mi mis nuestro nuestra nuestros nuestras meu minha meus minhas nosso nossa nossos nossas"
)
LIGHT: Mapping[str, frozenset[str]] = {
    "en": word_set("a an the to of in on at by for from with it there that and do"),
    "es": word_set("el la los las un una unos unas al del de en a por para con se lo le y que"),
    "pt": word_set(
        "o a os as um uma uns umas ao aos do da dos das de em no na nos nas por pelo pela para com se e que"
    ),
}
_DENIALS = word_set(
    "not never longer stopped quit jamas nunca tampoco dejado dejo deje nao nem deixei parei jamais no"
    " dispenso ninguno ninguna nenhum nenhuma none cannot nor neither"
)
DENIALS: Mapping[str, frozenset[str]] = {"en": _DENIALS, "es": _DENIALS, "pt": _DENIALS - {"no"}}
"""A 'no' before a verb or a thing; 'hardly ever' and its like are frequencies."""
OTHERS = word_set(
    "he she they his her their them you your who someone somebody everyone everybody people mother mom mum"
    " father dad wife husband son daughter brother sister friend friends boss neighbour neighbor neighbours"
    " neighbors colleague colleagues kid kids parents cousin aunt uncle partner girlfriend boyfriend"
    " grandmother grandma grandfather roommate customers company ella ellos ellas usted ustedes tu su sus"
    " alguien todos gente madre mama padre papa papas padres esposa esposo marido hijo hija hijos hermano"
    " hermana amigo amiga amigos jefe jefa vecino vecina vecinos colega colegas primo prima tia tio pareja"
    " novio novia abuela abuelo suegra cunado cunada ele ela eles elas voces alguem pessoal mae pai pais"
    " filho filha filhos irmao irma chefe vizinho vizinha vizinhos companheiro companheira namorado"
    " namorada avo sogra mulher seu sua seus suas quem quien el_que my_ex guys nobody anyone nephew niece"
    " grandson granddaughter grandchildren coworker accountant landlord sobrino sobrina nieto nieta nietos"
    " empresa contador companero sobrinho sobrinha neto neta netos contadora faxineira diarista inquilino"
    " ex gf bf bro sis nan nana gran granny grandad flatmate flatmates housemate roommates stepdaughter"
    " stepson wife's teacher doctor client clients students team tenant tenants staff employees employee"
    " coworkers relatives another nuera yerno suegro suegros cunados hermanos hermanas amigas novios primos"
    " primas tios tias sobrinos companera companeros compa compas cliente clientes alumnos empleados"
    " inquilinos roomie maestro maestra profe doctora vecinas muchacha genro nora sogro sogros irmaos irmas"
    " cunhada cunhado cunhadas patrao patroa vizinhas professor professora namorados equipe funcionarios"
    " funcionario alunos inquilina moca rapaz him hers theirs dads moms mums socio socia mate mates lad"
    " granddad stepdad stepmom vo vovo vovozinha abuelito abuelita vieja tecnico technician afilhado"
    " afilhada ahijado ahijada"
)
SAYS = word_set(
    "says say said thinks think told tells claims believes dice dijo dicen cree creen piensa diz disse"
    " dizem acha acham falou pensa wants quiere quer asks asked pide pediu"
)
NOT_BETWEEN = word_set(
    "and but or because when that which where if y o pero porque cuando donde que si e ou mas quando onde"
    " se near away except besides outside cerca lejos fuera salvo excepto perto longe exceto than instead"
    " this last next tomorrow today yesterday tonight codigo code link comprobante comprovante senha"
    " password ayer hoy manana ontem hoje amanha esta este pasado passado proximo proxima so without sin"
    " sem"
)
SUPPOSED = word_set(
    "if would could might suppose supposing imagine wish maybe perhaps unless whether hope will should"
    " ojala quisiera querria quizas quiza supongamos imagina imaginen podria deberia tomara talvez gostaria"
    " queria suponha poderia deveria caso"
)
MEANT = word_set(
    "can able need let want wanted planning going hoping thinking trying quiero queremos voy vamos pienso"
    " planeo quero vou pretendo penso planejo pensando planeando planejando"
)
"""Wishes and plans, unless they are the phrase's own words."""
PAST = word_set(
    "ago before formerly previously antes antiguamente antano solia solian antigamente costumava yesterday"
    " ayer ontem eramos was were had estava estaba estuve estavam estaban did era eram tenia teniamos tinha"
    " tinhamos previous former anterior anteriores"
)
NO_FACT = (
    "ouvi dizer", "dizem que", "me dijeron", "dicen que", "i heard", "they say", "escuche que",
    "as if", "used to be able", "tal vez", "a lo mejor", "como si", "puede que", "quem sabe",
    "pode ser que", "used to", "when i was", "in the past", "back then", "last year", "back when",
    "cuando era", "en el pasado", "el ano pasado", "durante la pandemia", "during the pandemic",
    "na pandemia", "en la pandemia", "in the pandemic",
    "quando eu era", "no passado", "ano passado", "durante a pandemia", "until last", "hasta el",
    "ate o ano", "for example", "por ejemplo", "por exemplo", "let us say", "digamos",
    "in case", "por si", "what if", "next year", "el ano que viene",
    "ano que vem", "some day", "one day i", "algun dia", "um dia eu", "um dia vou", "um dia quero",
    "not sure", "no se si",
    "muita gente", "tem gente", "gente que", "mucha gente", "hay gente", "todo mundo", "some people", "most people",
    "other people",
    "nao sei se", "do not know if", "me robaron", "me roubaram", "roubaram meu", "roubaram o meu", "got stolen",
    "was stolen", "stole my",
)  # fmt: skip
WISHES = ("me gustaria", "i would like", "i would love", "eu gostaria", "nos gustaria")
"""No fact either, unless the wish is the phrase's own: 'I would like a warning'."""
WISHED = word_set("would gustaria gostaria quisiera queria querria")
ONCE = word_set("tomorrow tonight today amanha hoje hoy")
NOWADAYS = ("hoy en dia", "hoy por hoy", "hoje em dia", "as of today")
ONE_TIME = frozenset(
    f"{this} {time}"
    for this, times in (
        ("this", "morning afternoon evening week weekend time"),
        ("esta", "manana tarde noche semana vez manha noite"),
        ("este", "fin"),
        ("essa", "semana vez"),
        ("last", "night week month summer weekend"),
        ("semana", "pasada passada"),
        ("mes", "pasado passado"),
        ("proxima", "semana vez"),
        ("next", "week month time"),
    )
    for time in times.split()
)
"""Two words that say one time, as ONCE."""
TOMORROW = ("manana por la", "manana a la", "manana en la", "manana temprano")
"""One time, no habit; a phrase in any order tells habits."""
STOPS = word_set("stop quit dejen dejenme deja paren pare parem parar chega basta cansei harto harta")
HELPERS = word_set(
    "am are been be keep love started start suelo solemos acostumbro estoy estamos sigo seguimos ando"
    " andamos llevo llevamos paso empece comence tengo costumo costumamos estou to tamos vivo vivemos fico"
    " ficamos continuo comecei passo tenho usually"
)
WHEN_SOMETHING = word_set(
    "algo something anything things thing it nada cosa coisa servicio servico internet phone cuando quando"
    " when"
)
"""Before a no, which then says when: 'cuando algo no funciona'."""
OF_THEM = word_set(
    "he she him his her hers they them their el ella su sus ele ela dele dela seu sua deles delas"
)
"""Whoever was just named."""
CHILDREN = word_set(
    "son daughter kid kids boy girl child children sons daughters hijo hija hijos hijas nino nina ninos"
    " filho filha filhos filhas crianca menino menina"
)
GROWN = word_set(
    "grown adult adults married husband wife moved college university lawyer doctor boss grandes adulto"
    " adultos casado casada casados mayor mayores marido esposa mujer nietos velho velha velhos netos"
    " faculdade universidad eran eram mudou"
)
"""Said of children who are none any more."""
DROPS_I = word_set(
    "got had been bought just still never always mostly usually love hate prefer live work play use using"
    " watch rarely hardly fully currently wfh this these"
)
"""English that says no 'I' begins so: 'got this phone in May', 'been working from home'."""
US = word_set(
    "i we me us yo eu nos nosotros nosotras mim comigo conmigo gente please pls favor quiero quero prefiero"
    " prefiro"
)
NAMED_ANYWAY = US | MINE
"""Words that make no phrase more particular than another."""
NOUN_BEFORE: Mapping[str, frozenset[str]] = {
    "en": word_set("the a of this that"),
    "es": word_set("el la un una este ese del al de su tu"),
    "pt": word_set("o um uma esse este do no ao de seu"),
}


@lru_cache(maxsize=256)
def spelt_out(text: str) -> str:
    """Contractions and short forms in full: phrases are written in full too."""
    text = text.replace("’", "'")
    if "'" in text:
        text = _IS.sub(r"\1 is", text)
        for short, full in _IN_FULL:
            text = short.sub(full, text)
        text = _OTHER_S.sub(" s", text)
    if ">" in text:
        text = _MORE.sub(" than ", text)
    text = _VIDEO_CALL.sub("video", text)
    text = _HAVE_HAD.sub(r"\1", text)
    return _LETTERS.sub(lambda word: _SHORT_FORMS.get(word[0].lower(), word[0]), text)
