"""How people say that they want no more messages, or want them again: in English, Spanish and Portuguese.

Patterns are held against plain clauses: lower case, no accents, no apostrophes, no punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import Pattern

# What is sent to a customer, by the kind of thing it is.
_MARKETING_NOUNS = (
    r"(?:promo(?:tion(?:al|s)?|s)?|offers?|ads?|adverts?|advertis(?:ing|ements?)|marketing|campaigns?|newsletters?"
    r"|publicidad|propagandas?|publicidade|promocion(?:es)?|promoc(?:ao|oes)|promociona(?:l|les|is)|ofertas?"
    r"|anuncios?"
    r"|campanas?|campanhas?|boletin(?:es)?|comerciales|deals|discounts|descuentos)"
)
_MESSAGE_NOUNS = (
    r"(?:messages?|messaging|texts?|texting|sms(?:es)?|whatsapps?|e ?mails?|calls?|spam(?! calls| filter| folder)"
    r"|notifications?|notifs?|communications?|contact|mensajes?|mensajitos?|correos?|llamadas?|notificaciones"
    r"|comunicacion(?:es)?"
    r"|contacto|mensage(?:m|ns)|torpedos?|zaps?|whats|wasaps?|ligac(?:ao|oes)|chamadas?|notificac(?:ao|oes)"
    r"|comunicac(?:ao|oes)|comunicados?|contatos?|recados?|avisos|envios?|difusion(?:es)?|disparos)"
)
NOUN = rf"(?:{_MARKETING_NOUNS}|{_MESSAGE_NOUNS})\b"
# What follows makes it the customer's own calls and messages, or a plan's: a matter of service, no wish for silence.
_NOT_OURS = (
    r"(?! (?:abroad|included|plans?|packs?|bundles?|package|allowance|add ?ons?|limit|left|arriv\w+|com(?:e|ing) in"
    r"|at \d|history|inbox|service|coming through|going|from (?:unknown|strange|other|people|scam)\w*"
    r"|to (?:other|an?)"
    r"|al exterior|internacional\w*|ilimitad\w*|de voz|no (?:llegan|salen|chegam)|de (?:mi|minha|meu|numeros?"
    r"|desconocidos)"
    r"|no plano|en mi plan|in my plan|desconhecid\w*|de numeros?|about my|sobre (?:mi|meu|minha)|on my (?:plan"
    r"|bill)))"
)
_GAP = (
    r"(?:all|any|with|of|the|these|those|this|that|such|your|sending|getting|receiving|giving|me|us|to|be|get"
    r"|receive|have"
    r"|see|more|further|so|many|much|from|you|guys|stupid|annoying|damn|please|it|or|and|please|promotional|unwanted"
    r"|another|que|recibir|recibiendo|seguir|sus?|tus?|tantas?|tantos?|mas|ya|los?|las?|el|de|esos?|esas?"
    r"|estos?|estas?|ningun\w*"
    r"|un|una|otro|otra|mandando|por|con|a|nada|ni|se|me|nos|lleguen|reciba"
    r"|receber|recebendo|suas?|seus?|mais|os?|as?|do|da|no|dessas?|desses?|essas?|esses?|nenhum\w*|com|tipo|e|um|uma)"
)
THING = rf"(?:{_GAP} ){{0,6}}{NOUN}{_NOT_OURS}"

ME = r"(?:me|us|my (?:phone|number|mobile|cell)|(?:to )?this (?:number|phone|mobile))"
DOING = r"(?:text|messag|writ|contact|call|phon|ring|e?mail|whatsapp|spam|bother|harass|pester|annoy|bugg|disturb)ing"
DO = (
    r"(?:text|message|write(?: to)?|contact|call|phone|ring|e?mail|whatsapp|spam|bother|harass|pester|annoy|bug"
    r"|disturb|reach out to)"
)
TAIL = (
    r"(?=$| (?:again|any ?more|any longer|ever|never|please|at all|with (?:your|these|any|more|promo\w*"
    r"|offers)|ok|thanks"
    r"|thank|all (?:the|day)|every|so (?:much|often)|too|on (?:whatsapp|this|my|sms)|by|via|through|or|and"
    r"|for good|you|i"
    r"|it is|im|anything|any|more|about (?:your|new|any|offers?|promo\w*)|unless|stop|for (?:marketing"
    r"|promo\w*|any))\b)"
)

_ENGLISH = (
    rf"\b(?:stop|quit|cease|end|halt|enough|discontinue|no more|cut out|get rid of) {THING}",
    rf"\b(?:stop|quit|cease|desist)(?: (?:please|ever|constantly|always))? {DOING}(?: to)?(?: {ME}{TAIL}|$"
    rf"| please$| already$)",
    rf"\b(?:stop|quit|cease) sending(?: (?:me|us|them|more|anything|stuff|things|these|those|all|any|this"
    rf"|more)\b)+{TAIL}",
    rf"\b(?:do not|dont|never)(?: (?:you|ever|again|dare|please)){{0,3}} {DO} {ME}{TAIL}",
    rf"\b(?:do not|dont|never) {DO}(?: (?:again|any ?more|ever))+$",
    r"\b(?:do not|dont|never)(?: ever)? send (?:(?:me|us|to) )?(?:anything|any ?more|more|nothing"
    r"|stuff)\b(?! (?:detail|info|than))",
    rf"\b(?:do not|dont|never|no longer)(?: ever)? send {THING}",
    rf"\b(?:do not|dont|no longer|never|did not|didnt)(?: \w+)? (?:want|wanna|wish|need|consent|agree|ask for) "
    rf"{THING}",
    rf"\b(?:do not|dont|no longer|never)(?: \w+)? (?:want|wanna|wish|like)(?: (?:to|be|get|you|u|guys|any|more"
    rf"|being|ever)){{0,5}}"
    rf" (?:(?:contacted|messaged|texted|emailed|called|bothered|disturbed|spammed){TAIL}|hear(?:ing)? from you"
    rf"|{DO} {ME}{TAIL})",
    rf"\b(?:want|wish) no (?:more|further) {THING}",
    r"\bno longer want(?: to)? (?:hear|get|receive)(?:$| (?:from you|any|your|these))",
    r"\b(?:unsubscribe|unsub|opt(?:ing)? (?:(?:me|us|my number) )?out|optout)\b"
    r"(?! (?:of|from|my|the)(?: \w+)? (?:contract|plan|pass|insurance|service|line|tv|roaming|auto\w*|renewal"
    r"|trial)\b)",
    r"\b(?:remove|take|delete|get|strike|drop|scrub|erase)\b.{0,20}\b(?:me|this number|my (?:\w+ )?(?:number"
    r"|phone|name|e?mail|contact))\b"
    r".{0,12}\b(?:off|from|out)\b.{0,25}\b(?:lists?|campaigns?|marketing|mailings?)\b",
    r"\b(?:be|get|am i|how do i get) (?:removed|taken) (?:from|off)(?: \w+){0,3} lists?\b",
    r"\b(?:take|get) (?:me|my (?:\w+ )?number)(?: please)? off(?:$| (?:this|your|please))",
    r"^(?:please )?remove (?:me|my (?:phone )?number)(?: please)?$",
    r"\b(?:get|want)\b.{0,8}\b(?:off|out of) (?:this|your|the)(?: \w+)? lists?\b",
    r"\bleave me (?:alone|in peace|be)\b"
    r"|(?<!dont )(?<!not )\blose my number\b|\b(?:do not|dont) disturb\b|\bdo not (?:call"
    r"|contact|text) list\b",
    r"\b(?:revoke|revoking|withdraw|withdrawing|take back|cancel)\b.{0,15}\b(?:consent|permission)\b",
    r"\bblock (?:my|this) number from\b",
    rf"\b(?:you|u|guys|your company|they)\b.{{0,12}}\b(?:keep|always|constantly)\b.{{0,12}}\b(?:{DOING} {ME}"
    rf"|spamming|sending(?: me| us)?(?: \w+)? {NOUN})",
    rf"\b(?:you|u)\b (?:guys )?(?:{DO}|send)\b(?: me| us)?(?: \w+){{0,2}} (?:too (?:much|often|many)|way too)",
    rf"\btoo many {NOUN}{_NOT_OURS}(?= |$)(?:$| from (?:you|your)| stop)|\b(?:youre|you are|stop) spamming\b"
    rf"|\byou send too many {NOUN}",
    rf"\b(?:never|didnt|did not)(?: \w+)? (?:ask(?:ed)?|sign(?:ed)?(?: up)?|subscribed?|agreed?)(?: for"
    rf"| to)? (?:get )?{THING}",
    r"\b(?:never|didnt|did not) (?:sign(?:ed)? up for|subscribed? to) (?:this|these|any of (?:this|these))$",
    rf"\bmake (?:it|{THING}|you guys) stop\b|\b(?:want|need) {THING} to (?:stop|end)\b",
    rf"^(?:please )?no (?:{_MARKETING_NOUNS}|spam|sms)\b(?: please| thanks| thank you)?$",
    rf"\bcancel {THING}(?! plan| pack| bundle)",
    r"\bcease and desist\b",
)

_DEJAR = r"(?:deja|deje|dejen|dejar|dejad|dejes|dejan|para|paren|pare|parar|parad|cesen|cese|terminen|acaben|eviten)"
ESCRIBIR = (
    r"(?:escrib|llam|contact|molest|acos|fastid|spame|jod|buscar|hostig|textear)\w*?(?:r|ir|ar|er)"
    r"(?:me|nos|le)?"
)
ENVIAR = r"(?:mand|envi)\w*?(?:ar)(?:me|nos|le)?"
NO_ESCRIBAN = (
    r"(?:escriba[ns]?|escribas|llamen?|llames|contacten?|contactes|molesten?|molestes|busquen|hablen|spameen"
    r"|fastidien"
    r"|fastidies|jodan|acosen|hostiguen|texteen)"
)
NO_ENVIEN = r"(?:manden?|mandes|envien?|envies|lleguen?)"
_NO_MAS_COLA = (
    r"(?! (?:asi|senor\w*|tont\w*|loc\w*|gord\w*|por mi|hasta|antes|despues|manana|hoy|cuando|en la"
    r"|en el trabajo|a las|al"
    r"|de (?:tu|usted|noche|madrugada)|tan|ahora|por (?:la|el) (?:manana|tarde|noche)|los (?:lunes|domingos|sabados)"
    r"|si|el (?:lunes|domingo|sabado)|mas tarde|temprano))"
)
_SPANISH = (
    rf"\b{_DEJAR} de {ESCRIBIR}\b{_NO_MAS_COLA}",
    rf"\b{_DEJAR} (?:ya )?de (?:{ENVIAR}|hacer(?:me|nos)?|estar (?:mand|envi)ando(?:me|nos)?) {THING}",
    rf"\b{_DEJAR} de {ENVIAR}(?:$| (?:cosas|todo|tanto|eso|esto)| a este)",
    rf"\b(?:paren|pare|cesen|terminen|acaben|corten)(?: ya)?(?: con)? {THING}",
    rf"\bno (?:(?:me|nos) )?(?:vuelvan?|vuelvas|sigan?|sigas) (?:a )?(?:escribi|llama|contacta|molesta|manda"
    rf"|envia|busca)\w+\b{_NO_MAS_COLA}",
    rf"\bno (?:me|nos|le) {NO_ESCRIBAN}\b{_NO_MAS_COLA}",
    rf"\bno {NO_ESCRIBAN} (?:mas|nunca)\b|^(?:por favor )?no molest(?:en|es|ar)$|\bno molestar\b",
    rf"\bno (?:(?:me|nos) )?{NO_ENVIEN}(?: {THING}|(?: mas| ya)* nada\b| mas$| mas por favor$)",
    rf"\bno (?:quiero|queremos|deseo|quisiera|necesito|autorizo|acepto|me interesan?) {THING}",
    rf"\bno (?:quiero|queremos|deseo|quisiera|autorizo)(?: mas)?(?: a)? que (?:me|nos) (?:{NO_ESCRIBAN}\b"
    rf"{_NO_MAS_COLA}|{NO_ENVIEN}(?: mas)?(?: nada|$| {THING})"
    rf"|(?:sigan|continuen) \w+ando)",
    r"\bno (?:quiero|deseo)(?: volver a)? (?:ser contactad\w|saber (?:nada )?(?:mas )?de (?:ustedes|vosotros"
    r"|ti)|recibir (?:mas|nada)\b)",
    r"\bya no quiero (?:mas|nada|recibir)(?:$| (?:nada )?de ustedes| mas$)",
    rf"\b(?:no mas|basta de|basta ya de|nada de|alto a|fin a|stop a|ni un[ao]?(?: solo| sola)?|ningun[ao]?) {THING}",
    rf"\b(?:nunca|jamas)(?: mas| jamas)*(?: en la vida)? (?:me |nos )?(?:vuelvan? a |vuelvas a )?(?:"
    rf"{NO_ESCRIBAN}\b|{NO_ENVIEN}\b|(?:escrib|llam|contact|mand|envi)[ai]r(?:me|nos)?\b)",
    rf"\b(?:dar|darme|darnos|dame|deme|denme|doy|den) de baja (?:mi numero )?(?:de )?(?:{THING}|(?:la|esta|su"
    rf"|sus) listas?)",
    rf"\bbaja de (?:la|esta|su) lista\b|\bbaja (?:a|de) {THING}|^darme de baja de (?:esto|aqui)$",
    r"\bdesuscri\w+|\bdesinscri\w+|\bdessuscri\w+",
    rf"\b(?:cancel|anul)\w* (?:(?:mi|la) )?(?:suscripcion (?:a|de) )?{THING}",
    r"\b(?:saca|saque|saquen|sacame|sacar\w*|saqueme|saquenme|quita|quiten|quitame|quiteme|quitenme|borra"
    r"|borren|borrame|borreme|borrenme"
    r"|elimin\w+|retiren|retirenme|remuevan\w*|quitan|sacan|borran)\b.{0,35}\b(?:listas?|difusion|envios"
    r"|campanas?|contactos)\b",
    r"\b(?:quiten|saquen|borren|eliminen|quita|saca) mi (?:numero|telefono)(?: por favor)?$|^(?:saquenme"
    r"|quitenme|sacame)(?: de aqui)?$",
    r"\b(?:salgo|salir|salirme) de (?:la|esta|su|esa) (?:lista|difusion)\b",
    r"\bde(?:ja|je|jen|jame|jeme|jenme|jennos)\b.{0,14}\b(?:en paz|tranquil[oa]s?)\b",
    r"\b(?:retiro|revoco|quito|cancelo|retirar|revocar)\b.{0,12}\b(?:consentimiento|permiso|autorizacion)\b",
    r"\blista de no (?:contactar|molestar|llamar)\b|\bbloqueen mi numero\b",
    rf"\b(?:mandan|envian|llegan|escriben|llaman|recibo)\b.{{0,10}}\b(?:demasiad\w+|tant[oa]s?"
    rf"|much[oa]s?)\b(?: {NOUN})?(?=$| (?:de ustedes|ya|paren|basta))(?<!demasiado caro)",
    rf"\bdemasiad[oa]s {NOUN}(?=$| (?:de ustedes|ya|paren))",
    rf"\bsiguen (?:escribiendo|llamando|molestando|mandando|enviando)(?:me|nos)?\b|\bme siguen (?:escribiendo"
    rf"|llamando|molestando|mandando|enviando)"
    rf"|\bme estan (?:spameando|acosando|molestando con {THING})",
    rf"\b(?:nunca|no) (?:pedi|solicite|autorice|acepte)(?: recibir)? {THING}|\b(?:nunca|no) me (?:suscribi"
    rf"|inscribi)\b",
    r"\b(?:como (?:hago|puedo|le hago) (?:para|de) (?:no|dejar de|parar de)|como dejo de|quiero dejar de"
    r"|quisiera dejar de) recibir\b",
    rf"\bcomo (?:paro|detengo|freno|corto|evito) {THING}",
)

_PARAR = (
    r"(?:para|pare|parem|parar|pararem|parassem|deixe|deixem|deixar|deixo|cessem|cesse|acabem|acaba|chega"
    r"|basta|cortem)"
)
ESCREVER = (
    r"(?:escrever|ligar|contatar|contactar|incomodar|perturbar|encher|importunar|chatear|atormentar|procurar|amolar"
    r"|spammar|chamar no (?:zap|whats\w*)|fazer spam)"
)
NAO_ESCREVA = (
    r"(?:escreva[m]?|escreve|escrevem|liguem?|liga|contatem?|contactem?|contata|incomodem?|incomoda|perturbem?"
    r"|perturba"
    r"|procurem?|importunem?|encham|amolem?)"
)
NAO_MANDE = r"(?:mandem?|manda|mandam|enviem?|envia|enviam)"
_NAO_COLA = (
    r"(?! (?:antes|depois|ate|hoje|amanha|agora|quando|se|as \d|a noite|de manha|de (?:senhor\w*|voce)|assim"
    r"|no trabalho"
    r"|na hora|de madrugada|no (?:domingo|sabado)|mais tarde|cedo|pro|para o))"
)
_PORTUGUESE = (
    rf"\b{_PARAR} de (?:ficar )?(?:me |nos )?{ESCREVER}\b{_NAO_COLA}",
    rf"\b{_PARAR} de (?:ficar )?(?:me |nos )?(?:mandar|enviar|fazer|disparar|mandando|enviando) {THING}",
    rf"\b{_PARAR} de (?:ficar )?(?:me )?(?:mandar|enviar|mandando|enviando)(?:$| (?:coisas?|isso|tudo"
    rf"|essas? coisas?|pra mim)| por favor$)",
    rf"\b(?:pare|parem|cessem|cesse|acabem|parar) (?:com )?(?:os |as |essas? |esses? |o |a ){THING}"
    rf"|\bpara com {THING}",
    rf"\bfacam? {THING} parare?m?\b|\bnao (?:aguento|suporto) mais {THING}|^nao (?:escrevam|liguem|mandem)$",
    rf"\b(?:chega|basta|chega ja|nada|nada mais|sem mais|nenhum\w*) (?:de )?{THING}",
    rf"\bnao (?:me|nos) {NAO_ESCREVA}\b{_NAO_COLA}|\bnao {NAO_ESCREVA} (?:mais|nunca)\b"
    rf"|\bnao liguem?(?: mais)? (?:pra|para) (?:mim|esse|este)",
    rf"\bnao (?:(?:me|nos) )?{NAO_MANDE}(?: {THING}|(?: mais| me)* nada\b| mais$| mais por favor$)",
    r"\bnao (?:entrem?|entra)(?: mais)? em contato\b(?! (?:antes|depois|hoje|agora|no))",
    rf"\bnao (?:quero|queremos|desejo|gostaria|preciso|autorizo|aceito|tenho interesse em) {THING}",
    rf"\bnao (?:quero|desejo|queremos|autorizo)(?: mais)? que (?:me|nos|voces me|entrem|fiquem me|liguem"
    rf"|cheguem|continuem me|continuem)\b(?: (?:{NAO_ESCREVA}|{NAO_MANDE}"
    rf"|em contato|ligando|mandando|escrevendo|contatando|{THING})| {THING}|$){_NAO_COLA}",
    r"\bnao (?:quero|desejo)(?: mais)? (?:ser (?:contatad\w|contactad\w|incomodad\w|perturbad\w)|ouvir falar d"
    r"|saber (?:mais )?de voces"
    r"|receber (?:mais )?(?:nada|isso|mais)|mais (?:receber|nada)(?: (?:isso|nada))?(?: de voces)?$|mais isso$)",
    rf"\bnunca mais (?:na vida )?(?:me |nos )?(?:{NAO_ESCREVA}|{NAO_MANDE}|entrem em contato)",
    rf"^(?:por favor )?sem {THING}",
    r"\b(?:tira|tire|tirem|tiram|remov\w+|exclu\w+|apaga|apague|apaguem|deletem?|retirem?|risca"
    r"|risquem)\b.{0,35}\b(?:listas?|envios?"
    r"|campanhas?|mailing|transmissao|cadastro de (?:envio|mensage)\w*)\b",
    r"\b(?:tirem?|tira|removam?|apaguem?) (?:o )?meu (?:numero|telefone|contato)(?: por favor)?$|^(?:me tirem?"
    r"|me tira|me removam?)(?: daqui| disso)?$",
    r"\b(?:sair|saio|saindo) (?:da|dessa|desta|desse) (?:lista|grupo de (?:ofertas|transmissao)|transmissao)\b",
    r"\bdescadastr\w+|\bdesinscre\w+|\bcancelar (?:a |minha )?inscricao\b|\bdesassin\w+",
    rf"\bcancel\w+ (?:(?:o )?(?:recebimento|envio) (?:de|das|dos) )?{THING}",
    r"\bdeix\w+\b.{0,12}\b(?:em paz|sossegad[oa])\b|\bme deixem? quiet[oa]\b|\bme deixa quiet[oa]\b",
    r"\b(?:revogo|retiro|cancelo|revogar|retirar)\b.{0,12}\b(?:consentimento|autorizacao|permissao)\b",
    r"\bbloque\w+ (?:o )?meu numero\b.{0,15}\b(?:campanhas?|listas?|envios?|voces)\b|\bnao perturbe\b"
    r"|\blista de nao (?:perturbe|contato)\b",
    rf"\b(?:mandam?|enviam?|escrevem|ligam)\b(?: \w+)? (?:demais|muit[oa]s? {NOUN}|toda hora|o tempo todo)"
    rf"|\bmuit[oa]s? {NOUN} de voces",
    rf"\b(?:mandam?|enviam?) {THING} demais",
    r"\bcontinuam?(?: me)? (?:mandando|ligando|enviando|escrevendo)\b|\bestao me (?:fazendo spam|perturbando"
    r"|incomodando|spammando)",
    rf"\b(?:nunca|nao) (?:pedi|solicitei|autorizei|aceitei)(?: receber)? {THING}|\b(?:nunca"
    rf"|nao) me (?:inscrevi|cadastrei)\b",
    r"\b(?:como|quero|queria|gostaria de)\b.{0,12}\b(?:faco (?:pra|para) (?:nao|parar de)|paro de|deixo de"
    r"|parar de|deixar de|nao) receber\b",
    rf"\bcomo (?:paro|cancelo|bloqueio|corto) {THING}",
)

_START = (
    r"\b(?:you|u)(?: guys)? (?:can|may|could)(?: now)? (?:message|text|write(?: to)?|contact|whatsapp"
    r"|call) me(?: again| any ?time|$)",
    rf"\b(?:start|resume|restart)(?: \w+)? (?:(?:messag|text|writ|contact)ing me|sending(?: me)? {THING}"
    rf"|the (?:messages|texts|offers))",
    rf"\b(?:send|text|message) me (?:your |the |some |new )?{_MARKETING_NOUNS}(?: (?:again|please|by|via|on|too"
    rf"|anytime|any time|whenever)|$)",
    rf"\b(?:want|would like|id like|like) (?:to )?(?:get|receive|hear about|start getting)(?: (?:your|the|new"
    rf"|some)){{0,2}}(?: {_MARKETING_NOUNS}|"
    r" (?:messages|texts)(?: again| from you))",
    r"\b(?:subscribe|resubscribe|opt|sign) me (?:again|back|in|up for (?:offers|news|promo\w*|messages))"
    r"|\b(?:opt (?:back )?in|resubscribe)\b",
    r"\b(?:pueden|puedes|podes|podeis|puede) (?:volver a )?(?:(?:escribir|contactar|llamar)me(?: de nuevo"
    r"| otra vez| cuando)|(?:mandar|enviar)me (?:mensajes|ofertas|promociones))",
    r"\b(?:vuelvan|vuelve|vuelvas) a (?:escribir|mandar|enviar|contactar)(?:me)?\b",
    rf"\bquiero (?:volver a )?recibir(?: (?:sus|las|de nuevo|otra vez|mas|los))* (?:{_MARKETING_NOUNS}|mensajes)",
    rf"\b(?:mandenme|mandame|enviame|envienme) (?:las |sus |tus )?{_MARKETING_NOUNS}",
    r"\b(?:suscribirme|suscribanme|suscribeme)(?: (?:de nuevo|otra vez)|$)",
    r"\b(?:podem?|pode) (?:voltar a )?(?:me )?(?:mandar|escrever|enviar|contatar)(?: (?:para mim|mensage\w+"
    r"|promoc\w+|ofertas|de novo|outra vez|novidades))",
    r"\bvoltem? a (?:me )?(?:mandar|escrever|enviar)\b",
    rf"\bquero (?:voltar a )?receber(?: (?:as|suas|de novo|mais|os))* (?:{_MARKETING_NOUNS}|mensagens)",
    rf"\bme (?:mandem?|envie|enviem|manda) (?:as |suas )?{_MARKETING_NOUNS}",
    r"\b(?:me inscreve|me inscrevam|quero me inscrever)(?: de novo|$)",
)

# The customer's own trouble with messages, or a word of ours against them: no wish for silence.
_TROUBLE = (
    r"\b(?:cant|cannot|can not|unable to|couldnt|wont|not able to|doesnt|does not|isnt"
    r"|arent)\b(?! stop)(?: \w+)? (?:send|receive|get|make|call|text|work"
    r"|working|arrive|go|come|open)",
    r"\bnot (?:working|receiving|getting|arriving|sending|coming|going|delivered)\b|\bstopped (?:working"
    r"|receiving|getting|arriving|coming|sending)\b",
    r"\b(?:dont|do not|never|didnt|did not)(?: (?:want|wish) to)? (?:stop|opt out|unsubscribe)\b|\b(?:dont"
    r"|do not|didnt) (?:get|receive)\b(?! in touch)",
    r"\bwhy (?:did|do|have) you stop|\bwill you stop\b",
    r"\bno (?:puedo|logro|consigo|me deja|se puede|pude)\b.{0,12}\b(?:enviar|mandar|recibir|llamar|hacer|abrir"
    r"|ver)\b|\bno (?:me )?(?:recibo|recibi|funciona\w*|llegan?|llego|entran?|salen?)\b",
    r"\bno (?:dejen|dejes|paren) de\b|\b(?:deje|dejaron|dejo) de (?:recibir|funcionar"
    r"|llegar)\w*(?<!como dejo de recibir)",
    r"\bnao (?:consigo|posso|estou conseguindo|da pra|deu pra)\b.{0,12}\b(?:enviar|mandar|receber|ligar|fazer"
    r"|abrir|ver)\b|\bnao (?:recebo|recebi|funciona\w*|chegam?|chegou)\b",
    r"\bnao (?:parem|pare|deixem?) de\b|\b(?:parei|parou|pararam) de (?:receber|funcionar|chegar)\b"
    r"|\bnao (?:estou|to|tenho) recebendo\b",
)


def compiled(patterns: Iterable[str]) -> Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


STOP = {"en": compiled(_ENGLISH), "es": compiled(_SPANISH), "pt": compiled(_PORTUGUESE)}
START = compiled(_START)
TROUBLE = compiled(_TROUBLE)

# What exactly is refused. Searched for in everything that was said.
MARKETING = re.compile(rf"\b{_MARKETING_NOUNS}\b")
EVERYTHING = re.compile(
    r"\b(?:contact\w*|contat\w*|hear(?:ing)? from you|communications?|comunic\w+|leave me|paz|alone"
    r"|lose my number|never (?:ever )?(?:message|write)|nunca (?:mas|mais)|jamas"
    r"|anything|nada|bother\w*|disturb\w*|molest\w*|incomod\w*|perturb\w*|tranquil\w+|sossegad\w+|quiet[oa]"
    r"|consent\w*|permission"
    r"|permiso|permissao|autoriza\w*|lists?|listas?|databases?|base de d\w+|saber (?:nada )?(?:mas |mais )?de"
    r"|all (?:messages|contact)"
    r"|stopall|todos|tudo|acos\w*|harass\w*)\b"
)
NEVER_AGAIN = re.compile(
    r"\b(?:leave me|en paz|em paz|lose my number|hear(?:ing)? from you|(?:saber|ouvir falar) (?:nada )?(?:mas "
    r"|mais )?d[aeo]s? ?(?:ustedes|voces|vosotros)"
    r"|any ?way|stopall|consent|consentimiento|consentimento)\b"
)
THIS_SENDER = re.compile(r"\b(?:from this (?:number|sender)|de(?:ste|sse| este| ese) numero)\b")
CHANNELS = {
    "whatsapp": re.compile(r"\b(?:whats ?apps?|whatsapps?|whats|zaps?|wasaps?|wpp)\b"),
    "phone": re.compile(
        r"\b(?:call(?:s|ing)?|phon(?:e|ing) me|ring(?:ing)?|llam(?:ar\w*|en|es|ando|adas?)|lig(?:ar|uem?|ando"
        r"|ac\w+)|chamadas?)\b"
    ),
    "sms": re.compile(r"\b(?:sms(?:es)?|torpedos?|texts?|texting|text messages?)\b"),
    "email": re.compile(r"\b(?:e ?mails?|e ?mailing|correos?)\b"),
}
