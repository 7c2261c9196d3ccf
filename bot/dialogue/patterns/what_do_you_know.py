"""What do you know about me? Each fact with where it came from, what it is for and what it gave."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue import flow_turn
from bot.dialogue.talk import Talk, date_in_words
from bot.people.facts import Fact

_AT_ONCE = 12


def answer(talk: Talk) -> None:
    facts = sorted(talk.moment.facts.values(), key=_told_by_the_customer_first)
    if not facts:
        talk.say("know_nothing" if talk.moment.is_verified else "know_unverified")
    else:
        _list(talk, facts)
    flow_turn.ask_again(talk)


def _list(talk: Talk, facts: Sequence[Fact]) -> None:
    grants = talk.memory.grants_for()
    talk.say("know_intro")
    lines = [_line(talk, fact, grants.get(fact.attribute)) for fact in facts]
    for start in range(0, len(lines), _AT_ONCE):
        talk.say_lines(lines[start : start + _AT_ONCE])
    talk.say("know_outro")


def _line(talk: Talk, fact: Fact, grant: str | None) -> str:
    described = talk.content.described(fact.attribute)
    company = talk.content.company
    given = company.grants.get(grant, {}).get(talk.language, "") if grant else ""
    return talk.words(
        "know_fact",
        label=talk.label(fact.attribute),
        value=talk.value_in_words(fact.attribute, fact.value),
        origin=talk.words(f"origin_{fact.source}", date=date_in_words(fact.recorded_at, talk.language)),
        purpose=described.purpose.get(talk.language, "") if described else "",
        gave=talk.words("gave", grant=given) if given else "",
    )


def _told_by_the_customer_first(fact: Fact) -> tuple[bool, str]:
    return fact.source == "imported", fact.attribute
