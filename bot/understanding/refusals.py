"""What is said instead of an answer: a refusal, a don't-know, a question back, a correction, a doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from bot.understanding.message import Message, listen, phrases, word_set

Phrases = Mapping[str, tuple[str, ...]]

DECLINES: Phrases = {
    "en": (
        "rather not", "rather not say", "prefer not to", "prefer not", "not telling", "won't say",
        "will not say",
        "don't want to say", "don't want to answer", "don't want to tell", "do not want to say",
        "not comfortable",
        "none of your business", "not your business", "no comment", "skip it", "skip this", "skip that",
        "none of your concern", "no concern of yours", "not gonna tell", "not gonna say", "not gonna answer",
        "won't tell",
        "that's private", "that is private", "it's private", "it's personal", "keep that to myself",
        "keep it to myself",
        "that's personal", "that is personal", "too personal", "won't answer", "not going to answer",
        "don't ask me that",
        "not going to say", "not going to tell", "don't feel like", "do not want to answer", "prefer to keep",
        "mind your",
        "not answering", "i refuse", "i decline", "don't wanna", "would rather keep", "not sharing",
        "prefer not saying",
        "don't want to share", "not willing to", "i'd rather keep", "next question please", "pass on that",
        "sooner not say", "sooner not answer", "between me and", "move on from that", "not something i share",
        "my business alone", "my own business", "mind ya business", "what's it to you", "whats it to you",
        "not obliged to", "let's skip", "can we skip", "could we skip", "i'll skip", "i'd skip", "i'd rather skip",
        "none of ur business", "none of ur concern", "no business of yours", "no answer from me",
        "so no answer",
        "keep my private life", "like to stay private", "like my privacy", "won't be answering",
        "won't be telling",
        "don't give that out", "don't do personal questions", "you don't need to know",
    ),
    "es": (
        "prefiero no", "preferiria no", "mejor no", "no quiero decir", "no quiero decirlo",
        "no quiero contestar",
        "no quiero responder", "no te importa", "no es asunto tuyo", "no es asunto suyo", "es privado",
        "no te voy a decir", "no quiero opinar", "no respondo", "eso no se pregunta", "no te lo voy a decir",
        "es personal", "sin comentarios", "me lo reservo", "me lo guardo", "no te lo digo", "no lo dire",
        "eso es privado",
        "no quiero compartir", "no quiero compartirlo", "no pienso decir", "no voy a decir",
        "no voy a responder",
        "no voy a contestar", "muy personal", "demasiado personal", "no te importa", "que te importa",
        "a ti que te importa",
        "prefiero guardarlo", "prefiero guardarmelo", "no me apetece", "no quiero dar", "no deseo", "me niego",
        "no es de tu incumbencia", "no es de su incumbencia", "no les importa", "prefiero reservarmelo",
        "no me gustaria",
        "no gracias prefiero", "preferiria guardarmelo", "siguiente pregunta", "salta esa", "saltate",
        "saltar pregunta", "me la salto", "me lo salto",
        "eso es cosa mia", "eso es asunto mio", "es asunto mio", "es cosa mia", "no tengo por que", "mejor ni te digo",
        "me abstengo", "no la contesto", "no lo contesto", "no contesto eso", "no contesto esas", "no me gusta dar",
        "prefiero saltar", "prefiero saltarme", "prefiero saltarmela", "pasemos a otra", "vida privada",
        "vida personal",
        "eso queda entre", "no estoy obligado", "no estoy obligada", "paso de esa", "paso de contestar",
        "no viene al caso", "no le incumbe", "no te incumbe", "no les incumbe", "no doy datos",
        "no doy informacion", "no doy detalles", "no comento", "no comparto eso", "no divulgo",
        "no doy esa informacion", "no doy ese dato", "es confidencial", "no ando contando",
    ),
    "pt": (
        "prefiro nao", "preferia nao", "melhor nao", "nao quero dizer", "nao quero falar",
        "nao quero responder",
        "nao quero informar", "nao e da sua conta", "nao te interessa", "e particular", "e pessoal",
        "e privado",
        "nao respondo", "nao quero opinar", "nao vou te dizer", "nao vou te falar", "isso nao se pergunta",
        "sem comentarios", "nao vou dizer", "nao vou falar", "nao gostaria de", "isso e particular",
        "isso e pessoal",
        "nao quero compartilhar", "nao quero contar", "nao vou responder", "nao vou contar",
        "nao vou informar",
        "muito pessoal", "pessoal demais", "nao interessa", "nao e da conta", "nao te interessa",
        "nao lhe interessa",
        "prefiro guardar", "me recuso", "nao desejo", "n quero dizer", "n quero falar", "n quero responder",
        "prefiro n dizer", "prefiro n", "pode pular", "pula essa", "pular essa", "pula isso", "deixa pra la",
        "preferiria nao", "nao quero passar", "nao quero dar", "isso nao digo", "nao vem ao caso",
        "assunto meu",
        "me abstenho", "prefiro me abster", "nao tenho por que", "assunto particular", "assunto pessoal",
        "vida pessoal", "vida particular", "vida privada", "nao sou obrigado", "nao sou obrigada", "passo essa",
        "pulo essa", "vamos pular", "essa eu passo", "essa eu pulo", "nao interessa a voces",
        "nao te diz respeito", "nao lhe diz respeito", "nao informo", "nao comento", "nao revelo",
        "nao divulgo",
        "nao passo essa", "nao passo esse", "nao passo dados", "nao dou dados", "nao dou informacao",
        "nao dou informacoes",
        "nao dou detalhes", "nao falo disso", "nao falo sobre", "nao falo da minha", "e confidencial",
        "dados nao passo", "dados nao dou", "isso fica comigo",
    ),
}  # fmt: skip
NO_REFUSALS = (
    "mejor no", "melhor nao", "melhor n", "better not", "say no to", "wouldn't say no", "would not say no",
    "won't say no", "can't say no", "digo que no", "dire que no", "decir que no", "digo que nao",
    "dizer que nao",
    "dizer nao", "talk on the phone", "talking on the phone", "hablar por telefono", "falar por telefone",
    "falar ao telefone", "falar no telefone", "talk to", "speak to", "speak with", "hablar con", "falar com",
    "rather you didn't", "rather you don't",
)  # fmt: skip
"""A refusal elsewhere, but a yes or a no where one is asked for."""
DECLINES_ALONE: Phrases = {
    "en": ("skip", "pass", "next", "next question", "private", "declined", "no answer"),
    "es": ("paso", "saltar", "siguiente", "omitir", "otra pregunta", "privado"),
    "pt": ("passo", "pular", "pula", "proxima", "proxima pergunta", "particular"),
}
DONT_KNOWS: Phrases = {
    "en": (
        "don't know", "do not know", "dont know", "dunno", "idk", "no idea", "not sure", "no clue", "unsure",
        "can't remember", "cannot remember", "can't recall", "don't remember", "who knows", "haven't decided",
        "couldn't say", "i wouldn't know", "beats me", "hard to say", "not certain", "still deciding",
        "not decided",
        "undecided", "can't say", "don't really know", "have no idea",
        "no way to know", "haven't thought about it", "haven't made up my mind", "not made up my mind",
        "hard to tell",
        "i forget", "i forgot", "have to check", "need to check", "let me check", "got to check",
        "no preference",
        "couldn't tell you", "your guess is as good as mine", "tbd", "to be decided", "don't have a clue",
        "search me",
        "don't have any idea", "not sure yet", "still thinking", "in two minds", "on the fence",
        "no way of knowing", "can't say for sure", "could be either", "no way to tell", "who can say",
        "not for me to say", "can't decide whether", "can't decide if",
        "can't make up my mind", "haven't tried", "haven't checked",
        "haven't tested", "haven't looked", "not tried it", "not checked", "not tested", "didn't check",
        "didn't test", "haven't had a chance",
    ),
    "es": (
        "no se", "no lo se", "ni idea", "no tengo idea", "no estoy seguro", "no estoy segura",
        "no me acuerdo",
        "no recuerdo", "quien sabe", "no sabria decir", "no sabria", "todavia no se", "ns", "yo que se",
        "aun no lo decido", "no lo he decidido", "no he decidido", "no me he decidido", "todavia no decido",
        "no lo tengo claro", "ni la menor idea", "no tengo ni idea", "aun no se", "no lo recuerdo",
        "vaya uno a saber",
        "sepa", "a saber", "no sabria decirte", "no estoy muy seguro", "no estoy muy segura", "me olvide",
        "se me olvido", "tengo que ver", "tengo que revisar", "tendria que ver", "no te sabria decir",
        "no estamos seguros",
        "no lo sabemos", "no sabemos", "lo tengo que pensar", "todavia lo estoy pensando", "sin decidir",
        "nose",
        "no c", "lo desconozco", "desconozco", "no lo tengo decidido", "no tengo decidido",
        "no tengo como saber",
        "no tengo certeza", "no estoy al tanto", "estoy en duda", "no me decido", "estoy indeciso",
        "estoy indecisa",
        "lo estoy pensando", "ni la mas remota idea",
        "no te se decir", "no le se decir", "dificil decir", "dificil saber", "vete a saber", "ve tu a saber",
        "no hay manera de saber", "no hay forma de saber", "no lo tengo seguro", "no sabria", "solo dios sabe",
        "no he probado", "no lo he probado", "no he revisado",
        "no lo he revisado", "no he checado", "no he mirado", "no he podido probar", "no he podido revisar",
        "no probe", "no pruebo", "no reviso", "no revise", "no me he fijado", "no me fije",
        "no tengo la certeza",
    ),
    "pt": (
        "nao sei", "sei la", "nem ideia", "nao faco ideia", "sem ideia", "nao tenho ideia",
        "nao tenho certeza",
        "nao lembro", "nao me lembro", "quem sabe", "nao sabia", "nao saberia dizer", "n sei",
        "ainda nao decidi", "nao decidi", "nao me decidi", "to pensando", "estou pensando", "ainda nao pensei",
        "nao faco a minima", "nao tenho a menor ideia", "nao tenho nocao", "sem nocao", "nao sei dizer",
        "sabe deus",
        "vai saber", "esqueci", "nao recordo", "nao me recordo", "nao estou certo", "nao estou certa",
        "nao to certo",
        "nao sabemos", "tenho que ver", "preciso ver", "vou ter que ver", "ainda vou ver", "nao to sabendo",
        "nao sei nao",
        "nem sei", "nao tenho ctz", "ns", "a definir", "indeciso", "indecisa", "sem certeza",
        "nao faco a menor", "desconheco", "sei nao", "so deus sabe", "dificil dizer", "dificil saber",
        "nao da pra saber",
        "nao da pra dizer", "nao sei dizer", "vai la saber", "sem saber", "nao sei te dizer", "to na duvida",
        "estou na duvida", "tou na duvida", "fico na duvida",
        "nao tenho como saber", "nao tenho como dizer", "nao me decido", "nao resolvi ainda", "nao testei",
        "nao verifiquei", "nao conferi", "nao olhei", "nao chequei", "nao experimentei", "nao reparei",
        "nao deu pra testar", "nao consegui testar", "nao pude testar", "ainda nao resolvi",
    ),
}  # fmt: skip
DOUBTS: Phrases = {
    "en": ("i think", "i guess", "maybe", "perhaps", "probably", "i suppose", "might be", "kind of"),
    "es": (
        "creo",
        "creo que",
        "tal vez",
        "quizas",
        "quiza",
        "a lo mejor",
        "supongo",
        "puede ser",
        "probablemente",
    ),
    "pt": ("acho", "acho que", "talvez", "quem sabe", "pode ser", "provavelmente", "imagino", "eu diria"),
}
CORRECTIONS: Phrases = {
    "en": (
        "i meant", "i mean", "i meant to say", "no wait", "wait no", "actually", "correction", "make that",
        "make it", "scratch that", "my mistake", "i was wrong", "let me correct", "or rather", "sorry it's",
        "no it's", "no it is", "no they're", "no there are", "no we are", "no i said", "not that i said",
        "oops",
    ),
    "es": (
        "quise decir", "queria decir", "quiero decir", "mejor dicho", "en realidad", "corrijo", "correccion",
        "me equivoque", "no espera", "espera no", "perdon son", "perdon es", "perdon era", "digo",
        "no dije", "fe de erratas", "mas bien", "ups",
    ),
    "pt": (
        "quis dizer", "queria dizer", "quero dizer", "quer dizer", "melhor dizendo", "na verdade", "alias",
        "corrigindo", "qr dizer", "q dizer",
        "correcao", "me enganei", "errei", "nao espera", "espera nao", "desculpa sao",
        "desculpe sao",
        "desculpa e", "nao eu disse", "ou melhor", "digo", "ops",
    ),
}  # fmt: skip
NOT_CORRECTIONS: Phrases = {
    "en": (
        "i mean it",
        "what i mean",
        "do you mean",
        "you mean",
        "make it stop",
        "make it quick",
        "not actually",
    ),
    "es": ("no es asunto", "no es posible", "no es justo", "que quiero decir", "no digo", "te digo"),
    "pt": ("nao e da sua", "nao e possivel", "nao e justo", "te digo", "nao digo", "o que quer dizer"),
}
_OPENING_CORRECTION = re.compile(r"^(?:no|nao|sorry|perdon|desculpe?a?)\s*[,.!;:–-]+\s*(?=\S)")
_MIDWAY = re.compile(
    r"[,.;–-]\s*(?:(?:oh|ah|ay) )?(?:no|nao|sorry|perdon|perdao|desculpe?a?|wait|hold on|espera|espere|"
    r"minto|miento|rather)"
    r"(?:[\s,.;:]+(?:no|nao|sorry|perdon|perdao|wait|digo))*\s*[,.;:]?\s+(?=\S)"
)
_NOT_THE_OTHER = re.compile(
    r"[,.;–-]\s*(?:no|nao|not) (?:el|la|los|las|dia|o|a|the|this|este|esse|essa|esta)\b"
    r"|[,.;–-]\s*(?:no|nao|not) [$\d.,]+ (?:como|que|as|like|what|conforme|igual)\b"
)
"""'El 20, no el 19' corrects nothing, it rules out."""
_ASKING = {
    "en": r"(?:why|what|whats|what's|how|when|where|who|which|is|are|do|does|did|can|could|would|will|should)",
    "es": r"(?:por que|para que|que|como|cuando|cuanto|cuantos|cuanta|cuantas|cual|cuales|donde|quien|puedo|puedes|"
    r"pueden|tienen|tienes|hay|es|son)",
    "pt": r"(?:por que|porque|pq|pra que|para que|o que|que|como|quando|quanto|quantos|quanta|quantas|qual|quais|"
    r"onde|quem|posso|pode|podem|voces|tem|e|sao)",
}
_SURELY_ASKING = {
    "en": r"(?:why|how much|how many|how come|what is|what's|what do|what are|what for|do you|can you|can i|"
    r"could you|are you|who are|where is)",
    "es": r"(?:por que (?:me|lo|quieres?|pregunt\w+|necesit\w+)|para que|cuanto (?:cuesta|vale|es)"
    r"|que (?:es|son|significa)|como (?:se|funciona|puedo)|puedes|tienen|donde esta)",
    "pt": r"(?:por que (?:voces?|quer\w*|pergunt\w+|precis\w+)|pra que|para que|quanto (?:custa|e|fica)"
    r"|o que (?:e|sao|significa)|como (?:que|funciona|posso)|voces? (?:pode|tem)|onde fica)",
}
_NO_QUESTIONS = ("why not", "por que no", "por que nao", "como no")
_PROPOSES = re.compile(
    r"(?:could you do|can you do|could i|can i do|can i come|could we|you can call|can call me|puedes "
    r"llamarme|me puedes (?:llamar|decir)|puedes decirme|how about|"
    r"what about|maybe|perhaps|say|can we (?:do|say|make)|could we (?:do|say|make)|shall we say|let's say|"
    r"would|is .{1,20} (?:ok|okay|fine|good|possible)|que tal|que te parece|puede ser|podria ser|tal vez|quizas?|"
    r"les parece|te parece|esta bien|pode ser|talvez|da pra ser|seria)\b"
)
"""Questions that offer an answer: 'how about Friday?'"""
_TENTATIVE = re.compile(
    r" (?:maybe|perhaps|tal vez|quizas?|talvez|acho que|creo que|digamos|let's say) (?:\w+ ){1,3}$"
)
"""'No sé, tal vez 10?'"""
_SHORT_QUESTION = 4
_ASKS_AT_THE_END = word_set("how what which who where cual quien donde qual quem onde")
"""'Works how?'"""
_SHORT_CORRECTION, _LONGER_CORRECTION = 3, 6
_GOES_ON_REFUSING = word_set(
    "thanks thank gracias obrigado obrigada i i'm we yo eu nos no not nao never nunca it that sorry please"
)


def _typed_short(told: Phrases) -> Phrases:
    """In Portuguese 'não' is often typed 'n', in English 'don't' without its apostrophe."""
    short = (one.replace("nao ", "n ") for one in told["pt"] if "nao " in one)
    typed = (*short, *(one.replace("nao ", "num ") for one in told["pt"] if "nao " in one))
    bare = (one.replace("'", "") for one in told["en"] if "'" in one)
    return {**told, "pt": (*told["pt"], *typed), "en": (*told["en"], *bare)}


_TELLS = {
    "en": r"say|tell|share|answer|disclose|reveal|discuss|give|talk about|get into|go into|go there|comment|divulge",
    "es": r"(?:decir|contar|contestar|responder|dar|compartir|revelar|hablar|comentar|divulgar|informar|entrar en "
    r"detalles?)(?:se|te|le|les)?(?:lo|la)?",
    "pt": r"(?:dizer|falar|contar|responder|informar|passar|compartilhar|revelar|dar|comentar|divulgar|expor|entrar em "
    r"detalhes?)(?:[- ]?(?:lhe|te|isso))?",
}
_WILL_NOT = {
    "en": re.compile(
        rf" (?:not|won't|wont|don't|dont|wouldn't|wouldnt|refuse|never)(?: (?:really|gonna|going|want|wanna|"
        rf"like|care|wish|have|need|about|"
        rf"planning|comfortable|in the mood))*(?: to)? (?:{_TELLS['en']}|(?:say|tell|shar|answer|disclos|"
        rf"discuss|giv)ing) (?!(?:it |that |this |them |my \w+ )?(?:up|back|away) )|"
        rf" (?:don't|dont) (?:think|see)(?: (?:why|that|how|i|i'd|i'll|should|need|have|has|to|"
        rf"would|must|want|ought|the|any|reason))* (?:tell|share|answer|disclose|discuss|say) "
    ),
    "es": re.compile(
        rf" (?:no|nunca|ni)(?: (?:se|te|les|le|os))?(?: (?:lo|la))?(?: (?:voy|vamos|pienso|quiero|quisiera|"
        rf"deseo|tengo|me gusta|me da la gana"
        rf"|tengo ganas|tengo por|me interesa|me siento comod[oa]))(?: (?:a|de|que|por))? (?:{_TELLS['es']}) |"
        rf" no (?:(?:te|se|les) (?:lo |la )?|lo |la |eso )(?:digo|cuento|doy|comparto|contesto|respondo|paso|dire) |"
        rf" (?:prefiero|preferiria|quiero) (?:guardar|reservar|callar|omitir)\w* "
    ),
    "pt": re.compile(
        rf" (?:nao|n|nunca|nem)(?: (?:vou|quero|queria|pretendo|desejo|gosto|estou a fim|to a fim|tenho que|"
        rf"preciso|me sinto bem))"
        rf"(?: (?:de|em|que|te|lhe|me|isso))* (?:{_TELLS['pt']}) |"
        rf" (?:nao|n) (?:(?:te|lhe|isso) )(?:digo|conto|falo|passo|respondo) |"
        rf" (?:prefiro|preferiria|quero) (?:guardar|reservar|omitir|ficar quiet[oa])\w* "
    ),
}
_MUST_ASK = {
    "en": re.compile(
        r" (?:(?:have|need|got|gotta|going|want|ill|i'll|let me|should|must)(?: to)? (?:have to )?(?:ask|"
        r"check|look|see|count|think|find out"
        r"|talk to)|(?:can't|cant|cannot|couldn't|couldnt) (?:say|tell|be sure)|my (?:wife|husband|son|"
        r"daughter|mom|dad|boss|partner) "
        r"(?:knows|handles|would know|deals))(?= )"
    ),
    "es": re.compile(
        r" (?:(?:tengo|tendria|hay|deja|dejame|voy a|debo|necesito|habria)(?: que)? (?:preguntar\w*|"
        r"checar\w*|revisar\w*|consultar\w*|ver(?:lo)?"
        r"|pensar\w*|contar\w*|buscar\w*|averiguar\w*)|ni yo (?:mism[oa] )?(?:lo )?se|ni (?:lo )?se(?! (?:les|le|te|me|"
        r"nos) )|eso lo "
        r"sabe|lo sabe mi|habria que ver)(?= )"
    ),
    "pt": re.compile(
        r" (?:(?:tenho|teria|preciso|deixa|vou|devo|precisava)(?: (?:que|de|eu|ter que))? (?:perguntar|"
        r"checar|olhar|consultar|conferir|verificar"
        r"|pensar|contar|descobrir|ver)|nem eu (?:mesm[oa] )?sei|quem sabe (?:e|disso)|isso (?:e )?(?:a|o)? "
        r"?(?:minha|meu) \w+ (?:que )?sabe)(?= )"
    ),
}


_NOT_RATING = {
    "en": re.compile(
        r" (?:not|won't|wont|will not|don't|dont|refuse|rather not|never|no) (?:(?:really|gonna|going|want|wanna|like|"
        r"care|wish|feel|do|doing|fill|filling|take|taking|give|giving|leave|leaving|answer|in|out|any|to|your|"
        r"into) )*+"
        r"(?:rat(?:e|es|ing|ings)|surveys?|reviews?|reviewing|scor(?:es?|ing)|grad(?:e|ing)|evaluat(?:e|ing)|questionnaires?|polls?|"
        r"feedback)(?= )(?!.* (?:more|higher|above|over|less|lower|below|better|high|\d+|as) )"
    ),
    "es": re.compile(
        r" (?:no|nunca|ni|niego a|sin) (?:(?:voy|vamos|pienso|quiero|quisiera|deseo|tengo|ganas|me|gusta|interesa|"
        r"a|de|las?|los?|hago|respondo|contesto|lleno|doy|dar|hacer|responder|contestar|llenar|participo|"
        r"en|este|esta|esas?|estas|tipo|ningun|ninguna) )*+"
        r"(?:calific\w+|evalu\w+|puntu\w+|valorar\w*|opinar|encuestas?|cuestionarios?|calificaciones|opiniones|resenas?|votar|nota)"
        r"(?= )(?!.* (?:mas|menos|mejor|alto|bien|\d+) )"
    ),
    "pt": re.compile(
        r" (?:nao|n|nunca|nem|recuso a|sem) (?:(?:vou|quero|queria|pretendo|desejo|gosto|estou|to|afim|a|fim|de|em|me|"
        r"as|os?|faco|respondo|dou|dar|fazer|responder|preencho|participo|participar|essas?|esses?|esta|tipo|"
        r"nenhuma?|interessa) )*+"
        r"(?:avali\w+|classificar|pontuar|opinar|pesquisas?|questionarios?|notas?|enquetes?|opiniao|votar|qualificar)"
        r"(?= )(?!.* (?:mais|menos|melhor|alta|acima|\d+) )"
    ),
}
"""Those who answer no surveys: 'I don't do ratings'. 'I would not rate it higher than 2' is a rating."""


_DECLINES, _DONT_KNOWS = _typed_short(DECLINES), _typed_short(DONT_KNOWS)


def declines(message: Message, language: str) -> bool:
    """'Rather not say', in a phrase or in the one word of 'skip'."""
    is_said = message.flat.strip() in _alone(language) or has(message, _DECLINES[language])
    is_unwilling = _WILL_NOT[language].search(message.flat) or _NOT_RATING[language].search(message.flat)
    return is_said or is_unwilling is not None


@cache
def _alone(language: str) -> frozenset[str]:
    return frozenset(listen(one).flat.strip() for one in DECLINES_ALONE[language])


def does_not_know(message: Message, language: str) -> bool:
    return any(unknown(message, language)) or _MUST_ASK[language].search(message.flat) is not None


def unknown(message: Message, language: str) -> Iterator[tuple[int, int]]:
    """The words that do not know, with what they leave open: 'no idea', 'not sure whether it works'."""
    for match, first, after in message.find(phrases(_DONT_KNOWS[language])):
        if match[0] != "no se" or _is_no_reflexive(message, first, after):
            whether = next(
                (at for at in range(after, after + _TO_WHETHER) if message.word(at) in _WHETHER), None
            )
            yield first, after if whether is None else _clause_end(message, whether)


def _is_no_reflexive(message: Message, first: int, after: int) -> bool:
    """'No se' typed for 'no sé', and not 'no, se quedó' or 'no se me ocurre'."""
    is_accented = "é" in message.part(first, after).lower()
    is_parted = bool(message.between(first, after - 1).strip())
    return is_accented or not (is_parted or message.word(after) in _REFLEXIVE)


def _clause_end(message: Message, at: int) -> int:
    after = at + 1
    while after < len(message.words) and not message.between(after - 1, after).strip(" '\"-"):
        after += 1
    return after


_TO_WHETHER = 4
"""Words after 'nem sei' within which 'se' opens what is not known."""
_WHETHER = word_set("if whether si se")
_REFLEXIVE = word_set("me te le les nos")


def is_only(message: Message, alternatives: tuple[str, ...], spare_words: int) -> bool:
    """Whether the message is one of these phrases, with at most so many words more."""
    for _, first, after in message.find(phrases(alternatives)):
        if len(message.words) - (after - first) <= spare_words:
            return True
    return False


def doubts(message: Message, language: str) -> bool:
    return has(message, DOUBTS[language])


def asks_back(message: Message, language: str) -> bool:
    """A question, and not a short 'three?' that only sounds unsure."""
    flat = message.flat.strip()
    if flat.startswith(_NO_QUESTIONS) or _PROPOSES.match(flat) or _TENTATIVE.search(message.flat):
        return False
    if re.match(_SURELY_ASKING[language] + r"\b", flat):
        return True
    if not message.text.rstrip().endswith("?"):
        return message.text.startswith("¿")
    if message.word(len(message.words) - 1) in _ASKS_AT_THE_END:
        return True
    is_asking = re.match(_ASKING[language] + r"\b", flat) is not None
    return is_asking or len(message.words) > _SHORT_QUESTION


_SENTENCES = re.compile(r"(?<=[.!?\n…])\s*(?=[^\s.!?…])")


def beside_the_question(message: Message, language: str) -> Message | None:
    """What is said before or after a question: '5 days. Why do you ask?'; None where all of it asks."""
    sentences = [listen(one) for one in _SENTENCES.split(message.text)]
    told = [one for one in sentences if one.words and not asks_back(one, language)]
    if told and len(told) < len(sentences):
        return listen(" ".join(one.text for one in told))
    before, comma, _ = message.text.partition(", ")
    opens_asking = re.match(_ASKING[language] + r"\b", message.flat.strip()) is not None
    return listen(before) if comma and not told and not opens_asking else None


CONCLUDES: Phrases = {
    "en": ("so", "so that's", "that makes", "which makes", "in total", "but now", "now", "i'd pay", "i'd rather",
           "i'd prefer",
           "rather", "let's say", "altogether", "all in all", "in the end", "overall"),
    "es": ("o sea", "asi que", "entonces", "por lo tanto", "pero quisiera", "pero quiero", "prefiero", "pero ahora",
           "ahora",
           "digamos", "en total", "al final", "o sea que", "mejor"),
    "pt": ("ou seja", "portanto", "entao", "mas agora", "agora", "prefiro", "digamos", "no total", "no fim",
           "ao todo", "logo",
           "mas quero", "mas queria", "melhor"),
}  # fmt: skip
"""What comes behind them is what the rest comes to."""


def conclusion(message: Message, language: str) -> Message | None:
    """What is said behind the last word that sums up; None when nothing does."""
    last = max(
        (after for _, first, after in message.find(phrases(CONCLUDES[language])) if first), default=None
    )
    if last is None or last >= len(message.words):
        return None
    return listen(message.behind(last - 1).lstrip(" ,.:;!-"))


def correction(text: str, language: str) -> bool:
    """Whether this corrects what was said before: 'no, I meant three', 'quise decir', 'na verdade'."""
    return after_correction(listen(text), language) is not None


def after_correction(message: Message, language: str, *, is_yes_no: bool = False) -> Message | None:
    """What is said instead, after the last word of the correction; None when nothing is corrected.

    Where a yes or no is asked for, a bare 'no, …' is that answer.
    """
    if has(message, NOT_CORRECTIONS[language]):
        return None
    last = max((after for _, _, after in message.find(phrases(CORRECTIONS[language]))), default=None)
    if last is not None:
        rest = message.behind(last - 1)
        return listen(rest.lstrip(" ,.:;!-"))
    if is_yes_no:
        return None
    opening = _OPENING_CORRECTION.match(message.folded)
    midway = None if opening else next(_MIDWAY.finditer(message.folded), None)
    if midway and _NOT_THE_OTHER.match(message.folded[midway.start() :]):
        return None
    found = opening or midway
    instead = listen(message.text[found.end() :]) if found else None
    longest = _LONGER_CORRECTION if midway else _SHORT_CORRECTION
    if instead is None or len(instead.words) > longest or instead.word(0) in _GOES_ON_REFUSING:
        return None
    return instead


def has(message: Message, alternatives: tuple[str, ...]) -> bool:
    return phrases(alternatives).search(message.flat) is not None
