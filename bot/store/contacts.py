"""The one ledger of contacts over all channels: who may be contacted, and that they were.

Whoever is about to contact somebody reserves it here, holding the person: of two at once only one fits under a cap.
The caller owns the transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, exists, select, update

from bot.people.contact_pressure import ALLOWED, WEEK, Contact, ContactPolicy, Verdict, pressure
from bot.people.opt_out import Purpose, stands_against
from bot.people.quiet_hours import QuietHours, Whereabouts, next_open, whereabouts
from bot.store.facts import current_facts
from bot.store.people import consents_of, identifiers_of, insert_or_skip, lock_persons
from bot.store.schema import UtcDateTime, cases, contacts, conversations, follow_ups, messages, new_id
from bot.store.unanswered import IS_UNANSWERED

RINGING = frozenset({"sms", "whatsapp", "phone"})
"""Channels that disturb. A line on the web chat waits until its page is opened, so it has no quiet hours."""
BY_HAND = "begun by hand"
"""The outcome of a follow-up for which somebody of ours answers."""
_HEARD_BY_THEN = timedelta(minutes=5)
_WORTH_WAITING_FOR = timedelta(days=1)
_ZONE = "timezone"
_RECENT = (
    select(contacts)
    .where(
        contacts.c.person_id == bindparam("person"),
        contacts.c.made_at > bindparam("since", type_=UtcDateTime()),
    )
    .order_by(contacts.c.made_at, contacts.c.id)
)


class ContactLedger:
    """`policy` is asked anew each time: marketing may change it while we run."""

    def __init__(self, policy: Callable[[], ContactPolicy]) -> None:
        self.policy = policy

    def may_contact(
        self, connection: Connection, person_id: str, channel: str, purpose: Purpose, now: datetime
    ) -> Verdict:
        """Whether one more contact may be made now. Only `reserve` makes sure of it."""
        return self._judge(connection, person_id, channel, purpose, now)

    def may_send(
        self, connection: Connection, person_id: str, channel: str, purpose: Purpose, now: datetime
    ) -> Verdict:
        """Whether what belongs to a contact may leave now: one that was reserved does not count against itself.

        What somebody of ours answers for leaves at any hour, as it was begun.
        """
        newest = select(contacts.c.reference).where(
            contacts.c.person_id == person_id, contacts.c.purpose == purpose, contacts.c.made_at > now - WEEK
        )
        reserved = connection.execute(newest.order_by(contacts.c.made_at.desc()).limit(1)).scalar()
        return self._judge(
            connection,
            person_id,
            channel,
            purpose,
            now,
            reserved,
            is_reserved=bool(reserved),
            at_any_hour=_is_by_hand(connection, reserved),
        )

    def reserve(
        self,
        connection: Connection,
        person_id: str,
        channel: str,
        purpose: Purpose,
        now: datetime,
        reference: str,
        *,
        is_forced: bool = False,
    ) -> Verdict:
        """Make a contact now, if it may be made. The same reference again is the same contact.

        `is_forced`: somebody of ours answers for it; then only the person's own word stands against it. A message of
        theirs that waits for its answer may be such a word.
        """
        lock_persons(connection, [person_id])
        if purpose != "service" and _has_unheard_word(connection, person_id, now):
            return Verdict(False, "a message of theirs waits for its answer", now + _HEARD_BY_THEN)
        verdict = self._judge(
            connection,
            person_id,
            channel,
            purpose,
            now,
            reference,
            is_reserved=is_forced,
            at_any_hour=is_forced,
        )
        if verdict.allowed:
            add_contact(connection, person_id, channel, purpose, now, reference)
            is_it = contacts.c.reference == reference
            connection.execute(update(contacts).where(is_it).values(made_at=now, channel=channel))
        return verdict

    def _judge(
        self,
        connection: Connection,
        person_id: str,
        channel: str,
        purpose: Purpose,
        now: datetime,
        reference: str | None = None,
        *,
        is_reserved: bool = False,
        at_any_hour: bool = False,
    ) -> Verdict:
        if purpose == "service":
            return ALLOWED
        refusal = stands_against(
            consents_of(connection, person_id),
            purpose,
            channel,
            has_open_case=has_open_case(connection, person_id),
        )
        if refusal:
            return Verdict(False, refusal)
        policy = self.policy()
        made = contacts_of(connection, person_id, now - WEEK, but=reference)
        verdict = ALLOWED if is_reserved else pressure(made, policy, now)
        if at_any_hour or channel not in RINGING or (not verdict.allowed and verdict.not_before is None):
            return verdict
        return _by_day(connection, person_id, policy, verdict, now)


def add_contact(
    connection: Connection, person_id: str, channel: str, purpose: Purpose, now: datetime, reference: str
) -> None:
    """Note a contact that was made, whatever the limits are: what answers a customer counts, and is never held."""
    row = {"id": new_id(), "person_id": person_id, "channel": channel, "purpose": purpose}
    connection.execute(insert_or_skip(connection, contacts), {**row, "reference": reference, "made_at": now})


def release(connection: Connection, reference: str) -> None:
    """A contact that was reserved did not take place."""
    connection.execute(delete(contacts).where(contacts.c.reference == reference))


def contacts_of(
    connection: Connection, person_id: str, since: datetime, *, but: str | None = None
) -> tuple[Contact, ...]:
    """The contacts after a moment, oldest first, without the one for a reference."""
    rows = connection.execute(_RECENT, {"person": person_id, "since": since})
    return tuple(Contact(row.made_at, row.purpose) for row in rows if row.reference != but)


def has_open_case(connection: Connection, person_id: str) -> bool:
    is_open = exists().where(cases.c.person_id == person_id, cases.c.status == "open")
    return bool(connection.execute(select(is_open)).scalar())


def _has_unheard_word(connection: Connection, person_id: str, now: datetime) -> bool:
    theirs = (
        select(messages.c.id)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(
            IS_UNANSWERED,
            messages.c.kind != "follow_up",
            messages.c.created_at > now - _WORTH_WAITING_FOR,
            conversations.c.person_id == person_id,
        )
    )
    return connection.execute(theirs.limit(1)).first() is not None


def _is_by_hand(connection: Connection, reference: str | None) -> bool:
    """Whether a contact is a follow-up that somebody of ours began in spite of hours and limits."""
    kind, _, follow_up_id = (reference or "").partition(":")
    if kind != "follow_up":
        return False
    found = select(follow_ups.c.id).where(follow_ups.c.id == follow_up_id, follow_ups.c.outcome == BY_HAND)
    return connection.execute(found).first() is not None


def _by_day(
    connection: Connection, person_id: str, policy: ContactPolicy, verdict: Verdict, now: datetime
) -> Verdict:
    """The verdict with quiet hours. The hours that a customer chose stand before the company's own."""
    facts = {fact.attribute: str(fact.value) for fact in current_facts(connection, person_id, now)}
    where = _where(connection, person_id, facts.get(_ZONE), policy.region)
    earliest = verdict.not_before or now
    hours = policy.preferred_hours.get(facts.get(policy.preference, ""), policy.quiet.hours)
    quiet = QuietHours(hours, policy.quiet.on_holidays, policy.quiet.weekdays)
    opens = next_open(earliest, where, quiet) or next_open(earliest, where, policy.quiet)
    if opens == now and verdict.allowed:
        return ALLOWED
    if opens is None:
        return Verdict(False, "there is no hour that is day everywhere they may be")
    return Verdict(False, verdict.reason or "quiet hours where they are", opens)


def _where(connection: Connection, person_id: str, zone: str | None, region: str) -> Whereabouts:
    numbers: Iterable[str] = (
        one.value for one in identifiers_of(connection, person_id) if one.kind in ("phone", "whatsapp")
    )
    return whereabouts(dict.fromkeys(numbers), zone, region)
