"""Whether something is urgent: 'it can wait', 'me corre prisa', 'pra ontem'."""

from __future__ import annotations

from bot.understanding.message import word_set
from bot.understanding.themes.theme import TROUBLE, Theme

_LATER_EN = (
    r"(?:next (?:week|month|year)|tomorrow|whenever|any ?time|later(?: on)?|another day|a (?:few|couple of) (?:days|"
    r"weeks)|the weekend|monday|tuesday|wednesday|thursday|friday|in a (?:few|couple of) days|some other time)"
)
_LATER_ES = (
    r"(?:la (?:proxima|otra) semana|la semana (?:que viene|proxima|entrante)|el (?:proximo|otro) mes|el mes que viene|"
    r"manana|pasado manana|otro dia|despues|luego|mas tarde|mas adelante|(?:en |un |unos |el )?(?:par de |otros )?dias|"
    r"el (?:lunes|martes|miercoles|jueves|viernes|sabado)|cualquier (?:dia|momento)|cuando (?:puedan|pueda|puedas|sea|"
    r"quieran|gusten|haya \w+))"
)
_LATER_PT = (
    r"(?:(?:n?a )?semana que vem|(?:n?a )?(?:proxima|outra) semana|(?:n?o )?mes que vem|amanha|depois|mais tarde|"
    r"mais pra frente|outro dia|outra hora|(?:uns|alguns|mais uns) dias|(?:na )?(?:segunda|terca|quarta|quinta|"
    r"sexta)(?: feira)?|qualquer (?:dia|hora)|quando (?:der|puder|puderem|quiserem|tiver \w+|for possivel))"
)
_LACK_EN = r"(?:internet|service|signal|phone|wifi|line|connection|power|way to (?:work|call))"
_LACK_ES = r"(?:internet|servicio|senal|linea|telefono|luz|conexion|wifi|trabajar)"
_LACK_PT = r"(?:internet|sinal|linha|telefone|luz|conexao|net|wifi|trabalhar)"
URGENCY = Theme(
    asked=word_set("urgent urgency urgently emergency asap hurry rush critical pressing"),
    unless=TROUBLE,
    yes={
        "en": (
            r"(?:very |extremely |super |so |really |quite |pretty |kinda |damn )*(?:urgent|urgently|critical|pressing|"
            r"desperate|an? emergency|life or death|serious|time sensitive)",
            r"asap|a s a p|right (?:now|away)|immediately|straight ?away|this (?:instant|minute|second)|"
            r"(?:the )?(?:sooner|quicker|faster) the better|as (?:soon|quickly|fast) as (?:possible|you can|humanly "
            r"\w+)|"
            r"yesterday(?= $)|hurry(?: up)?|quickly|in a (?:hurry|rush)|top priority|high priority|no time to "
            r"(?:lose|waste)",
            r"(?:can't|cant|cannot|can not|couldn't|won't|not) (?:\w+ )?(?:wait|be without|do without|be offline|"
            r"go without|afford to wait|stay like this)(?: any longer| long| much longer| another \w+| until \w+)?",
            r"(?:need|needs|want|have to have|must have|got to have)(?: \w+){0,5} (?:today|tonight|now|this morning|"
            r"this afternoon|by (?:tonight|noon|\d+|tomorrow)|within the hour|fast|soon)",
            r"(?:deadline|exam|interview|surgery|medical|oxygen|pendant|on call|ambulance|patients?|baby|newborn|"
            r"dialysis|emergencies|meeting|clients? waiting|my (?:job|business|work|shop) depends)(?: \w+)?",
            r"(?:losing|lose) (?:money|customers|clients|business|sales|my job)|life depends|"
            rf"(?:no|without|zero) {_LACK_EN}(?: since| for)?|(?<=^ )(?:very|extremely|super|quite|really)(?: much)?"
            r"(?: so)?(?= $)",
        ),
        "es": (
            r"(?:muy |super |re |bien |bastante |sumamente |es |demasiado )*(?:urgente|urgentisim[oa]|urge|urgen|urgia|"
            r"emergencia|grave|critico|prioritari[oa]|de vida o muerte|desesperad[oa])",
            r"(?:corre|tengo|llevo|hay|con) (?:mucha |bastante )?(?:prisa|apuro|urgencia)|apura|apurad[oa]|"
            r"(?:ya )?mismo|ya ya|ya(?= $)|para (?:ayer|ya|hoy|antier)|pa (?:ayer|ya|hoy)|de inmediato|"
            r"inmediatamente|cuanto antes|lo antes posible|lo mas (?:pronto|rapido) posible|ahora mismo|"
            r"mientras antes mejor|a la brevedad|rapido",
            r"no (?:puedo|puede|podemos|pueden|aguanto|aguanta|da para|se puede) (?:\w+ )?(?:esperar|mas|estar sin|"
            r"seguir|quedarme|aguantar)(?: mas)?|no (?:aguanto|aguantamos|espera)(?: mas)?",
            r"(?:necesito|ocupo|necesitamos|requiero|quiero|preciso)(?: \w+){0,5} (?:hoy|ya|ahora|ahorita|esta "
            r"(?:tarde|"
            r"noche|manana)|antes de|cuanto antes|rapido|urgentemente)",
            r"(?:examen|entrevista|cirugia|operacion|oxigeno|paciente|enferm[oa]|bebe|recien nacid[oa]|ambulancia|"
            r"reunion|"
            r"plazo|clientes)(?: \w+)?|"
            r"(?:pierdo|perdiendo|perder) (?:plata|dinero|clientes|ventas|el trabajo|mi trabajo)|mi (?:trabajo|"
            r"negocio) "
            r"depende",
            rf"(?:sin|no tengo) {_LACK_ES}|(?<=^ )(?:mucho|muchisimo|bastante|demasiado|super|harto|un monton|"
            rf"muy)(?= $)",
        ),
        "pt": (
            r"(?:muito |super |bem |bastante |mto |mt |e |demais )*(?:urgente|urgentissim[oa]|urgencia|urge|emergencia|"
            r"grave|critico|prioritari[oa]|caso de vida ou morte|desesperad[oa])",
            r"(?:to|tou|estou|tenho|com|tamo) (?:com )?(?:muita |mta )?(?:pressa|urgencia)|apressad[oa]|"
            r"(?:pra|para|p) (?:ontem|ja|hoje|agora)|imediatamente|de imediato|agora mesmo|ja(?= $)|"
            r"(?:o )?(?:quanto|qto|qnto) antes(?: melhor)?|o mais rapido (?:possivel|que (?:der|puder))|"
            r"o mais cedo possivel|correndo|rapido",
            r"(?:nao|n|num|nem) (?:da|posso|pode|podemos|consigo|tem como|aguento|rola|tenho como) (?:\w+ )?(?:\w+ )?"
            r"(?:esperar|ficar sem|aguentar|demorar|adiar|mais)(?: mais)?|(?:nao|n) (?:aguento|espera)(?: mais)?",
            r"(?:preciso|quero|precisamos|necessito|precisava|tem que ser)(?: \w+){0,5} (?:hoje|ja|agora|esta (?:tarde|"
            r"noite)|logo|antes de|urgente|rapido|sem falta)",
            r"(?:prova|entrevista|cirurgia|oxigenio|paciente|doente|bebe|recem nascid[oa]|ambulancia|"
            r"prazo)(?: \w+)?|"
            r"(?:perco|perdendo|perder) (?:dinheiro|grana|clientes?|vendas?|o emprego)|meu (?:trabalho|negocio) "
            r"depende",
            rf"(?:sem|nao tenho) {_LACK_PT}|(?<=^ )(?:muito|mto|mt|muitissimo|bastante|demais|super|extremamente)(?= "
            rf"$)",
        ),
    },
    no={
        "en": (
            r"(?:isn't|isnt|not|nothing|hardly|never|wouldn't call it|wouldnt call it|no)(?: (?:that|so|very|really|"
            r"terribly|particularly|super|exactly|an?|at all|too|it|call|all that|in any))* (?:urgent|urgency|pressing|"
            r"critical|rush|hurry|emergency|serious|important|big deal|matter of life)",
            r"(?:it |this |that |i |we )?(?:can|could|will|i'll|'ll|we'll|is happy to|happy to|'m happy to) (?:\w+ )?"
            r"(?:wait|hang on|survive|manage|live with \w+|cope|last)",
            rf"{_LATER_EN}(?: \w+)? (?:is|would be|will|works|suits)(?: \w+)? (?:fine|ok|okay|good|do|great|me|best)",
            rf"(?:until|till|can be|could be|make it|do it|fix it|sometime|come|even|maybe) {_LATER_EN}|"
            r"whenever(?: (?:you|it|is|works|they) \w+)?(?: \w+)?|when you (?:can|get (?:a|the) \w+|have (?:a |the "
            r")?\w+)|"
            r"(?:take|all) (?:your|the) time|no (?:rush|hurry|pressure|panic|stress)|in your own time|low priority|"
            r"at your (?:leisure|convenience)|relax|just (?:curious|asking|wondering|a question|checking)|"
            r"got (?:a |another )?(?:spare|backup|back up|mobile data)(?: \w+)?|days? won't (?:hurt|kill)",
        ),
        "es": (
            r"(?:no|nada|tampoco|ni|sin|poco|cero)(?: (?:es|tan|muy|hay|tengo|tiene|corre|me|nada|corro|llevo|ninguna?|"
            r"de|mucha?|para|tanta|estoy))* (?:urgente|urge|urgencia|prisa|apuro|apura|apure|grave|critico|importante|"
            r"emergencia|apremia|correr)",
            r"(?:urgente|urgencia|grave) no(?: es| hay)?|"
            r"(?:puedo|puede|podemos|pueden) (?:\w+ )?(?:esperar|aguantar)|(?:espero|aguanto|me espero|me apano|me las "
            r"arreglo|sobrevivo)|(?:tengo|tenemos|sobra|hay|con) (?:\w+ )?tiempo|tiempo (?:es lo que )?(?:me )?sobra|"
            r"de sobra",
            r"tranqui(?:l[oa]s?)?|sin (?:prisas?|apuros?|estres|presion|urgencia)|con calma|cuando (?:puedan|puedas|"
            r"pueda|"
            r"quieran|quieras|tengan \w+|les \w+)|no (?:se apuren|te apures|hay apuro|corre|tanto|mucho)|"
            r"(?:tomense|tomate|tomese) su? ?tiempo|solo (?:era|es|queria|por) (?:\w+ )?(?:duda|consulta|pregunta|"
            r"curiosidad|saber|preguntar)|por curiosidad|ni fu ni fa",
            rf"(?:puede ser|para|hasta|que sea|vengan|dejemoslo para|mejor) {_LATER_ES}|"
            rf"{_LATER_ES} (?:esta bien|me (?:sirve|va|viene)|tambien|sirve|va bien)",
        ),
        "pt": (
            r"(?:nao|n|nada|nem|sem|pouco|zero|nenhuma|num)(?: (?:e|ha|tem|tenho|to|tou|estou|tao|muito|muita|com|de|"
            r"nenhuma|tanta|tanto|chega a ser|ta|que seja|uma|mt))* (?:urgente|urgencia|pressa|grave|critico|"
            r"importante|"
            r"emergencia|prioridade|correria)(?: alguma| nenhuma)?",
            r"(?:urgente|urgencia|grave) (?:nao|n)(?: e| tem)?|"
            r"(?:pode|posso|podem|da (?:pra|para)|consigo|podemos|dava pra) (?:\w+ )?(?:esperar|aguentar|deixar pra "
            r"depois|aguardar)|(?:eu )?(?:espero|aguento|aguardo|me viro)|(?:tenho|temos|sobra|tem|com) (?:\w+ )?tempo|"
            r"tempo (?:de )?sobra|tempo e o que",
            r"tranquil[oa]|de boa|sem (?:pressa|correria|estresse|stress|pressao|urgencia)|com calma|relaxa|"
            r"quando (?:der|puder|puderem|quiser|quiserem|tiver\w* \w+|for possivel)|"
            r"so (?:era|e|queria|por) (?:\w+ )?(?:duvida|consulta|pergunta|curiosidade|saber|perguntar)|por "
            r"curiosidade|"
            r"no seu tempo|(?:nao|n) (?:tanto|muito|tao)|(?:nao|n) precisa (?:correr|ser (?:hoje|agora|ja))",
            rf"(?:pode ser|deixa (?:pra|para)|fica (?:pra|para)|(?:so |ate )?(?:pra|para|pro)|ate|venham|melhor|"
            rf"tanto faz se for) {_LATER_PT}|{_LATER_PT} (?:ta bom|serve|tambem|pode ser|ta otimo|ja)",
        ),
    },
)
