"""Whether somebody agrees, accepts or allows: 'deal', 'no acepto', 'estou de acordo'."""

from __future__ import annotations

from bot.understanding.message import word_set
from bot.understanding.themes.theme import TROUBLE, Theme
from bot.understanding.themes.wanting import WANTING

AGREEING = Theme(
    asked=word_set(
        "agree agrees agreed agreement accept accepts accepted consent consents approve approves authorize allows"
    ),
    unless=TROUBLE,
    yes={
        "en": (
            *WANTING.yes["en"],
            r"(?:i |we |fully |totally |completely )*(?:agree|accept|consent|approve|authori[sz]e|allow)(?: \w+)?|"
            r"(?:agreed|accepted|approved|granted|deal|done deal|permission granted)|you have my (?:consent|"
            r"permission|word|"
            r"approval)|(?:fine|ok|okay|good|happy|cool) (?:by|with) (?:me|that|it|this|us)|no objections?(?: \w+)?|"
            r"(?:don't|dont|do not) (?:mind|object)|where do i sign|read (?:it|them) and (?:\w+ )?(?:agree|fine)",
        ),
        "es": (
            *WANTING.yes["es"],
            r"(?:lo |la |los |las |si )*(?:acepto|aceptamos|autorizo|autorizamos|apruebo|consiento|permito|accedo|"
            r"firmo)(?: \w+)?|"
            r"(?:estoy |estamos |totalmente |completamente )*(?:de acuerdo|conforme|conformes)|trato hecho|"
            r"aceptad[oa]|autorizad[oa]|"
            r"(?:tienen?|tienes|doy) (?:mi )?(?:permiso|consentimiento|autorizacion)|no (?:me opongo|tengo (?:problema|"
            r"inconveniente|objecion)|hay (?:problema|inconveniente))(?: \w+)?|por mi (?:bien|esta bien|perfecto)",
        ),
        "pt": (
            *WANTING.yes["pt"],
            r"(?:eu |nos )?(?:aceito|aceitamos|autorizo|autorizamos|aprovo|consinto|permito|concordo|concordamos|"
            r"assino|topo)(?: \w+)?|"
            r"(?:estou |to |tou |estamos |totalmente )*de acordo|trato feito|aceit[oa]|autorizad[oa]|(?:tem|dou)(?: "
            r"a)?(?: minha| meu)? "
            r"(?:permissao|consentimento|autorizacao)|(?:nao|n) (?:me oponho|tenho (?:objecao|nada contra)|vejo "
            r"problema)(?: \w+)?|"
            r"por mim (?:tudo bem|ok|pode|ta bom|beleza)",
        ),
    },
    no={
        "en": (
            *WANTING.no["en"],
            r"(?:i |we |strongly )*(?:disagree|refuse|reject|decline|object|oppose)(?: \w+)?|(?:don't|dont|do not|"
            r"can't|cannot|"
            r"won't|not|never|wouldn't) (?:\w+ )?(?:agree|accept|consent|approve|authori[sz]e|allow|sign|ok with|"
            r"okay with|happy "
            r"with)(?: \w+)?|deal breaker|no deal|unacceptable|against (?:it|that|this)|permission denied",
        ),
        "es": (
            *WANTING.no["es"],
            r"(?:no|nunca|jamas|tampoco) (?:lo |la |los |estoy |se |puedo |quiero |voy a |doy (?:mi )?)*(?:acepto|"
            r"aceptar|autorizo|"
            r"autorizar|apruebo|consiento|permito|accedo|firmo|firmar|de acuerdo|conforme|permiso|consentimiento)(?: "
            r"\w+)?|"
            r"(?:rechazo|me opongo|me niego|discrepo|inaceptable|en desacuerdo|en contra)(?: \w+)?",
        ),
        "pt": (
            *WANTING.no["pt"],
            r"(?:nao|n|nunca|jamais) (?:o |a |estou |to |posso |quero |vou |dou (?:minha |meu )?)*(?:aceito|aceitar|"
            r"autorizo|autorizar|"
            r"aprovo|consinto|permito|concordo|concordar|assino|assinar|de acordo|permissao|consentimento)(?: \w+)?|"
            r"(?:recuso|rejeito|me oponho|discordo|inaceitavel|sou contra|contra isso)(?: \w+)?",
        ),
    },
)
