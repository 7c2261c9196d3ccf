"""Are you a bot? Yes, and it says so."""

from __future__ import annotations

from bot.dialogue import flow_turn
from bot.dialogue.talk import Talk


def answer(talk: Talk) -> None:
    company = talk.content.company
    talk.update(has_greeted=True)
    talk.say("bot_disclosure", assistant=company.assistant, company=company.name)
    flow_turn.ask_again(talk)
