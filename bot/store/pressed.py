"""The words of a button that came back by its payload alone, as clients of Rasa's REST channel send it.

The caller owns the transaction.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from bot.answers import SEVERAL
from bot.messages import InboundMessage, read_choice
from bot.store.schema import messages

_LOOKED_BACK = 50


def words_of(connection: Connection, conversation_id: str, message: InboundMessage) -> str:
    """What the customer saw and pressed; what was sent when no button of this conversation was like it."""
    choice = read_choice(message.payload) if message.text == message.payload else None
    if choice is None:
        return message.text
    at, value = choice
    titles = _titles_at(connection, conversation_id, at)
    chosen = [titles.get(one) for one in ([value] if value in titles else value.split(SEVERAL))]
    return ", ".join(title for title in chosen if title) if all(chosen) else message.text


def _titles_at(connection: Connection, conversation_id: str, at: str) -> dict[str, str]:
    """Value -> title as it was shown last."""
    rows = connection.execute(
        select(messages.c.options)
        .where(messages.c.conversation_id == conversation_id, messages.c.direction == "out")
        .order_by(messages.c.position.desc())
        .limit(_LOOKED_BACK)
    ).scalars()
    found: dict[str, str] = {}
    for options in rows:
        for _, title, payload in options or ():
            place, value = read_choice(payload) or ("", "")
            if place == at:
                found.setdefault(value, title)
    return found
