"""Whether something is kept as it is, a number, a plan, a service: 'same one', 'estrenar otro', 'fica esse mesmo'."""

from __future__ import annotations

from bot.understanding.message import word_set
from bot.understanding.themes.theme import TROUBLE, Theme

_KEPT_EN = (
    r"(?:it|this|that|mine|this one|that one|them|both|(?:my|the|this|that|our) (?:\w+ ){0,2}(?:one|number|plan|"
    r"line|service))"
)
_KEPT_ES = r"(?:el|la|lo|mi|este|ese|esta|esa|con el|con la|con mi|con este|con ese|con lo)"
_KEPT_PT = (
    r"(?:o|a|meu|minha|esse|essa|este|esta|com o|com a|com esse|com essa|com este|com meu|com o meu|como)"
)
KEEPING = Theme(
    asked=word_set("keep keeps keeping stay stays staying retain retains port ports"),
    unless=TROUBLE | word_set("home"),
    yes={
        "en": (
            rf"(?:keep(?:ing)?|retain(?:ing)?|leave|save|hold onto|hold on to|hang on to|hanging on to|stick with|"
            rf"sticking with|stick to|stay with|staying with|stay on|carry on with|take|bring|transfer|port)"
            rf"(?: {_KEPT_EN})?(?: as it is| over| with me)?",
            r"(?:the |my )?(?:same|old|current|existing|usual|original)(?: old)?(?: (?:one|number|plan|line|service))?|"
            r"same as (?:now|before|ever|always)|as (?:it )?is|staying|porting|portability|"
            r"(?:it's|its|i'm|im) (?:attached|staying|used to)",
            r"(?:don't|dont|do not|never|not|won't|wouldn't|without|no way|rather not|no need to|can't)(?: \w+){0,2}? "
            r"(?:chang(?:e|ing)|los(?:e|ing)|switch(?:ing)?|giv(?:e|ing) (?:\w+ )?up|let(?:ting)? (?:\w+ )?go|"
            r"part(?:ing)?|cancel(?:ling)?|replac(?:e|ing)|swap(?:ping)?|touch)(?: \w+){0,2}",
            r"(?:everyone|everybody|all my \w+|clients?|customers|family|friends|whole family|banks?)(?: \w+){0,3} "
            r"(?:have|has|knows?|got|uses?|calls?|reach)(?: \w+)?|"
            r"(?:had|have had|been)(?: \w+){0,4} (?:for )?(?:\d+|\w+) years",
        ),
        "es": (
            rf"(?:mantener|mantengo|mantenerl[oa]|conservar|conservo|conservarl[oa]|dejar|dejo|dej[ae]n?l[oa]|"
            rf"dejamel[oa]|dejarl[oa]|"
            rf"seguir|sigo|quedarme|me quedo|quedo|continuar|portar|portarl[oa]|no soltar|guardar|guardarl[oa]|"
            rf"traer|traspasar|migrar|pasar)(?: {_KEPT_ES}| como)?(?: \w+)?",
            r"(?:el|la|mi|lo|con el|este|ese|esta|esa)? ?(?:mism[oa]|mismit[oa]|actual|de (?:siempre|antes|toda la "
            r"vida)|"
            r"viej[oa]|que (?:ya )?(?:tengo|traigo|uso))(?: numero| plan| de siempre)?|portabilidad|portacion|"
            r"(?:ese|este|esa|esta) (?:mero|mismo|misma)",
            r"(?:no|ni|sin|nunca|jamas|para no)(?: \w+){0,2}? (?:cambi\w+|perder\w*|pierdo|solt\w+|suelto|deshacer\w*|"
            r"renunci\w+|cancel\w+|dar(?:lo|la)? de baja|mover\w*|toquen|otro|otra)(?: \w+)?",
            r"(?:todo el mundo|todos|mis clientes|mi familia|la gente|los clientes|mis contactos|el banco|"
            r"toda la \w+)(?: \w+){0,3} (?:tienen?|conocen?|saben?|llaman?|ubican?|usan?)(?: \w+)?",
            r"(?:lo |la )?(?:tengo|llevo|uso|traigo)(?: \w+){0,3} (?:desde|hace|anos)(?: \w+)?",
        ),
        "pt": (
            rf"(?:manter|mantenho|mantem|mantenha|conservar|conservo|deixar|deixa|deixem|deixe|ficar|fico|fica|"
            rf"continuar|continuo|"
            rf"seguir|portar|guardar|preservar|permanecer|permaneco|levar|trazer|transferir)(?: {_KEPT_PT})?(?: \w+)?",
            r"(?:o|a|esse|essa|meu|com o|este)? ?(?:mesm[oa]|mesminh[oa]|atual|de (?:sempre|antes)|antig[oa]|velh[oa]|"
            r"que (?:eu )?(?:ja )?(?:tenho|uso))(?: numero| plano| de sempre)?|portabilidade",
            r"(?:nao|n|nem|sem|nunca|jamais|pra nao)(?: \w+){0,2}? (?:mud\w+|troc\w+|perder|perco|larg\w+|abr\w+ mao|"
            r"desfazer|cancel\w+|alter\w+|mex\w+|outro|outra)(?: \w+)?",
            r"(?:todo mundo|todos|meus clientes|minha familia|a familia|os clientes|meus contatos|o banco|"
            r"toda a \w+)(?: \w+){0,3} (?:tem|conhece|conhecem|sabe|sabem|liga|ligam|usa|usam)(?: \w+)?",
            r"(?:tenho|uso)(?: \w+){0,3} (?:desde|ha|faz|anos)(?: \w+)?",
        ),
    },
    no={
        "en": (
            r"(?:a |the |give me a |brand |want a |some )*(?:new|different|fresh|another|other|second)(?: (?:one|"
            r"number|plan|"
            r"line|start|digits|sim|provider|company))?",
            r"(?:i'd |i'll |i |want to |rather |prefer to |going to |gonna |please )*(?:change|switch|swap|replace|"
            r"cancel|ditch|"
            r"drop|dump|scrap|bin|delete|lose|get rid of|let go of|leave|kill|retire|give up|close)(?: (?:it|this|that|"
            r"mine|them|the \w+|my \w+|everything|one|number))+",
            r"(?:let|can|could|may)(?: \w+){0,4} (?:go|die|expire|lapse)|(?:sick|tired|fed up|had enough) (?:of|"
            r"with)(?: \w+)?|"
            r"(?:don't|dont|do not|no longer|not) (?:\w+ )?(?:need|want|use|care about|bothered about|attached)(?: "
            r"to)?(?: "
            r"it| that| this| the \w+| my \w+| mine| them)?|"
            r"(?:scam|spam|unwanted|nuisance|cold) calls?|anything but|get rid(?: of)?|start(?:ing)? (?:fresh|over|"
            r"again)|"
            r"rid of|(?:i'm |im )?(?:leaving|cancelling|canceling|switching|changing)(?: \w+)?",
        ),
        "es": (
            r"(?:un |uno |una |el |otro |numero )*(?:nuev[oa]|nuevecit[oa]|otr[oa]|distint[oa]|diferente)(?: numero| "
            r"plan| linea| chip)?|"
            r"cualquier(?:a)?(?: \w+)? menos(?: \w+)?",
            r"(?:prefiero |quiero |quisiera |mejor |voy a |me gustaria |deseo |necesito |lo |la |me "
            r")*(?:cambiar(?:l[oa]|me)?|cambio|cambien(?:l[oa])?|"
            r"cambiemos(?:l[oa])?|estrenar|estreno|cancelar(?:l[oa])?|cancelo|cancelen(?:l[oa])?|dar(?:l[oa])? de baja|"
            r"denl[oa] de baja|dejarl[oa] ir|soltar(?:l[oa])?|eliminar(?:l[oa])?|borren(?:l[oa])?|tirar(?:l[oa])?|"
            r"botar(?:l[oa])?|"
            r"deshacerme|quitenl[oa]|quitar(?:l[oa])?)(?: \w+)?|de baja",
            r"(?:ya )?no (?:lo |la |me |le )*(?:quiero|necesito|uso|ocupo|interesa|importa|sirve|hace falta)(?: "
            r"(?:mas|ese|este|esa|eso|el|mi))?|"
            r"(?:hart[oa]|cansad[oa]|aburrid[oa]) (?:de|con)(?: \w+)?|(?:llamadas|mensajes) (?:de )?(?:spam|cobranza|"
            r"estafa\w*|extorsion\w*|basura)|empezar de (?:cero|nuevo)|borron y cuenta nueva|(?:me voy|me cambio)(?: "
            r"\w+)?",
        ),
        "pt": (
            r"(?:um |uma |o |outro |numero |chip )*(?:nov[oa]|novinh[oa]|outr[oa]|diferente)(?: numero| plano| linha|"
            r" chip)?|"
            r"qualquer(?: \w+)? menos(?: \w+)?",
            r"(?:prefiro |quero |queria |melhor |vou |gostaria de |preciso |pode |podem )*(?:mudar|mudo|muda|mudem|"
            r"trocar|troco|troca|troquem|cancelar|cancelo|cancela|cancelem|desativar|desativa|excluir|largar|"
            r"descartar|descarta|me desfazer|"
            r"joga fora|jogar fora|dar baixa|apagar|estrear|substituir)(?: \w+)?",
            r"(?:ja )?(?:nao|n) (?:o |a |me |to |tou )*(?:quero|preciso|uso|ligo|interessa|importo|serve|faz "
            r"falta)(?: mais)?(?: (?:esse|este|essa|ele|ela|meu))?|"
            r"(?:cansad[oa]|cheia?o?|de saco cheio|enjoad[oa]) (?:de|do|da|desse|dessa)(?: \w+)?|"
            r"(?:ligacoes|ligacao|mensagens) (?:de )?(?:spam|cobranca|golpe\w*|telemarketing)|comecar (?:do zero|de "
            r"novo)|"
            r"(?:to|vou) (?:saindo|sair|embora)(?: \w+)?|pode (?:sumir|perder|liberar|morrer|deixar ir)",
        ),
    },
)
