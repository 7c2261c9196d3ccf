"""What praise and blame are worth in five levels, and the words beside them that make them more or less."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.understanding.message import word_set

LEVELS: Mapping[str, Mapping[int, tuple[str, ...]]] = {
    "en": {
        1: ("completely dissatisfied", "very dissatisfied", "totally dissatisfied", "very unhappy",
            "terrible", "awful", "horrible", "very bad", "furious", "worst", "hate it",
            "not at all satisfied", "the worst", "not satisfied at all", "not happy at all", "really bad",
            "disgusted", "very disappointed", "appalling", "extremely dissatisfied", "very angry",
            "unacceptable", "hated it", "i hate it", "extremely unhappy", "dreadful", "abysmal", "atrocious",
            "disgraceful", "pathetic", "shameful", "totally unhappy", "completely unhappy", "so bad",
            "super bad", "useless", "garbage", "rubbish", "trash", "a disaster", "disaster", "horrendous",
            "absolutely not satisfied", "fed up", "a nightmare", "nightmare", "livid", "outraged",
            "really unhappy", "really disappointed", "extremely disappointed", "completely disappointed",
            "couldn't be worse", "sucks",
            "it sucks", "lousy"),
        2: ("dissatisfied", "unsatisfied", "unhappy", "bad", "not satisfied", "not happy", "not good", "poor",
            "disappointed", "not very satisfied", "not very happy", "not great", "a bit unhappy",
            "not really happy", "not so good", "not too happy", "somewhat dissatisfied", "annoyed", "angry",
            "not pleased", "frustrated", "upset", "not that good", "not that happy", "not very good",
            "not really satisfied", "not impressed", "let down", "underwhelmed", "subpar", "below average",
            "not too great", "not too satisfied", "kinda bad", "pretty bad", "a little disappointed",
            "a bit disappointed", "rather unhappy", "quite unhappy", "bit unhappy", "not amazing",
            "less than happy", "less than satisfied", "displeased", "not content", "unimpressed",
            "fairly dissatisfied",
            "slightly dissatisfied", "quite dissatisfied", "a bit dissatisfied"),
        3: ("neutral", "so so", "neither", "meh", "average", "in between", "ok", "okay", "middle",
            "indifferent", "neither satisfied nor dissatisfied", "more or less", "could be better", "fair",
            "it's ok", "mediocre", "passable", "nothing special", "no opinion", "so so really",
            "fifty fifty", "acceptable", "ok i guess", "middling", "neither good nor bad",
            "not good not bad", "could be worse", "indifferent really", "alright", "all right", "medium",
            "adequate", "tolerable", "kind of ok", "no strong feelings", "on the fence", "moderate",
            "unsure how",
            "so-so"),
        4: ("satisfied", "happy", "good", "fine", "pretty good", "quite happy", "not bad", "pleased",
            "content", "fairly satisfied", "nice", "quite satisfied", "somewhat satisfied", "pretty happy",
            "well", "pretty satisfied", "rather happy", "rather satisfied", "mostly satisfied",
            "mostly happy", "not too bad", "not bad at all", "decent", "solid", "glad", "no complaints",
            "can't complain", "quite good", "all good", "i like it", "reasonably happy", "fairly happy",
            "generally happy", "happy enough", "good enough",
            "quite pleased"),
        5: ("completely satisfied", "very satisfied", "totally satisfied", "very happy", "excellent",
            "perfect", "great", "amazing", "love it", "very good", "fantastic", "wonderful", "delighted",
            "extremely satisfied", "couldn't be better", "awesome", "really happy", "really good",
            "the best", "super happy", "thrilled", "brilliant", "superb", "outstanding", "top notch",
            "loved it", "loving it", "so happy", "absolutely love it", "great job", "very pleased",
            "extremely happy", "fabulous", "spectacular", "exceptional", "stellar", "incredible",
            "over the moon", "ecstatic", "totally happy", "completely happy", "most satisfied", "impressed",
            "very content", "flawless", "top", "beyond happy"),
    },
    "es": {
        1: ("completamente insatisfecho", "completamente insatisfecha", "muy insatisfecho",
            "muy insatisfecha", "totalmente insatisfecho", "totalmente insatisfecha", "nada satisfecho",
            "nada satisfecha", "pesimo", "pesima", "horrible", "terrible", "muy mal", "fatal", "malisimo",
            "nada contento", "nada contenta", "muy molesto", "muy molesta", "lo peor", "un desastre",
            "furioso", "furiosa", "desastre", "el peor", "la peor", "peor", "lo odio", "odio", "malisima",
            "muy malo", "muy mala", "nefasto", "nefasta", "espantoso", "una porqueria", "muy decepcionado",
            "muy decepcionada", "muy enojado", "muy enojada", "indignado", "indignada", "harto", "harta",
            "una basura", "basura", "muy descontento", "muy descontenta", "inaceptable", "una verguenza",
            "del asco", "super mal", "extremadamente insatisfecho", "extremadamente insatisfecha",
            "de lo peor", "terriblemente mal",
            "para nada satisfecho"),
        2: ("insatisfecho", "insatisfecha", "mal", "malo", "mala", "descontento", "descontenta",
            "no muy contento", "no muy contenta", "poco satisfecho", "poco satisfecha",
            "no estoy satisfecho", "no estoy satisfecha", "no satisfecho", "no satisfecha",
            "no muy satisfecho", "no muy satisfecha", "no estoy contento", "no estoy contenta", "molesto",
            "molesta", "no muy bien", "decepcionado", "decepcionada", "poco contento", "poco contenta",
            "algo insatisfecho", "algo insatisfecha", "un poco insatisfecho", "un poco insatisfecha",
            "enojado", "enojada", "inconforme", "no me gusto", "no me gusta", "frustrado", "frustrada",
            "no tan contento", "no tan contenta", "deja que desear", "deja mucho que desear", "bastante mal",
            "algo decepcionado", "un poco decepcionado", "un poco decepcionada", "no del todo",
            "no muy bueno", "no muy buena", "flojo", "floja", "no fue bueno", "nada bueno", "nada bien",
            "no estuvo bien", "disgustado", "disgustada",
            "no tan bien"),
        3: ("neutral", "regular", "mas o menos", "ni bien ni mal", "normal", "asi asi", "indiferente",
            "ni fu ni fa", "ni satisfecho ni insatisfecho", "masomenos", "ahi nomas", "neutro", "ahi va",
            "ahi la llevo", "podria ser mejor", "podria mejorar", "puede mejorar", "ni bueno ni malo",
            "ni si ni no", "intermedio", "intermedia", "equis", "x", "meh", "pasable", "aceptable",
            "normalito", "regularcito", "dos dos", "ni mucho ni poco", "a medias", "promedio", "sin mas",
            "ni contento ni descontento", "neutra", "medio medio", "normal nada mas", "tal cual",
            "mediocre"),
        4: ("satisfecho", "satisfecha", "bien", "bueno", "buena", "contento", "contenta", "bastante bien",
            "bastante satisfecho", "bastante satisfecha", "conforme", "nada mal", "no esta mal",
            "bastante contento", "bastante contenta", "no estuvo mal", "no me quejo", "todo bien",
            "me gusto", "me gusta", "agradable", "correcto", "a gusto", "chevere", "padre", "muy conforme",
            "algo satisfecho", "bien en general", "bueno en general",
            "bastante bueno", "bastante buena", "sin quejas", "no tengo quejas"),
        5: ("completamente satisfecho", "completamente satisfecha", "muy satisfecho", "muy satisfecha",
            "excelente", "totalmente satisfecho", "totalmente satisfecha", "muy bien", "perfecto",
            "perfecta", "genial", "feliz", "muy contento", "muy contenta", "buenisimo", "encantado",
            "encantada", "de maravilla", "me encanta", "me encanto", "buenisima", "muy bueno", "muy buena",
            "increible", "maravilloso", "maravillosa", "fantastico", "fantastica", "lo mejor", "el mejor",
            "la mejor", "de lujo", "de diez", "espectacular", "super bien", "super contento",
            "super contenta", "extraordinario", "fenomenal", "estupendo", "estupenda", "contentisimo",
            "contentisima", "felicisimo", "feliz de la vida", "super satisfecho", "super satisfecha",
            "completamente feliz", "chido", "a toda madre", "padrisimo", "poca madre", "impecable",
            "inmejorable", "barbaro", "excelentemente", "super",
            "muy feliz"),
    },
    "pt": {
        1: ("completamente insatisfeito", "completamente insatisfeita", "muito insatisfeito",
            "muito insatisfeita", "totalmente insatisfeito", "totalmente insatisfeita", "nada satisfeito",
            "nada satisfeita", "pessimo", "pessima", "horrivel", "terrivel", "muito mal", "muito ruim",
            "nada contente", "muito chateado", "muito chateada", "uma porcaria", "um desastre", "o pior",
            "furioso", "furiosa", "ruim demais", "a pior", "pior", "odiei", "detestei", "odeio",
            "pessimamente", "um lixo", "lixo", "uma bosta", "uma droga", "uma vergonha", "vergonha",
            "vergonhoso", "desastre", "inaceitavel", "revoltado", "revoltada", "indignado", "indignada",
            "horroroso", "horrorosa", "muito decepcionado", "muito decepcionada", "muito insatisfeita",
            "super insatisfeito", "super insatisfeita", "extremamente insatisfeito",
            "extremamente insatisfeita", "muito descontente", "porcaria", "pessimo mesmo", "um horror",
            "um pesadelo", "totalmente decepcionado", "totalmente decepcionada", "puto", "puta da vida",
            "muito irritado", "muito irritada", "de mal a pior", "nao estou nada satisfeito",
            "nao estou nada satisfeita"),
        2: ("insatisfeito", "insatisfeita", "ruim", "mal", "descontente", "nao muito satisfeito",
            "pouco satisfeito", "pouco satisfeita", "nao muito satisfeita", "nao estou satisfeito",
            "nao estou satisfeita", "chateado", "nao satisfeito", "nao satisfeita", "nao gostei", "chateada",
            "nao muito bem", "nao muito contente", "decepcionado", "decepcionada", "nao estou contente",
            "nao estou feliz", "nao muito bom", "nao muito boa", "nao foi bom", "nao e bom", "nao esta bom",
            "nao tao bom", "nao tao satisfeito", "nao tao satisfeita", "deixa a desejar", "deixou a desejar",
            "meio ruim", "meio insatisfeito", "meio insatisfeita", "um pouco insatisfeito",
            "um pouco insatisfeita", "um pouco decepcionado", "um pouco decepcionada", "frustrado",
            "frustrada", "irritado", "irritada", "fraco", "fraca", "pouco contente", "meio decepcionado",
            "meio decepcionada", "nada bom", "nada bem", "nada legal", "bem ruim", "nao curti", "nao gosto",
            "aborrecido", "aborrecida", "nao muito feliz", "nao to feliz", "nao to satisfeito",
            "nao to satisfeita", "nao to contente", "nao foi legal", "nao foi dos melhores",
            "meio chateado", "meio chateada", "meio fraco", "abaixo da media", "abaixo do esperado"),
        3: ("neutro", "neutra", "mais ou menos", "regular", "nem bem nem mal", "normal", "indiferente",
            "razoavel", "nem satisfeito nem insatisfeito", "medio", "tanto faz", "ok", "indo", "vai indo",
            "poderia ser melhor", "podia ser melhor", "pode melhorar", "poderia melhorar",
            "nem bom nem ruim", "nem la nem ca", "mediano", "mediana", "nada de mais", "na media", "media",
            "passavel", "aceitavel", "meia boca", "meio a meio", "assim assim", "mediocre", "da pro gasto",
            "da para o gasto", "levando", "quebra o galho", "nem feliz nem triste", "sem opiniao", "so ok",
            "basico",
            "suficiente"),
        4: ("satisfeito", "satisfeita", "bem", "bom", "boa", "contente", "gostei", "bastante satisfeito",
            "feliz", "bastante satisfeita", "nada mal", "tudo bem", "legal", "bem satisfeito",
            "bem satisfeita", "bem contente", "bem legal", "bem bom", "curti", "gosto", "nao posso reclamar",
            "sem reclamacoes", "sem queixas", "bacana", "agradavel", "bastante contente", "bastante feliz",
            "bem feliz", "satisfatorio", "nao foi ruim", "nao e ruim", "nao esta ruim",
            "tranquilo", "de boa", "bem em geral", "bom no geral", "ate que bom", "ate que gostei"),
        5: ("completamente satisfeito", "completamente satisfeita", "muito satisfeito", "muito satisfeita",
            "otimo", "otima", "totalmente satisfeito", "totalmente satisfeita", "excelente", "perfeito",
            "perfeita", "muito bem", "muito bom", "maravilhoso", "adorei", "muito feliz", "muito contente",
            "top", "muito boa", "maravilhosa", "amei", "adoro", "amo", "incrivel", "fantastico",
            "fantastica", "sensacional", "espetacular", "nota dez", "nota 10", "show de bola",
            "excelentissimo", "super satisfeito", "super satisfeita", "super feliz", "super contente",
            "extremamente satisfeito", "extremamente satisfeita", "completamente feliz", "o melhor",
            "a melhor", "melhor impossivel", "impecavel", "muito legal", "demais", "felicissimo",
            "felicissima", "encantado", "encantada", "gostei muito", "gostei demais", "otimo mesmo",
            "bom demais", "massa", "perfeitamente", "maximo", "o maximo", "satisfeitissimo",
            "satisfeitissima", "show"),
    },
}  # fmt: skip
MORE_LEVELS: Mapping[str, Mapping[int, tuple[str, ...]]] = {
    "en": {
        1: ( "hated", "hate", "despised", "loathed", "detested", "disgrace", "a disgrace", "catastrophe",
        "catastrophic",
            "disastrous", "shambles", "a joke", "a farce", "fiasco", "a scam", "crap", "shit", "shite",
            "dogshit", "bullshit", "hell", "hellish", "an insult", "insulting", "waste of time",
            "total waste", "ridiculous", "infuriating", "infuriated", "deplorable", "diabolical", "ghastly",
            "hopeless", "sucked", "sucks", "never again", "enraged", "appalled", "disgusting", "shocking",
            "couldn't be less satisfied", "couldn't be less happy",
            "bottom of the barrel"),
        2: ( "disappointing", "frustrating", "unsatisfactory", "underwhelming", "unhelpful", "annoying",
        "below par",
            "left something to be desired", "leaves something to be desired", "left a lot to be desired",
            "leaves a lot to be desired", "not what i expected", "not what i hoped", "not up to scratch",
            "not good enough", "expected more", "expected better", "hoped for more", "hoped for better",
            "didn't like it", "did not like it", "wasn't great", "wasn't good", "wasn't happy",
            "wasn't satisfied", "isn't good", "dissapointed", "irritated",
            "dissatisfying", "unsatisfying", "inadequate", "not the best", "not a fan"),
        3: ( "middle of the road", "run of the mill", "whatever", "bog standard", "nothing to write home about",
        "ordinary",
            "not great not terrible", "neither here nor there", "neither one nor the other",
            "neither of them", "standard", "mixed feelings", "nothing great", "nothing amazing", "just ok",
            "just okay", "only ok", "halfway", "50 50", "mid",
            "no feelings either way", "don't mind either way", "impartial", "could go either way"),
        4: ("enjoyed", "enjoyed it", "liked it", "i liked", "pleasant", "went well", "smooth", "no issues",
            "no problems", "decent enough", "very decent", "pretty decent", "more than ok",
            "better than average", "above average", "almost perfect", "nearly perfect", "fairly good",
            "pretty nice", "pretty pleased",
            "largely satisfied", "mainly satisfied"),
        5: ( "loved", "adored", "magnificent", "marvellous", "marvelous", "terrific", "phenomenal",
        "sensational", "splendid",
            "immaculate", "first class", "first rate", "second to none", "world class", "a joy",
            "unbeatable", "impeccable", "unreal", "fab", "chuffed", "stoked", "elated", "overjoyed",
            "five star", "a plus", "faultless", "sublime", "couldn't be happier",
            "couldn't be more satisfied", "couldn't be more happy", "couldn't ask for more",
            "couldn't ask for better", "nothing to complain about", "absolutely nothing to complain about",
            "top marks", "full marks", "top class", "best ever", "blown away", "exceeded my expectations",
            "above and beyond", "extraordinary", "remarkable", "10 out of 10", "satisfied and then some",
            "more than satisfied", "more than happy"),
    },
    "es": {
        1: ( "vergonzoso", "vergonzosa", "fiasco", "que asco", "un asco", "asqueroso", "asquerosa",
        "una mierda", "mierda", "catastrofe",
            "catastrofico", "catastrofica", "un robo", "estafa", "una burla", "una pesadilla", "pesadilla",
            "tragedia", "infierno", "deplorable", "lamentable", "patetico", "patetica", "penoso", "penosa",
            "bochornoso", "bochornosa", "calamidad", "insatisfechisimo", "insatisfechisima",
            "decepcionadisimo", "decepcionadisima", "enojadisimo", "enojadisima", "molestisimo",
            "molestisima", "desastroso", "desastrosa", "detesto", "deteste", "odie", "lo odie", "nunca mas",
            "terriblemente", "de la patada", "de la chingada", "de terror", "una cagada", "una chimba mala",
            "encabronado", "encabronada", "asco", "indignante", "horroroso", "horrorosa",
            "fatal fatal", "malisimamente"),
        2: ( "esperaba mas", "esperaba mejor", "esperaba algo mejor", "decepcionante", "frustrante",
        "no me convencio", "no me convence",
            "insatisfactorio", "me quedaron debiendo", "quedaron a deber", "no quede contento",
            "no quede contenta", "no quede satisfecho", "no quede satisfecha", "no quede conforme",
            "no estoy conforme", "nada conforme", "poco conforme", "por debajo de lo esperado", "malita",
            "malito", "medio mal", "malon", "no fue lo que esperaba", "no era lo que esperaba",
            "dejo que desear", "dejo mucho que desear",
            "nada contento pero", "disconforme", "me disgusto", "no tan bueno", "no tan buena", "mejorable"),
        3: ( "ni fu", "ni frio ni calor", "sin pena ni gloria", "ni una cosa ni la otra",
        "ni lo uno ni lo otro", "ni uno ni otro", "del monton",
            "comun", "comun y corriente", "ni mal ni bien", "mitad y mitad", "me da igual", "me da lo mismo",
            "indistinto", "imparcial", "pse", "psee", "cincuenta cincuenta", "corrientito", "regulin",
            "regularon", "nada del otro mundo",
            "nada especial"),
        4: ( "me agrado", "todo en orden", "casi perfecto", "casi perfecta", "muy aceptable", "satisfactorio",
        "satisfactoria", "sin problema",
            "sin problemas", "bien bien", "buena atencion", "buen servicio", "buen trato",
            "bastante conforme", "no puedo quejarme", "no me puedo quejar",
            "me parecio bien", "me parece bien", "bien atendido", "bien atendida", "chevere"),
        5: ( "satisfechisimo", "satisfechisima", "fascinado", "fascinada", "me fascino", "me fascina", "ame",
        "lo ame", "la ame", "magnifico", "magnifica",
            "maravillado", "maravillada", "formidable", "excepcional", "insuperable", "brutal",
            "la rompieron", "un diez", "de 10", "diez de diez", "excelentisimo", "excelentisima",
            "agradecidisimo", "agradecidisima", "de primera", "lo maximo", "chingon", "chingona",
            "padrisima", "bacan", "bacano", "bacanisimo", "chidisimo", "encantadisimo", "encantadisima",
            "cinco estrellas", "una maravilla", "la neta del planeta", "no puedo estar mas contento",
            "no puedo estar mas contenta", "no puedo estar mas satisfecho", "no puedo estar mas satisfecha",
            "mas que satisfecho", "mas que satisfecha", "mas que contento", "mas que contenta",
            "a pedir de boca", "ni una sola queja", "ni una queja", "sobresaliente", "optimo", "optima",
            "espectaculares",
            "estupendamente", "divinamente", "divino", "divina", "joya", "pipa", "la hostia", "cojonudo"),
    },
    "pt": {
        1: ( "palhacada", "descaso", "deploravel", "lamentavel", "catastrofe", "catastrofico", "ridiculo",
        "ridicula", "um absurdo", "absurdo", "inferno", "tragedia",
            "uma merda", "merda", "que nojo", "nojo", "nojento", "fiasco", "calamidade", "humilhante",
            "desastroso", "desastrosa", "insatisfeitissimo", "insatisfeitissima", "decepcionadissimo",
            "decepcionadissima", "irritadissimo", "irritadissima", "pessimos", "odiamos", "detesto", "odio",
            "nunca mais", "um cocô", "um coco", "uma desgraca", "desgraca", "tenebroso", "tenebrosa",
            "ruinzao", "muito fraco", "muito fraca", "pifio", "pifia", "vexame", "uma palhacada",
            "o fim da picada", "indignante", "revoltante",
            "uma piada", "medonho", "puto da vida", "possesso", "possessa", "bosta", "porcaria total"),
        2: ( "esperava mais", "esperava melhor", "decepcionante", "frustrante", "nao me agradou", "nao agradou",
        "insatisfatorio", "insatisfatoria", "nao fiquei satisfeito",
            "nao fiquei satisfeita", "nao fiquei contente", "nao fiquei feliz", "nao me convenceu",
            "nao convenceu", "nao era o que eu esperava", "nao foi o que eu esperava", "ruinzinho",
            "ruinzinha", "fraquinho", "fraquinha", "meia bomba", "mal atendido", "mal atendida",
            "desapontado", "desapontada", "nao tao contente", "nao tao feliz"),
        3: ( "nem um nem outro", "nem uma coisa nem outra", "nem frio nem calor", "nem 8 nem 80",
        "nem oito nem oitenta", "comum", "nada demais", "nada especial", "nem la essas coisas",
            "nem fede nem cheira", "sem graca", "imparcial", "meio termo", "sei la normal",
            "cinquenta cinquenta", "mehh", "normalzinho", "medio medio", "na mesma",
            "nem mal nem bem", "nem feliz nem chateada", "mais ou menas"),
        4: ( "me agradou", "agradou", "quase perfeito", "quase perfeita", "sem problemas", "bem atendido",
        "bem atendida", "tudo certo", "tudo ok", "me atendeu bem",
            "me atenderam bem", "bonzinho", "boazinha", "bom atendimento", "correu bem", "foi legal",
            "gostamos", "curtimos", "de boas", "nao tenho do que reclamar", "dentro do esperado",
            "atendeu bem", "bem bacana"),
        5: ( "excepcional", "extraordinario", "extraordinaria", "magnifico", "magnifica", "formidavel",
        "divino", "divina", "esplendido", "esplendida", "fenomenal", "otimos", "otimas", "arrasou",
        "arrasaram",
            "mandaram bem", "mandou bem", "mandaram muito bem", "de primeira", "nota mil", "nota 1000",
            "um show", "fora de serie", "primoroso", "insuperavel", "fascinado", "fascinada", "amamos",
            "adoramos", "surpreendente", "maravilha", "uma maravilha", "cinco estrelas", "bom pra caramba",
            "bom pra caralho", "bom pacas", "top demais", "topzera", "show demais", "excelencia",
            "otimamente", "mais que satisfeito", "mais que satisfeita", "mais do que satisfeito",
            "mais do que satisfeita", "mais que feliz", "superou", "superou minhas expectativas",
            "gratissimo", "gratissima", "nada a reclamar", "nada do que reclamar",
            "absolutamente nada a reclamar", "brilhante", "contentissimo",
            "contentissima", "perfeitissimo", "espetaculo", "um espetaculo", "massa demais"),
    },
}  # fmt: skip
"""More of the same, by the family: slang, verbs, nouns and superlatives."""
WAYS: Mapping[int, re.Pattern[str]] = {
    5: re.compile(
        r"(?<= )(?:(?:the )?(?:highest|top|max|maximum|best)(?: possible)? (?:score|mark|rating|level|"
        r"grade|note|one|option|number|possible|there is|you have|you've|available)|"
        r"(?:the )?(?:highest|maximum|max)|best (?:\w+ ){1,5}(?:i've|i have|ive|i ever|ever|in (?:my|"
        r"\w+) (?:life|years|ages))|(?:couldn't|couldnt|could not|can't) (?:have )?(?:been|be|get|gone|"
        r"gotten) (?:any )?better|"
        r"(?:la |el |lo )?(?:nota |puntuacion |calificacion |puntaje |nivel |opcion )?(?:mas alt[oa]|"
        r"maxim[oa]|tope)|(?:el|la|lo|los|las) mejor(?:es)? (?:\w+ ){1,5}(?:que|de mi|en mi)|no (?:podria|"
        r"pudo|podia|puede|pudieron|podian|podrian) (?:haber(?:lo|me|nos)? |haberse )?(?:sido|ser|estar|"
        r"ido|hacer\w*|hecho|tratado|atendido|atender\w*)(?: \w+)? mejor|"
        r"(?:a |o )?(?:nota |nivel |pontuacao |opcao )?(?:mais alt[oa]|maxim[oa])|"
        r"melhor(?:es)? (?:\w+ ){1,4}(?:que|q|da minha|de todos|na minha)|(?:nao|n) (?:podia|poderia|pode|"
        r"teria como|tinha como|dava pra|daria pra) (?:ter )?(?:sido|ser|estar|ficar|ido|"
        r"ficado)(?: \w+)? melhor)(?= )"
    ),
    3: re.compile(
        r"(?<= )(?:(?:more or less|mas o menos|mais ou menos) (?:satisf\w+|content\w+|feliz|happy|bien|bem)|"
        r"(?:the )?middle(?: (?:one|option|score|number|mark|of the (?:road|scale|range)|"
        r"ground))?|right in the middle|halfway|(?:la |el |lo )?(?:opcion |nota |nivel |numero )?(?:del|"
        r"de en|en el|de) medio|a la mitad|(?:a |o )?(?:opcao |nota |nivel |numero )?(?:do|no) meio)(?= )"
    ),
    1: re.compile(
        r"(?<= )(?:(?:the )?(?:lowest|minimum|bottom|worst)(?: possible)? (?:score|mark|rating|level|grade|"
        r"note|one|option|number|possible|there is|you have|you've|available)|(?:the )?(?:lowest|minimum)|"
        r"worst (?:\w+ ){1,5}(?:i've|i have|ive|ever)|(?:couldn't|couldnt|could not|"
        r"can't) (?:have )?(?:been|be|get|gone|gotten) (?:any )?worse|"
        r"(?:zero|0|cero|no|minus \w+|ninguna|nenhuma) (?:stars?|estrellas?|estrelas?|estrelinhas?|"
        r"estrellitas?)|"
        r"(?:la |el |lo )?(?:nota |puntuacion |calificacion |puntaje |nivel |opcion )?(?:mas baj[oa]|"
        r"minim[oa])|no (?:podria|pudo|podia|puede) (?:haber(?:me|nos)? |haberse )?(?:sido|ser|estar|ido|"
        r"tratado|atendido)(?: \w+)? peor|"
        r"(?:a |o )?(?:nota |nivel |pontuacao |opcao )?(?:mais baix[oa]|minim[oa])|(?:nao|n) (?:podia|"
        r"poderia|pode|teria como|tinha como|dava pra|daria pra) (?:ter )?(?:sido|ser|estar|ficar|ido|"
        r"ficado)(?: \w+)? pior)(?= )"
    ),
}
"""The ends and the middle of the scale by their names, and what could not have been better or worse."""
NOT = word_set("not no nao nada nem ni isn't wasn't aren't poco pouco don't didn't never n")
INTENSE = word_set(
    "very really so super extremely incredibly muy super muito demais realmente tan tao too"
    " totally completely absolutely utterly fully entirely thoroughly wholly perfectly hugely insanely "
    "highly immensely deeply"
    " 100 hundred percent cien ciento por cem cento mega hiper ultra hyper uber full bloody fucking damn hella"
    " completamente totalmente absolutamente plenamente enteramente sumamente demasiado profundamente re "
    "requete harto"
    " totaly totly realy compleatly completly absolutly extremly muitissimo muitisimo muchisimo "
    "extremadamente tremendamente altamente extremamente imensamente inteiramente"
)
AROUND = word_set(
    "am is are was be been felt got fiquei ficou quede quedo estaba estava senti feeling feel estoy estuvo"
    " esta fue es estou foi e to tava all that ser"
)
STARS = word_set(
    "star stars estrella estrellas estrellita estrellitas estrela estrelas estrelinha estrelinhas"
)
BESIDE_A_SCORE = word_set(
    "a an the only just so then i i'd i'll give it you guys rate u say solid my score is it's out of me "
    "from one five please pls maybe"
    " un una le doy pongo daria doy les nomas solo apenas digamos entonces asi que pues mi nota es seria "
    "de parte calificacion por favor el la pon ponle"
    " um uma dou so entao logo minha e nota pra vcs voces daria meu fica vai eu vou dar diria por isso "
    "ponto puntos points o"
)
"""Words that stand beside a score and leave it one."""
COUNTS_THINGS = word_set(
    "have has had got need are tengo tenemos hay tiene son tenho temos tem sao waited espere esperei"
)
"""Words before a number that counts things and is no score."""
