"""What a synthetic customer does where several options may be chosen."""

from __future__ import annotations

from random import Random

from bot.messages import choice_payload, read_choice
from bot.simulate.behaviour import Customer, Heard, Phrasebook

VALUES = ("internet", "calls", "tv")
OFFERED = tuple((one, choice_payload("f.s", one, several=True)) for one in VALUES)
REFUSAL = ("Rather not say", choice_payload("f.s", "declined"))


def pressed(offered: tuple[tuple[str, str], ...]) -> set[str]:
    """Every value that two hundred customers press."""
    found = set()
    for seed in range(200):
        customer = Customer(Random(seed), Phrasebook({}, ["it"]))
        move = customer._presses(Heard("1", "ask", "Which?", offered))
        choice = read_choice(move.payload)
        assert choice is not None and choice[0] == "f.s" and move.text
        found.add(choice[1])
    return found


def test_several_are_chosen_sometimes_one_and_sometimes_none() -> None:
    assert {"", "internet", "tv", "internet,tv", "internet,calls,tv"} <= pressed(OFFERED)


def test_a_refusal_is_pressed_alone() -> None:
    found = pressed((*OFFERED, REFUSAL))
    assert "declined" in found
    assert not any("declined" in one for one in found - {"declined"})


def test_where_one_may_be_chosen_one_is() -> None:
    alone = tuple((one, choice_payload("f.s", one)) for one in VALUES)
    assert pressed(alone) == set(VALUES)
