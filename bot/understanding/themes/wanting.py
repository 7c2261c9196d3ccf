"""Whether something that is offered is wanted, and a call among such things."""

from __future__ import annotations

from bot.understanding.message import word_set
from bot.understanding.themes.theme import TROUBLE, Theme

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
    unless=TROUBLE,
    yes={
        "en": (
            *WANTING.yes["en"],
            r"(?:call|ring|phone|buzz|dial) me(?: \w+)?|give me a (?:call|ring|buzz|shout|bell)",
            r"go on(?: then)?|(?:call|ring|phone)(?: \w+)? (?:at|after|before|around|any time|anytime|tomorrow)(?: "
            r"\w+)?|(?:same|usual) number|"
            r"(?:rather|prefer to|easier to) (?:talk|speak|chat on the phone)(?: \w+)?",
        ),
        "es": (
            *WANTING.yes["es"],
            r"(?:llama|llame|llamen|llamad|marca|marque|marquen|telefonea|habla|hable|hablen)(?:me|nos)(?: \w+)?|"
            r"(?:pueden?|puedes) (?:llamar|marcar)(?:me|nos)?",
            r"mejor (?:hablad[oa]|hablando|hablar|de voz|por telefono|una llamada)(?: \w+)?|(?:al|a) (?:mismo|este|"
            r"mi) (?:numero|celular|cel|"
            r"telefono|movil)(?: \w+)?|(?:pegame|echenme|echame|dame|denme|hagan?me) un[a]? (?:llamad\w+|telefonazo|"
            r"toque|timbrazo|fonazo)",
        ),
        "pt": (
            *WANTING.yes["pt"],
            r"me (?:liga|ligue|liguem|ligar|telefona|telefone|chama)(?: \w+)?",
            r"(?:pode|podem) (?:me )?(?:ligar|telefonar)",
            r"melhor (?:falando|falar|por (?:telefone|voz)|uma ligacao)(?: \w+)?|(?:nesse|neste|no mesmo|no meu) "
            r"(?:numero|celular|telefone)|"
            r"(?:liga|ligue|liguem|ligar)(?: (?:sim|ai|pra mim|depois|amanha|agora|as|de|la|logo))+|da um(?:a)? "
            r"(?:ligada|toque|alo)",
        ),
    },
    no={
        "en": (
            *WANTING.no["en"],
            r"(?:not|don't|dont|hate|rather not|never) (?:\w+ ){0,4}(?:phones?|calls|telephone)",
            r"(?:deaf|hard of hearing|mute|hearing impaired|no voice|lost my voice)|(?:in|by|over|via|through|on|to) "
            r"(?:chat|text|email|"
            r"e mail|mail|whatsapp|message|messages|sms|here|writing)(?: \w+)?(?= (?:please|only|instead|is (?:fine|"
            r"better)|$))|"
            r"(?:text|chat|email|message|write|whatsapp)(?: only| me)|(?:only|just) (?:text|chat|email|message|"
            r"whatsapp|writing)\w*|"
            r"(?:rather|prefer)(?: \w+){0,4} (?:chat|text|texts|typing|type|email|emails|messages?|writing|whatsapp|"
            r"here)|"
            r"(?:isn't|not|unnecessary|no) (?:\w+ )?(?:necessary|use to me)",
        ),
        "es": (
            *WANTING.no["es"],
            r"(?:no|nunca|ni) (?:\w+ ){0,3}(?:por|al) (?:telefono|tel|fono)|no (?:me )?llamen?",
            r"ni se (?:les|te|le) ocurra|(?:nada de|sin|cero|no quiero|odio las|basta de) llamadas?|soy (?:sord[oa]|"
            r"mud[oa])|sord[oa]|hipoacusic[oa]|"
            r"(?:solo|solamente|mejor|prefiero|nomas)(?: \w+){0,4} (?:mensajes?|chat|escrito|escriban|escribanme|"
            r"correo|whatsapp|wasap|"
            r"texto|mail|email)|escr[ií]b(?:an|e|a)me(?: \w+)?|(?:no|ni) (?:me )?(?:hablen|marquen|llames|llame|"
            r"telefoneen)",
        ),
        "pt": (
            *WANTING.no["pt"],
            r"(?:nao|n|nunca|nem) (?:\w+ ){0,3}(?:por|ao|no|pelo) (?:telefone|tel|fone)",
            r"(?:nada de|sem|zero|odeio|chega de|dispenso) ligac(?:ao|oes)|sou (?:surd[oa]|mud[oa])|surd[oa]|"
            r"(?:ligacao|telefone) (?:nao|n)(?: \w+)?|"
            r"(?:so|somente|apenas|melhor|prefiro)(?: \w+){0,4} (?:mensagem|mensagens|msg|msgs|chat|zap|zapzap|whats|"
            r"whatsapp|wpp|email|"
            r"e mail|texto|escrito|escrita|escrever)|(?:nao|n) (?:me )?(?:liga|ligue|liguem|ligar|telefona|"
            r"telefone)(?: \w+)?|nem inventa|nem (?:ouse|pense)(?: \w+)?",
        ),
    },
)
"""Whether somebody would be called."""
