"""Customers' words without what is theirs alone: names, places, numbers, addresses.

A word is shown only when it is in the vocabulary; a misspelt one is shown as the one that was meant. Everything else is
hidden, so that nothing has to be known about names or places for them to be gone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

from bot.reviewing.vocabulary import WORD, Vocabulary, begins_a_sentence, folded_word
from bot.understanding.numbers import NUMBER_WORDS

HIDDEN, NUMBER = "…", "#"
"""What stands for a hidden word and for a number. Neither is a word to a model that learns the phrase."""
_PIECE = re.compile(
    r"(?P<address>\S*@\S*|\b(?:https?:|www\.)\S+|\b[^\W\d_][\w-]*(?:\.[^\W\d_][\w-]+)+\b)"
    r"|(?P<number>\w*\d\w*(?:[ .,:/()+-]{0,2}\w*\d\w*)*)"
    rf"|(?P<word>{WORD})|(?P<mark>[\s.,;:!?¿¡'\"()-])|(?P<other>.)",
    re.DOTALL,
)
_NAMING = re.compile(
    r"\b(?:my name(?: is|'s|s)|name(?: is|:)|(?:i'm|i am|im|are) called|me llamo|mi nombre(?: es|:)|apellido(?: es|:)|"
    r"me chamo|nome(?: é| e|:))\s+$"
)
_INTRODUCING = re.compile(
    r"\b(?:i'm|i am|im|this is|it's|soy|habla|aqu[ií] es|sou|aqui (?:é|e)|fala(?:ndo)?|"
    r"from|to|in|en|de|desde|a|em|do|da|para|pra|mrs?|ms|sra?|don|do[ñn]a|dona)\.?\s+(?:[oa]\s+)?$"
)
_NAME_WORDS = 3
_SPELLED = 3
_MANY_HIDDEN = re.compile(rf"{HIDDEN}(?:[\s.,'-]*{HIDDEN})+")
_MANY_SPACES = re.compile(r"\s+")
_SMALL = frozenset(word for one in NUMBER_WORDS.values() for word in one.small)


def redact(text: str, known: Vocabulary, own: Collection[str] = ()) -> str:
    """`own` are folded words of the customer's own name, hidden always."""
    text = unicodedata.normalize("NFC", text.replace("’", "'"))
    is_shouted = _is_written_large(text)
    naming_until = -1
    parts: list[tuple[str, str]] = []
    for match in _PIECE.finditer(text):
        kind, piece = match.lastgroup, match[0]
        if kind == "word":
            before = text[: match.start()].lower()
            if _NAMING.search(before):
                naming_until = _end_of_name(text, match.start())
            is_own = match.start() < naming_until or folded_word(piece) in own
            is_introduced = _INTRODUCING.search(before) is not None
            if is_own or (not is_shouted and _looks_like_a_name(text, match, is_introduced)):
                parts.append((piece, HIDDEN))
            else:
                parts.append((piece, known.shown(piece, may_be_a_name=is_introduced) or HIDDEN))
        elif kind == "mark":
            parts.append((piece, piece))
        elif kind == "other":
            parts.append((" ", " "))
        else:
            parts.append((piece, NUMBER if kind == "number" else HIDDEN))
    whole = "".join(_without_spelled_numbers(parts))
    return _MANY_SPACES.sub(" ", _MANY_HIDDEN.sub(HIDDEN, whole)).strip()


def shown_words(redacted: str) -> list[str]:
    """What is left of a message, folded."""
    return [folded_word(word) for word in re.findall(WORD, redacted)]


def _is_written_large(text: str) -> bool:
    """So many words begin with a capital that a capital says nothing."""
    words = re.findall(WORD, text)
    return len(words) > 2 and sum(word[0].isupper() for word in words) * 2 > len(words)


def _end_of_name(text: str, start: int) -> int:
    """A name has a few words and ends with the breath."""
    stretch = re.split(r"[,.;:!?\n]", text[start:], maxsplit=1)[0]
    words = list(re.finditer(WORD, stretch))[:_NAME_WORDS]
    return start + words[-1].end() if words else start


def _looks_like_a_name(text: str, match: re.Match[str], is_introduced: bool) -> bool:
    """A capital inside a sentence, or behind 'I'm' and the like."""
    if not match[0][0].isupper() or folded_word(match[0]).split("'")[0] == "i":
        return False
    return is_introduced or (match[0].istitle() and not begins_a_sentence(text, match.start()))


def _without_spelled_numbers(parts: list[tuple[str, str]]) -> Iterator[str]:
    """From what was said and what is shown of it. A number said digit by digit is a number; one or two are how many."""
    run: list[tuple[str, str]] = []
    for said, shown in [*parts, ("", "")]:
        if folded_word(said) in _SMALL or (run and said and not said.strip(" ,-")):
            run.append((said, shown))
            continue
        spelled = sum(bool(one.strip(" ,-")) for one, _ in run)
        if spelled >= _SPELLED:
            yield NUMBER if run[-1][0].strip(" ,-") else f"{NUMBER} "
        else:
            yield from (one for _, one in run)
        run = []
        yield shown
