"""What somebody says after thinking again: 'yes... no wait, it is gone', 'sí, bueno, no', 'não ia, mas agora vou'.

Only what follows the last such turn counts, since it takes back what was said before.
"""

from __future__ import annotations

import re
from functools import cache

from bot.understanding.contrast import BUT_IN
from bot.understanding.message import Message, listen

_TAKES_BACK = {
    "en": r"no wait|wait no|scratch that|strike that|on second thoughts?|come to think of it|"
    r"now that i (?:think|look|check)(?: of it| about it| again)?|i lied|i tell a lie|i stand corrected|"
    r"i take (?:that|it) back|(?:i )?changed my mind|(?:i )?spoke too soon|(?:i )?misread(?: that| it)?|"
    r"(?:i )?misunderstood|oh no wait|i mean",
    "es": r"no espera|espera no|mejor dicho|quise decir|quiero decir|miento|me equivoque|corrijo|pensandolo bien|"
    r"pensandolo mejor|ahora que (?:lo )?(?:pienso|veo|miro|reviso|recuerdo|me acuerdo)|me confundi|cambie de "
    r"(?:opinion|idea)|retiro lo dicho|(?:lei|entendi) mal|(?<!te )(?<!le )(?<!les )(?<!no )digo(?! que)",
    "pt": r"nao pera|nao espera|(?:es)?pera nao|(?<!que )qu?e?r dizer|quero dizer|ou melhor|melhor dizendo|minto|"
    r"me enganei|(?:me )?confundi|corrigindo|pensando (?:bem|melhor)|mudei de ideia|ah? quer saber|"
    r"agora que (?:eu )?(?:vi|lembrei|olhei|reparei|pensei|percebi)|(?:li|entendi|vi) errado|"
    r"retiro o que (?:eu )?disse|(?<!te )(?<!lhe )(?<!nao )digo(?! que)",
}
_TURNS_TO = {
    "en": r"(?:oh|ah|well|actually|wait|but|in the end|then again)(?= (?:no|nope|nah|yes|yeah|yep) )|"
    r"so(?= (?:no|nope|yes|yeah) $)",
    "es": r"(?:ah|ay|uy|bueno|mejor|en realidad|al final|aunque|mas bien|perdon)(?= (?:no|si) )|"
    r"(?:asi que|entonces|o sea)(?= (?:no|si) $)",
    "pt": r"(?:ah|ai|bom|melhor|na verdade|no fim|no final|alias|opa|ops|desculpa|mas)(?= (?:nao|n|sim) )|"
    r"(?:entao|logo|ou seja)(?= (?:nao|n|sim) $)",
}
"""What leads to another yes or no, which is part of what counts."""
_PAUSES = {
    "en": r"(?:wait|hold on|hang on|oops)(?! (?:a|one|for|till|until|to|any|while|let|i'll|i'm|please|list|time)(?= ))",
    "es": r"(?:espera|espere|esperen|esperate|ups|ay)(?! (?:un|una|que|a|al|hasta|tantito|por|voy|dejame)(?= ))",
    "pt": r"(?:pera|perai|espera|opa|ops|eita)(?! (?:ai|um|uns|so|que|ate|eu|vou|deixa|por|o|a)(?= ))",
}
"""A halt before something else; where it opens no clause it is a verb like any other: 'I can't wait'."""
_WAS = {
    "en": r"(?:was|were|wasn't|weren't|had|hadn't|used to|didn't|at first|initially|earlier)",
    "es": r"(?:iba|ibamos|tenia|teniamos|estaba|era|queria|pensaba|pensabamos|al principio|antes)",
    "pt": r"(?:ia|iamos|tinha|tinhamos|estava|tava|era|queria|pensava|no comeco|no inicio|antes)",
}
"""How things were before the 'but' that says how they are."""


def second_thought(message: Message, language: str) -> Message | None:
    """What is said after the last turn, perhaps nothing that can be heard; None where nobody thinks again."""
    turns = [after for _, _, after in message.find(_pattern(_TAKES_BACK[language]))]
    turns += [after for _, first, after in message.find(_pattern(_TURNS_TO[language])) if first]
    return _behind(message, turns)


def later_word(message: Message, language: str) -> Message | None:
    """What is said after a halt, or after how things once were; it need not be another answer."""
    turns = [
        after
        for _, first, after in message.find(_pattern(_PAUSES[language]))
        if first and message.between(first - 1, first).strip()
    ]
    turns += [after for _, _, after in message.find(_was(language))]
    return _behind(message, turns)


@cache
def _was(language: str) -> re.Pattern[str]:
    but = "|".join(sorted(BUT_IN[language]))
    return re.compile(rf"^ (?:\w+ ){{0,3}}?{_WAS[language]} (?:\w+ ){{0,9}}?(?:{but})(?= )")


@cache
def _pattern(told: str) -> re.Pattern[str]:
    return re.compile(rf"(?<= )(?:{told})(?= )")


def _behind(message: Message, turns: list[int]) -> Message | None:
    last = max((after for after in turns if after < len(message.words)), default=None)
    return None if last is None else listen(message.behind(last - 1).lstrip(" ,.:;!?…-"))
