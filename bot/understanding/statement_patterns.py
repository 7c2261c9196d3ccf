"""Ways of speaking told by several words: what asks, what only seems to suppose, what is liked less."""

from __future__ import annotations

import re

TAG = re.compile(
    r"^ (?:right|ok|okay|yeah|yes|no|you know|verdad|cierto|si|vale|va|sabe|sabes|ne|certo|ta|ta bom"
    r"|beleza|viu|entende"
    r"|por favor|please|porfa) $"
)
"""What makes a question of a statement, and asks nothing."""
STANDING_WISH = re.compile(
    r"^ (?:hi |hello |hola |oi |please |por favor )?(?:can|could|would|will|podria|podrian|puede|pueden"
    r"|puedes|me|pode|podem"
    r"|poderia|poderiam|da para|tem como|consegue) .*(?:from now on|going forward|in future"
    r"|in the future|every month|always"
    r"|each month|de ahora en adelante|a partir de ahora|siempre|cada mes|todos los meses|en adelante"
    r"|daqui para frente"
    r"|daqui para a frente|a partir de agora|sempre|todo mes|todos os meses) "
)
"""A wish put as a question, for good."""
QUESTION = re.compile(
    r"^ (?:and |y |e |so |but |pero |mas |entonces |entao |oi |hola |hi |hello )?(?:do|did|does|can"
    r"|could|am i|are|is"
    r"|what|how|why|when do|when does|which|where|would"
    r"|will|should|que (?:pasa|plan|tal|me|puedo|hago|es|opciones|incluye|pasaria)|cual|cuales|como"
    r" (?:hago|puedo|es|recibo|funciona|se|le|activo|cambio)"
    r"|cuanto|cuanta|cuantos|cuantas|por que|puedo|puede|pueden|tienen|hay|donde|de donde|de onde|quien|o que|qual"
    r"|quais|quanto|quanta|quantos|posso|pode|podem|voces|tem"
    r"|cade|onde|quem|sera|tem como|consigo|consegue|poderia|poderiam|da (?:pra|para)|preciso|existe"
    r"|como (?:faco|posso|funciona|que|recebo|e)|who|whose|should|is|are|any|have you|has|podria"
    r"|podrian|sera|seran|habra"
    r"|debo|deberia|me (?:puede|pueden|puedes|podria|podrian|pode|podem)|se puede|hay|vale la pena|isso|eso) "
)
ASKS_PLAINLY = re.compile(
    r"^ (?:and |so |oi |hola |hi |hello )?(?:do you|does|can (?:i|you|we)|could|am i|are you"
    r"|is (?:there|it)|what"
    r"|how|why|which|where|que (?:pasa|plan|tal|puedo|hago|es|opciones|incluye)|cual|cuales"
    r"|como (?:hago|puedo|es|recibo|funciona|se|le|activo|cambio)|cuanto|cuanta|cuantos|cuantas|por que|puedo"
    r"|tienen|donde|o que|qual|quais|quanto|quanta|quantos|posso|voces tem|cade|onde|sera que"
    r"|como (?:faco|posso|funciona|que|recebo|e)) "
)
"""A question without its mark."""
COURTESY_IF = re.compile(
    r" (?:if (?:you|there|anything|something|ever|needed|necessary|possible|it is)"
    r"|si (?:me|nos|hay|necesitan|quieren|tienen|van|es|pasa|surge|ocupan|algo)"
    r"|se (?:precisar|precisarem|tiver|tiverem|houver|quiserem|for|der|acontecer|alguma|algo|me)) "
)
"""No supposition where the company is told how to go about it:
'text me if there is news', 'si me llaman, que sea …'."""
REQUESTED = re.compile(
    r" (?:que sea|que seja|prefiero|prefiro|mejor|melhor|quiero|quero|gosto|gusta|necesito|preciso"
    r"|please|pls|por favor|prefer"
    r"|(?:call|text|ring|write|phone|email|whatsapp|message|contact|reach|tell|warn) me"
    r"|me (?:liga|ligue|liguem|chama|chamem|avisa|avisem|manda|mandem|escrevam|procurem)"
    r"|\w{3,}(?:nme|ame|eme)) "
)
COMPARED = {
    "en": re.compile(r" (?:than|instead of|rather than) "),
    "es": re.compile(
        r" (?:en vez de|en lugar de|antes que|mas que|than|"
        r"que (?=por|una?|la|el|llamadas?|mensajes?|correos?|sms|whatsapp|papel)) "
    ),
    "pt": re.compile(r" (?:do que|em vez de|ao inves de|no lugar de|em lugar de|than|mais que) "),
}
"""Behind it stands what is liked less."""
