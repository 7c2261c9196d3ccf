"""How customers tell how things stand instead of saying yes or no, by what was asked.

Each row is an expression on the folded words of a message. A denied yes is a no; a denied no tells nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.understanding.message import word_set

Rows = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Theme:
    """What a yes or no is asked about. `asked` are words of a slot's name, one of which must be there; of `opens`
    one must be the first; with one of `unless` it is about something else."""

    yes: Rows
    no: Rows
    asked: frozenset[str] = frozenset()
    opens: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()

    def is_asked(self, words: Sequence[str]) -> bool:
        if not self.unless.isdisjoint(words):
            return False
        return not self.asked.isdisjoint(words) or words[0] in self.opens


DENIALS = {
    "en": word_set(
        "not no never isn't isnt aren't doesn't doesnt don't dont didn't didnt can't cant cannot won't "
        "wont haven't"
        " havent hasn't hasnt hadn't wasn't ain't aint without neither nor nothing hardly barely"
    ),
    "es": word_set("no nunca jamas tampoco ni sin nada nadie"),
    "pt": word_set("nao naum n num nunca jamais nem sem nada ninguem tampouco"),
}
THROUGH = word_set(
    "really even yet at in quite all been be it is me my se me te le les lo la los las ha han he esta "
    "estoy esta"
    " ando to tou ta estou esta foi a o as os ainda mais mas still ever actually any a the siquiera tan ya ja"
    " muy muito ni nem de em en que"
)
"""Words that may stand between a denial and what it denies."""
_TROUBLE = word_set(
    "not no problem problems issue trouble error fault outage down broken fails failing still lost stolen wrong"
)
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
    unless=_TROUBLE | {"from", "call", "home", "person"},
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
        ),
    },
)
"""Whether something works, is mended or well."""

_PLACES_EN = (
    r"(?:work|school|uni|university|college|church|the \w+|my \w+'s|my (?:mom|mum|dad|parents|sister|brother|"
    r"friend|son|daughter|desk at work)\w*|a \w+|hospital|lunch|dinner|the doctor's|somebody's|someone's)"
)
HOME = Theme(
    asked=word_set("home"),
    unless=_TROUBLE | word_set("from works work away phone line internet"),
    yes={
        "en": (
            r"(?:at |back |stuck |sitting |staying )?home(?: now| already| all day| alone| sick)?",
            r"in bed|on (?:the|my) (?:couch|sofa|bed|balcony|porch|toilet)|in (?:the|my) (?:kitchen|"
            r"living room|bathroom|shower|house|garden|bath|tub|bedroom|room|flat|apartment|basement|"
            r"backyard|yard|pajamas|pyjamas|pjs)",
            r"wfh|working (?:from|at) home|home office",
            r"just (?:got|walked|came|arrived|stepped)(?: back)?(?: in| home)",
            r"(?:haven't|havent|not|never) (?:left|leaving|leave|gone out|going out|going anywhere)",
            r"indoors|inside|housebound|bedridden|grounded|quarantin\w+",
            r"(?:at|in) (?:my|the) (?:place|house)",
            r"here all (?:day|evening|morning|afternoon)",
            r"where else",
        ),
        "es": (
            r"(?:en|por) (?:la |mi |una )?(?:casa|casita|depa|departamento|depto|piso|hogar|cama|cocina|"
            r"sala|sofa|sillon|cuarto|jardin|patio|recamara|pijama|habitacion|ducha|bano)(?: mia| ya)?",
            r"(?:aca|aqui|aki) (?:estoy|sigo|ando|toy|estamos|seguimos|mero|metid[oa]|tirad[oa])",
            r"(?:acabo de|recien|ya) (?:llegar|llegue|llego|entrar|entre|llegando|volvi|regrese|estoy|toy)",
            r"no (?:he salido|salgo|sali|me he movido|pienso salir|me muevo)",
            r"home office|teletrabaj\w+|encerrad[oa]s?|acostad[oa]|descansando|echad[oa]",
            r"donde mas",
            r"casa",
        ),
        "pt": (
            r"(?:em|por) (?:minha )?(?:casa|ksa|kasa|casinha)|(?:no|na|aqui no|aqui na) (?:sofa|quarto|ape|"
            r"ap|apto|apartamento|cama|cozinha|sala|varanda|minha casa|meu quarto|banho|banheiro|quintal|"
            r"lar)",
            r"home office|home|teletrabalho",
            r"acabei de (?:chegar|entrar)|cheguei(?: agora| ja)?|ja cheguei|recem chegad[oa]",
            r"(?:nao|n|nem) (?:sai|saio|saimos|arredo|vou sair)",
            r"deitad[oa]|de pijama|trancad[oa]|onde mais|de repouso",
            r"aqui (?:estou|to|tou)",
        ),
    },
    no={
        "en": (
            r"(?:on|half) (?:my |the )?way(?: home| back| there)?",
            r"(?:heading|driving|walking|getting|going|coming|go|drive|get|almost|nearly|not|be|be back|"
            r"until i'm) (?:back )?home(?: yet| at| by| in| later| after| now| soon)*(?: \d+)?",
            r"home (?:at|by|around|after|later|tonight|tomorrow|in (?:a|an|\d+|half|ten|five|twenty))(?: \w+)?",
            r"(?:i )?left(?: home| the house| an hour ago| already| for work)?",
            r"out \w+ing",
            r"(?:won't|wont|not|not going to|not gonna) be (?:back|there|in|around)(?: \w+)?",
            r"(?:i'm|im|i am|we're|still|currently|just|stepped|popped|nipped|gone) out(?: of (?:town|"
            r"the house|state|the country)| and about| shopping| for \w+| at)?|out of (?:town|state|"
            r"the country)|out and about|outside|outdoors",
            r"away|abroad|overseas|elsewhere|travell?ing|commuting|driving|shopping|camping|hiking",
            rf"at (?!home|the (?:house|moment|table|computer|door|kitchen|desk)){_PLACES_EN}",
            r"in (?:traffic|town|a meeting|the office|the car|my car|class|hospital|the hospital|a taxi|"
            r"a cab|an uber|line|transit|a store|another \w+|the city|the store|the waiting room)",
            r"on (?:vacation|holidays?|the road|the bus|the train|a bus|a train|a trip|the street|"
            r"the highway|a plane|the subway|the tube|a business trip|a cruise|the move|the go)",
            r"(?:back|return\w*|be there|there|get back|get in|get home|got to|arrive|be in) (?:at|by|"
            r"around|after|in|on|tonight|tomorrow|next|later|until|till|for)(?: \w+)?",
            r"(?:staying|living|sleeping) (?:at|with|in) (?:my|a|the) (?!own)\w+",
            r"school|work(?= $)|working (?:late|today|till|until)|still working",
        ),
        "es": (
            r"(?:de|en|por el|a medio) camino(?: a (?:la |mi )?casa)?",
            r"(?:voy|vamos|yendo|ir|salgo) (?:camino |llegando |saliendo |para |pa |a |de |hacia |"
            r"rumbo )*(?:la |mi )?(?:casa|alla)",
            r"(?:llego|llegare|llegamos|llegando|vuelvo|volvere|volvemos|regreso|regresare|regresamos|"
            r"estare|estaria)(?: (?:a|en|como|mas|hasta|esta|por|el|manana|tarde|noche|casa|la|las|mi|al|"
            r"despues|luego|rato|\d+))*",
            r"sali(?: hace| de| a| temprano| un)*(?: rato| momento)?",
            r"(?:a)?fuera(?: de (?:la )?(?:casa|ciudad|la ciudad|pais))?|lejos|de viaje|viajando|"
            r"de vacaciones|de compras|de paseo",
            r"en (?:la |el |mi |una |un |plena )?(?:calle|oficina|ofi|trabajo|super|supermercado|chamba|"
            r"escuela|uni|u|universidad|uni|facu|hospital|carro|coche|auto|bus|camion|camioneta|metro|"
            r"gimnasio|gym|doctor|medico|trafico|trancon|taco|aeropuerto|banco|mercado|laburo|pega|curro|"
            r"pueblo|playa|clase|clases|reunion|junta|clinica|consultorio|taxi|uber|tren|avion|centro|"
            r"parque|iglesia|carretera|transporte|extranjero|colegio|cole|tienda|mall|brete|obra|fila|"
            r"restaurante)",
            r"(?:en )?(?:casa|lo) de (?:mi|mis|un|una|unos) \w+|en lo de \w+",
            r"trabajando(?= $| en el| todavia| hasta)|manejando|conduciendo|chambeando|laburando|"
            r"camellando|estudiando",
            r"mas tarde(?: si)?|al rato|en (?:un|una) (?:rato|hora|ratito|\d+ \w+)",
            r"no (?:estoy|toy|ando|estamos)",
        ),
        "pt": (
            r"(?:a|no|pelo|em) caminho(?: de casa| pra casa)?",
            r"(?:indo|vou|voltando|saindo|vindo|correndo)(?: (?:pra|para|a|de|do|da))*(?: (?:casa|ai|la|"
            r"trabalho|servico))?",
            r"(?:chego|chegarei|volto|voltarei|regresso|estarei|vou estar|vou chegar|so vou|"
            r"retorno)(?: (?:so|la|em|casa|no|na|as|a|depois|mais|tarde|de|noite|amanha|daqui|\d+\w*))*",
            r"(?:ja |eu )?sai(?: agora| cedo| ja)?(?: de casa)?",
            r"fora(?: de casa| da cidade| do pais)?|longe|viajando|de viagem|de ferias|passeando|na rua|"
            r"na estrada|no mundo",
            r"(?:na|no|num|numa|pela|pelo) (?:rua|estrada|faculdade|facul|escola|praia|academia|firma|"
            r"empresa|loja|roca|igreja|fila|clinica|aula|reuniao|oficina|padaria|feira|farmacia|rodoviaria|"
            r"trabalho|trampo|servico|escritorio|mercado|supermercado|shopping|onibus|metro|trem|transito|"
            r"hospital|carro|medico|dentista|centro|banco|aeroporto|interior|exterior|uber|taxi|busao|"
            r"parque|salao|colegio|curso|sitio|bar|restaurante|estacionamento|posto|avenida|casa d\w+)",
            r"(?:em|na) (?:casa|ksa) d(?:a|o|e)(?: \w+)?|em (?:viagem|aula|reuniao|transito|servico|"
            r"outra cidade)",
            r"trabalhando(?= $| ainda| fora| ate| no| na)|trampando|dirigindo|estudando",
            r"mais tarde|daqui a pouco",
            r"(?:nao|n) (?:to|tou|estou|estamos)",
        ),
    },
)
"""Whether somebody is at home."""

HAVING = Theme(
    opens=word_set("has have owns got holds keeps"),
    unless=_TROUBLE | word_set("case"),
    yes={
        "en": (
            r"(?:i've |ive |i |we |still |already |just )*(?:have|got) (?:it|one|them|mine|that|this|both|"
            r"those|the \w+|several|plenty|a few|two|three|a copy)(?: right)?(?: here| open| handy|"
            r" with me| in front of me| at hand)*",
            r"(?:here|there) (?:it|they|she) (?:is|are)|right (?:here|in front of me|next to me|beside me)|"
            r"it's (?:all )?(?:right )?(?:here|open|up|printed|attached|handy)|its right here",
            r"in (?:my|the) (?:hands?|inbox|e-?mail|mail|lap|other tab)|in front of me|next to me|"
            r"beside me|with me|on me|to hand|at hand|handy|on (?:my|the) (?:screen|phone|laptop|desk|lap|"
            r"computer|tablet|table|counter|fridge|kitchen table)",
            r"(?:looking|staring|glaring|looking right) at (?:it|them|that|one)|holding (?:it|them|one)|"
            r"reading it",
            r"(?:just )?(?:printed|downloaded|found|opened|located|grabbed|fetched|scanned|saved|kept|"
            r"pulled)(?: it| them| one| mine)?(?: up| out| off)?",
            r"open (?:on|in|right|here)(?: my)?|attached|pulling it up|pulled up",
            r"(?:it )?(?:came|arrived)(?: in the mail| by mail| today| yesterday| this morning)*",
            r"always (?:keep|save|have)(?: \w+)?",
        ),
        "es": (
            r"(?:la|lo|las|los)(?: ya)? (?:tengo|tenemos|traigo|cargo|veo|encontre|abri|guardo|guarde|"
            r"imprimi|descargue|baje|recibi|consegui|halle|saque|agarre)(?: \w+)?|(?:la|lo|las|los) (?:toy|"
            r"estoy|ando) (?:viendo|leyendo|mirando|abriendo)|(?:la|lo) acabo de \w+|acabo de (?:abrir|"
            r"imprimir|recibir|encontrar|bajar|descargar)(?:la|lo)",
            r"(?:ya )?(?:tengo|traigo)(?: un[oa]?s?| dos| varios| varias| mi| la| el)*(?: \w+)?",
            r"(?:aqui|aca|aki)(?: mismo| mero)? (?:la|lo|esta|estan|tengo|mismo|enfrente|conmigo|"
            r"merito)(?: \w+)?|(?:esta|estan) (?:aqui|aca|conmigo|sobre|en (?:mi|la|el))(?: \w+)?",
            r"(?:en|a) (?:la |las |mi |mis )?manos?|en ?frente|delante|conmigo|en (?:el|mi|la) (?:cel|"
            r"celular|celu|correo|pantalla|mesa|compu|computadora|movil|telefono|portatil|ordenador|"
            r"escritorio|bandeja|tablet|mail|email)|sobre (?:la|mi) mesa|a la vista|abierta|impresa",
            r"(?:ya )?(?:me )?llego(?: ayer| hoy| por \w+)*",
        ),
        "pt": (
            r"(?:eu |ja |a |o )*(?:tenho|tenhu|possuo)(?: uma?| dois| duas| ela| ele| tudo| todas?| todos|"
            r" as| os)*(?: aqui| comigo| na mao| em maos)*",
            r"(?:to|tou|estou|tamo|estamos|tava) (?:com (?:ela|ele|elas|eles|a \w+|o \w+)|vendo|olhando|"
            r"lendo|abrindo)(?: ela| ele)?(?: na mao| em maos| aqui| na frente)*",
            r"(?:esta|ta|tao|estao) (?:bem )?(?:aqui|comigo|na mao|na minha|em cima|em maos|aberta?o?|"
            r"na tela|no meu)(?: \w+)?",
            r"(?:aqui|ca)(?: comigo| na minha frente| na frente| na mao| na tela| em cima| na mesa| esta|"
            r" ta| do lado)+|comigo",
            r"na (?:minha )?(?:mao|frente|tela|mesa)|em maos|no (?:meu )?(?:celular|cel|computador|email|"
            r"e-mail|pc|notebook|tablet|whats)",
            r"(?:ja |acabei de )?(?:achei|peguei|abri|imprimi|baixei|recebi|guardei|encontrei|abrir|"
            r"imprimir|baixar|receber|pegar|achar)(?: ela| aqui| agora)*",
            r"(?:ja )?chegou(?: ontem| hoje| pelo correio| por email)*",
        ),
    },
    no={
        "en": (
            r"not (?:on|with|near|in front of) me|not (?:here|handy|to hand|at hand)|somewhere else",
            r"(?:threw|thrown|throw|tossed|chucked|binned|shredded|burn(?:ed|t)|deleted|trashed|recycled|"
            r"ripped|tore|lost|misplaced|dumped|destroyed|ditched)(?: (?:it|them|that|mine|one|the \w+|"
            r"away|out|up))*",
            r"(?:can't|cant|cannot|couldn't|can not|couldnt) (?:\w+ )?(?:find|locate|open|see|get|access|"
            r"download|remember)(?: \w+)?",
            r"never (?:got|received|came|arrived|had|saw|sent|showed|kept|did|seen|gave|get)(?: \w+)?",
            r"(?:haven't|havent|didn't|didnt|don't|dont|hasn't|doesn't|did not|have not|"
            r"do not) (?:\w+ )?(?:got|get|receive|received|keep|kept|bring|have|seen|own|come|came|arrived|"
            r"found|print|printed|save|saved)(?: \w+)?",
            r"left (?:it|them|mine)(?: \w+){0,3}",
            r"(?:it's|its|they're|is|are) (?:back )?(?:at|in) (?:the office|work|home|my (?:mom|mum|mother|"
            r"dad|office|parents|other|sister)\w*|a drawer|the car|storage)(?: \w+)?",
            r"without (?:it|one|them)|no longer have(?: it)?|gone|went missing|missing|(?:dog|cat|kids?|"
            r"baby) (?:ate|tore|took|drew)",
        ),
        "es": (
            r"(?:ya )?(?:no|nunca|ni) (?:la |lo |las |los |me |te )*(?:tengo|encuentro|veo|hallo|traigo|"
            r"encontre|recibi|llego|ha llegado|llega|mandaron|tuve|ubico|guarde|guardo|cargo|pude|puedo|"
            r"consigo)(?: \w+)?",
            r"(?:la|lo|las|los) (?:tire|perdi|rompi|deje|bote|olvide|extravie|borre|queme|queme|elimine|"
            r"triture|tiene|tienen)(?: \w+)?|se (?:me )?(?:(?:la |lo )?(?:perdio|olvido|extravio|quedo|"
            r"mojo|rompio|borro|comio)|la comio|la llevo)(?: \w+)?",
            r"en (?:la oficina|el trabajo|casa de|otro lado|otra parte)|sin ella|sin el",
        ),
        "pt": (
            r"(?:ja )?(?:nao|n|nunca|nem) (?:a |o |me |te |ta |to |tou |estou )*(?:tenho|acho|achei|"
            r"encontro|encontrei|recebi|chegou|veio|disponho|possuo|chega|tive|mandaram|guardei|guardo|"
            r"com ela|com ele|aqui|comigo|consigo|enviaram|abre|localizo|trouxe)(?: \w+)?",
            r"(?:joguei|botei|deitei|rasguei|perdi|queimei|apaguei|deletei|exclui|descartei)(?: ela| ele|"
            r" tudo| fora| a \w+| o \w+| no lixo)*",
            r"tenho (?:mais )?(?:nada|nao|nenhuma?|n)|sumiu|deixei(?: ela| ele)?(?: em| no| na)?(?: \w+)?|"
            r"ficou (?:em|no|na) (?:casa|trabalho|escritorio|carro)|sem ela|sem ele",
            r"(?:cachorro|gato) comeu|(?:tive|mandaram|recebi) nada",
        ),
    },
)
"""Whether somebody has something with them."""

WANTING = Theme(
    opens=word_set("wants want would needs need prefers accepts likes"),
    yes={
        "en": (
            r"(?:that|it|this|a \w+)(?:'d| would|'s| is| will)(?: really|"
            r" certainly)?(?: be)? (?:a )?(?:so |very |really |most |much |just )*(?:great|lovely|nice|"
            r"helpful|perfect|awesome|good|wonderful|fantastic|ideal|best|easier|appreciated|brilliant|"
            r"amazing|fine|cool|super|kind|welcome|better|help|relief)(?: for me)?",
            r"would (?:be )?(?:really )?(?:great|lovely|nice|helpful|perfect|help|suit me|do me good|"
            r"appreciated|love to|love that|love it|love one|appreciate)(?: it| that| one)?",
            r"i'd (?:really |very much )?(?:appreciate|like|love|prefer|welcome)(?: (?:it|that|one|to|"
            r"a \w+))+|i'd be (?:very |so )?(?:glad|grateful|happy|delighted|thankful)|much appreciated",
            r"(?:the )?sooner the better|asap|as soon as (?:possible|you can)|looking forward(?: to \w+)?|"
            r"bring it on|go for it|hook me up|sign me up|you read my mind|can't wait|makes? (?:it|"
            r"things) easier|easier for me|suits me|yes to (?:that|all)",
            r"thought you'd never ask|about time|finally someone \w+",
        ),
        "es": (
            r"(?:me|nos) (?:encantaria|gustaria|vendria|vendrian|serviria|conviene|convendria|parece|"
            r"ayudaria|haria|harian)(?: (?:bien|mucho|muy bien|perfecto|genial|un favor|un gran favor|"
            r"bastante|la idea))*|(?:seria|estaria|quedaria) (?:muy |mas |de )*(?:genial|ideal|perfecto|"
            r"bueno|buenisimo|excelente|lo mejor|lo ideal|gran|ayuda|bien|mejor|estupendo|barbaro|lindo|"
            r"maravilloso|facil|chido|increible|padre)(?: ayuda)?",
            r"(?:lo|se lo|te lo) (?:agradeceria|agradezco|agradeceriamos)(?: mucho)?|"
            r"cuanto antes(?: mejor)?|lo antes posible|mientras antes mejor|mas facil|hagamoslo|hazlo|"
            r"hagalo|(?:quisiera|prefiero|preferiria|necesito|ocupo)(?! (?:no|que no|otr|por))(?: (?:eso|"
            r"que si|hablar|una|un|esa|ese))?",
            r"ya era hora|por fin|hasta que (?:alguien|por fin)",
        ),
        "pt": (
            r"(?:seria|ia ser|vai ser|ficaria) (?:muito |mais |bem |de )*(?:otimo|bom|ideal|perfeito|"
            r"excelente|maravilhoso|legal|melhor|facil|grande ajuda|uma boa|uma mao na roda|bacana|"
            r"maravilha|show|massa|incrivel|boa|otima|fantastico)|(?:me )?(?:ajudaria|facilitaria|adoraria|"
            r"gostaria|agradeceria|quebraria um galho)(?: (?:muito|bastante|bem|sim|demais))*",
            r"(?:eu |ia )?(?:agradeceria|agradecia)(?: muito)?|quanto antes(?: melhor)?|"
            r"o mais rapido possivel|o quanto antes|mais facil|vou querer|quero(?! (?:saber|cancelar|"
            r"reclamar|nada|nao|n|que nao))(?: \w+)?|(?:prefiro|preferia|preciso|queria|"
            r"gostaria)(?! (?:nao|que nao|n|por (?:aqui|chat|mensagem|texto|escrito)))(?: \w+)?",
            r"ate que enfim|finalmente alguem",
        ),
    },
    no={
        "en": (
            r"i'd rather (?:you )?(?:didn't|don't|not|did not|stay|keep|do it)(?: \w+)?|(?:prefer|"
            r"rather) (?:it )?(?:if )?you (?:didn't|don't|not)",
            r"(?:no|not|isn't|is not|there's no|ain't no)(?: any| really)? (?:need|necessary|needed|"
            r"required|point|interest|interested|call for)|unnecessary|needless|pointless|"
            r"waste of (?:\w+ )?time",
            r"(?:i |i'd |we |really |just |absolutely )*(?:hate|dislike|despise|can't stand|cant stand|"
            r"detest|dread)(?: \w+)?",
            r"i(?:'m|m| am) (?:fine|good|ok|okay|alright|all set|set|covered)(?: thanks?| thank you| here|"
            r" without| as i am| with)*|all set|(?:do|manage|live|fine) without",
            r"leave me (?:alone|be|in peace)|(?:don't|dont|do not|stop|quit) (?:you )?(?:dare|bother\w*|"
            r"call\w*|ring\w*|phon\w*|contact\w*|want\w*|need\w*|like\w*|care\w*)(?: \w+)?|"
            r"you've (?:called|rung|bothered)(?: \w+)? enough",
            r"(?:i'll|ill|i will|let me) (?:pass|skip|manage|decline|figure it out|handle it|"
            r"sort it)(?: myself)?|(?:won't|wouldn't|will not|would not)(?: do me any good| help|"
            r" be necessary| be needed| bother)",
            r"not (?:my thing|a fan|keen|bothered|into|for me|in the mood)",
        ),
        "es": (
            r"no (?:es |seria |hace |me |lo |nos |hay |creo |se )*(?:necesari[oa]|necesito|falta|preciso|"
            r"hace falta|interesa|gusta|gustaria|apetece|conviene|sirve|quiero|ocupo|molesten?|moleste|"
            r"llamen?|llames?|marquen?|marques|insistan?|vale la pena|necesidad|imprescindible|serviria|"
            r"requiero)(?: \w+)?",
            r"odio|detesto|me (?:choca|molesta|fastidia|da flojera|da pereza|da hueva|caga|"
            r"revienta)(?: \w+)?|prefiero (?:que no|por (?:aqui|chat|escrito|mensaje|texto|correo|"
            r"whatsapp)|escribir|chatear|no)|(?:dejenme|dejame|dejen) (?:en paz|tranquil[oa])|(?:estoy|"
            r"asi estoy|asi) bien(?: asi| gracias)|perdida de tiempo|sin necesidad|innecesari[oa]",
        ),
        "pt": (
            r"(?:nao|n|nem) (?:e |seria |ha |me |to |estou |vai |vou |se )*(?:necessari[oa]|preciso|"
            r"precisa|carece|interessa|interesse|interessad[oa]|gosto|gostaria|quero|querer|curto|liguem?|"
            r"ligue|ligar|incomodem?|incomode|insista|adianta|vale a pena|ha necessidade|necessidade|"
            r"compensa|afim|a fim|serve|precisar)(?: \w+)?",
            r"odeio|detesto|me (?:irrita|incomoda|deixa nervos[oa])|prefiro (?:que nao|por (?:aqui|chat|"
            r"escrito|mensagem|texto|email|whatsapp|zap)|escrever|digitar|teclar)|me (?:deixa|deixem|"
            r"deixe) em paz|(?:estou|to|tou) (?:bem|de boa) (?:assim|sem)|perda de tempo|desnecessari[oa]|"
            r"dispenso|deixa (?:quieto|pra la)",
        ),
    },
)
"""Whether something that is offered is wanted."""

CALLING = Theme(
    asked=word_set("call callback called phone ring"),
    unless=_TROUBLE,
    yes={
        "en": (
            *WANTING.yes["en"],
            r"(?:call|ring|phone|buzz|dial) me(?: \w+)?|give me a (?:call|ring|buzz|shout|bell)",
        ),
        "es": (
            *WANTING.yes["es"],
            r"(?:llama|llame|llamen|llamad|marca|marque|marquen|telefonea|habla|hable|hablen)(?:me|nos)(?: \w+)?|"
            r"(?:pueden?|puedes) (?:llamar|marcar)(?:me|nos)?",
        ),
        "pt": (
            *WANTING.yes["pt"],
            r"me (?:liga|ligue|liguem|ligar|telefona|telefone|chama)(?: \w+)?",
            r"(?:pode|podem) (?:me )?(?:ligar|telefonar)",
        ),
    },
    no={
        "en": (
            *WANTING.no["en"],
            r"(?:not|don't|dont|hate|rather not|never) (?:\w+ ){0,4}(?:phones?|calls|telephone)",
        ),
        "es": (
            *WANTING.no["es"],
            r"(?:no|nunca|ni) (?:\w+ ){0,3}(?:por|al) (?:telefono|tel|fono)|no (?:me )?llamen?",
        ),
        "pt": (
            *WANTING.no["pt"],
            r"(?:nao|n|nunca|nem) (?:\w+ ){0,3}(?:por|ao|no|pelo) (?:telefone|tel|fone)",
        ),
    },
)
"""Whether somebody would be called."""

CONTENT = Theme(
    asked=word_set(
        "happy clear helpful helped answered useful right satisfied understood satisfactory correct answers helps"
    ),
    unless=_TROUBLE,
    yes={
        "en": (
            r"spot on|bang on|nailed it|bingo|crystal(?: clear)?|(?:all|perfectly|totally|very|it's|that's|"
            r"everything's|pretty|much|now) (?:clear|clearer)|clear as day",
            r"(?:you're |ur |u r |you are |youre )(?:a |an |the |so |very |all )*(?:lifesaver|life saver|"
            r"angel|star|best|great|amazing|legend|genius|awesome|hero|helpful|gem|saint|godsend)|"
            r"life ?saver",
            r"(?:that|this|it|you|which)(?:'s| has| have|'ve| does| did| really| totally| completely|"
            r" fully| perfectly| just| definitely)* (?:helps?|helped|answers?|answered|clears?|cleared|"
            r"explains?|explained|worked|works|solved|covers?|covered|sorted|settles?|settled|did it|"
            r"nailed)(?: \w+)?",
            r"(?:makes?|made|making)(?: perfect| total| complete| a lot of)? sense",
            r"(?:very|so|really|super|extremely|incredibly|most) (?:helpful|useful|informative|clear|happy|"
            r"pleased|satisfied)",
            r"(?:i )?(?:got it|get it(?: now)?|understand(?: now)?|understood|see now)|(?:exactly|just|"
            r"precisely|all|everything) (?:what )?(?:i|that i) (?:needed|wanted|was after|was looking for|"
            r"asked(?: for)?|had to know)|that's (?:it|all|the one|exactly it|what i \w+)|(?:perfect|great|"
            r"brilliant|excellent|good|wonderful|lovely)(?: answer| explanation| job| help)?|"
            r"couldn't be (?:clearer|happier|better)",
        ),
        "es": (
            r"(?:si )?(?:era|es|fue) (?:justo |exactamente |todo |solo |just(?:ito)? )*(?:eso|"
            r"lo que (?:queria|necesitaba|buscaba|preguntaba|esperaba)\w*)|eso (?:era|es|mero|mismo|"
            r"mismito)|justo (?:eso|lo que \w+)|(?:exactamente|todo|justamente) lo que \w+",
            r"(?:me )?(?:quedo|queda|quedo todo|todo|quedo muy|esta|muy|super|mas|bien|quede) clar(?:o|a|"
            r"isimo|isima)|clarisimo|clarito|(?:ya )?(?:lo )?(?:entendi|entiendo|comprendi|comprendo|capto|"
            r"capte)(?: ya| todo| bien| perfecto| perfectamente)*|entendid[oa]|comprendido|aclarad[oa]|"
            r"(?:me|eso) (?:aclaro|aclara|resuelve|resolvio|despejo)(?: \w+)?",
            r"(?:me |eso )*(?:sirve|sirvio|ayudo|ayuda|sirvieron|funciono|funciona|salvaste|salvo|"
            r"salvaron)(?: \w+)?|de (?:gran|mucha) ayuda|muy (?:util|amable|claro|clara)|al pelo|"
            r"dio en el clavo|diste en el clavo|(?:perfecto|excelente|genial|buenisimo|buenisima|de lujo|"
            r"impecable)",
        ),
        "pt": (
            r"(?:era|e|foi) (?:so |bem |exatamente |justamente |td |tudo )*(?:isso|tudo|td|o que|oq|o q|"
            r"que|q)(?: ai| mesmo| q| que)*(?: eu)?(?: (?:queria|precisava|procurava|perguntei|"
            r"esperava)(?: saber)?)?|(?:tudo|td|exatamente|justamente|justo) (?:o )?(?:que|"
            r"q) (?:eu )?(?:queria|precisava|procurava)(?: saber)?",
            r"esclareci(?:do|da|dos)|esclareceu|(?:ja )?(?:entendi|compreendi|saquei|captei)(?: tudo|"
            r" agora| perfeitamente| sim| bem)*|entendid[oa]|(?:ficou|ta|esta|tudo|bem|muito|super|"
            r"mais) (?:bem |muito |super |mais |td |tudo )*(?:clar[oa]|clarissim[oa]|explicad[oa]|"
            r"explicadinho)|clarissimo|tirou (?:minha|a|todas?|as|minhas)(?: \w+)? duvidas?|"
            r"tirou (?:a )?duvida",
            r"(?:me |isso )*(?:ajudou|ajuda|serviu|serve|resolveu|respondeu|salvou|esclareceu|"
            r"atendeu)(?: \w+)?|na mosca|matou a charada|muito (?:util|claro|clara|bom|boa|obrigad[oa])|"
            r"(?:perfeito|excelente|otimo|otima|maravilha|show)(?: de bola)?",
        ),
    },
    no={
        "en": (
            r"(?:isn't|isnt|wasn't|wasnt|not) (?:\w+ )?what i (?:meant|asked|wanted|needed|said)(?: \w+)?",
            r"wrong(?: answer| question| one| thing)?|try again|useless|worthless|pointless|nonsense|"
            r"gibberish|rubbish|garbage|unhelpful|irrelevant|off topic|no (?:use|help|good|"
            r"sense)(?: at all| to me)?",
            r"(?:doesn't|doesnt|didn't|didnt|does not|did not|don't|dont|hasn't|haven't|isn't|wasn't|not|"
            r"never|couldn't)(?: \w+)? (?:help|helped|helpful|answer|answered|address|make sense|"
            r"understand|understood|get|explain|explained|solve|clear|useful|right|it|true|relevant|follow|"
            r"say|satisfied|happy|pleased|tell|mean|enough|correct)(?: \w+)?",
            r"not (?:\w+ )?what i(?:'m| am| was)? (?:asked|ask|asking|wanted|meant|needed|said|after|"
            r"looking)(?: for)?|i (?:asked|was asking|wanted|meant|said|"
            r"need)(?: to know)?(?: \w+)? (?:about|for|something|another|whether|how|why)",
            r"still (?:confused|don't|dont|lost|not|unclear|no idea|waiting|wondering|unsure|in the dark|"
            r"clueless|haven't)(?: \w+)?|(?:more |even more |totally |so |very |all )*(?:confused|"
            r"confusing|lost)|miss(?:ed|ing|es) the point|nothing to do with|clear as mud|(?:none|"
            r"makes no) sense|no clearer|none the wiser|beside the point|waste of time|read (?:it|"
            r"my \w+) again|you (?:misunderstood|didn't read)",
        ),
        "es": (
            r"no (?:era|es|fue|me|te|le|se|lo|la|nos|has|ha|queda|quedo)(?: \w+)?(?: (?:eso|claro|entendi|"
            r"entiendo|sirve|sirvio|ayuda|ayudo|aclaro|aclara|pregunte|queria|nada))?|no (?:entendi|"
            r"entiendo|comprendo|responde|respondio|contesta|resuelve|resolvio|sirve|sirvio|ayuda|"
            r"ayudo)(?: \w+)?",
            r"nada que ver|otra cosa|(?:yo |lo que )+(?:queria|pregunte|preguntaba|preguntando|necesitaba|"
            r"dije|quiero)(?: \w+)?(?: \w+)?|(?:pregunte|preguntaba|preguntando|pregunto) (?:por|sobre|"
            r"otra|algo|del|de|como|cuando|si)|(?:me )?(?:quede|quedo|estoy|sigo) (?:igual|en las mismas|"
            r"confundid[oa]|perdid[oa]|con (?:la|las|dudas)|sin (?:entender|saber|respuesta|comprender)|"
            r"mas confundid[oa])|confus[oa]|confundid[oa]|inutil|equivocad[oa]|incorrect[oa]|mal(?= $)|"
            r"no tiene (?:nada|sentido)(?: que ver)?|puras? (?:vueltas|tonterias)",
        ),
        "pt": (
            r"(?:nao|n|nem) (?:era |e |foi |me |se |deu |tem |ta |esta |ficou |era bem |muito )*(?:isso|"
            r"entendi|entendo|ajudou|ajuda|respondeu|responde|resolveu|resolve|serviu|serve|esclareceu|"
            r"clar[oa]|sentido|perguntei|a ver|adiantou|adianta|util|queria|tirou)(?: \w+)?",
            r"nada (?:a ver|haver|a haver|disso)|outra coisa|(?:eu )?(?:perguntei|queria saber|"
            r"tinha perguntado|perguntava|pedi|falei)(?: \w+)?|continuo (?:sem|com|na mesma|confus[oa]|"
            r"perdid[oa])(?: \w+)?|(?:fiquei|to|tou|estou) (?:mais |ainda )*(?:confus[oa]|"
            r"perdid[oa]|na mesma|na duvida|com duvida|sem entender|boiando)|confus[oa]|inutil|errad[oa]|"
            r"enrolacao|le de novo|leia de novo",
        ),
    },
)
"""Whether an answer was right, clear or of help."""

THEMES = (HOME, WORKING, CALLING, WANTING, HAVING, CONTENT)
