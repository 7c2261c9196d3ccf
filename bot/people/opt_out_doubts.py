"""What makes a plain wish to hear no more doubtful: it may be told of somebody else, asked about, past, or supposed.

What is plain holds from the moment it arrives. What is doubtful waits the moment that the engine needs, which has
learned both sides from many examples (engine/components/opt_outs/).
"""

from __future__ import annotations

import re

_SUPPOSED = (
    r"if|whether|what|whats (?:the|a|difference)|who|which|when|why|how|does|did|is opting|do i|can i|caso|cuando"
    r"|quando|como|qual|cual"
    r"|por que|puedo|posso|cuantos|oq|que (?:es|pasa|significa|acontece)|o que e"
    r"|si(?! (?:quiero|por favor))"
    r"|se (?:eu|voces?|ele|ela|a gente|nao|der|for|quiser|responder|mandar|escrever|sair|cancelar|parar)"
)
_TOLD = (
    r"teacher|frase|cartaz|escuche|contestaron|promised|prometido|brb|kkkk|jaja\w*|wrote|painted|joked"
    r"|mentions?|pretending|contesto|leo|lei|gritou|gritar|gritaba|deviam|asked|told|tells|said|says|dijo"
    r"|dijeron|dice|pidio|pidieron|escribio|disse|pediu|falou|diz|mandou"
)
_PAST_OR_TAKEN_BACK = (
    r"was|were|been|already (?:un|opt)|unsubscribed|stopped|dejo de|dejaron|deixou|deixaram|parou|pararam"
    r"|paro|used to|nearly|almost|once|years? ago|last (?:year|month|week|time)|i had|my old|didnt mean"
    r"|disregard|never mind|mudei de ideia|desfaz|equivoque|cancelo (?:mi|el)"
    r"|cancel(?:o|aron|ou|aram) (?:os|los|as|las)|nunca (?:respondi|recebi)|without asking|confirmed"
    r"|chegou|chega (?:sms|msg|mensagem)|robados|cancele|cancelei|removeram|me sacaram|retiro o|por engano"
    r"|por error|sin querer|ojala|tomara|cuidado|ai de|(?:dio|di) de baja|sacaron|desuscribi[o]?"
    r"|descadastro que|descadastr(?:ei|ou|aram)|desinscrevi|back|undo|volver|voltar|arrepent\w+|deshaga\w*"
    r"|devolve|all set|it went|worked|cumplieron|todo (?:ok|en orden)|pegou|quedo|procedieron|se hizo|meant to"
    r"|a punto de|ia (?:sair|pedir)|iam|achei|pensando bem|em \d{4}|en \d{4}"
    r"|(?:mi|my|meu|minha) (?:baja|unsub\w*|opt out|desca\w+|pedido de)"
)
_OTHERS = (
    r"friend|husband|wife|brother|sister|mother|mom|colleague|boss|ex|son|daughter|someone|roommate"
    r"|amig[oa]|companer[oa]|herman[oa]|irmao?|marido|esposa|mae|mama|viej[oa]|vecin[oa]|hij[oa]|filh[oa]"
    r"|cunhad[oa]|jefe|contadora?|alguien|alguem|he|she|her|his|lady|guy|kids?|minor|somebody|cousin"
    r"|partners|scammer|wifes|people|gente|primos?|primas?|suegra|jefa|mujer|senor|tio|tia|avo|vo|neto"
    r"|neta|cliente|professora?|ladron|ele|ela|facebook"
)
_OTHER_THINGS = (
    r"chip|plan|line|linea|linha|debt|devedores|app|thing|oferta tienen|cents|signal|senal|sinal|conexao"
    r"|conexion|add ?ons?|bundle|pack|service|netflix|paper|bills?|juego|espera|surd[oa]|walker|mistake"
    r"|reverse|dados|apita|videojuegos|hulu|apple|spotify|vodafone|dominos|spc|serasa|inadimplentes|convidados|pagos"
    r"|imei|esim|cpf|caixa postal|perdida"
    r"|lista (?:de|da|do|suja)(?! (?:voces?|uds|ustedes|(?:mensa|env|ofert|promo|contat|difus|transmis)\w+))"
    r"|list (?:for|of)|(?:off|from|of) (?:the |your |my )?(?:do not|no molestar)|fuera del listado"
    r"|no molestar y|a cobrar|renueven|clubes?|clube"
    r"|jogos?|pontos|puntos|programa|papel|direccion|envio que|numero oculto|lista negra|spam list"
    r"|(?:em|en) (?:espanhol|espanol|ingles|portugues)|in (?:english|spanish)|banco|class|limite"
    r"|(?:desde|since) (?:ayer|ontem|yesterday)|suena|llego|do not disturb (?:on|mode)|nao perturbe|puesto"
    r"|morosos|telefonica|caidas|debito|cartao|4g"
)
_ANOTHER_WAY = (
    r"just (?:text|write|send|mail|e ?mail|call|whatsapp)|rather|instead|(?:text|call|write) me$"
    r"|escriban?me|llamen?me|so (?:write|text|call)|escribeme|fala comigo|so escrev\w+"
    r"|i (?:do )?(?:want|like|love|need) (?:them|your|these)|mandame|mejor|prefier\w*|prefir\w*"
    r"|(?<!nao )me liguem?|manda mensagem|the other|by (?:my first name|accident)"
    r"|opt(?:ing)?[ -]?outs? (?:of (?!(?:all|your|the list|marketing|promo))|on|forever|list|reversible)"
    r"|unsub from the|is an opt|partial opt|opt me out of the|tan larg[oa]s|horario de"
    r"|unsubscribe from (?!your|all|th|any|marketing|promo\w*|text)\w+"
)
_DENIED = (
    r"no me (?:saqu\w+|saca\w*|borr\w+|quit\w+|den|des|elimin\w+)|nao me (?:tir\w+|descadastr\w+|remov\w+|bloque\w+)"
    r"|dont (?:unsubscribe|remove|take|delete|want to lose)|cant unsu?bs?cribe"
    r"|no (?:quiero|kiero) (?:dejar|perder\w*)|nao quero (?:deixar de|parar|perder|cancelar)"
    r"|n(?:ao|o) (?:par(?:em|en|es|ar)|precisa parar|canceles?)|not opt"
    r"|(?:dont|never)(?: you| u)?(?: ever| dare)? (?:quit|stop|remove|take|delete|unsub\w*)|no opt ?out"
    r"|(?:cancel|undo) (?:my|the) opt"
    r"|nunca (?:me |nos )?(?:tira|paren?|parem|saquen|borren|tirem|removam|deixem|dejen|vou querer)"
    r"|never annoy|no me vayan|nao (?:removam|mudem|era pra)|darme de baja de los avisos que"
    r"|(?:your|you) msgs never|sem (?:as|os|esses?|essas?)|(?:i )?miss (?:them|it|your)"
    r"|like (?:em|them|these|your)|happy|glad|chevere|melhor|dia fica|ainda bem|menos mal|com orgulho"
    r"|prohibido|no (?:corten|quiten)|nao para|se atrev\w+|no quiero que dejen|i stay|faco questao|discretos"
    r"|as promised|gosto|agradecid[oa]|jamais me|deus me livre|nem pensar|nao ousem"
    r"|(?:i|eu) (?:dont|nao) (?:send|envio|mando)|me quedo|me sirven?|continu(?:a|em|en)|nunca se acab\w+"
    r"|no me quiero|no (?:queria|pedi)|(?:eu )?nao pedi|no borren|nao (?:apaguem|quero sair)"
    r"|dont bother me|(?:nao|no) me (?:incomodan?|molestan?|incomodam) "
    r"|would hate|never gonna|no (?:hay|veo|tengo) (?:necesidad|motivo|razon)|nao (?:ha|vejo|tenho) (?:motivo|razao)"
    r"|nem pens\w+|no (?:bloqueen|molestan)|nao (?:cancel\w+|retiro|desejo$)|messages? nao$"
    r"|(?:dont|do not) cancel|enterad[oa]|para que (?:guarden|conserven|usen)|datos biometricos"
)
# What stands in quotation marks was said by somebody, or at another time.
_QUOTED = re.compile(r"(?:^|\W)['\"“‘«]\w[^'\"”’»]*\w['\"”’»](?:\W|$)")
_DOUBT = re.compile(
    rf"\b(?:{_SUPPOSED}|{_TOLD}|{_PAST_OR_TAKEN_BACK}|{_OTHERS}|{_OTHER_THINGS}|{_ANOTHER_WAY}|{_DENIED})\b"
)


def is_doubtful(text: str, said: str) -> bool:
    """Whether a wish in a message may not be one; `said` is the text in plain letters."""
    return "?" in text or _QUOTED.search(text) is not None or _DOUBT.search(said) is not None
