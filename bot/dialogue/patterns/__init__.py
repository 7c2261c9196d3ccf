"""The universal patterns: what anybody may say at any time. One file a pattern, one function `answer(talk)`.

Each answers and leads back to whatever was being waited for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.dialogue.patterns import (
    are_you_a_bot,
    change_language,
    forget_me,
    forget_that,
    go_back,
    goodbye,
    help,
    opt_out,
    rather_not_say,
    repeat,
    stop,
    talk_to_human,
    thanks,
    that_is_wrong,
    what_do_you_know,
    why_do_you_ask,
)
from bot.dialogue.talk import Talk

PATTERNS: Mapping[str, Callable[[Talk], None]] = {
    module.__name__.rpartition(".")[2]: module.answer
    for module in (
        are_you_a_bot,
        change_language,
        forget_me,
        forget_that,
        go_back,
        goodbye,
        help,
        opt_out,
        rather_not_say,
        repeat,
        stop,
        talk_to_human,
        thanks,
        that_is_wrong,
        what_do_you_know,
        why_do_you_ask,
    )
}


def pattern_of(action: str) -> str | None:
    """The pattern that an action of the engine stands for: 'action_repeat' -> 'repeat'."""
    name = action.removeprefix("action_")
    return name if name in PATTERNS else None
