"""What is said only to rule it out: 'not Friday, Saturday', 'el viernes no', 'anything but the 5th'."""

from __future__ import annotations

from bot.understanding.message import Message, word_set

_BEFORE = {
    "en": word_set("not no but except isn't aren't wasn't never won't can't cannot don't doesn't"),
    "es": word_set("no menos excepto salvo nunca tampoco"),
    "pt": word_set("nao menos exceto nunca tampouco nem"),
}
_BEHIND = {"en": frozenset[str](), "es": frozenset({"no"}), "pt": frozenset({"nao"})}
_THROUGH = word_set(
    "on at the a el la los las de para por em na pra as um uma un una on in es e any anything todo"
)
"""Words that may stand between a negation and what it denies."""
_MORE = word_set("more less later earlier than mas mais menos over")
"""'No more than 40' is forty."""


def is_denied(message: Message, first: int, after: int, language: str) -> bool:
    """A negation right before, or right behind and ending its clause; a comma after the 'no' makes it an answer."""
    at = first - 1
    while at >= 0 and message.word(at) in _THROUGH and _same_breath(message, at):
        at -= 1
    if at >= 0 and message.word(at) in _BEFORE[language] and _same_breath(message, at):
        is_anything_but = message.word(at) not in ("but", "menos") or message.word(at - 1) in _ALL
        return is_anything_but and message.word(at + 1) not in _MORE
    if message.word(after) not in _BEHIND[language] or not _same_breath(message, after - 1):
        return False
    return after == len(message.words) - 1 or not _same_breath(message, after)


_ALL = word_set("anything any all everything nothing todo todos todas cualquiera qualquer tudo nada dia day")


def _same_breath(message: Message, at: int) -> bool:
    """Nothing but space and hyphens between this word and the next."""
    return not message.text[message.words[at].end : message.words[at + 1].start].strip(" -\t\n")
