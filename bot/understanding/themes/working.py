"""Whether something works, is mended or well: 'still dead', 'ya volvió'."""

from __future__ import annotations

from bot.understanding.message import word_set
from bot.understanding.themes.theme import TROUBLE, Theme

_NUMB = (
    r"(?:signal|internet|service|wifi|wi fi|bars?|data|connection|coverage|reception|dial tone|network|net|"
    r"line|luck|change|joy|dice|go|improvement|difference)"
)
_LACK_ES = (
    r"(?:servicio|senal|internet|conexion|linea|cambios?|datos|exito|suerte|mejoras?|wifi|inter|tono|red|"
    r"cobertura|barras?|nada|poder|funcionar|jalar|andar|sistema|luz|video|llamadas?)"
)
_LACK_PT = (
    r"(?:sinal|internet|net|conexao|linha|mudancas?|dados|sucesso|sorte|melhoras?|wifi|rede|servico|cobertura|"
    r"nada|funcionar|pegar|acesso|ligar|tom)"
)

WORKING = Theme(
    asked=word_set(
        "again working solved resolved fixed repaired restored back well online running connected better"
    ),
    opens=word_set("works"),
    unless=TROUBLE | {"from", "call", "home", "person"},
    yes={
        "en": (
            r"(?:it |that |everything |all |now )?(?:works|worked|working|running|connects|loads|loading|"
            r"connected|alive|functioning|operational|fixed|sorted|solved|resolved|restored|cured|"
            r"mended)(?: out| fine| great| now| again| perfectly| well| like new| just fine| ok)*",
            r"(?:it's|we're|i'm|they're|its|were|im|is|am|are|it is|all|everything's|everything is|and|now|"
            r"got it|came|come|comes|coming) (?:up|back|online|on line)(?: again| and running| on| up|"
            r" online| now| to normal| in business| to life| working)*",
            r"back (?:up|online|on|again|to normal|in business|to life|now|on line|in action)",
            r"up and running",
            r"(?:all|it's|its|everything's|we're|everything) (?:good|fine|ok|okay|great|perfect|sorted|"
            r"well|normal)(?: again| now)*",
            r"(?:good|fine|okay|perfect|great|better|normal|ok|right) (?:again|now)",
            r"good as new",
            r"like new",
            r"as good as new",
            r"as new",
            r"like a (?:charm|dream)",
            r"(?:did|done|does) the (?:trick|job)",
            r"that did it",
            r"(?:got|have|see|getting|have got|can see)(?: my| the| a| full| some| four| three| all| two|"
            r" good| strong)*(?: \d)? (?:signal|bars|service|internet|wifi|connection|tone|data)",
            r"(?:problem|issue|error|fault)(?:'s| is| has)? (?:gone|solved|fixed|over|disappeared|went away)",
            r"came right",
            r"no (?:more )?(?:problems?|issues?|complaints)(?: now| anymore| any more| so far| since)*",
            r"flying",
            r"never been faster",
            r"(?:full|strong|five|four|all the|5|4) bars",
            r"can (?:call|browse|text|surf|stream|connect|log in|make calls|get online)(?: again| now)*",
            r"hooray|hallelujah|yay|woohoo|finally",
            r"bars are (?:\w+ )?(?:full|back|up)|no (?:more|further) (?:drop ?outs?|drops|cuts|interruptions|outages|"
            r"trouble|errors?)"
            r"(?: \w+)?|(?:can|could|may) close (?:this|it|the (?:case|ticket))|happy days|(?:got|have|received)(?: "
            r"\w+)? (?:refund|money back)(?: \w+)?|"
            r"(?:charge|fee) (?:is|was|has been) (?:off|gone|removed|refunded|reversed)(?: \w+)?",
        ),
        "es": (
            r"(?:ya |ahora |si |todo |me |nos )*(?:funcion(?:a|an|ando|o|aron)|jal(?:a|an|ando|o)|"
            r"agarr(?:a|ando|o)|prend(?:e|io)|conect(?:a|o|ada|ado|an)|naveg(?:a|o|ando)|carg(?:a|an|ando|"
            r"o)|revivi(?:o|do)|resucit(?:o|ado)|arranc(?:a|o|ando)|marcha|arreglad[oa]s?|solucionad[oa]s?|"
            r"resuelt[oa]s?|restablecid[oa]|reparad[oa])(?: ya| ahora| bien| perfecto| todo| otra vez|"
            r" de nuevo| de maravilla)*",
            r"(?:ya |ahora |nos |me )*(?:volvio|volvieron|regreso|regresaron|retorno|levanto|entra|entro|"
            r"sirve|sirvio|camina|pega|tira|rula|furula|chuta|corre)(?: ya| ahora| bien| perfecto|"
            r" la senal| el internet| la luz| el servicio| la linea)*",
            r"(?:ya|ahora) (?:si |me |nos |se |todo )*(?:quedo|quedaron|esta|anda|va|ve|oye|puedo|puede|"
            r"pude|tengo|tenemos|hay|veo|entro|llego)(?: bien| perfecto| listo| como nuevo)?",
            r"(?:anda|va|quedo|esta|todo|andando|marcha) (?:de diez|de maravilla|bien|perfecto|perfecta|"
            r"de lujo|volando|al cien|al 100|joya|ok|en orden|normal|como nuevo|barbaro|excelente|fino|"
            r"chido|listo|resuelto|super|solucionado|al pelo|de lo mejor|genial|correcto)(?: ya| ahora)*",
            r"se (?:arreglo|compuso|soluciono|resolvio|restablecio|normalizo|conecto|reparo|"
            r"destrabo)(?: sol[oa]| todo)*",
            r"como nuevo",
            r"al (?:cien|100|pelo|tiro)",
            r"(?:tengo|hay|veo|llego|aparecio)(?: la| el| ya)* (?:senal|internet|barritas|barras|linea|"
            r"servicio|conexion|tono|inter|wifi)",
            r"(?:puedo|pude|logre|logro) (?:entrar|navegar|llamar|usar|conectar|abrir|mandar|ver|acceder)(?:me|lo|la)?",
            r"aleluya|por fin|hasta que",
            r"vuela|volando",
            r"mejoro",
            r"santo remedio|mano de santo",
            r"(?:me )?(?:devolvieron|reembolsaron|regresaron|reintegraron) (?:la|el|mi|todo|lo)(?: \w+)?|(?:me|nos) "
            r"salv(?:aste|aron|o)|de diez|"
            r"(?:ya )?no (?:me )?(?:sale|aparece|da|marca) (?:el|la|ese|esa|mas)(?: \w+)? (?:cobro|error|problema|"
            r"mensaje|aviso|falla)|"
            r"(?:doy|damos|pueden) (?:\w+ ){0,3}(?:por )?cerra(?:do|r)|asunto arreglado|tema cerrado",
        ),
        "pt": (
            r"(?:ja |agora |tudo |me )*(?:volt(?:ou|aram)|funcion(?:a|am|ou|ando|aram)|a funcionar|"
            r"peg(?:ou|ando)|resolv(?:eu|ido|ida|eram|idissimo)|arrum(?:ou|ado|ada|aram)|consert(?:ou|ado|"
            r"ada|aram)|normaliz(?:ou|ado|ada)|restabelec(?:eu|ido|ida)|ressuscitou|reviveu|conect(?:ou|"
            r"ado|ada|ando)|carreg(?:ou|ando|a)|rodando|voando|solucion(?:ou|ado|ada)|retornou|religou|"
            r"destravou|melhorou|navegando|bombando|entrou|repar(?:ado|ada|ou))(?: ja| agora| bem|"
            r" perfeito| tudo| de novo| dnv| normal| sim| finalmente)*",
            r"agora (?:foi|vai|sim|ta indo|ta|esta|deu|rolou|pega|liga|tenho|tem|consigo|entra|"
            r"conecta)(?: tudo| bem| certo| pegando)*",
            r"ja (?:tenho|tem|consigo|consegui|entra|conecta|liga|pega|esta|ta|foi|deu)(?: tudo| bem|"
            r" certo| pegando)*",
            r"(?:ta|esta|tudo|ficou|tudo esta|tudo ta|anda) (?:ok|certinh[oa]|normal|certo|joia|bem|"
            r"perfeito|em ordem|otimo|beleza|blz|legal|on|cem por cento|100|nos conformes|indo|show|bom|"
            r"tranquilo|suave|perfeita|boa|otima|de boa)(?: agora| ja)*",
            r"deu certo",
            r"de volta",
            r"nova em folha",
            r"novo em folha",
            r"(?:tenho|tem|apareceu|chegou|veio)(?: o| a| ja)* (?:sinal|internet|rede|conexao|linha|tom|"
            r"wifi|net|barrinhas|dados)",
            r"graca?s? a deus|gloria a deus|aleluia|finalmente|ate que enfim",
            r"sumiu o (?:problema|erro)",
            r"uma beleza|uma maravilha|que e uma beleza",
            r"(?:consegui|consigo|da pra|deu pra) (?:acessar|entrar|ligar|navegar|usar|conectar|abrir|mandar|assistir)",
            r"foi so (?:reiniciar|religar|desligar)",
            r"(?:me )?(?:devolveram|reembolsaram|estornaram|ressarciram)(?: \w+)?|(?:nao|n) (?:\w+ )?(?:aparece|da|"
            r"deu|veio|caiu) mais(?: \w+)?|"
            r"(?:pode|podem) (?:fechar|encerrar|dar baixa)(?: \w+)?|me salv(?:ou|aram)|problema resolvido",
        ),
    },
    no={
        "en": (
            r"(?:\w+ ){0,2}(?:died|dropped|crashed|failed|disconnected|cut out|gone|went) again",
            r"still (?!works|working|fine|good|ok|up|on)(?:\w+ )?\w+",
            r"(?:not|isn't|won't|doesn't|didn't|can't|cant|cannot|couldn't) (?:\w+ )?(?:work|working|"
            r"connect|load|help|fixed|resolved|solved|back|up|turn|start|call|change|make|get|send|receive|"
            r"go|do|come)\w*",
            r"(?:just )?the same(?: as (?:before|ever|always)| thing| problem| issue| error)?|"
            r"same (?:as (?:before|ever|always|yesterday|earlier)|thing|problem|issue|error|story|old|shit|"
            r"crap|result|here)(?: again)?",
            rf"(?:no|zero|without)(?: \w+)? {_NUMB}",
            r"nothing(?: at all| yet| works| happens| happened| changed| changes| doing| new| different|"
            r" again)*",
            r"dead(?: again)?|stone dead|as a doornail|died(?: again)?",
            r"down(?: again)?",
            r"worse(?: than \w+)?|worst",
            r"keeps? \w+ing(?: \w+)?",
            r"zilch|kaput|offline|broken|bust(?:ed)?|toast|nada|unusable|useless",
            r"out of (?:order|service)",
            r"(?:problem|issue|error)(?:'s| is) (?:still )?(?:there|here|back)",
            r"(?:gone|cut|cuts|dropped|drops|went) (?:out|off|down)? ?again",
            r"(?:came|was) back (?:\w+ ){0,8}(?:then|but) (?:\w+ ){0,8}(?:gone|down|dead|off|again)",
            r"(?:nobody|no one|noone|none of you) (?:\w+ )?(?:came|fix\w*|show\w*|help\w*|call\w*|has|answer\w*|"
            r"turned|did)(?: \w+)?|"
            r"far from (?:it|solved|fixed|over)|nowhere near|(?:still|been) waiting(?: \w+)?|(?:third|fourth|fifth|"
            r"tenth|\d+th|"
            r"umpteenth) time|(?:spinning|loading) (?:circle|wheel|forever)|(?:light|lights|led)(?: \w+){0,3} (?:red|"
            r"orange|blinking|off)",
            r"(?:will|going to|gonna|supposed to|needs? to|has to|have to|about to)(?: \w+){0,2} (?:fix|fixed|"
            r"working|back|solved|resolved|"
            r"repaired|restored|sorted)(?: \w+)?",
            r"(?:just|it|it's|signal|internet|wifi) (?:dropped|died|crashed|disconnected|cut out|went (?:off|out|"
            r"down|dead))(?: again)?",
        ),
        "es": (
            r"(?:sigue|siguen|sigo|seguimos|continua|continuan|continuo|esta|estoy|permanece|quedo|todavia|"
            r"aun|anda)(?: todo| toda| esto| me| la| el)*(?: linea| internet| senal| telefono|"
            r" modem)? (?:igual|sin|muert[oa]s?|caid[oa]s?|mal|con (?:el|la|los|las|problema)|lent[oa]s?|"
            r"fallando|(?:lo|el|la|en) mism[oa]s?|en las mismas|apagad[oa]|roj[oa]|descompuest[oa]|peor|"
            r"rot[oa]|cortad[oa]|parpadeando|pesimo|de mal en peor|fuera de servicio|desconectad[oa]|"
            r"trabad[oa]|bloquead[oa])(?: \w+)?",
            r"(?:es |esta |todo )?lo mismo(?: de siempre| que antes)?|igual(?:ito|ita)?(?: que (?:antes|"
            r"ayer|siempre))|(?:esta|todo) igual|en las mismas|la misma (?:cosa|historia|falla)|"
            r"el mismo (?:problema|error|cuento)",
            r"peor(?: que antes| aun| todavia)?|empeoro",
            r"nada (?:de nada|todavia|aun|nuevo|cambio|funciona|sirve|jala|que hacer)|(?:todavia|aun|y|"
            r"pero) nada|nadita|nada(?= $)",
            rf"sin(?: ningun| ninguna| nada de)? {_LACK_ES}",
            r"ni (?:jota|para? atras|pa tras|una barra|una rayita|senal|llamadas?|prende|enciende|jala|"
            r"agarra|carga|entra|madres)",
            r"(?:se |me )?volvio a (?:caer|cortar|fallar|ir|apagar|perder|trabar|morir|desconectar)\w*",
            r"se (?:cayo|cae|corto|corta|fue|murio|apago|traba|trabo|desconecta)(?: \w+ vez| de nuevo)?",
            r"muert[oa]s?|caid[oa]s?",
            r"no (?:hay|tengo|me da|da|levanta)(?: \w+)?",
            r"(?:nadie|ningun \w+) (?:\w+ )?(?:arregl\w+|vino|viene|vienen|llega|llego|resuelve|resolvio|llamo|hace|"
            r"hizo|contesta|"
            r"responde|soluciono|soluciona|aparecio)(?: \w+)?|lejos de (?:eso|estar)|(?:sigo|seguimos|estoy|estamos) "
            r"esperando(?: \w+)?|"
            r"(?:ya es la|la) (?:tercera|cuarta|quinta|decima|enesima) vez|(?:luz|foco|led|luces)(?: \w+){0,3} (?:en "
            r")?(?:roj[oa]s?|naranja|"
            r"apagad[oa]s?)|(?:todavia|aun|siquiera) no (?:puedo|podemos|logro|pude|me deja)(?: \w+)?|sigo sin(?: "
            r"\w+)?",
            r"(?:va|van|vienen|vendran|tienen que|quedaron de|quedaron en|falta que|falta|prometieron) (?:a )?(?:lo |"
            r"la |me |que )?(?:arregl\w+|"
            r"volver|volviera|repar\w+|solucion\w+|resolver|resuelvan|venir|vengan|restablec\w+|devolver|"
            r"devuelvan)(?: \w+)?",
            r"(?:nadie|ningun \w+) (?:me |nos |lo )?(?:ha|han) (?:venido|arreglado|llamado|hecho|resuelto|contestado|"
            r"solucionado)(?: \w+)?",
        ),
        "pt": (
            r"(?:continua|continuo|segue|sigo|permanece|ainda|ta|esta|estou|to|tou|fiquei|ficou)(?: tudo|"
            r" esta| ta| to| eu| o| a)*(?: telefone| internet| linha| celular| modem|"
            r" net)? (?:mort[oa]s?|sem|igual(?:zinho)?|na mesma|fora|caid[oa]s?|ruim|pior|mud[oa]s?|"
            r"lent[oa]s?|do mesmo jeito|off|apagad[oa]|com (?:o|a) mesm[oa]|com problema|(?:a|o) mesm[oa]|"
            r"parad[oa]s?|travad[oa]s?|quebrad[oa]s?|offline|desligad[oa]|vermelh[oa]|piscando|pessim[oa]|"
            r"horrivel|cortad[oa]|bloquead[oa])(?: \w+)?",
            r"na mesma(?: de antes)?|(?:a )?mesm(?:a|issima) (?:coisa|porcaria|merda|historia)|"
            r"(?:o )?mesmo (?:problema|erro)|do mesmo jeito|igualzinho|igual antes|igual a antes|tudo igual",
            r"pior(?: que antes| ainda)?|piorou",
            r"nada (?:ainda|de nada|mudou|feito|funciona|novo)|(?:ainda|e|mas) nada|nadica|nadinha|nada(?= $)",
            rf"sem(?: nenhum| nenhuma| nada de)? {_LACK_PT}(?: nenhum| nenhuma)?",
            r"nem (?:liga|ligacao|ligar|funciona|sinal|pega|conecta|entra|carrega|abre|sms|mensagem|"
            r"whatsapp|um pontinho|um risquinho|da sinal)(?: faz)?",
            r"voltou a (?:cair|falhar|travar|dar|sumir|desligar|ficar)(?: \w+)?",
            r"caiu(?: de novo| outra vez| dnv)?|morreu|morta?o?|mudo",
            r"(?:nao|n) (?:tem|tenho|da|abre|liga)(?: \w+)?",
            r"(?:ninguem|nenhum \w+) (?:\w+ )?(?:arruma|arrumou|veio|vem|resolve|resolveu|conserta|consertou|"
            r"apareceu|ligou|faz|fez|"
            r"responde|respondeu|atende|atendeu|deu)(?: \w+)?|longe disso|longe de(?: \w+)?|(?:continuo|to|tou|estou|"
            r"ainda|sigo) (?:na espera|"
            r"esperando|aguardando)(?: \w+)?|(?:terceira|quarta|quinta|decima|enesima|milesima) vez|(?:luz|led|"
            r"luzinha)(?: \w+){0,3} (?:vermelha?|laranja|apagada)|"
            r"sem (?:acesso|conseguir|poder)(?: \w+){0,3}|igual(?:zinho)? antes",
            r"(?:vai|vao|vem|viriam|tem que|ficaram de|falta|prometeram|iam) (?:me )?(?:arrumar|voltar|consertar|"
            r"resolver|vir|normalizar|"
            r"devolver|estornar|restabelecer|arrumarem|voltarem)(?: \w+)?",
        ),
    },
)
