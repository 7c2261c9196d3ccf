"""Whether somebody has something with them: 'right here', 'se me perdió'."""

from __future__ import annotations

from bot.understanding.message import word_set
from bot.understanding.themes.theme import TROUBLE, Theme

HAVING = Theme(
    opens=word_set("has have owns got holds keeps"),
    unless=TROUBLE | word_set("case"),
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
            r"looking at (?:the|my) (?:pdf|bill|invoice|paper|document|letter|screen)",
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
            r"(?:en|a) pantalla|(?:viendo|mirando|leyendo)(?:la|lo)(?: \w+)?",
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
            r"(?:dog|cat|kids?|baby|toddler) (?:literally |probably |just |totally )?(?:ate|tore|took|drew|"
            r"chewed)(?: \w+)?|"
            r"(?:haven't|havent|don't|dont|not) (?:\w+ ){0,2}to hand|no (?:paper|email|letter|nothing|sign of|trace "
            r"of)(?: \w+)?|"
            r"(?:in|at the bottom of) (?:\w+ )?(?:one of the |a |some )?(?:box|boxes|storage|bin|trash)(?: \w+)?|"
            r"(?:never|not) been sent",
        ),
        "es": (
            r"(?:ya )?(?:no|nunca|ni) (?:la |lo |las |los |me |te )*(?:tengo|encuentro|veo|hallo|traigo|"
            r"encontre|recibi|llego|ha llegado|llega|mandaron|tuve|ubico|guarde|guardo|cargo|pude|puedo|"
            r"consigo)(?: \w+)?",
            r"(?:la|lo|las|los) (?:tire|perdi|rompi|deje|bote|olvide|extravie|borre|queme|queme|elimine|"
            r"triture|tiene|tienen)(?: \w+)?|se (?:me )?(?:(?:la |lo )?(?:perdio|olvido|extravio|quedo|"
            r"mojo|rompio|borro|comio)|la comio|la llevo)(?: \w+)?",
            r"en (?:la oficina|el trabajo|casa de|otro lado|otra parte)|sin ella|sin el",
            r"(?:ni )?(?:la|lo) (?:estoy |ando |sigo )?buscando|(?:ni|no) rastro|a saber donde(?: \w+)?|(?:se|me) "
            r"(?:la|lo) (?:robaron|perdieron|llevaron|comio)(?: \w+)?|"
            r"(?:se|la|lo) (?:quedo|deje|olvide) (?:en|con)(?: \w+){0,2}|(?:perro|gato|nino) (?:se )?(?:la|lo) "
            r"(?:comio|rompio)",
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
            r"(?:aqui|comigo|na mao)(?: \w+)? (?:nao|n)(?: (?:ta|tem|esta|tenho|tou|to))?|(?:nao|n|nem)(?: \w+){0,2} "
            r"(?:achando|encontrando|"
            r"localizando|vendo)|(?:ela|ele) (?:sumiu|ficou)(?: \w+){0,3}|cade ela|roubaram|levaram|dei fim|(?:to|"
            r"tou|estou) (?:procurando|"
            r"atras)(?: \w+)?",
        ),
    },
)
