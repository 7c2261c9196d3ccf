"""What a synthetic customer says next. Pure: what was heard and dice come in, a move comes out."""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from bot.answers import SEVERAL
from bot.messages import Option, choice_payload, is_one_of_several, read_choice

_PATTERNS = ("repeat", "go_back", "help", "why_do_you_ask", "are_you_a_bot", "thanks", "what_do_you_know")
_NEEDS = ("plan_advice", "bill_question", "report_problem", "travel_pass", "cancel_service")
_WORDS = ("3", "two of us", "20", "on Friday", "next week", "about 20 GB", "Recife", "45", "no idea", "12")
_HOSTILE = ("{{ 7*7 }}", "'; drop table facts; --", "👋🏽", "مرحبا", "?", "asdf qwer", "/choose{", "x" * 400)


@dataclass(frozen=True, slots=True)
class Heard:
    """One reply as a client shows it. `options` are (title, payload)."""

    id: str
    kind: str
    text: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """`is_last`: a goodbye. `forgets`: the customer confirms that everything is to be erased."""

    text: str
    payload: str | None = None
    is_last: bool = False
    forgets: bool = False


class Phrasebook:
    """Phrases by intent, and statements that volunteer a fact."""

    def __init__(self, phrases: Mapping[str, str], statements: Sequence[str]) -> None:
        self._by_intent: dict[str, list[str]] = defaultdict(list)
        for phrase, intent in phrases.items():
            self._by_intent[intent].append(phrase)
        self._statements = list(statements)

    def any_of(self, rng: Random, intent: str) -> str:
        return rng.choice(self._by_intent[intent])

    def statement(self, rng: Random) -> str:
        return rng.choice(self._statements)


class Customer:
    """One person in one conversation, with a temper of their own."""

    def __init__(self, rng: Random, book: Phrasebook) -> None:
        self._rng = rng
        self._book = book
        self.patience = rng.randint(4, 10)
        self._turns = 0
        self._wants_to_be_forgotten = rng.random() < 0.01

    def opening(self) -> Move:
        return self._one_of(
            (30, lambda: self._says("greet")),
            (50, self._need),
            (8, self._volunteers),
            (4, self._hostile),
            (8, lambda: self._says(self._rng.choice(_PATTERNS))),
        )

    def next_move(self, heard: Sequence[Heard]) -> Move:
        """Answers what was asked, or does something else, as people do."""
        self._turns += 1
        if self._turns >= self.patience:
            return self.goodbye()
        last = next((one for one in reversed(heard) if one.options or one.kind in ("ask", "question")), None)
        if self._wants_to_be_forgotten and self._turns > 2:
            return self._forgets(last)
        if last is None:
            return self._nothing_asked()
        return self._asked_the_question(last) if last.kind == "question" else self._asked(last)

    def goodbye(self) -> Move:
        return Move("goodbye", is_last=True)

    def _nothing_asked(self) -> Move:
        return self._one_of(
            (45, self._need),
            (15, lambda: self._says(self._rng.choice(_PATTERNS))),
            (10, self._volunteers),
            (5, self._hostile),
            (25, self.goodbye),
        )

    def _asked_the_question(self, question: Heard) -> Move:
        """By button, in words, refusing, ignoring it, volunteering something else, leaving."""
        return self._one_of(
            (42, lambda: self._presses(question, but_not_last=True)),
            (14, lambda: self._says_an_option(question)),
            (10, lambda: self._says("rather_not_say")),
            (5, lambda: self._presses(question)),
            (9, self._need),
            (5, self._volunteers),
            (5, lambda: self._says("why_do_you_ask")),
            (3, self._hostile),
            (7, self.goodbye),
        )

    def _asked(self, ask: Heard) -> Move:
        return self._one_of(
            (62 if ask.options else 0, lambda: self._presses(ask)),
            (14 if ask.options else 0, lambda: self._says_an_option(ask)),
            (0 if ask.options else 76, lambda: Move(self._rng.choice(_WORDS))),
            (6, self._need),
            (3, lambda: self._says("stop")),
            (4, lambda: self._says(self._rng.choice(_PATTERNS))),
            (3, self._volunteers),
            (2, self._hostile),
            (1, lambda: self._says("talk_to_human")),
            (5, self.goodbye),
        )

    def _forgets(self, last: Heard | None) -> Move:
        for title, payload in last.options if last else ():
            if '"confirm"' in payload and '"yes"' in payload:
                return Move(title, payload, is_last=True, forgets=True)
        return self._says("forget_me")

    def _presses(self, reply: Heard, *, but_not_last: bool = False) -> Move:
        options = reply.options[:-1] if but_not_last and len(reply.options) > 1 else reply.options
        if not options:
            return Move(self._rng.choice(_WORDS))
        title, payload = self._rng.choice(options)
        if several := [one for one in options if is_one_of_several(Option("", *one))]:
            return self._presses_several(several) if (title, payload) in several else Move(title, payload)
        return Move(title, payload)

    def _presses_several(self, offered: Sequence[tuple[str, str]]) -> Move:
        """Any number of them, as often none as all, in the order in which they are shown."""
        count = self._rng.randint(0, len(offered))
        chosen = [offered[place] for place in sorted(self._rng.sample(range(len(offered)), count))]
        at, _ = read_choice(offered[0][1]) or ("", "")
        values = [value for _, payload in chosen for _, value in [read_choice(payload) or ("", "")]]
        titles = ", ".join(title for title, _ in chosen)
        return Move(titles or "none of these", choice_payload(at, SEVERAL.join(values)))

    def _says_an_option(self, reply: Heard) -> Move:
        if not reply.options:
            return Move(self._rng.choice(_WORDS))
        several = [title for title, payload in reply.options if is_one_of_several(Option("", title, payload))]
        if len(several) > 1 and self._rng.random() < 0.5:
            return Move(" and ".join(self._rng.sample(several, 2)).lower())
        return Move(self._rng.choice(reply.options)[0].lower())

    def _need(self) -> Move:
        return self._says(self._rng.choice(_NEEDS))

    def _says(self, intent: str) -> Move:
        return Move(self._book.any_of(self._rng, intent))

    def _volunteers(self) -> Move:
        return Move(self._book.statement(self._rng))

    def _hostile(self) -> Move:
        noise = "".join(self._rng.choices(string.printable.strip(), k=20))
        return Move(self._rng.choice((*_HOSTILE, noise)))

    def _one_of(self, *weighted: tuple[int, object]) -> Move:
        weights = [weight for weight, _ in weighted]
        [chosen] = self._rng.choices([move for _, move in weighted], weights)
        assert callable(chosen)
        move = chosen()
        assert isinstance(move, Move)
        return move
