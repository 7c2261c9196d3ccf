"""What came without text is acknowledged in words, and the talk goes on where it was."""

from __future__ import annotations

from bot.dialogue import flow_turn
from bot.dialogue.talk import Talk

_CANNOT_READ = {
    "image": "cannot_open_image",
    "sticker": "cannot_open_image",
    "audio": "cannot_open_audio",
    "video": "cannot_open_video",
    "document": "cannot_open_document",
    "contact": "cannot_open_contact",
    "location": "cannot_use_location",
    "deleted": "message_was_deleted",
    "empty": "message_was_empty",
}


def say_what_cannot_be_read(talk: Talk, kind: str) -> None:
    """A reaction needs no answer; for all else, say what we cannot do with it and what would help."""
    talk.note("without_text", what=kind)
    if kind == "reaction":
        return
    talk.say(_CANNOT_READ.get(kind, "cannot_open_unknown"))
    if talk.state.asking or talk.state.flow.waiting:
        flow_turn.ask_again(talk)
