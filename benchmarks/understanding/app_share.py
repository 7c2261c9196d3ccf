"""What understanding a message costs in the app itself, beside the engine's guess of the intent, on one core."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.answers import Expectation
from bot.evaluation.areas import CONTENT
from bot.evaluation.sentences import Sentence
from bot.evaluation.volunteered import catalogue_of
from bot.people.opt_out import word_in
from bot.understanding.extract import extract
from bot.understanding.language import detect
from bot.understanding.volunteered import volunteered

_WARM_UP = 200
_NOW = datetime(2026, 11, 18, 10, tzinfo=ZoneInfo("America/New_York"))
_LANGUAGES = ("en", "es", "pt")
_ASKED = (
    Expectation("bench.people", "people", "number", minimum=1, maximum=20),
    Expectation("bench.days", "days", "number", minimum=1, maximum=60),
    Expectation("bench.departure", "departure", "date"),
    Expectation("bench.budget", "budget", "amount"),
    Expectation("bench.hour", "hour", "time"),
    Expectation("bench.email", "email", "email"),
)


def app_milliseconds(said: Sequence[Sentence]) -> list[float]:
    """Of each message: its language, a wish for silence, an answer to one of six questions, facts told unasked."""
    catalogue = catalogue_of(CONTENT)
    expectations, phrases = catalogue.expectations(), catalogue.phrases()

    def understand(one: Sentence) -> float:
        began = time.perf_counter()
        detect(one.text, one.language, _LANGUAGES)
        word_in(one.text, "whatsapp")
        extract(one.text, _ASKED, one.language, _NOW, "US")
        volunteered(one.text, expectations, phrases, one.language)
        return (time.perf_counter() - began) * 1000

    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {0})
    try:
        for one in said[:: max(1, len(said) // _WARM_UP)]:
            understand(one)
        return [understand(one) for one in said]
    finally:
        os.sched_setaffinity(0, cores)
