"""Forget me: after a confirmation, everything goes."""

from __future__ import annotations

from bot.dialogue.talk import Talk


def answer(talk: Talk) -> None:
    talk.confirm("forget_me")
    talk.ask("forget_confirm_all", talk.yes_no("confirm"))
