"""A short question behind an answer that asks only for a nod: '17 hs, ¿puede ser?', '3 pm, is that ok?'."""

from __future__ import annotations

import re

from bot.understanding.message import Message, listen

_TAG = re.compile(
    r"[,.;!…\s]+(?:-\s*)?¿?\s*(?:(?:is|would|if) (?:that|it|this)(?: be)?"
    r" (?:ok|okay|fine|alright|good|possible|cool)"
    r"(?: (?:for|with) you)?|that ok(?:ay)?|ok(?:ay)?|right|yeah|cool|can (?:you|u) do (?:that|it)|does that work"
    r"|(?:does|would) that (?:work|suit)(?: for you)?|sound good"
    r"|se puede|puede ser|podra ser|podria ser|si|ok|vale|sale|va|te parece|les parece|le parece|esta bien|les va"
    r"|les sirve|se podra|les queda(?: bien)?|te queda(?: bien)?|como (?:ves|ven|lo ven)|no|que tal"
    r"|pode ser|da|rola|beleza|blz|ta bom|ta bem|ta|certo|tudo bem|que tal|serve|da pra ser|pode|fica bom|ok|ne"
    r"|sera que da)"
    r"\s*\?+\s*$"
)


def without_tag(message: Message) -> Message | None:
    """What is said before the tag; None where the message ends in none, or is nothing else."""
    found = _TAG.search(message.folded)
    rest = listen(message.text[: found.start()]) if found else None
    return rest if rest is not None and rest.words else None
