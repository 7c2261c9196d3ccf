"""Whether somebody is at home: 'on my couch', 'tô na rua'."""

from __future__ import annotations

from bot.understanding.message import word_set
from bot.understanding.themes.theme import TROUBLE, Theme

_PLACES_EN = (
    r"(?:work|school|uni|university|college|church|the \w+|my \w+'s|my (?:mom|mum|dad|parents|sister|brother|"
    r"friend|son|daughter|desk at work)\w*|a \w+|hospital|lunch|dinner|the doctor's|somebody's|someone's)"
)
HOME = Theme(
    asked=word_set("home"),
    unless=TROUBLE | word_set("from works work away phone line internet"),
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
            r"(?:in|at) (?:my|the|our) (?:office|shop|car|gym|parents|workplace|store|factory|clinic)(?: \w+)?|(?:i "
            r")?(?:reach|get|arrive) home(?: \w+)?",
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
