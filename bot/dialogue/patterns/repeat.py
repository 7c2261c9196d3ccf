"""Say that again: the last replies, as they were."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.talk import Talk


def answer(talk: Talk) -> None:
    last = talk.memory.last_replies()
    for reply in last:
        talk.add(replace(reply, id=""))
    if not last:
        talk.say("nothing_to_repeat")
