"""What a customer says about being written to holds from the moment it arrives, whether or not the engine is there.

The caller owns the transaction.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.messages import InboundMessage
from bot.people.consent import latest_word
from bot.people.opt_out import Word, consent_of, word_in
from bot.store.blocked_addresses import unblock
from bot.store.follow_ups import cancel_refused
from bot.store.people import consents_of, save_consent


def take_word(
    connection: Connection, person_id: str, conversation_id: str, message: InboundMessage, now: datetime
) -> Word | None:
    """Write down a refusal or a consent that a message holds. Returns the word, whatever it is about."""
    is_theirs = message.opt_out_type is not None or (message.payload is None and not message.is_ours)
    word = word_in(message.text, message.channel, message.opt_out_type) if is_theirs else None
    if word is not None and word.kind != "help":
        sender = message.details.get("to")
        keep_word(connection, person_id, conversation_id, word, message.text, now, sender)
    if word is not None and word.kind == "start":
        unblock(connection, message.channel, message.address.value)
    return word


def keep_word(
    connection: Connection,
    person_id: str,
    conversation_id: str,
    word: Word,
    evidence: str,
    now: datetime,
    sender: str | None = None,
) -> None:
    """One line in the register, with its text, time and channel; what was said before in the same words stays one."""
    consent = consent_of(word, evidence, now, conversation_id, sender)
    earlier = [one for one in consents_of(connection, person_id) if one.channel == consent.channel]
    last = latest_word(earlier, consent.scope, consent.channel)
    if last is None or last.is_given != consent.is_given or last.conversation_id != conversation_id:
        save_consent(connection, person_id, consent)
    if not consent.is_given:
        cancel_refused(connection, person_id, now)
