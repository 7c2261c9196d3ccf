"""Whether somebody travels soon: 'bags are packed', 'me quedo en casa', 'só no ano que vem'."""

from __future__ import annotations

from bot.understanding.message import word_set
from bot.understanding.themes.theme import TROUBLE, Theme

_MUCH_LATER_EN = (
    r"(?:next (?:year|summer|winter|spring|fall|christmas)|(?:six|seven|eight|nine|ten|several|many|\d+) months|"
    r"(?:a|two|\w+) years?|the year after|ages)"
)
_MUCH_LATER_ES = (
    r"(?:el (?:otro|proximo) ano|el ano (?:que viene|proximo|entrante)|(?:\w+ )?(?:seis|ocho|diez|varios|muchos) meses|"
    r"(?:un|dos|unos|varios) anos?|fin de ano)"
)
_MUCH_LATER_PT = (
    r"(?:(?:n?o |d?o )?ano q(?:ue)? vem|(?:n?o )?(?:proximo|outro) ano|(?:\w+ )?(?:seis|oito|dez|varios|muitos) meses|"
    r"(?:um|dois|uns|varios) anos?|fim d[eo] ano)"
)
TRAVELLING = Theme(
    asked=word_set("travel travels travelling traveling trip trips abroad roaming flying vacation holiday"),
    unless=TROUBLE,
    yes={
        "en": (
            r"(?:i'm |im |i am |we're |we are |will be |'ll be |are |am )*(?:going|off|heading|flying|driving|"
            r"travell?ing|leaving|"
            r"sailing|jetting off|moving|popping over)(?: (?:back|out|over|away|down|up|abroad|overseas|home|"
            r"on))?(?: (?:to|for|"
            r"on|in|this|next|tomorrow|tonight|soon|see|visit|abroad|overseas|away|holiday|vacation) ?)+(?:\w+)?",
            r"(?:i|we) (?:fly|leave|travel|go|depart|set off|head)(?: (?:out|off|to|on|in|this|next|tomorrow|abroad))+|"
            r"(?:i'm|im|we're|i am) (?:off|away|abroad|flying|travell?ing)|(?:bags?|suitcases?)(?: \w+)? packed|"
            r"packed|packing|"
            r"(?:flights?|tickets?|hotels?|trip|holiday|cruise|vacation)(?: \w+){0,2} (?:booked|bought|paid|sorted|"
            r"ready|in hand)|"
            r"(?:got|have|booked|bought)(?: \w+){0,2} (?:flights?|tickets?|trip|holiday|cruise|vacation|flight)(?: "
            r"\w+)?|"
            r"at the airport|boarding|honeymoon|(?:this|next) (?:weekend|week|friday|saturday|sunday|monday|tuesday|"
            r"wednesday|"
            r"thursday|month)|tomorrow|tonight|in (?:a|two|three|four|\d|ten|few|couple)(?: \w+)? (?:days?|weeks?)|"
            r"counting (?:down )?the days|can't wait",
        ),
        "es": (
            r"(?:me |nos )?(?:voy|vamos|viajo|viajamos|salgo|salimos|vuelo|volamos|parto|partimos|cruzo|cruzamos|"
            r"embarco|"
            r"ire|iremos|viajare|saldre|toca viajar|marcho)(?: (?:pronto|manana|hoy|el|la|al?|para|pa|de|en|este|"
            r"esta|con|mi|los|"
            r"unos|dias|semana|fin) ?)*(?:\w+)?",
            r"(?:maletas?|valijas?|equipaje)(?: \w+)? (?:list[oa]s?|hech[oa]s?|armad[oa]s?|preparad[oa]s?)|(?:hice|"
            r"hago|"
            r"haciendo|armando|empacando|alistando)(?: \w+)? (?:maletas?|valijas?)|(?:tengo|compre|saque|reserve|ya "
            r"hay)(?: \w+){0,3} "
            r"(?:vuelo|pasajes?|boletos?|billetes?|tiquetes?|viaje|crucero|congreso)(?: \w+)?|"
            r"luna de miel|en el aeropuerto|(?:este|el proximo|proximo) (?:fin de semana|finde|lunes|martes|"
            r"miercoles|jueves|"
            r"viernes|sabado|domingo|mes)|el (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|finde)|pasado "
            r"manana|"
            r"la (?:proxima|otra) semana|la semana que viene|"
            r"en (?:\d|un par de|dos|tres|unos|pocos|quince|\d\d)(?: \w+)? (?:dias|semanas)|de vacaciones|de viaje",
        ),
        "pt": (
            r"(?:eu )?(?:vou|vamos|viajo|viajamos|saio|saimos|voo|embarco|embarcamos|parto|viajarei|irei|to indo|tou "
            r"indo|estou indo|"
            r"tamo indo)(?: (?:viajar|pra|para|pro|ao?|no|na|em|de|agora|amanha|logo|sim|passar|semana|esse|essa|"
            r"este|esta|dia|com|"
            r"ver|visitar|a) ?)*(?:\w+)?",
            r"(?:malas?|mochila|bagagem)(?: \w+)? (?:pronta|prontas|feita|feitas|arrumada|arrumadas)|(?:fazendo|"
            r"arrumando|"
            r"fiz|arrumei)(?: \w+)? malas?|(?:tenho|comprei|reservei|peguei|ganhei|marquei|fechei)(?: \w+){0,3} "
            r"(?:voo|passagem|passagens|viagem|"
            r"pacote|cruzeiro|hotel)(?: \w+)?|(?:passagens?|viagem|hotel|voo)(?: \w+)? (?:comprad[oa]s?|marcad[oa]s?|"
            r"pag[oa]s?|"
            r"reservad[oa]s?|fechad[oa]s?)|lua de mel|no aeroporto|(?:esse|este|nesse|neste|no proximo|proximo) "
            r"(?:fim de "
            r"semana|fds|sabado|domingo|mes|feriado)|(?:n?o |n?a )(?:sabado|domingo|segunda|terca|quarta|quinta|"
            r"sexta|feriadao|"
            r"feriado)|depois de amanha|amanha|semana que vem|mes que vem|(?:n?a )?proxima semana|daqui (?:a "
            r")?(?:uns |alguns |"
            r"poucos |\d+ |dois |duas |tres )?(?:dias|semanas)|de ferias|de viagem|to de partida",
        ),
    },
    no={
        "en": (
            r"(?:no|not|nothing|won't|wont|never|without|isn't|don't|dont|haven't|am not|neither)(?: \w+){0,3}? "
            r"(?:trips?|travel\w*|plans?|planned|"
            r"booked|going|holidays?|vacations?|go|fly|flying|leav\w+|flights?|anywhere|budget|money|passport|going "
            r"away|out of)(?: \w+)?(?: anywhere)?",
            r"(?:stay|staying|stuck|remain\w*|be|staycation\w*)(?: \w+)?(?: (?:home|put|here|local|at home|in "
            r"town))+|staycation|going nowhere|nowhere|"
            r"(?:cancel\w*|postponed|called off|fell through)(?: \w+){0,3}|(?:can't|cant|couldn't) (?:afford|get "
            r"(?:any )?time|travel|go)"
            r"(?: \w+)?|(?:broke|skint|homebody|grounded|too (?:old|busy|expensive|sick|poor))",
            rf"(?:not (?:until|till|before|for)|only|in|maybe)(?: \w+)? {_MUCH_LATER_EN}(?: \w+)?|{_MUCH_LATER_EN} "
            rf"(?:maybe|at the earliest|from now)|"
            r"(?:just|already|recently) (?:got|came|come|been|returned)(?: \w+)? back(?: \w+)?",
        ),
        "es": (
            r"(?:no|ni|nunca|sin|ningun|nada de|tampoco)(?: \w+){0,3}? (?:viajes?|viajar|viajo|viajamos|planes|plan|"
            r"salgo|salir|salimos|voy|vamos|"
            r"iremos|vacaciones|moverme|muevo|pasaporte|plata|dinero|presupuesto|lana|vuelos?|pasajes|pienso (?:ir|"
            r"salir))(?: \w+)?",
            r"(?:me|nos) (?:quedo|quedamos|quedare|toca quedarme)(?: \w+){0,4}|(?:cancel\w+|suspend\w+|pospus\w+|"
            r"aplac\w+|se cayo|se "
            r"cancelo)(?: \w+){0,2}|(?:no (?:alcanza|hay|tengo)) (?:para (?:eso|viajes)|plata|dinero|lana)",
            rf"(?:recien|hasta|solo|para|en|como en|a lo mejor|quizas?|tal vez)(?: \w+)? {_MUCH_LATER_ES}(?: \w+)?|"
            rf"(?:acabo|acabamos) de "
            r"(?:volver|regresar|llegar)(?: \w+)?|(?:ya|recien) (?:volvi|regrese|fui)(?: \w+)?",
        ),
        "pt": (
            r"(?:nao|n|nem|nunca|sem|nenhuma?|nada de|num)(?: \w+){0,3}? (?:viagens?|viajar|viajo|viajamos|planos?|"
            r"saio|sair|saimos|vou|vamos|"
            r"ferias|passaporte|grana|dinheiro|verba|passagem|marcad[oa]|pretendo|programad[oa]|planejad[oa])(?: \w+)?",
            r"(?:vou ficar|fico|ficar|ficarei|vamos ficar|ficando)(?: (?:em|por|aqui|na|no|casa|mesmo|quiet[oa]|"
            r"minha|cidade))+|"
            r"(?:cancel\w+|adi(?:ei|aram|amos|ada)|desisti\w*|furou|miou|nao deu certo)(?: \w+){0,2}|(?:to|tou|"
            r"estou) (?:sem (?:grana|dinheiro|"
            r"um tostao|verba)|lis[oa]|dur[oa]|quebrad[oa])(?: \w+)?",
            rf"(?:so|somente|apenas|talvez|quem sabe|la (?:pra|para)|daqui a?)(?: \w+){{0,3}} {_MUCH_LATER_PT}(?: "
            rf"\w+)?|"
            r"(?:acabei|acabamos) de (?:voltar|chegar)(?: \w+)?|(?:ja|recem) (?:voltei|fui|viajei)(?: \w+)?",
        ),
    },
)
