"""Less plain ways to say that one wants no more messages: weariness, politeness, complaint.

Patterns are held against plain clauses, as in opt_out_phrases, and against the whole text. They count only where
nothing of opt_out_guards stands against them.
"""

from __future__ import annotations

from bot.people.opt_out_phrases import (
    DO,
    DOING,
    ENVIAR,
    ESCREVER,
    ESCRIBIR,
    ME,
    NAO_ESCREVA,
    NAO_MANDE,
    NO_ENVIEN,
    NO_ESCRIBAN,
    NOUN,
    THING,
    compiled,
)

_AGAIN_PT = r"(?:(?:me|nos|voces|mais|ja|ficar|vir|a) ){0,4}"
_NUMBER = r"(?:(?:my|mi|o|meu|el|este|esse|this) )?(?:meu |mi )?(?:numero|telefone|telefono|contato|contacto|celular)"
_AGAIN_TAIL = (
    r"(?:$| (?:again|any ?more|ever|please|thanks|at all|mas|nunca|por favor|mais|de novo|otra vez)\b)"
)
_STANDALONE = {
    "en": rf"no more(?: of these| of those| please)+|enough(?: already)? with {THING}"
    r"|(?:i )?(?:want|need) out(?: of (?:this|it|here|your list))?|(?:please )?no (?:phone )?(?:calls"
    r"|texts|messages|emails)"
    r"(?: please| ever| thanks)*|i (?:already )?(?:said|told you(?: to)?|say) stop|remove me(?:"
    r" (?:please|now))?"
    r"|(?:forget|delete|remove|erase) (?:my|this) (?:phone )?number(?: (?:please|now))?",
    "es": rf"(?:sin|cero) {THING}(?: por favor)?|ni (?:un[ao] )?(?:solo |sola )?{THING}(?: mas)?"
    rf"|(?:olvid\w+|elimin\w+|borr\w+|quit\w+|saqu\w+|suprim\w+) (?:de )?{_NUMBER}(?: ya| por favor|"
    r" de ahi| de aqui)*"
    r"|(?:saquenme|quitenme|sacame)(?: (?:ya|por favor|de (?:aqui|ahi|esto)))*",
    "pt": rf"(?:zero|sem|nada de|nem (?:mais )?(?:um|uma)?) {THING}(?: por favor| mais)*"
    rf"|(?:favor )?(?:esquec\w+|exclu\w+|apag\w+|tir\w+|remov\w+|delet\w+|retir\w+) {_NUMBER}"
    r"(?: ja| por favor| dai| daqui| d(?:o|a) (?:sistema|cadastro|base)(?: d\w+)*)*"
    r"|me (?:tirem?|tira|removam?|descadastr\w+|desinscr\w+)(?: (?:dai|daqui|disso|ja|por favor))*",
}
_EN = (
    rf"^(?:{_STANDALONE['en']})$",
    rf"\b(?:sick(?: and tired)?|tired|fed up|done|bored|had enough|had it|over it|annoyed|exhausted)"
    rf"(?: (?:of|with|by))+ (?:getting |receiving |having )?{THING}",
    rf"\b(?:sick|tired|fed up|done)(?: (?:of|with))+ (?:you |being )?(?:{DOING} {ME}|(?:texted|called"
    r"|messaged|contacted|spammed))",
    rf"\b(?:turn(?:ing)? off|switch(?:ing)? off|shut off|disable|deactivate|mute|kill|make|get rid of|end)"
    rf" {THING}(?: go away| stop)?",
    rf"\b(?:refrain|abstain|desist|keep)\b(?: please)? from (?:{DOING}|sending)",
    r"\b(?:rather|prefer|like|love|appreciate|wish|want|need|ask|asked|asking|told|tell|request"
    rf"|beg)\b.{{0,20}}"
    rf"\b(?:you|u|your \w+|they|it if you)\b.{{0,14}}\b(?:not to|not|didnt|dont|stopped|stop|stops"
    r"|would stop|to stop|to quit|never)"
    rf"\b.{{0,8}}\b(?:{DO}|{DOING}|sending|messag\w+|texted|called|contacted)(?: {ME}|{_AGAIN_TAIL})",
    r"\b(?:rather|prefer|like|ask)(?: \w+)? not(?: to)? (?:be (?:contacted|called|texted|messaged"
    r"|emailed|bothered)"
    rf"|(?:get|receive|have) {THING}|hear from you)",
    rf"\b(?:want|need|like) to (?:stop|quit|no longer) (?:getting|receiving|get|receive) {THING}",
    rf"\b(?:want|need|like) (?:all )?(?:your|these|the|this) {NOUN} (?:to )?(?:stop|stopped|gone|off|end)",
    r"\b(?:dont|do not|no longer|never|not)(?: \w+)? (?:want|wish|like|care|need|interested)(?: \w+){0,3} "
    r"(?:on|in|part of) (?:your|this|the|any)(?: \w+)?(?: (?:mailing|text|contact|marketing))? lists?",
    rf"\b(?:no longer|dont|do not) (?:wish|want|care|like) to (?:get|receive|see|hear about|read)(?: \w+)?"
    rf" (?:these|this|any|more|your|those|it|them)(?: (?:of )?(?:these|those|this)|$| {NOUN}| stuff|"
    r" things?)",
    r"\b(?:didnt|did not|never|dont|do not|not) (?:give|gave|have|had|get|got|grant)(?: you| u|"
    r" them)?(?: \w+)? "
    rf"(?:permission|consent|the right|authori[sz]ation) to {DO}",
    r"\b(?:never|didnt|did not) (?:give|gave) (?:you|u|guys|your \w+)(?: \w+)? (?:number|phone)",
    rf"\b(?:dont|do not|never) bother (?:{DOING}|sending|me)(?! back)",
    rf"\bstop (?:hitting (?:me|us) up|blowing up my \w+|reaching out|(?:all )?(?:this|the|your) {NOUN}"
    rf"|{DOING} (?:this|my)"
    rf"|(?:with|w) {THING})",
    r"\b(?:quit|stop) (?:spamming|bugging|harassing|pestering|messaging|texting)(?: (?:already|now"
    r"|please|us|people|everyone|my \w+)|$)",
    r"\byour (?:messages|texts|texting|ads|spam|calls|emails)\b.{0,20}\b(?:annoying|stop|unwanted"
    r"|unwelcome|harass\w+|too much)",
    r"\byou(?:re| are)? (?:bother|annoy|harass|spam|pester|bugg)ing me\b|\bblow(?:ing)? up my (?:phone"
    r"|inbox)",
    rf"\bkeep getting {THING}.{{0,20}}\b(?:dont want|stop|enough|unwanted)",
    r"\b(?:you|u)(?: guys)? (?:text|message|call|email|write)(?: to)? (?:me"
    r"|us)\b.{0,14}\b(?:every(?: single)? day"
    r"|all the time|constantly|nonstop|non stop|way too|too (?:often|much))",
    r"\b(?:take|remove|erase|delete|strike|scrub|wipe|drop|scratch|purge)\b.{0,12}\b(?:my (?:\w+"
    r" )?(?:number|phone|contact)"
    r"|this number)\b.{0,10}\b(?:from|off|out of)\b.{0,12}\b(?:contacts?|databases?|systems?"
    r"|records?|campaigns?|files?|promo\w*)",
    r"\b(?:block|exclude|remove) (?:me|my number|this number) from\b.{0,18}\b(?:messages|texts"
    r"|marketing|campaigns?|list|promo\w*|ads)",
    r"\bopt (?:this number|my (?:number|phone)|us|me|this phone) out\b",
    r"\b(?:too much|so much|all this|tons of|nothing but) (?:spam|advertising|marketing|junk)(?: from"
    r" you\w*|$| already)",
    rf"\bcancel (?:my |the |this )?(?:subscription|sign ?up|registration) (?:to|for|of) {THING}",
    rf"\b(?:zero|nothing but no|without) {THING}(?: please)?$",
    rf"\b(?:dont|do not|never)(?: ever| you| please)? {DO} (?:me|us)\b|\b(?:neither|no) (?:text|call"
    r"|email|message)s? (?:n?or|and) (?:text|call|email|message)s?\b",
    rf"\bshut up with {THING}|\bkeep (?:your|ur) {THING} to yourself|\b(?:go )?(?:spam|annoy|bother"
    r"|text|call) (?:someone|somebody) else\b"
    rf"|\bone more {THING} and\b|\b(?:these|your) {NOUN} (?:really )?(?:bother|annoy|irritate|upset) me",
    rf"\bsend (?:me |us )?(?:nothing|no) (?:more|further)|\bno need to keep {DOING}|\bobject"
    rf" to\b.{{0,30}}\b(?:marketing|advertising|contact\w*|messages|number)"
    rf"|\babstain from sending|\b(?:pack it in|knock it off|cut it out) with {THING}|\bsick and tired"
    r" of (?:receiving|getting) (?:these|this|them)",
    r"\b(?:stop|quit|cease) sending\b(?! (?:it|them|my|the|him|her) )",
    r"^(?:please )?(?:dont|do not|never) send (?:any )?more$|\bmake (?:you|them|it all|this) (?:guys"
    r" )?stop(?: (?:texting|messaging|calling|writing)|$)",
    r"\b(?:dont|do not|never)(?: \w+)? reach(?:ing)? out\b|\bleave us (?:alone|be|in peace)\b|^do not"
    r" contact$",
    rf"\b(?:hate|cant stand|dislike|detest) (?:getting |receiving |all )?{THING}|\b(?:these|your|those"
    rf"|the) (?:\w+ )?{NOUN}\b.{{0,12}}"
    r"\b(?:annoy|bother|bug|irritate|drive|driving|are annoying|are unwanted|are bothering)",
    r"\bnot interested in (?:any |any more |receiving |getting |hearing )*(?:your |these |the )?"
    r"(?:messages|texts|spam|marketing|newsletters?|ads|promo\w*)(?:$| please)",
)
_ES = (
    rf"^(?:{_STANDALONE['es']})$",
    rf"\b(?:hart[oa]s?|cansad[oa]s?|canse|cansaron|podrid[oa]|fastidiad[oa]|aburrid[oa]|hasta la \w+|colm\w+)"
    r"\b(?: ya| de| con| recibir| que| me| tener| leer| ver)* (?:(?:llamen|escriban|manden|envien"
    rf"|molesten)\b|{THING})",
    rf"\bno (?:me|nos) (?:{NO_ESCRIBAN}\b|{NO_ENVIEN} (?:mas )?(?:nada|{THING}))|\bya no (?:se"
    r" )?(?:los|las|lo|la) (?:manden|envien|quiero recibir)",
    rf"\b(?:fin|alto|basta) (?:de|a|con) {THING}|\b(?:terminen|finalicen|acaben|cancelen) (?:con"
    rf" )?(?:mi suscripcion (?:a )?)?{THING}"
    r"|\bno quiero (?:recibir|seguir recibiendo) (?:esto|nada|eso|estos|mas)\b|\bno quiero (?:seguir"
    r"|estar|continuar) suscrit\w"
    r"|\bno quiero (?:volver a )?(?:oir|escuchar|saber) (?:nada )?(?:mas )?de ustedes|\bno tienen por"
    r" que (?:mandar|escribir|llamar|enviar|contactar)\w*",
    rf"\b(?:k|qu)iten? mi numero\b|\bsalirme de (?:sus|tus|estas?|estos?) (?:{NOUN}|promos|listas?)"
    r"|\boposicion a recibir|\bdejen de llenar\w*"
    rf"|\bquita(?:me|nme)? de (?:tus|sus) {NOUN}|\bni por \w+ ni por \w+ quiero\b|\bno mas {THING}"
    r"|\b(?:promos|ofertas|publicidad|mensajes) no$",
    rf"\b(?:me|nos) (?:estan? )?(?:molest|fastidi|cans|hart|enferm|irrit|incomod)\w* {THING}|\bson muy"
    r" (?:molest|pesad|insistent)\w+$",
    r"\b(?:ya estuvo(?: bueno)?|ya fue|suficientes?|ya (?:son|es) (?:mucho|mucha|demasiad\w))(?: de|"
    rf" con)? {THING}",
    r"^(?:por favor )?no (?:volver a )?(?:llamar|escribir|contactar|molestar|(?:enviar|mandar)(?: mas"
    rf"| nada)*(?: {THING})?)"
    r"(?: mas| nunca| por favor| a este (?:numero|telefono))*$",
    r"\bno (?:quiero|deseo|me gusta) que (?:me|nos) esten? \w+ndo|\b(?:recib\w+|llegan|tengo|mandan)"
    rf" (?:demasiad\w+|tant\w+) {THING}"
    rf"|\bdemasiad\w {NOUN}",
    r"\bno doy (?:mi )?(?:consentimiento|permiso|autorizacion)|\bcomo me (?:borro|salgo|quito|doy de"
    r" baja) de\b.{0,10}\b(?:lista|mensajes|esto|promo\w+)",
    rf"\b(?:parenle|parale|bajenle|cortenle)\b(?: ya)?(?: (?:con|a) {THING}|$)|\bdej\w+(?:me|nos) de"
    r" (?:escrib|llam|molest|mand|envi|contact)",
    r"\b(?:desactiv|apag|silenci|suspend|detener|detengan|cancel|anul|elimin|quit|suprim|finaliz"
    r"|interrump)\w*"
    rf"(?: (?:ya|por favor|el envio|la recepcion|de))* {THING}",
    r"\b(?:detengan|suspendan|cancelen|interrumpan)\b.{0,8}\benvios?\b",
    r"\b(?:prefiero|preferiria|quisiera|quiero|quieres?|pido|ruego|solicito|agradezco|agradeceria"
    r"|gustaria|dije|pedi|decirles|exijo"
    rf"|favor|necesito)\b.{{0,22}}\b(?:no|nunca|ya no|dejen|deje|dejes|paren|pare|cesen|eviten)\b(?:"
    r" de| mas| volver a| a)*"
    rf" (?:(?:me |nos )?(?:vuelvan a |vuelva a |sigan |siguan )?(?:{NO_ESCRIBAN}|{NO_ENVIEN})\b(?!"
    rf" (?:la|el|al) )|{ESCRIBIR}(?: a este)?"
    rf"|(?:{ENVIAR}|recibir|enviar|mandar)(?: mas)? {THING}|ser (?:contactad|molestad|llamad)\w)",
    rf"\b(?:favor|por favor)(?: de)? no (?:{ESCRIBIR}|{ENVIAR} {THING}|molestar)",
    rf"\b(?:abst\w+|evit\w+|ces\w+)(?: de)? (?:{ESCRIBIR}|{ENVIAR} {THING}|{THING}|todo contacto)",
    r"\bdejen? de (?:mandar|enviar|molestar|joder|fregar|insistir|hostigar|acosar|spamear)\w*(?: con|"
    r" tanta?s?| mas| cosas?| eso| esto"
    rf"| {THING}|$)+",
    r"\bno (?:me |nos )?(?:manden?|mandes|envien?|envies) mas (?:cosas|nada|eso|esto)",
    r"\b(?:no|nunca) (?:les?|te|os) (?:he dado|di|doy|dio)\b.{0,8}\b(?:permiso|autorizacion"
    r"|consentimiento|mi (?:numero|telefono|contacto))",
    r"\bno (?:tienen|tienes|tiene) (?:mi )?(?:permiso|autorizacion|consentimiento)\b(?! (?:de|para)"
    r" (?:guardar|tener|usar))",
    r"\b(?:sac|quit|borr|elimin|retir|dar|den|remov|suprim)\w*\b.{0,20}\b(?:mi (?:numero|telefono"
    r"|contacto|correo|mail)|me|nos|baja)\b"
    r".{0,14}\b(?:registros?|envios?|boletin|newsletter|promociones|publicidad|listas?)\b",
    r"\b(?:sacame|saquenme|quitame|quitenme|borrenme|borrame|eliminenme|eliminame|denme de baja|dame"
    r" de baja|darme de baja)\b"
    rf".{{0,16}}\b(?:registros?|envios?|boletin|promociones|publicidad|listas?|{NOUN})",
    r"\bspam\w*\b.{0,8}\b(?:borrenme|borrame|saquenme|sacame|eliminenme|quitenme)\b|\b(?:saquenme"
    r"|quitenme)$|\bno (?:deseo|quiero) ser (?:molestad|contactad|llamad|spamead)\w",
    r"\bno quiero (?:volver a )?(?:que )?(?:me )?(?:vuelvan? a |sigan? )(?:escrib|llam|contact|molest"
    r"|mand|envi|habl|busc)\w+",
    r"\bno (?:me )?(?:vuelvan?|vuelvas) a (?:hablar|buscar|escribir|llamar|contactar)\w*",
    rf"\bc[oó]rt(?:en|a)l[aoe]\b(?: ya)?(?: con {THING}|$)|\bcorten(?:la)? (?:con )?{THING}",
    r"\b(?:escriben|llaman|mandan|envian|llenan)\b.{0,24}\b(?:todos los dias|cada rato|toda hora"
    r"|cada dia|todo el (?:dia|tiempo)"
    r"|basta|paren|ya)\b(?<!si ya)",
    rf"\b(?:me )?llenan de {THING}|\b(?:spamean|acosan|hostigan|atosigan)\b",
    r"\bolviden? mi (?:numero|telefono|contacto)\b(?! de)",
    r"\bbloqueen(?:me)? de\b.{0,16}\b(?:campanas?|envios?|listas?|mensajes)|\b(?:quien|como|de donde)"
    r" .{0,14}mi numero.{0,30}no .{0,4}(?:escriban|llamen|manden)",
    rf"\bno me interesa\w*(?: recibir)? {THING}",
    r"\b(?:cancelar|cancelen|anular) (?:la |mi )?suscripcion$|\bno (?:molesten|jodan|llamen|escriban"
    r"|insistan)(?: mas| nunca)*$",
    rf"\bcomo (?:hago|le hago|puedo|se hace)?\b.{{0,8}}\b(?:para|pa|de)? ?(?:que )?(?:no|dejen|dejar"
    rf"|parar|quitar|sacar)\b.{{0,14}}"
    rf"(?:{ESCRIBIR}|{NO_ESCRIBAN}|{NO_ENVIEN}|mandar\w*|enviar\w*|recibir) ?(?:{THING}|mas|$)",
    r"\b(?:no llamar|no molestar)$|\bno (?:quiero|deseo) mas (?:de )?(?:esto|eso|estos|nada)$",
)
_PT = (
    rf"^(?:{_STANDALONE['pt']})$",
    r"\b(?:cansei|cansad[oa]|fart[oa]|(?:to|estou|tou|ando|fiquei)(?: muito| ja)? chei[oa]|saco cheio"
    r"|enjoei|nao aguento|nao suporto|nao aguento mais|irritad[oa])"
    r"\b(?: mais| de| com| d[eao]s?| receber| voces| ver| tant[oa]s?)* (?:me (?:ligando|mandando"
    rf"|escrevendo|enviando|perturbando)|{THING})",
    rf"\bnao (?:me|nos) (?:{NAO_ESCREVA}|{NAO_MANDE} (?:mais )?(?:nada|{THING}))\b|\bmsg nenhuma\b"
    rf"|\b{NOUN} (?:eu )?nao quero(?: mais)?\b",
    r"\b(?:parar|paro|pare) de receber\b(?! (?:sinal|ligac|chamad))|\b(?:cessem|encerrem|anulem"
    r"|acabar com|acabem com|parou com|chega com|sai fora com)"
    rf" (?:qualquer |essa |minha |a minha )*(?:subscricao d\w+ |inscricao d\w+ |mandacao de )*{THING}",
    r"\b(?:sai|saia|vaza|some|suma) (?:d[ae] )?(?:minha )?(?:caixa|frente)|\b(?:ultim[ao])"
    rf" (?:{NOUN})\b que .{{0,12}}\b(?:quero|mand\w+|envi\w+)"
    rf"|\bmais (?:um|uma) (?:{NOUN})\b.{{0,14}}\b(?:bloqueio|cancelo|processo|troco)|\b(?:perde|risca"
    r"|retirar?|esquece) (?:o )?(?:meu )(?:numero|n|contato|telefone)\b"
    r"|\bme desvincul\w+|\b(?:propagandas?|promoc\w+|mensage\w+|ofertas) (?:podem?|ja podem?) parar"
    r"|\bnao participar (?:mais )?de (?:campanha|promoc)",
    rf"\b(?:essas?|esses?|as|os|tantas?|suas?) {NOUN}(?: (?:de|da|do) \w+)?(?: (?:so|ja|estao|tao|me"
    r"|nos|muito))* "
    r"(?:incomod|irrit|cans|perturb|ench|atrapalh|chate)\w+",
    rf"\b(?:ja deu|ja chega|ta bom|suficiente)(?: de| com| d[eao]s?)* {THING}|\b(?:receb\w+|mandam"
    rf"|tanta|muita) {THING} demais|\b{NOUN} demais(?: de voces)?$",
    r"^(?:por favor )?nao (?:ligar|escrever|contatar|contactar|incomodar|perturbar|(?:enviar"
    rf"|mandar)(?: mais| nada)*(?: {THING})?)"
    r"(?: mais| nunca| por favor| para (?:este|esse) (?:numero|telefone))*$",
    r"\bnao (?:voltem?|venham|fiquem|tornem) (?:a )?(?:me |nos )?(?:ligar|escrever|mandar|enviar"
    r"|contatar|procurar|incomodar|perturbar|chamar)",
    r"\bnao (?:quero|desejo) (?:mais )?que (?:me )?(?:cheguem|chegue|venham|mandem|enviem|liguem)(?:"
    rf" mais)? (?:nada|{THING})",
    r"\bnao dou (?:o )?(?:meu )?(?:consentimento|permissao|autorizacao)|\bdeixem? (?:o )?meu"
    r" (?:telefone|numero|celular) em paz",
    r"\bnao quero (?:mais )?(?:que )?voces (?:me |nos )?(?:fiquem )?\w+ndo|\bnao preciso d[aeo]s?"
    rf" {THING}|\bmuita {NOUN}$|^nao (?:insista|insistam|perturbem?)$",
    r"\b(?:desativ|deslig|silenci|suspend|cancel|elimin|interromp|encerr)\w*(?: (?:ja|por favor|o"
    r" envio|o recebimento|as?|os?|d\w+))*"
    rf" {THING}",
    r"\b(?:prefiro|preferia|gostaria|queria|quero|peco|pedi|solicito|agradeco|disse|falei|exijo|favor"
    r"|gentileza|preciso|desejo|poderiam?"
    rf"|podem|puderem|da)\b.{{0,22}}\b(?:nao|nunca|parar|parem|pararem|pare|parassem|deixar|deixem"
    r"|deixarem|evitar)\b(?: de| com| mais)* "
    rf"{_AGAIN_PT}(?:(?:{NAO_ESCREVA}|{NAO_MANDE}|ligarem|mandarem|escreverem|enviarem|ligassem"
    r"|mandassem|procurarem|ligando|mandando)\b"
    rf"(?! (?:a|o|antes|depois|no|na|ate) )|{ESCREVER}(?: mais)*(?:$| (?:este|esse|para|pra|por))"
    r"|(?:mandar|enviar|receber|entrar|mandarem|enviarem)(?: mais)?"
    rf" (?:em contato|{THING}))",
    rf"\bfavor nao (?:{ESCREVER}|mandar|enviar|incomodar|perturbar)(?: mais)?(?: {THING}|$| (?:pra|para) )",
    r"\bnao (?:me |nos )?(?:chamem?|chama|procurem?|falem?|fala|escrevam?|liguem?|ligue|mandem?|manda"
    r"|enviem?) (?:mais|nunca)\b"
    r"(?! (?:de (?!novo)|a |o |assim|antes))",
    r"\bparem? (?:de )?(?:mandar|enviar|ligar|encher|perturbar|insistir|mandando)(?: (?:isso|isto"
    rf"|essas? coisas?|toda hora|tanto|{THING}|o saco"
    rf"|meu saco|o meu saco|mais|ja)|$)+",
    r"\bnao (?:dei|tem|tenho|tinham?)\b.{0,10}\b(?:permissao|autorizacao|consentimento|meu"
    r" (?:numero|telefone|contato))\b(?! (?:certo|novo|de guardar|para guardar|de ter|de usar))",
    r"\bnunca (?:dei|passei|informei)\b.{0,6}\b(?:meu|o) (?:numero|telefone|contato|meu numero)",
    rf"\bnao (?:autorizo|autorizei|permito|concordo|concordei)\b.{{0,30}}(?:{THING}|contato|mandarem"
    r"|ligarem|enviarem|escreverem)",
    r"\b(?:tir|remov|exclu|apag|delet|retir|saia|sair)\w*\b.{0,22}\b(?:me|meu (?:numero|telefone"
    r"|contato|e ?mail|nome)|quero|desse|deste|do)?\b"
    r".{0,14}\b(?:mailing|cadastro (?:de|das) (?:promo\w+|mensage\w+|ofertas)|listas?)\b",
    r"\bme (?:tirem?|tira|removam?|remove|excluam?|apaguem?)\b.{0,18}\b(?:cadastro d[ea]s? \w+|lista"
    r"|mailing|contatos|envios)",
    r"\b(?:apag|exclu|delet|tir|remov)\w* (?:o )?meu (?:numero|telefone|contato)(?: (?:d\w+|da"
    r"|do).{0,24}(?:sistema|base|lista|cadastro|voces))?$",
    r"\bnunca (?:pedi|quis|autorizei|solicitei)\b(?: (?:pra|para|que|me))*(?: receber| mandarem|"
    rf" ligarem)? ?(?:(?<=receber )(?:isso|isto|nada disso)$|{THING})",
    rf"\bnao (?:quero|desejo) (?:mais )?(?:saber|ouvir)\b.{{0,12}}{THING}|\bnao (?:quero|desejo)"
    r" (?:mais )?(?:nada|isso) de voces",
    rf"\bnao (?:quero|desejo|queria)\b.{{0,6}}\b(?:{NOUN}) (?:nenhum\w*|mais|alguma)",
    rf"\bnao tenho (?:mais )?interesse (?:em |n[oa]s? |receber )*{THING}",
    r"\b(?:ligam|mandam|enviam|escrevem|enchem)\b.{0,24}\b(?:todo dia|todos os dias|toda hora|o"
    r" tempo todo|o dia (?:todo|inteiro)|chega|parem)\b",
    rf"\btodo dia {THING}|\b(?:tanta|muita) {THING}.{{0,6}}\b(?:chega|parem|para)",
    r"\besquecam? (?:o )?meu (?:numero|telefone|contato)",
    r"\bdesc?adastr\w+|\bdesinscrev\w+|\bdesescrev\w+|\bsair (?:d\w+ )?(?:lista|mailing|cadastro de"
    r" mensage\w+)",
    rf"\bcomo\b.{{0,14}}\b(?:faco|fazer|eu|paro|consigo)\b.{{0,10}}\b(?:pra|para"
    rf"|de)\b.{{0,12}}\b(?:parar|pararem|parem|deixar|nao|voces pararem)\b"
    rf".{{0,10}}(?:receber|mandar|ligar|enviar|mandarem|ligarem)(?:$| {THING}| em contato)",
    r"\bnao (?:e|eh) pra (?:me )?(?:ligar|mandar|escrever|chamar)\b(?! (?:a|o|antes))|\bpara(?:r)? de"
    r" (?:me )?encher(?: o saco)?$",
)
WISHES = {"en": compiled(_EN), "es": compiled(_ES), "pt": compiled(_PT)}
