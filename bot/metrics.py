"""What is counted and timed. Nothing below the bootstrap knows this file; it gets plain callables."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

REGISTRY = CollectorRegistry()
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_STAGE_SECONDS = Histogram(
    "dripline_stage_seconds",
    "Seconds spent in a stage of a turn: receive, engine, next_step, total.",
    ["stage"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25),
    registry=REGISTRY,
)
_QUEUE_DEPTH = Gauge("dripline_queue_depth", "Messages received and not answered yet.", registry=REGISTRY)
_STREAMS = Gauge("dripline_open_streams", "Web chats that are connected now.", registry=REGISTRY)
_DELIVERIES = Counter(
    "dripline_deliveries",
    "Messages to phones, by channel and outcome: sent, delivered, read, undelivered, failed, suppressed, held, "
    "rerouted, unknown, tried again. One message has several, one after the other.",
    ["channel", "outcome"],
    registry=REGISTRY,
)
_COUNTERS = {
    "turns": Counter("dripline_turns", "Messages answered.", registry=REGISTRY),
    "questions_asked": Counter("dripline_questions_asked", "New questions asked.", registry=REGISTRY),
    "questions_answered": Counter(
        "dripline_questions_answered", "New questions answered.", registry=REGISTRY
    ),
    "questions_declined": Counter(
        "dripline_questions_declined", "New questions declined.", registry=REGISTRY
    ),
    "fallbacks": Counter("dripline_fallbacks", "Messages that were not understood.", registry=REGISTRY),
    "engine_failures": Counter(
        "dripline_engine_failures", "Calls that the engine did not answer.", registry=REGISTRY
    ),
    "twilio_received": Counter(
        "dripline_twilio_received", "Webhooks of Twilio's that were kept.", registry=REGISTRY
    ),
    "twilio_duplicates": Counter(
        "dripline_twilio_duplicates", "Messages that Twilio delivered again.", registry=REGISTRY
    ),
    "twilio_forged": Counter(
        "dripline_twilio_forged", "Webhooks without a valid signature of Twilio's.", registry=REGISTRY
    ),
    "twilio_ignored": Counter(
        "dripline_twilio_ignored", "Messages of senders that are no customers.", registry=REGISTRY
    ),
    "refused": Counter("dripline_refused", "Requests refused by the rate limit.", registry=REGISTRY),
}


def observe_stage(stage: str, seconds: float) -> None:
    """Time spent in a stage; a turn is counted when its total is known."""
    _stage(stage).observe(seconds)
    if stage == "total":
        count("turns")


@cache
def _stage(stage: str) -> Histogram:
    return _STAGE_SECONDS.labels(stage)


def count(name: str, amount: int = 1) -> None:
    """Add to a counter. Raises KeyError for a name that is not counted."""
    _COUNTERS[name].inc(amount)


def count_delivery(channel: str, outcome: str) -> None:
    """What became of a message to a phone."""
    _DELIVERIES.labels(channel, outcome).inc()


def measure_queue(depth: Callable[[], int]) -> None:
    """The queue's depth is read when the metrics are asked for; one that cannot be read hides no other figure."""

    def read() -> float:
        try:
            return depth()
        except Exception:
            return float("nan")

    _QUEUE_DEPTH.set_function(read)


def stream_opened() -> None:
    _STREAMS.inc()


def stream_closed() -> None:
    _STREAMS.dec()


def rendered() -> bytes:
    """All of it, in Prometheus' text format."""
    return generate_latest(REGISTRY)
