"""Can we speak another language? At once, and the pending question again in it."""

from __future__ import annotations

from bot.dialogue import flow_turn
from bot.dialogue.talk import Talk
from bot.messages import Option, read_choice
from bot.understanding.language import detect

_NAMES = {"en": "English", "es": "Español", "pt": "Português"}


def answer(talk: Talk) -> None:
    found = detect(talk.text, talk.language, talk.content.company.languages)
    if read_choice(talk.moment.heard.payload) or found is None:
        languages = talk.content.company.languages
        talk.ask(
            "which_language", [Option(one, _NAMES.get(one, one), _NAMES.get(one, one)) for one in languages]
        )
        return
    if found != talk.language:
        talk.switch_language(found)
    talk.say("language_switched")
    flow_turn.ask_again(talk)
