"""Where options are shown as numbered lines, '2' means the second of them, whatever else it may look like."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from bot.answers import NUMERIC, Choice, Expectation
from bot.dialogue.answering import PATTERN_CONFIDENCE
from bot.dialogue.talk import Talk
from bot.dialogue.waiting import waited_for
from bot.messages import Option

NUMBERED = frozenset({"sms", "whatsapp"})
"""Channels that may show options as numbered lines."""
_COUNTED = NUMERIC | {"date", "time", "date_time", "phone"}
_BARE = re.compile(r"(?:[#(]|n[oº°.]{0,2}|option|opcion|opcao|numero|number)?\s*(\d{1,2})\s*[.):,!-]*")
_FEW_WORDS = 6
_SURE = 0.6
"""Less than an answer needs: an option that was not meant is left again with a word, and nothing was stored."""


def take(talk: Talk) -> None:
    """Put the option that the message names in the place of a pressed button; leave any other message alone."""
    heard = talk.moment.heard
    if talk.moment.channel not in NUMBERED or heard.payload or len(heard.text.split()) > _FEW_WORDS:
        return
    options = talk.memory.shown_options()
    option = _by_number(talk, options) or _by_title(heard.text, options) or _by_words(talk, options)
    if option is not None:
        talk.moment = replace(talk.moment, heard=replace(heard, payload=option.payload))
        talk.note("option_named", value=option.value)


def _by_number(talk: Talk, options: Sequence[Option]) -> Option | None:
    """Not where a number is asked for: there '2' is the answer itself."""
    found = _BARE.fullmatch(_plain(talk.text))
    waited = waited_for(talk)
    if found is None or (waited and waited.type in _COUNTED and not talk.state.confirming):
        return None
    place = int(found[1])
    return options[place - 1] if 1 <= place <= len(options) else None


def _by_title(text: str, options: Sequence[Option]) -> Option | None:
    """The words on a button, which WhatsApp sends when it is pressed."""
    same = [option for option in options if _plain(option.title) == _plain(text)]
    return same[0] if len(same) == 1 else None


def _by_words(talk: Talk, options: Sequence[Option]) -> Option | None:
    """Where nothing else is waited for, as under a menu: part of a title, or one misspelt."""
    heard = talk.moment.heard
    is_meant = heard.intent not in (None, "nlu_fallback") and heard.confidence >= PATTERN_CONFIDENCE
    if not options or is_meant or talk.state.confirming or waited_for(talk):
        return None
    choices = tuple(Choice(option.value, {talk.language: option.title}) for option in options)
    expectation = Expectation("shown", "shown", "choice", choices)
    answer = talk.hear((expectation,))["shown"]
    if answer.kind != "value" or answer.confidence < _SURE:
        return None
    return next((option for option in options if option.value == answer.value), None)


def _plain(text: str) -> str:
    """Lower case, no accents nor the frames of keycap emoji, digits of any script as ours."""
    decomposed = unicodedata.normalize("NFKD", text.strip().casefold())
    kept = (c for c in decomposed if not unicodedata.category(c).startswith("M"))
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in kept).strip()
