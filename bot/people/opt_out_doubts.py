"""What makes a plain wish to hear no more doubtful: it may be told of somebody else, asked about, past, or supposed.

What is plain holds from the moment it arrives. What is doubtful waits the moment that the engine needs, which has
learned both sides from many examples (engine/components/opt_outs/).
"""

from __future__ import annotations

import re

_SUPPOSED = (
    r"if|whether|what|when|why|how|does|did|do i|can i|caso|cuando|quando|como|qual|cual|por que|puedo|posso"
    r"|que (?:es|pasa|significa|acontece)|o que e|si(?! (?:quiero|por favor))"
    r"|se (?:eu|voces?|ele|ela|a gente|nao|der|for|quiser|responder|mandar|escrever|sair|cancelar|parar)"
)
_TOLD = (
    r"wrote|painted|joked|mentions?|pretending|contesto|leo|lei|gritou|gritar|gritaba|deviam"
    r"|asked|told|tells|said|says|dijo|dijeron|dice|pidio|pidieron|escribio|disse|pediu|falou|diz|mandou"
)
_PAST_OR_TAKEN_BACK = (
    r"was|were|been|already (?:un|opt)|unsubscribed|stopped|dejo de|dejaron|deixou|deixaram|parou|pararam|paro"
    r"|used to|nearly|almost|once|years? ago|last (?:year|month|week|time)|i had|my old|didnt mean|disregard|never mind"
    r"|mudei de ideia|desfaz|equivoque|cancelo (?:mi|el)|cancel(?:o|aron|ou|aram) (?:os|los|as|las)"
    r"|nunca (?:respondi|recebi)"
    r"|without asking|confirmed|chegou|chega (?:sms|msg|mensagem)|robados"
    r"|cancele|cancelei|removeram|me sacaram|retiro o|por engano|por error|sin querer|ojala|tomara|cuidado|ai de"
    r"|(?:dio|di) de baja|sacaron|desuscribi[o]?|descadastr(?:ei|ou)|back|undo|volver|voltar|arrepent\w+"
)
_OTHERS = (
    r"friend|husband|wife|brother|sister|mother|mom|colleague|boss|ex|son|daughter|someone|roommate|amig[oa]"
    r"|companer[oa]|herman[oa]|irmao?|marido|esposa|mae|mama|viej[oa]|vecin[oa]|hij[oa]|filh[oa]|cunhad[oa]|jefe"
    r"|contadora?|alguien|alguem|he|she|her|his|lady|guy|kids?|minor|somebody|cousin|partners|scammer|wifes|people|gente"
    r"|primos?|primas?|suegra|jefa|mujer|senor|tio|tia|avo|vo|neto|neta|cliente|professora?|ladron|ele|ela|facebook"
)
_OTHER_THINGS = (
    r"chip|plan|line|linea|linha|debt|devedores|app|thing|oferta tienen|cents|signal|senal|sinal|conexao|conexion"
    r"|add ?ons?|bundle|pack|service|netflix|paper|bills?|juego|espera|surd[oa]|walker|mistake|reverse|dados|apita"
    r"|clubes?|clube|jogos?|pontos|puntos|programa|papel|direccion|envio que|numero oculto|lista negra|spam list"
    r"|(?:em|en) (?:espanhol|espanol|ingles|portugues)|in (?:english|spanish)|banco|class"
    r"|limite|(?:desde|since) (?:ayer|ontem|yesterday)|suena|llego|do not disturb (?:on|mode)|nao perturbe d[oe]|puesto"
    r"|morosos|telefonica|caidas|debito|cartao|4g"
)
_ANOTHER_WAY = (
    r"just (?:text|write|send|mail|e ?mail|call|whatsapp)|rather|instead|(?:text|call|write) me$|escriban?me|llamen?me"
    r"|so (?:write|text|call)|escribeme|fala comigo|so escrev\w+|i (?:do )?(?:want|like|love|need) (?:them|your|these)"
    r"|mandame|mejor|prefier\w*|prefir\w*|(?<!nao )me liguem?|manda mensagem|the other|by (?:my first name|accident)"
    r"|opt(?:ing)?[ -]?outs? (?:of (?!(?:all|your|the list|marketing|promo))|on|forever|list|reversible)|unsub from the"
    r"|is an opt|partial opt|opt me out of the|tan larg[oa]s|horario de"
    r"|unsubscribe from (?!your|all|th|any|marketing|promo\w*|text)\w+"
)
_DENIED = (
    r"no me (?:saquen|borren|quiten|den|eliminen)|nao me (?:tirem?|descadastrem?|removam?|bloqueiem?)"
    r"|dont (?:unsubscribe|remove|take|delete|want to lose)|cant unsu?bs?cribe|no (?:quiero|kiero) (?:dejar|perder\w*)"
    r"|nao quero (?:parar|perder|cancelar)|n(?:ao|o) (?:par(?:em|en|es|ar)|precisa parar|canceles?)|not opt"
    r"|(?:dont|never)(?: you| u)?(?: ever| dare)? (?:quit|stop|remove|take|delete)|no opt ?out"
    r"|(?:cancel|undo) (?:my|the) opt"
    r"|nunca (?:me |nos )?(?:paren?|parem|saquen|borren|tirem|removam|deixem|dejen|vou querer)|never annoy|no me vayan"
    r"|nao (?:removam|mudem|era pra)|darme de baja de los avisos que|(?:your|you) msgs never"
    r"|sem (?:as|os|esses?|essas?)"
    r"|jamais me|deus me livre|nem pensar|nao ousem|(?:i|eu) (?:dont|nao) (?:send|envio|mando)|me quedo|me sirven?"
    r"|continu(?:a|em|en)|nunca se acab\w+|no me quiero|no (?:queria|pedi)|(?:eu )?nao pedi"
    r"|no borren|nao (?:apaguem|quero sair)|dont bother me|(?:nao|no) me (?:incomoda|molesta) "
)
_DOUBT = re.compile(
    rf"\b(?:{_SUPPOSED}|{_TOLD}|{_PAST_OR_TAKEN_BACK}|{_OTHERS}|{_OTHER_THINGS}|{_ANOTHER_WAY}|{_DENIED})\b"
)


def is_doubtful(text: str, said: str) -> bool:
    """Whether a wish in a message may not be one; `said` is the text in plain letters."""
    return "?" in text or _DOUBT.search(said) is not None
