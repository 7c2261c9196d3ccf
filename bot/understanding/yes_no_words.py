"""The ways of saying yes and no in three languages, and what keeps a word from being either."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.understanding.message import word_set

YES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "yes", "yeah", "yea", "yep", "yup", "ya", "y", "sure", "sure thing", "ok", "okay", "of course",
        "definitely", "absolutely", "certainly", "correct", "right", "that's right", "exactly", "true",
        "i do", "i am", "we do", "i have", "it is", "it does", "indeed", "please do", "yes please",
        "go ahead", "why not", "sounds good", "no doubt", "no problem", "for sure", "always", "i guess so",
        "i think so", "fine", "great", "yse", "eys", "with pleasure", "i'd love to", "do it", "i suppose so",
        "okie dokie", "you bet", "totally", "without a doubt", "kind of", "sort of", "more or less",
        "affirmative", "yes indeed", "yess", "yas", "yeap", "sure do", "why yes", "i would", "i will",
        "we are", "we have", "we will", "they do", "he does", "she does", "that is right", "k", "kk", "okey",
        "alright", "all right", "works for me", "sounds great", "by all means", "i did", "i can",
        "obviously", "naturally", "mhm", "uh huh", "ofc", "ye", "duh", "of course i do", "it was",
        "most definitely", "perfect", "i guess", "pretty much", "you got it", "roger", "for real",
        "i like that", "let's do it", "let's go", "happy to", "i'm in", "count me in", "yes sir",
        "yes ma'am", "absolutely yes", "i believe so", "i'm afraid so", "indeed i do", "i think i do",
        "i suppose", "mostly yes", "i reckon so", "of course yes",
    ),
    "es": (
        "si", "sip", "sii", "claro", "claro que si", "por supuesto", "desde luego", "ok", "okey", "okay",
        "vale", "dale", "bueno", "correcto", "exacto", "asi es", "cierto", "verdad", "eso es", "obvio",
        "como no", "por que no", "sin duda", "sin problema", "no hay problema", "de acuerdo", "perfecto",
        "adelante", "siempre", "creo que si", "supongo que si", "me parece bien", "esta bien", "con gusto",
        "s", "andale", "simon", "orale", "va", "sale", "va que va", "mas o menos", "sale y vale", "si tengo",
        "tengo", "si quiero", "quiero", "afirmativo", "efectivamente", "la neta si", "la verdad si",
        "me imagino que si", "pienso que si", "seguro", "claro que quiero", "ajam", "aja", "yes",
        "obviamente", "totalmente", "yo si", "si claro", "si por favor", "sipi", "sep", "hagale", "de una",
        "asi mero", "a huevo", "me encantaria", "sin problemas", "absolutamente", "desde ya", "en efecto",
        "positivo", "tambien", "a veces si", "ya", "de ley", "si senor", "claro si", "por su puesto",
        "esta perfecto", "me gusta", "bien", "hecho", "listo", "seguro que si", "digamos que si",
        "diria que si", "puede que si", "me parece que si", "va pues", "okis", "oki", "chi",
    ),
    "pt": (
        "sim", "simm", "s", "ss", "claro", "claro que sim", "com certeza", "certeza", "isso", "isso mesmo",
        "exato", "certo", "ta", "ta bom", "ta certo", "ok", "okay", "beleza", "blz", "pode ser", "pode sim",
        "uhum", "aham", "por que nao", "sem duvida", "sem problema", "nao tem problema", "de acordo",
        "perfeito", "quero sim", "positivo", "sempre", "acho que sim", "bora", "fechado", "verdade",
        "tudo bem", "e sim", "vamos", "obvio", "creio que sim", "isso ai", "e", "e sim", "tenho",
        "tenho sim", "demorou", "fechou", "mais ou menos", "exatamente", "afirmativo", "eu tenho",
        "obviamente", "certamente", "com toda certeza", "ctz", "sim senhor", "sim claro", "sim por favor",
        "quero", "eu quero", "uhun", "ahan", "sip", "yes", "show", "combinado", "ok ta bom",
        "imagino que sim", "suponho que sim", "diria que sim", "positivo operante", "sim sim", "logico",
        "logico que sim", "e claro", "e verdade", "totalmente", "absolutamente", "sem problemas",
        "com prazer", "adoraria", "gostaria", "faco sim", "faco", "sou", "sou sim", "estou", "estou sim",
        "vou", "vou sim", "pode", "pode crer", "aceito", "topo", "partiu", "manda ver", "ta otimo", "otimo",
        "legal", "joia", "tambem", "eu acho que sim", "e isso", "yep", "sin", "siim",
    ),
}  # fmt: skip
NO: Mapping[str, tuple[str, ...]] = {
    "en": (
        "no", "nope", "nah", "na", "n", "not really", "not at all", "never", "no thanks", "no thank you",
        "no way", "i don't", "i do not", "i'm not", "i am not", "we don't", "i haven't", "it isn't",
        "it doesn't", "dont", "definitely not", "absolutely not", "certainly not", "of course not",
        "i don't think so", "false", "wrong", "not yet", "not now", "negative", "not sure about that",
        "incorrect", "rarely", "hardly ever", "yeah no", "i didn't", "it's not", "it is not", "not exactly",
        "not me", "hell no", "better not", "i'm afraid not", "please don't", "i have none", "i have no",
        "i have not", "i do not have", "don't have", "i guess not", "i think not", "i suppose not", "no sir",
        "no ma'am", "nuh uh", "nay", "no can do", "not today", "not anymore", "not any more", "no longer",
        "i can't", "i cannot", "i won't", "i wouldn't", "we do not", "we aren't", "we're not", "not likely",
        "by no means", "not a chance", "no chance", "not in a million years", "unfortunately not",
        "sadly not", "i'd say no", "don't think so", "not so much", "not interested", "i don't believe so",
        "neither", "none", "hardly", "over my dead body", "not for me", "i'm good", "it wasn't",
        "that's wrong", "that is wrong", "that's not right", "that is incorrect", "that's incorrect",
        "nopes", "noo", "i never", "don't", "do not", "not really no", "fraid not", "forget it", "no need",
    ),
    "es": (
        "no", "nop", "no no", "nunca", "jamas", "para nada", "claro que no", "por supuesto que no",
        "en absoluto", "de ninguna manera", "ni hablar", "no gracias", "todavia no", "aun no", "ahora no",
        "creo que no", "falso", "tampoco", "mejor no", "mejor no gracias", "negativo", "que va",
        "casi nunca", "incorrecto", "desde luego que no", "nel", "ni de chiste", "ni loco", "ni loca",
        "no mucho", "la verdad no", "la neta no", "la verdad que no", "me temo que no", "no tengo",
        "no quiero", "yo no", "supongo que no", "obvio no", "obvio que no", "ni de broma", "no creo",
        "no lo creo", "no por ahora", "por ahora no", "por el momento no", "no mas", "ya no", "ni en suenos",
        "pues no", "que no", "nop", "nope", "nanai", "nones", "ninguno", "ninguna", "claramente no",
        "lamentablemente no", "desgraciadamente no", "absolutamente no", "no senor", "no es", "no es asi",
        "no realmente", "realmente no", "no exactamente", "no me interesa", "no hace falta",
        "mejor no gracias", "diria que no", "me parece que no", "pienso que no", "en realidad no",
        "nunca en la vida", "nel pastel", "nomas no", "nah",
    ),
    "pt": (
        "nao", "n", "nn", "nunca", "jamais", "de jeito nenhum", "de forma alguma", "claro que nao",
        "com certeza nao", "nem pensar", "nao obrigado", "nao obrigada", "ainda nao", "agora nao",
        "acho que nao", "falso", "negativo", "que nada", "melhor nao", "tambem nao", "nem", "quase nunca",
        "errado", "naum", "imagina", "nada disso", "nem um pouco", "nem a pau", "nao tenho", "nao muito",
        "na verdade nao", "infelizmente nao", "nao quero", "eu nao", "creio que nao", "nem ferrando",
        "nem morto", "nem morta", "nope", "nao nao", "nao mesmo", "claro q nao", "de maneira nenhuma",
        "de maneira alguma", "nao senhor", "nao e", "nao sou", "nao estou", "nao faco", "nao vou",
        "nao por enquanto", "por enquanto nao", "hoje nao", "nao mais", "nunca na vida", "obvio que nao",
        "logico que nao", "certamente nao", "absolutamente nao", "negativo", "nao tem", "nao preciso",
        "nao precisa", "diria que nao", "imagino que nao", "suponho que nao", "eu acho que nao", "nah",
        "nops", "nao exatamente", "nem sempre", "dispenso", "nenhum", "nenhuma", "nao necessariamente",
        "to fora", "nao curto", "nem em sonho", "nem vem", "incorreto",
    ),
}  # fmt: skip
SLANG_YES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "aye", "aye aye", "yeh", "yah", "yh", "yuh", "yus", "yiss", "yis", "yessir", "yessum", "yuppers",
        "yeppers", "yepper", "yups", "yippers", "surely", "hell yes", "hell yeah", "heck yes", "heck yeah",
        "hells yeah", "god yes", "oh yes", "oh yeah", "damn right", "too right", "darn right",
        "damn straight", "bingo", "spot on", "bang on", "right on", "no doubt about it", "without question",
        "but of course", "course", "totes", "course i do", "course i am", "defo", "def", "deffo", "def yes",
        "defs", "definately", "definitly", "defintely", "absolutley", "certainly do", "certainly am",
        "you betcha", "betcha", "bet", "for sure yes", "fo sho", "fosho", "sho", "i'd say so", "i'd say yes",
        "i would say so", "i would say yes", "i'd think so", "i should think so", "i imagine so",
        "i expect so", "i hope so yes", "i assume so", "i presume so", "it seems so", "seems so",
        "looks like it", "seems like it", "it appears so", "appears so", "apparently so", "so it seems",
        "as far as i know yes", "far as i can tell yes", "think so", "guess so", "suppose so", "reckon so",
        "believe so", "i'd reckon so", "much obliged yes", "gladly", "happily", "with bells on", "please",
        "pretty please", "if you could", "if you would", "if you don't mind", "if it's no trouble",
        "if it's not too much trouble", "wouldn't say no", "would not say no", "won't say no",
        "can't say no", "can't say no to that", "cannot say no", "wouldn't mind", "i wouldn't mind",
        "don't mind if i do", "wouldn't hurt", "can't hurt", "couldn't hurt",
    ),
    "es": (
        "sipo", "sipirili", "siperi", "sipis", "sippi", "sisi", "si si", "yep", "yeah", "eso mismo",
        "eso mero", "asimismo", "claro pues", "claro po", "clarin", "clarines", "clarinete", "claro hombre",
        "claro mujer", "pues si", "pos si", "po si", "pues claro", "pos claro", "ya lo creo", "faltaba mas",
        "no faltaba mas", "faltaria mas", "cuando quieras", "cuando quiera", "cuando gusten",
        "con mucho gusto", "encantado", "encantada", "con todo gusto", "venga", "venga va", "vale vale",
        "dale dale", "dale si", "esta chido", "arre", "fierro", "a darle", "cheto", "obvi", "obvis",
        "obviamente si", "evidentemente", "naturalmente", "ciertamente", "definitivamente",
        "definitivamente si", "sin duda alguna", "sin lugar a dudas", "exactamente", "exactamente si",
        "tal cual es", "afirma", "afirmo", "confirmo", "confirmado", "parece que si", "pareciera que si",
        "al parecer si", "yo creo que si", "yo diria que si", "espero que si", "se supone que si", "que si",
        "que si claro", "te digo que si", "le digo que si", "la verdad es que si", "fijese que si",
        "fijate que si", "afortunadamente si", "por suerte si", "gracias a dios si", "por fin si",
        "ahora si", "ya si", "no te digo que no", "no le digo que no", "no digo que no", "no dire que no",
        "no voy a decir que no", "no puedo decir que no", "no me niego", "como de que no",
        "como chingados no", "porfa", "por favor", "porfis", "si no es molestia", "si es tan amable",
        "si puede", "a huevo que si", "simona", "simondor", "nunca digo que no",
    ),
    "pt": (
        "simmm", "sims", "simsim", "sim ue", "siiim", "sss", "sse", "yeah", "yess", "opa", "opa sim", "oba",
        "claro ue", "claro po", "claro uai", "claro q sim", "claro q tenho", "claro que tenho",
        "claro que quero", "logico ue", "obvio que sim", "obvio ne", "obvio ue", "evidente", "evidentemente",
        "naturalmente", "certissimo", "correto", "corretissimo", "confirmo", "confirmado", "afirmo",
        "com ctz", "ctza", "crtz", "certeza absoluta", "sem sombra de duvida", "sem duvida alguma",
        "sem duvida nenhuma", "pois sim", "pois claro", "pois e", "ora se nao", "por favor", "pfv", "pfvr",
        "por gentileza", "se puder", "se puderem", "se nao for incomodo", "de bom grado", "com muito gosto",
        "com todo prazer", "com o maior prazer", "pode crer que sim", "tmj", "suave", "dmr", "demoro",
        "bora la", "simbora", "vambora", "parece que sim", "ao que parece sim", "pelo visto sim",
        "pelo jeito sim", "tudo indica que sim", "eu diria que sim", "espero que sim", "penso que sim",
        "julgo que sim", "acho q sim", "acredito que sim", "acredito q sim", "creio q sim", "na verdade sim",
        "felizmente sim", "gracas a deus sim", "agora sim", "ate que sim", "ja sim", "digo que sim",
        "nao digo que nao", "nao nego", "nao vou dizer que nao", "nao vou dizer nao",
        "nao posso dizer que nao", "nao da pra dizer que nao", "nao diria que nao", "nao recuso", "uhumm",
        "arram", "aram", "hum rum", "unrum", "anham", "haham", "aham sim", "exatamente isso", "tenhu",
        "tenho ss", "tou", "tou sim", "to sim", "tamo sim", "era sim", "foi sim",
    ),
}  # fmt: skip
SLANG_NO: Mapping[str, tuple[str, ...]] = {
    "en": (
        "not rly", "not rlly", "not realy", "not relly", "not reelly", "naw", "nae", "nuh", "nu uh",
        "nah uh", "naah", "nopey", "noppe", "nop", "noes", "nein", "god no", "heavens no", "lord no",
        "goodness no", "heck no", "hell nah", "hell naw", "fuck no", "no siree", "no sirree",
        "not in the slightest", "not in the least", "not one bit", "not a bit", "not even close",
        "not even a little", "not even a bit", "not even", "not by a long shot", "not at the moment",
        "not right now", "not just now", "not presently", "not currently", "not at this time", "not as yet",
        "not as far as i know", "not that i know of", "not as such", "not so far", "not particularly",
        "not especially", "not entirely", "not quite", "not completely", "not fully", "not thanks",
        "far from it", "anything but", "nowhere near", "no such luck", "if only", "i wish", "fat chance",
        "dream on", "nothing of the sort", "no dice", "no thx", "no ty", "no tks", "nty", "thanks but no",
        "thank you but no", "thanks but no thanks", "'fraid not", "afraid not", "regrettably not",
        "regrettably no", "unfortunately no", "sadly no", "sorry no", "sorry but no", "i'm afraid i don't",
        "i'm afraid i'm not", "i'm afraid it doesn't", "i'm afraid it isn't", "probably not", "i doubt it",
        "i doubt that", "doubt it", "doubtful", "i'd say not", "i would say no", "i would say not",
        "i should think not", "guess not", "suppose not", "reckon not", "i reckon not", "i expect not",
        "apparently not", "seems not", "it seems not", "evidently not", "clearly not", "obviously not",
        "certainly don't", "pass on it", "it does not", "it did not", "it didn't", "it has not", "it hasn't",
        "they don't", "he doesn't", "she doesn't", "i'd rather you didn't", "i'd rather you don't",
        "i'd rather you did not", "i would rather you didn't", "i'd prefer you didn't", "i'd prefer you not",
        "i'd prefer if you didn't", "please no", "no please", "don't bother", "no need to", "not necessary",
        "won't be necessary", "it's not necessary", "isn't necessary", "that won't be necessary",
        "no thanks needed", "not needed",
    ),
    "es": (
        "nopi", "nopis", "nopo", "noup", "nope", "nopes", "nonono", "nono", "nanay", "nanais", "nein",
        "niet", "naa", "naranjas", "naranjas de la china", "naah", "nah nah", "nada que ver", "nada de eso",
        "nada de nada", "pa nada", "para nada no", "ni ahi", "ni en pintura", "ni en broma", "ni por asomo",
        "ni de lejos", "ni de cerca", "ni muerto", "ni muerta", "ni madres", "ni a palos", "ni de cona",
        "ni de vaina", "ni de fundas", "ni a balazos", "ni por error", "ni de pedo", "ni pensarlo",
        "ni tantito", "ni un poco", "ni un poquito", "nadita", "nel pastel", "nelson", "nelazo", "chale no",
        "dios no", "dios me libre", "no por dios", "por dios no", "ay no", "uy no", "uf no", "hombre no",
        "hombre que no", "pos no", "pues no", "que no hombre", "pues va a ser que no", "va a ser que no",
        "me late que no", "se me hace que no", "la verdad es que no", "fijese que no", "fijate que no",
        "fijese que todavia no", "fijate que todavia no", "resulta que no", "mucho me temo que no",
        "parece que no", "pareciera que no", "al parecer no", "yo creo que no", "yo diria que no",
        "imagino que no", "me imagino que no", "espero que no", "digamos que no", "tristemente no",
        "por desgracia no", "de momento no", "hoy no", "ahorita no", "ahorita mismo no",
        "en este momento no", "por lo pronto no", "hasta ahora no", "hasta el momento no",
        "definitivamente no", "evidentemente no", "obviamente no", "naturalmente no", "rotundamente no",
        "sinceramente no", "honestamente no", "francamente no", "nunca jamas", "preferiria que no",
        "prefiero que no", "no es necesario", "no es preciso", "no hay necesidad", "gracias pero no",
        "gracias pero no gracias", "te agradezco pero no", "le agradezco pero no", "agradezco pero no",
        "ojala", "mas quisiera", "ya quisiera", "que mas quisiera",
    ),
    "pt": (
        "neca", "necas", "neca de pitibiriba", "nanina", "nananina", "nananinanao", "nein", "noup", "nopz",
        "nopi", "nupe", "nada a ver", "nada haver", "nada ve", "nada disso", "nada de nada", "nadica",
        "nadica de nada", "nadinha", "nem de longe", "nem de perto", "nem fudendo", "nem lascando",
        "nem por sonho", "nem sonhando", "nem por decreto", "nem brincando", "nem um pouquinho",
        "nem por nada", "nem que a vaca tussa", "nem por brincadeira", "nem a pau juvenal", "deus me livre",
        "deus que me livre", "credo nao", "deus o livre",
          "de modo algum", "de modo nenhum", "em hipotese alguma", "em hipotese nenhuma", "sem chance",
        "sem condicoes", "sem possibilidade", "fora de cogitacao", "nao rola", "nao da", "nao mermo",
        "nao msm", "n msm", "nao nao obrigado", "nao quero nao", "nao tenho nao", "nao precisa nao",
        "nao e necessario", "nao e preciso", "nao ha necessidade", "nao sera necessario", "nao sera preciso",
        "nao carece", "precisa nao", "precisa n", "quero nao", "quero n", "tenho nao", "tenho n",
        "tenho mais nao", "quero nada", "tenho nada", "preciso nada", "precisa nada", "vou nada", "to nada",
        "gosto nada", "to nao", "tou nao", "tem nao", "tem n", "e nao", "acho q nao", "acho que n",
        "acho q n", "creio q nao", "parece que nao", "pelo visto nao", "pelo jeito nao", "ao que parece nao",
        "penso que nao", "julgo que nao", "acredito que nao", "espero que nao", "temo que nao",
        "lamento mas nao", "receio que nao", "desculpa mas nao", "desculpe mas nao", "obrigado mas nao",
        "obrigada mas nao", "agradeco mas nao", "valeu mas nao", "no momento nao", "neste momento nao",
        "por ora nao", "por agora nao", "ate agora nao", "ate o momento nao", "definitivamente nao",
        "evidentemente nao", "obviamente nao", "sinceramente nao", "prefiro que nao", "preferia que nao",
        "preferiria que nao", "quem dera", "quem me dera", "antes fosse", "nao obg", "n obg", "nao vlw",
        "n vlw",
    ),
}  # fmt: skip
ALONE: Mapping[bool, frozenset[str]] = {
    True: frozenset((
        "it was", "e", "tenho", "sou", "estou", "vou", "pode", "quero", "eu quero", "gostaria", "adoraria",
        "faco", "tambem", "bien", "me gusta", "ya", "tengo", "quiero", "legal", "show", "listo", "hecho",
        "i guess", "i would", "i have", "we have", "we are", "i can", "i did", "perfect", "great", "fine",
        "right", "joia", "eu tenho", "va", "sale", "chi", "k", "kk", "ye", "me encantaria", "seguro",
        "tudo bem", "bueno", "partiu", "topo", "otimo", "bom", "s", "y", "always", "siempre", "sempre",
        "verdad", "verdade", "isso", "please", "pretty please", "por favor", "pfv", "pfvr", "porfa",
        "porfis", "por gentileza", "if you could", "if you would", "def", "bet", "sho", "yh", "course",
        "surely", "eso mismo", "opa", "oba", "suave", "venga", "dmr", "pois e", "encantado", "encantada",
        "correto", "tou", "ta", "ta certo", "ss", "se puder", "si puede", "evidente", "tamo sim", "gladly",
        "happily",
    )),
    False: frozenset((
        "ninguno", "ninguna", "nenhum", "nenhuma", "none", "neither", "hardly", "imagina", "don't", "do not",
        "no es", "nao e", "nao vou", "n", "na", "nem", "i wish", "if only", "ojala", "quem dera", "hoy no",
        "hoje nao", "not even", "not currently", "doubtful", "nadita", "nadinha", "pass on it",
        "nothing of the sort", "nadica", "nada de nada",
    )),
}  # fmt: skip
"""Words that say yes or no only where they are nearly all that is said."""
ALONE_IN_CLAUSE = frozenset((
    "tenho", "sou", "estou", "vou", "quero", "eu quero", "gostaria", "adoraria", "faco", "aceito", "tengo",
    "quiero", "me encantaria", "i would", "i have", "we have", "we are", "i can", "eu tenho", "seguro",
    "always", "siempre", "sempre", "please", "por favor", "tou", "ss", "ta", "va", "e", "nenhum", "ninguno",
    "none",
))  # fmt: skip
"""Those of them that also count where they are a whole clause: 'Tenho, chegou ontem'."""
NEVER_WITH_MORE = word_set("ta e va sou estou tou vou")
"""Those that with any word more in their clause are something else: 'ta na mesma', 'estou fora'."""
HALFWAY = {
    "en": ("more or less", "kind of", "sort of", "kinda", "sorta", "ish", "somewhat"),
    "es": ("mas o menos", "maso", "masomenos", "medio", "a medias"),
    "pt": ("mais ou menos", "maomeno", "meio que", "meio q", "meio"),
}
PARTLY = {
    "en": re.compile(
        r" (?:yes and no|yes no maybe|yes but (?:also )?no|no and yes|maybe maybe not|half (?:and half|yes|"
        r"of)|partly|partially|"
        r"some(?:times)? (?:\w+ )?(?:yes|do|does|works?) (?:\w+ ){0,8}(?:some|others?|sometimes)|on and off|"
        r"off and on|comes and goes)(?= )"
    ),
    "es": re.compile(
        r" (?:si y no|no y si|ni si ni no|a medias|en parte|a veces (?:si )?(?:y )?a veces|"
        r"(?:un[oa]s?|algun[oa]s?|a veces|un rato|ratos|de dia) (?:\w+ ){0,3}si (?:\w+ ){0,3}no|va y viene|"
        r"por ratos|a ratos)(?= )"
    ),
    "pt": re.compile(
        r" (?:sim e nao|nao e sim|nem sim nem nao|em partes?|mais pra la|meio (?:que|q|a meio)|"
        r"(?:um[ao]?s?|algum[ao]?s?|as vezes|tem hora|uma hora) (?:\w+ ){0,3}(?:sim|vai) (?:\w+ ){0,3}nao|"
        r"vai e volta|vai e vem)(?= )"
    ),
}
"""Neither a yes nor a no."""
NOT_THAT_NOT = re.compile(
    r" (?:no es que (?:no|nunca)|nao e que (?:nao|nunca)|n e que n|it's not that i (?:don't|can't|haven't)|"
    r"not that i (?:don't|can't|haven't))(?= )"
)
"""A denial of a denial: what follows tells."""
DEPENDS = re.compile(
    r"(?<= )(?:(?:it |that )?(?:all )?depend(?:s|ing)|(?:eso )?depende|dependiendo|dependendo)(?= )"
)
"""Neither, whatever else is said."""
OR_NOT = re.compile(r" (?:or|ou|o) (?:not|nao|n|no)(?= )")
"""The other half of an open question: 'I wonder whether I want it or not'."""
COURTESIES = frozenset((
    "please", "pretty please", "por favor", "porfa", "porfis", "pfv", "pfvr", "por gentileza", "if you could",
    "if you would", "se puder", "si puede", "opa", "oba",
))  # fmt: skip
"""Yeses only where nothing else is said."""
_ADVERBS = (
    r"(?:(?:most )?(?:certainly|definitely|absolutely|surely|assuredly|clearly|obviously|positively|sadly|"
    r"unfortunately|"
    r"really|still|simply|just|actually|truly|sure|totally|do) ){0,2}"
)
_AUXILIARY = r"(?:does|do|did|is|am|are|was|were|has|have|had|can|could|will|would)"
_WHO = r"(?:i|it|we|he|she|they|that|this|there) "
VERB_AGAIN = {
    False: re.compile(
        rf"(?<= ){_WHO}{_ADVERBS}(?:{_AUXILIARY} {_ADVERBS}not|{_AUXILIARY}n't|can't|won't|dont|doesnt|"
        rf"didnt|isnt|aint|ain't)"
        rf"(?: (?:really|actually|yet|sadly|unfortunately|no|at all|anymore|any more))*(?= )"
    ),
    True: re.compile(
        rf"(?<= )(?:(?:yes|that|indeed) )?(?:{_WHO}{_ADVERBS}{_AUXILIARY}|(?:sure|certainly|"
        rf"definitely) (?:does|do|did|is|am|are|have|can|will|would))"
        rf"(?: (?:indeed|now|actually|so|again|thanks?|thank you))*(?= )"
    ),
}
"""In English the verb of the question alone says yes or no, where it is a whole clause: 'it certainly does not'."""
BESIDE = word_set(
    "so lol haha jaja kkk kkkk tho though then please pls thanks thank thx ty you sorry and but pfv pfvr "
    "porfa favor por porfis pls plz mate man dude bro dear"
    " sir ma'am madam honey love well oh ah um uh hmm eh ay uy pues pos pero entonces asi que gracias "
    "perdon disculpe"
    " jefe amigo amiga wey guey parce che joven senorita senor senora entao mas e obrigado obrigada obg "
    "valeu vlw moco"
    " moca amigo cara mano meu desculpa desculpe ne ue uai po"
)
"""Words beside a yes or no that leave it a clause of its own."""
BEHIND = {
    "en": (frozenset[str](), frozenset[str]()),
    "es": (frozenset({"si"}), frozenset({"no"})),
    "pt": (word_set("sim sm ss sin"), word_set("nao naum n")),
}
"""The yeses and noes that end what they affirm or deny: 'tô em casa sim', 'voltou não'."""
