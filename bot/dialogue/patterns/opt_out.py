"""Stop writing to me, write to me again: confirmed once. A plain word holds since the message came in.

Who writes is still answered. What the provider confirmed already is not confirmed again.
"""

from __future__ import annotations

from bot.dialogue import flow_turn, the_question
from bot.dialogue.changes import OptedOut
from bot.dialogue.talk import Talk
from bot.messages import OPT_OUT, read_choice
from bot.people.opt_out import LEAST_CONFIDENCE, Word, guessed, is_keyword_elsewhere, word_in

_CHANNEL_NAMES = {"sms": "SMS", "whatsapp": "WhatsApp", "email": "e-mail"}


def is_meant(talk: Talk) -> bool:
    """Whether the message plainly is about being written to, whatever intent it also looks like."""
    return talk.moment.heard.payload is None and _word(talk) is not None


def is_bare_stop(talk: Talk) -> bool:
    """A STOP on the web chat that the engine takes for more: it ends what is under way, and nothing else."""
    heard = talk.moment.heard
    is_guess = heard.payload is None and heard.intent == "opt_out"
    return is_guess and is_keyword_elsewhere(talk.text, talk.moment.channel)


def is_guessed_wrong(talk: Talk) -> bool:
    """Whether only the engine takes the message for a wish for silence, and not surely."""
    heard = talk.moment.heard
    is_guess = heard.payload is None and _word(talk) is None
    return is_guess and heard.confidence < LEAST_CONFIDENCE


def answer(talk: Talk) -> None:
    word = _word(talk) or guessed(talk.text, talk.moment.channel)
    spoken = [one for one in word.languages if one in talk.content.company.languages]
    if spoken and talk.language not in spoken:
        talk.switch_language(spoken[0])
    if word.is_answered_by_provider:
        talk.note("answered_by_provider", word=word.kind)
    elif word.kind == "help":
        talk.say("help")
        _say(talk, "how_to_stop", "")
    elif word.kind == "start":
        _say(talk, "opted_in_marketing" if word.scope == "marketing" else "opted_in", "help")
        flow_turn.ask_again(talk)
    else:
        _stop(talk, word)


def _stop(talk: Talk, word: Word) -> None:
    the_question.set_aside(talk)
    talk.update(confirming=None, misunderstood=0)
    flow_turn.take_up(talk, talk.content.interpreter.cancel(talk.state.flow, talk.scope()))
    talk.change(OptedOut(word.scope, talk.text, word.channel))
    name = _CHANNEL_NAMES.get(word.channel or "", "")
    if word.scope == "marketing":
        _say(talk, "opted_out_marketing")
    elif word.channel == "phone":
        _say(talk, "opted_out_calls")
    elif word.scope in ("channel", "sender") and name:
        _say(talk, "opted_out_channel", channel=name)
    else:
        talk.say("opted_out")


def _say(talk: Talk, key: str, otherwise: str = "opted_out", **values: str) -> None:
    """A conversation may have begun with content that had no such text yet."""
    known = key if key in talk.content.texts else otherwise
    if known:
        talk.say(known, **values)


def _word(talk: Talk) -> Word | None:
    heard = talk.moment.heard
    choice = read_choice(heard.payload)
    by_provider = choice[1] if choice and choice[0] == OPT_OUT else None
    return word_in(talk.text, talk.moment.channel, by_provider)
