"""Words that tell a mark from the other numbers of a message, in the three languages together."""

from __future__ import annotations

import re

from bot.understanding.message import word_set
from bot.understanding.stretches import MINUTES
from bot.understanding.units import UNITS

COUNTED = (
    frozenset(MINUTES)
    | frozenset(word for unit in UNITS.values() for word in unit.words)
    | word_set(
        "bars calls departments agents operators reps technicians techs visits emails texts messages chats tickets"
        " complaints requests friends neighbours neighbors relatives cousins coworkers colleagues grandchildren"
        " grandkids sons daughters brothers sisters houses homes stores branches shops companies plans accounts bills"
        " invoices outages cuts drops failures errors problems issues mistakes attempts tries chances reasons bucks"
        " dollars dollar euros pounds quid cents miles blocks floors rooms letters numbers questions minutes meters"
        " rayitas barritas barras llamadas departamentos areas agentes operadores operadoras tecnicos asesores correos"
        " mensajes reportes quejas tickets folios solicitudes amigos amigas vecinos familiares primos primas companeros"
        " nietos nietas hermanos hermanas casas tiendas sucursales companias planes cuentas facturas recibos apagones"
        " cortes caidas fallas fallos errores problemas intentos oportunidades razones motivos pesos varos lucas"
        " centavos cuadras pisos cuartos cartas preguntas ocasiones kilometros metros"
        " barrinhas tracinhos risquinhos chamadas ligacoes setores departamentos atendentes operadores tecnicos"
        " emails mensagens protocolos reclamacoes chamados pedidos amigos amigas colegas vizinhos parentes primos"
        " primas netos netas irmaos irmas casas lojas agencias empresas planos contas faturas boletos quedas falhas"
        " erros problemas tentativas chances razoes motivos reais real conto contos pila centavos quadras andares"
        " quartos cartas perguntas ocasioes quilometros metros megas numeros conhecidos conocidos vendedores"
    )
) - word_set("sim us time somos gente g m b")
"""What stands behind a number that is no mark: 'my 3 grandchildren', '6 años', '2 barrinhas'."""

FUNCTION_WORDS = word_set(
    "for from of in on at to and or but because cause cuz cos coz bc as since so if when with without this these those"
    " that the a an my your every each per last next all is are was were i you we they it now just only"
    " por para de del en con sin a al y e o u pero porque pq xq pues ya que si cuando este esta estos estas ese esa los"
    " las el la mi mis tu su cada todos todas es son fue solo ahora"
    " com sem da do das dos no na nos nas em mas ou pois se quando meu minha meus minhas seu sua toda todo sao foi"
    " so agora esse essa esses essas nesse nessa neste nesta desse dessa"
)
"""Between a mark and a noun they part the two: 'an 8 these days'."""

REASONS = word_set(
    "for from because cause cuz coz cos bc since as but and if when though tho max tops honestly easily definitely"
    " please pls thanks only just due given considering i u you my your is maybe probably overall right now"
    " por porque pq xq pues ya pero y e si cuando maximo les le te nomas honestamente gracias tal mas creo"
    " diria porfa"
    " pois ja mas com sem se quando obrigado obrigada eu acho so sincero sincera honesto honesta porque"
    " com para pra pelo pela"
)
"""What may follow a mark in the same breath: the reason, a limit, a thank-you."""

OPENERS = word_set(
    "a an the solid strong full big fat flat clear definite easy honest perfect straight hard weak low high mere"
    " miserable generous maybe perhaps prob probs probably probly like about around say id i'd well hmm um uh er ok"
    " okay yes yeah yep sure score rating mark number just only definitely my is it's its so oh"
    " un una el la lo nota puntuacion puntaje calificacion puntos digamos pues bueno mmm este eh creo que q diria"
    " como unos tal vez quizas quiza yo mi es seria si sip solo apenas minimo claro rotundo"
    " um uma o a notas entao bom olha acho eu diria minha e uns umas talvez sim so ah belo bela"
)
"""What may stand between the beginning of a clause and its mark."""

LED = re.compile(
    r" (?:give|gave|giving|score|rate|rated|rating|mark|put|say|deserve|deserves|earn|worth|award"
    r"|doy|damos|daria|dare|dar|dale|denle|pongo|pondria|ponemos|pon|ponle|ponles|ponme|pongan|pongale|anota|anotale"
    r"|apunta|califico|calificaria|puntuo|merecen?|otorgo|asigno|digo|diria"
    r"|dou|daria|damos|dar|darei|coloco|colocaria|coloca|ponho|poe|bota|boto|marca|marco|merecem?|avalio|atribuo|diria"
    r"|fico com|vou de|fica|nota|notas|puntuacion|puntaje|calificacion)"
    r"(?: (?:it|you|u|them|ya|y'all|this|that|myself|les?|te|os|los|voces|vcs|vc|pra voces|pra vcs|down|as|of|at|with"
    r"|con|de|com|que|q|una?|um|uma|an?|the|el|o|la|solid|nota|puntos?|maybe|about|like|is|es|e|:)){0,4} $"
)
"""The verb or noun that gives a mark, and what stands between it and the number."""

PUTS = re.compile(
    r" (?:(?:let's|lets|let us|let me|we'll|i'll|ill|i'd|id|so|then|just|but|yeah|yes|ok|final answer)"
    r"(?: \w+)?(?: (?:say|put|go(?: with)?|call it|make it|settle (?:on|for)|stick with|give(?: (?:it|you|u|them))?))?"
    r"|say|put(?: down)?|make it|make that|call it|go(?:ing)? with|settle (?:on|for)|stick with|more like|rather"
    r"|digamos|pongamos|pongamosle|dejemoslo en|quedemos en|dejalo en|dejemos|ponle|pon|mejor|va|vale|asi que|o sea"
    r"|entonces|mas bien|quedo en|me quedo con|voy con|vamos con|final|pero(?: si)?(?: (?:un|les|le|te))*(?: doy)?"
    r"|vamos de|vou de|fico com|fica|deixa|bota|poe|coloca|melhor|entao|ou seja|digamos|vai ser|vamos dizer"
    r"|mas(?: (?:sim|so|te|lhe|eu|vou))*(?: (?:dou|dar))?)"
    r"(?: (?:an?|the|una?|el|um|uma|o|um belo|nota|en|em|de|con|com|que|q|it's|its))* $"
)
"""What settles on the last of several: 'or 8, say 8', 'pongamos 7', 'fico com 9'."""

INTENDED = re.compile(
    r" (?:wanted to|wished|going to|gonna|would have|would've|woulda|i'd have|would be|could be|could have|almost"
    r"|nearly|used to|queria|iba a|iba|hubiera|habria|seria|era|casi|estuve por|pensaba|pude|podria"
    r"|ia|teria|quase|pensei em|pensava|poderia|merecia)(?= )"
)
"""What was meant to be given, or would be if: 'I wanted to put a 10', 'seria 10 mas'."""

SHARED = word_set("for por pelo pela pelos pelas para pra in en em no na")
"""Behind two marks, each is for something else: '9 for the service, 4 for the price'."""

CORRECTING = word_set(
    "no nope not wait hold on sorry actually oops make that it rather better well hmm scratch i meant mean ok yeah"
    " nah or a an"
    " espera perdon mejor digo ups miento corrijo no un una mas bien ay bueno un"
    " nao n perdao desculpa desculpe ops minto melhor digo alias um uma na verdade espera pera"
)
CORRECTS = word_set(
    "no nope wait sorry actually oops scratch nah rather espera perdon mejor digo ups miento corrijo nao n perdao"
    " desculpa desculpe ops minto melhor alias pera"
)
"""Of these at least one stands between a mark and the one that replaces it."""

MINUS = word_set("minus negative negativo negativa")
AT_LEAST = word_set("al o a pelo ao ou")
"""'Al menos 7' and 'mais ou menos 7' are no minus."""

SCALE = re.compile(
    r"(?<= )(?:(?:on |in |en |em |numa |n?uma? )?(?:an? |una? |la |a |na )?(?:scale|escala)"
    r"(?: (?:of|from|de|del|do|da))?"
    r"|from|between|de|del|do|entre|desde)? ?"
    r"(?:0|1|zero|cero|one|uno?|um) (?:to|thru|through|a|al|ao|ate|hasta|and|y|e) (?:el |o |la )?"
    r"(?:10|ten|diez|dez)(?= )"
    r"|(?<= )(?:scale|escala) (?:of|de|del) (?:10|ten|diez|dez)(?= )"
)
"""The scale itself, which is no mark."""

_WHAT = (
    r"(?:score|mark|marks|rating|grade|number|points?|one|value|nota|puntuacion|puntaje|calificacion|numero|valor|"
    r"puntos?|pontuacao|avaliacao|pontos?|todas|tudo|todo)"
)
TOP = re.compile(
    rf" (?:(?:highest|top|maximum|max|full|perfect|best)(?: possible)? {_WHAT}|the (?:max|maximum|highest|very top)"
    rf"|as high as (?:it|you|u|possible|they)"
    rf"|{_WHAT} (?:maxim[oa]|perfect[oa]|tope|cheia)|(?:mas|mais) alt[oa]|(?:la|el|o) maxim[oa](?! respeto)"
    rf"|(?:maxima|maximo|mejor|maior|melhor) {_WHAT})(?= )"
)
BOTTOM = re.compile(
    rf" (?:(?:lowest|bottom|minimum|min|worst)(?: possible)? {_WHAT}|the (?:lowest|minimum|very bottom)"
    rf"|as low as (?:it|you|u|possible|they)"
    rf"|{_WHAT} minim[oa]|(?:mas|mais) (?:baj|baix)[oa]|(?:la|el|a|o) minim[oa]"
    rf"|(?:minima|minimo|peor|pior|menor) {_WHAT})(?= )"
)
MIDDLE = re.compile(
    r" (?:(?:in |down )?the middle|middle of the (?:road|scale)|half ?way|mid ?point|(?:a )?la mitad|en (?:el )?medio"
    r"|punto medio|(?:bem )?no meio|meio termo|(?:n?a )?metade)(?= )"
)
HELD_BACK = re.compile(
    r" (?:not|no(?! meio)|nao|n|ni|nem|never|nunca|almost|nearly|near|close|below|under"
    r"|but|pero|mas(?! alt| baj)|casi|quase|cerca"
    r"|perto|isn't|wasn't|don't|can't|won't|if|si|se|until|hasta|ate|less|menos|would have|would've"
    r"|hubiera|habria|teria|between|entre|or|ou|o(?= (?:la|el|lo) )) "
)
"""Nothing extreme is meant beside them: 'almost top marks', 'the highest, but'."""
