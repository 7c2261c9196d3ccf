"""Whether an answer was right, clear or of help."""

from __future__ import annotations

from bot.understanding.message import word_set
from bot.understanding.themes.theme import TROUBLE, Theme

CONTENT = Theme(
    asked=word_set(
        "happy clear helpful helped answered useful right satisfied understood satisfactory correct answers helps"
    ),
    unless=TROUBLE,
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
            r"(?:no|zero|without|no more|no further|haven't any|don't have any) (?:\w+ )?(?:questions?|doubts?|"
            r"confusion)(?: \w+)?|"
            r"(?:got|get|getting|catch|follow|following|with)(?: the)? (?:you|ya|idea|gist|picture|drift|point)|"
            r"(?:loud and|as) clear|"
            r"(?:easy|simple|straightforward|clicks|clicked|falls into place|penny (?:has )?dropped|no complaints|"
            r"delighted|chuffed)",
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
            r"(?:ninguna|sin|cero|no (?:tengo|hay|me queda|me quedan|queda)(?: ya)?(?: mas| ninguna)?)(?: mas)? "
            r"(?:dudas?|preguntas?)|"
            r"(?:agarre|capte|pesque|cache|pille|entendi|tengo)(?: \w+)? (?:idea|onda|concepto)|ya (?:cai|caigo|"
            r"agarre|cache|pille)|"
            r"(?:tiene|hace|hizo|cobra) sentido|todo en orden|facil de entender",
        ),
        "pt": (
            r"(?:era|e|foi) (?:so |bem |exatamente |justamente )*(?:isso|tudo|td)(?: ai| mesmo)*|"
            r"(?:era|e|foi) (?:so |bem |exatamente |justamente |isso |td |tudo |o )*(?:que|q|oq)(?: eu)? "
            r"(?:queria|precisava|procurava|perguntei|esperava)(?: saber)?|(?:tudo|td|exatamente|justamente|justo) "
            r"(?:o )?(?:que|"
            r"q) (?:eu )?(?:queria|precisava|procurava)(?: saber)?",
            r"esclareci(?:do|da|dos)|esclareceu|(?:ja )?(?:entendi|compreendi|saquei|captei)(?: tudo|"
            r" agora| perfeitamente| sim| bem)*|entendid[oa]|(?:ficou|ta|esta|tudo|bem|muito|super|"
            r"mais) (?:bem |muito |super |mais |td |tudo )*(?:clar[oa]|clarissim[oa]|explicad[oa]|"
            r"explicadinho)|clarissimo|tirou (?:minha|a|todas?|as|minhas)(?: \w+)? duvidas?|"
            r"tirou (?:a )?duvida",
            r"(?:me |isso )*(?:ajudou|ajuda|serviu|serve|resolveu|respondeu|salvou|esclareceu|"
            r"atendeu)(?: \w+)?|na mosca|matou a charada|muito (?:util|claro|clara|bom|boa|obrigad[oa])|"
            r"(?:perfeito|excelente|otimo|otima|maravilha|show)(?: de bola)?",
            r"(?:nenhuma|sem|zero|nao (?:tenho|ha|ficou|restou|tem)(?: mais)?(?: nenhuma)?)(?: mais)? (?:duvidas?|"
            r"perguntas?)(?: nenhuma)?|"
            r"(?:peguei|saquei|captei|entendi|tenho)(?: \w+)? (?:ideia|espirito|coisa|recado|esquema)|(?:faz|fez|"
            r"fazendo) (?:\w+ )?"
            r"sentido|caiu a ficha|facil de entender|tudo em ordem|clareou|da pra entender",
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
            r"(?:lost me|you lost me|went over my head|over my head|double dutch|all greek|greek to me|clueless|"
            r"baffled|puzzled|"
            r"no (?:clue|idea) what (?:you|that|it|this)(?: \w+)?|say (?:it|that) again|explain (?:it |that "
            r")?(?:again|better|"
            r"more simply)|come again|head(?: is|'s)? spinning|makes? my head|disappointed|far from (?:it|happy|"
            r"clear))",
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
            r"no (?:cacho|cache|capto|capte|agarro|pillo|pesco|veo claro|tiene sentido|le (?:entiendo|entendi))(?: "
            r"\w+)?|"
            r"me (?:perdi|perdiste|enrede|confundi|revolvi|lie|hice (?:bolas|un lio|un ovillo))|(?:estoy|quede|ando) "
            r"(?:\w+ )?"
            r"(?:perdid[oa]|hech[oa] (?:bolas|un lio)|enredad[oa]|en blanco)|(?:en )?chino|ni jota|lejos de eso|"
            r"(?:explic|repet|repit)\w+ (?:otra vez|de nuevo|mejor|mas)",
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
            r"(?:to|tou|estou|fiquei|me|ando|fico) (?:mais |bem |meio |meia |completamente |toda |todo "
            r")*(?:perdid(?:[oa]|inh[oa])|"
            r"perdi|embananei|enrolei|voando|atordoad[oa]|viajando|sem rumo)|(?:nao|n|num) (?:peguei|saquei|captei|"
            r"pesquei|faz sentido|"
            r"fez sentido|boiei)(?: \w+)?|boiei|grego|chines|longe disso|(?:explica|repete|repita|explique)\w* (?:de "
            r"novo|"
            r"outra vez|melhor|direito)|nada claro",
        ),
    },
)
