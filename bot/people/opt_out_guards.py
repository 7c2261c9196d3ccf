"""What looks like a wish for silence and is none, and what an engine's guess needs to count as one."""

from __future__ import annotations

import re

from bot.people.opt_out_phrases import NOUN, compiled

# Said of something else: other people's calls, a plan's allowance, one matter, one time, another way to reach them.
_ELSEWHERE = (
    r"\b(?:my|mi|meu|minha) (?:ex|son|daughter|kids?|mother|father|neighbou?r|hij[oa]s?|filh[oa]s?|mae"
    r"|vecin[oa])\b"
    r"(?=.{0,12}\b(?:wont|keeps|no deja|nao para|sigue|fica|does|doesnt|wants|never|calls|llama))",
    r"\b(?:someone|somebody|strangers?|scam\w*|unknown|desconocid\w*|desconhecid\w*|estafa\w*|fraude"
    r"|golpe|alguien|alguem"
    r"|robocalls?|phishing|other (?:people|numbers?|companies)|otros numeros|outros numeros|outra"
    r" empresa|otra empresa)\b",
    r"\b(?:call|calling|text|chame|chamar|llam(?:es|arme|en|e|ar)|diga)(?: me| it| us| him| her|"
    r" this)? (?:that$|sir|maam|madam|dude"
    r"|bro|buddy|man|miss|mrs?|names|a liar|de (?:senhor\w*|amig\w*|voce|tu|don)|senor\w*|amig[oa]"
    r"|asi(?! que)"
    r"|usted|crazy|honey|dear|friend)\b",
    r"\b(?:stop|quit|deja|deje|dejen|para|pare|parem|parar)(?: de)? (?:asking|repeat\w*|joking|being"
    r"|looking|thinking|worrying|charging|billing"
    r"|pregunt\w*|repet\w*|repit\w*|perguntar?\w*|cobr\w*|procurar|buscar (?!me)|rir|brincar|reír"
    r"|preocup\w*)",
    r"\b(?:before|after|until|till|unless(?! i (?:ask|write|text|message|call|contact|say))|while"
    r"|between|durante|antes de|antes das?|depois das?|depois"
    r" d[aeo]|despues de|hasta|ate|entre)"
    r" (?:\d|las|as|a las|noon|nine|eight|ten|seven|lunch|work|i |im|o almoco|o trabalho|el trabajo"
    r"|mediodia|meio dia|the weekend|amanha|manana)",
    r"\b(?:in|en|em) (?:english|ingles|spanish|espanol|portuguese|portugues)\b|\b(?:llamadas|ligacoes"
    r"|calls) (?:cortadas|caidas|caindo|dropp\w+)"
    r"|\b(?:no tengo inconveniente|sem problema|no problem|nao tem problema|fine) (?:en que|que|if)"
    r"|\bnao quis\b|\bsem querer\b|\bdejo (?:aqui )?mi numero"
    r"|\bno me han\b|\bnao me (?:ligaram|contataram)\b|\bcomo bloque\w+\b|\bhow (?:do|can) i block\b"
    r"|\b(?:marcado|marked) (?:como|as) spam|\bllegan a spam"
    r"|\bdescadastra\w* (?:o|a|meu|minha) (?!numero|telefone|contato)|\bmensage\w+ de voz|\bkeep"
    r" billing|\bbut not (?:receive|send)\b|\berror 404",
    r"\bin the (?:morning|evening|afternoon|night)\b|\b(?:antes|depois|despues) d(?:e|as|a|o|el)"
    r" (?!mais|hoy|hoje)\w+",
    r"\b(?:on|at) (?:sundays?|saturdays?|mondays?|weekends?|night|work|the office|lunch)\b|\b(?:los|el"
    r"|os|aos|no|nos) (?:domingos?|sabados?"
    r"|lunes|fin(?:es)? de semana|fins de semana)\b",
    r"\b(?:right )?now\b.{0,4}\b(?:later|im)\b|\b(?:later|tomorrow|mas tarde|manana|mais tarde"
    r"|amanha)\b.{0,14}\b(?:puedo|posso|can|me|is fine|ok|"
    r"llam\w+|escr\w+|lig\w+)|\b(?:me|escr\w+|llam\w+|lig\w+|text me|call me|write me|message me)"
    r" (?:later|tomorrow|mas tarde|manana|mais tarde|amanha)\b"
    r"|\bahora\b.{0,5}(?:mas tarde|estoy|no puedo)|\bagora\b.{0,5}(?:to |estou|no trabalho)",
    r"\binstead\b|\b(?:just|only|better) (?:text|call|email|write|message|e mail) (?:me|to me|us|it)\b"
    r"|\bmejor (?:escrib|llam|mand|por)\w*|\bmandal[ao]\b|\bmandenl[ao]\b|\b(?:prefiro|prefiero)"
    r" (?:mensage\w*|mensaj\w*|ligac\w*"
    r"|llamad\w*|whats\w*|email|e mail|correo|sms|por|pelo|que (?:me )?(?:llamen|escriban|liguem"
    r"|escrevam|mandem))\b",
    r"\b(?:i|we|yo|eu) (?:have|ve got|got|had)?(?: \w+)? ?(?:no more|no) (?:messages|texts|data|credit"
    r"|minutes|calls)\b(?=.{0,16}(?:left|plan|on my|$))"
    r"(?<=have no more messages)|\b(?:have|has|got) (?:no|no more|any|unlimited) (?:messages|texts"
    r"|minutes|calls|sms)\b|\b(?:unlimited|ilimitad\w*|incluid\w*"
    r"|included)\b|\b(?:in|on|en|no|do|del) (?:my|mi|meu|el|the)? ?(?:plan|plano)\b|\b(?:texts"
    r"|messages|minutes|data) left\b"
    r"|\bno (?:tengo|me quedan?|hay)(?: mas)? (?:mensajes|llamadas|minutos|sms|datos)|\bnao tenho(?:"
    r" mais)? (?:mensage\w*|sms|ligac\w*|internet)\b"
    r"|\bno (?:need|necesito|preciso)(?: mas)? (?:llamadas|minutos|mensajes en)|\bnao preciso de(?:"
    r" mais)? (?:ligac\w*|sms|minutos|mensage\w*|internet)"
    r"|\buse up\b|\b(?:i|we) (?:never|dont|rarely|hardly|do not) (?:use|send|write|make)\b|\b(?:uso"
    r"|usamos|(?:eu|yo) mando(?! (?:pra|para|pa|sair|baja)\b))\b"
    r"|\b(?:can|could) i (?:make|send)\b(?! (?:you|it|this|these))|\bonly make\b"
    r"|\bllamadas? en el plan|\bcobra\w*\b|\bcharge\w*\b",
    r"\b(?:my|mis?|meus?|minhas?|as minhas|os meus) (?:texts?|messages?|calls?|mensaj\w*|llamad\w*"
    r"|mensage\w*|ligac\w*|sms)\b(?! (?:phone|list))",
    r"\b(?:messages?|texts?|calls?) (?:(?:wont|dont|do not|doesnt|cant|are not|arent)"
    r" (?:send|go|arrive|com|work|get|deliver|being)|fail|drop)"
    r"|\bdropped calls?\b|\b(?:mensage\w+|mensaj\w+|ligac\w+"
    r"|llamad\w+) (?:nao|no) (?:chega|sai|entra|llega|sale)\w*\b|\bnever got\b|\b(?:cair|cae|caem"
    r"|caen) (?:a |la |as |las )?(?:ligac|llamad)\w+",
    r"\b(?:didnt|did not|havent|have not|never) (?:get|got|receive|received)\b",
    r"\b(?:dont|do not|please dont|no|nao|never|not) (?:stop|dejen|deje|dejes|deixem?|parem?|paren?"
    r"|pare)(?: de)?\b(?! (?:bother|until|sending .* dont))",
    r"\b(?:do not disturb|no molestar|nao perturbe)\b(?=.{0,30}\b(?:mode|modo|on my|en mi|phone"
    r"|celular|activ\w+|ligado|esta|is on|turn|quitar\w*|tirar|sei)\b)"
    r"|\b(?:turn on|activ[oa]r?|ligo|ativ[oa]r?|modo|mode)\b.{0,16}\b(?:do not disturb|no molestar|nao"
    r" perturbe)\b",
    r"\bnotif\w+\b.{0,14}\b(?:in the app|de la app|do app|do aplicativo|on my (?:phone|iphone|android)"
    r"|en mi (?:celular|telefono)|no celular)\b",
    r"\b(?:a|to|with|com|con) (?:bots?|robots?|robo|machine|maquina)\b",
    r"\b(?:the one|el otro|o outro|the other one|the tablet|la tablet|o tablet|con tablet|com tablet)\b",
    r"\bhang up\b|\btransfer\w*\b|\bon hold\b|\bcorreo viejo\b|\bme pas(?:e|es|a)\b|\bme manda pro\b"
    r"|\boutro (?:setor|atendente)\b|\bpro outro\b",
    r"\bnumber\b.{0,6}\b(?:when|changed|to another)\b|\b(?:keep|change|port|perder|mantener|manter"
    r"|cambiar|mudar|trocar|lost) (?:my|mi|meu|o meu) (?:number|numero)\b"
    r"|\b(?:mine|el mio|o meu) (?:ends|termina)",
    r"\bunsubscribe (?:my|him|her)\b|\b(?:unsubscribe|opt out)\b.{0,12}\b(?:from|of) (?:the|my|that"
    r"|this)? ?(?:\w+ )?(?:tv|package|pack|insurance|channel|service"
    r"|plan|billing|bill|paper|games?|premium|add ?on)\b",
    r"\b(?:no|nao|dont|do not|never) (?:borr|elimin|quit|saqu|apag|exclu|tir|remov|delet|los|perd"
    r"|perc)\w* (?:o )?(?:mi|meu|my) (?:numero|number|telefon)"
    r"|\b(?:mi correo|my e ?mail|meu e ?mail|my inbox)\b.{0,4}\b(?:is|esta|ta)\b|\b(?:hay|tem|there"
    r" are|is there|teve|hubo|habra) (?:alguna? |any )?"
    r"(?:promo\w*|ofertas?|descuento\w*|desconto\w*)|\byour (?:last )?message (?:was|is)\b",
    r"\bcall(?:ing)? me (?:by )?(?:mister|my (?:first|last|middle|second|full))|\b(?:llam|dig|cham"
    r"|hab)\w+(?: me)?"
    r" (?:por|pelo|de) (?:mi |meu )?(?:segundo|primer\w*|otro|outro|apellido|sobrenome|nombre|nome|tu"
    r"|usted)\b",
    r"\b(?:no|nao) (?:se |me )?(?:olvid|esquec|esquez)\w+ (?:de|del|do|da|que)\b|\b(?:dont|do not|never)"
    r" forget\b|\besqueci\b|\b(?:no|nao|dont|doesnt|do not) (?:me |nos )?(?:molestan?|incomodam?|mind|bother"
    r" me)\b(?! mas| mais| anymore| again)|\blista (?:de espera|telefonica|de morosos)"
    r"|\b(?:waiting list|waitlist|phone ?book|directory"
    r"|guia telefonica|directorio)\b|\b(?:hidden|extra) (?:fees?|charges?)\b",
    r"\bno messages come\b|\b(?:nao|n) envi\w+(?: \w+)? (?:so (?:com|no|na)|n[oa] (?:4g|5g|wifi"
    r"|rede))\b|\bnao quero sair\b|\bter que (?:ligar|esperar)\b"
    r"|\bunsubscribe(?: me)? from (?:netflix|hulu|spotify|disney|youtube|amazon)\b|\b(?:anuncios"
    r"|ads) (?:de|en|on"
    r"|in) (?:youtube|los juegos|games)\b|\b(?:notificaciones|notificacoes) del celular\b"
    r"|\b(?:llamadas de spam"
    r"|como apago mensagens)\b"
    r"|\b(?:turn|switch) (?:on|off) do not disturb\b|\bdesactivo no molestar\b|\bme hablen de\b",
    r"\bachei\b|\bfound it\b|\blo encontre\b|\bfixed it\b|\b(?:ya )?(?:lo )?(?:arregle|resolvi"
    r"|solved)\b|\bresolveu\b",
)
# The same, but said beside a wish for silence too: "only the bill, the offers I do not want to receive".
_BESIDE = (
    r"\bby (?:accident|mistake)\b|\b(?:por|sin|sem) (?:engano|error|querer)\b",
    r"\b(?:where|what|which|when|que|cuando|quando|quais|cuales|cuantos?|quantas?|did|do you have)"
    r" (?:\w+ ){0,2}(?:offers?|promo\w*|ofertas?"
    r"|promoc\w*|descuentos|deals|discounts)\b(?! (?:stop|anymore|again|go away|from you|messages|you"
    r" send))|^any \w+ ",
    r"\b(?:send|show|tell|mande?n?|mandame|muestr\w*|envi[ae]\w*) (?:me )?(?:the|your|la|a|as|las|that"
    r"|esa|essa) (?:offers?|promo\w*|ofertas?|promoc\w*)\b"
    r"(?! (?:stop|anymore))(?<!stop sending me the offers)(?<!dont send me the offers)(?<!dont send me"
    r" your offers)(?<!nao mande as ofertas)",
    r"\bno need to\b|\bno hace falta\b|\bnao precisa\w*\b|\bdont bother (?:calling|texting) back"
    r"|\b(?:sorry|perdon|disculp\w*|desculp\w*)"
    r"(?: \w+){0,2} (?:to |por |por el |o )?(?:bother|molest\w*|incomod\w*)|\bno se molest\w*|\bnao se"
    r" incomod\w*",
    r"\b(?:want|like|love|quiero|quero|gostaria de|quisiera)(?: (?:to|volver a|voltar a))? (?:hear|get"
    r"|receive|recibir|receber)\b"
    r"(?<!dont want to hear)(?<!not want to hear)(?<!dont want to get)(?<!not want to get)(?<!dont"
    r" want to receive)(?<!not want to receive)"
    r"(?<!no quiero recibir)(?<!no quiero volver a recibir)(?<!nao quero receber)(?<!dont like to"
    r" get)(?<!dont like to receive)(?<!no longer want to get)"
    r"(?<!no longer want to receive)(?<!no longer want to hear)(?<!never want to hear)(?<!never want"
    r" to get)(?<!nao gostaria de receber)"
    r"(?<!no quisiera recibir)(?<!nao quero voltar a receber)(?<!never want to receive)",
)
ELSEWHERE = compiled(_ELSEWHERE + _BESIDE)
FAR_FROM_IT = compiled(_ELSEWHERE)
# One matter of service. Against a plain word it does not count: "no more texts about my bill".
MATTERS = compiled(
    (
        r"\b(?:codes?|codigos?|invoices?|bills?|faturas?|facturas?|boletos?|receipts?|contract"
        r"|contrato|sim|chip|address|enderec\w*"
        r"|direccion|tarjeta|cartao|card|technician|tecnico|paquete|pacote|seguro|insurance|roaming|tv"
        r"|tele|streaming|games? subscription|password"
        r"|senha|contrasena|charges?|cargos?|cobranc\w*|cobros?|complaint|queja|reclamac\w*|debito"
        r"|payment|pago|pagamento|voicemail|buzon de voz|caixa postal"
        r"|paper|papel|family plan|plan familiar|plano familia|second line|segunda l\w+|premium|wifi"
        r"|router|renewal|renovac\w*|signal|senal|sinal)\b",
    )
)
# Another way to reach them, in a clause of its own: "don't call me, text me".
OTHER_WAY = re.compile(
    r"^(?:(?:please|just|but|and|only|better|pero|y|solo|mejor|mas|e|so|melhor|por favor|i prefer)"
    r" )*(?:(?:text|e ?mail|call|message|write(?: to)?)"
    r" (?:me|it|us)(?: |$)|(?:escrib|llam)(?:an|en|e|a)?me(?: |$)|me (?:liguem?|chamem?)$"
    r"|(?:me )?(?:mandem?|manda|envia|enviem?"
    r"|escrevam?|escreve|chamem?|liguem?)"
    r" (?:mensage\w+|e ?mail|whats\w*|zap|por|pelo|no)\b|(?:mandenme|mandame|envienme) (?:un|por"
    r"|mensaje|correo|email|whats))"
)
# What a message must hold for the engine's guess to count: a no or an end, and something that is sent or done to me.
_NO = (
    r"\b(?:no|not|dont|didnt|never|without|stop\w*|quit|cease|end|enough|off|out|remove|delet\w+|erase"
    r"|take me|cancel\w*|tired|sick|done|fed"
    r"|unsub\w*|unsuscr\w*|block|bloque\w+|rid|refrain|alone|too|refuse|rather|away|harass\w*|annoying"
    r"|spam\w*"
    r"|revoke|withdraw|opt|forget|lose"
    r"|nunca|jamas|ni|nada|basta|dej\w+|paren\w*|parar?|parad|cesen|cort\w+|hart\w+"
    r"|cans\w+|(?:de|la|doy) baja|sin|cero|quit\w+|saqu\w+"
    r"|sac\w+|borr\w+|elimin\w+|desactiv\w+|desuscr\w+|retir\w+|revoc\w+|evit\w+|absten\w+|olvid\w+"
    r"|acos\w+|ya|demasiad\w+"
    r"|shut|neither|nothing|object|abstain|neither|ultim\w+|fim|fin|silencio|acab\w+|termin\w+"
    r"|encerr\w+|anul\w+|risca|vaza|saia?|parou|cess\w+|deteng\w+|sobran|perde|desvincul\w+|mais um"
    r"|mais uma|one more|nao|nem|chega|parem?|pare|sem|zero|desativ\w+|descadastr\w*|desinscr\w*"
    r"|tir\w+|remov\w+"
    r"|exclu\w+|apag\w+|esquec\w+|deix\w+|chei[oa]|deu"
    r"|bother|nenhum\w*|kit\w+|sak\w+|opos\w+|opon\w+|detest\w*|odi[oae]\w*|pack it"
    r"|annoy\w*|hate|molest\w*|fastidi\w*|irrit\w*|pesad\w+|salir|sair|chatice|insistent\w*|incomod\w*"
    r"|perturb\w*|demais|suspend\w*)\b"
)
_SENT = (
    rf"(?:{NOUN}|\b(?:msgs?|texting|messag\w*|mesag\w*|msgin\w*|contact\w*|call(?:ing|ed)? me|text me"
    r"|writ\w+|e ?mail\w*|spam\w*|bother\w*|harass\w*|bug\w*|pester\w*"
    r"|disturb\w*|lists?|listas?|database|mailing|hear|reach\w*|hitting|blow\w*|insist\w*|hablar"
    r"|campan\w+|envios?|sending|send me|number|alone|unsub\w*"
    r"|unsuscr\w*|opt|out of this|these|permission|consent\w*"
    r"|escrib\w+|llam\w+|molest\w+|contact\w+|mand\w+|envi\w+|acos\w+|jod\w+|fastidi\w+|paz"
    r"|tranquil\w+|lista|numero|desuscr\w*|permiso"
    r"|escrev\w+|lig(?:a|ar|uem|ando|am|arem)|perturb\w+|incomod\w+|procur\w+|chamem|falem|encher"
    r"|sossego|quiet\w|descadastr\w*|desinscr\w*|contat\w+"
    r"|autoriz\w+|permissao|isso|recib\w+|receb\w+|receiv\w*|avis\w+|ofrez\w+|oferec\w+|vend\w+|sell\w*)\b)"
)
_IS_NO, _IS_SENT = re.compile(_NO), re.compile(_SENT)


def is_against(said: str) -> bool:
    """Whether a plain text holds a no or an end at all."""
    return _IS_NO.search(said) is not None


def is_evident(said: str) -> bool:
    """Whether a plain text holds what a wish for silence is made of."""
    return _IS_NO.search(said) is not None and _IS_SENT.search(said) is not None
