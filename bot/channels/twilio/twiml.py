"""What we answer Twilio with. A message gets an empty answer: its replies are sent later, from the outbox."""

from __future__ import annotations

from dataclasses import dataclass

from twilio.twiml.voice_response import VoiceResponse

MEDIA_TYPE = "text/xml"
EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>'

_VOICES = {"en": "en-US", "es": "es-MX", "pt": "pt-BR"}
_RING_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words to say to a caller, in one of the languages we speak."""

    text: str
    language: str


def take_call(
    queue: str, *, forward_to: str = "", first: Spoken | None = None, when_nobody: Spoken | None = None
) -> str:
    """Say what must be said first, then let the call wait for an agent or ring another number.

    `when_nobody` is said when the other number did not answer.
    """
    answer = VoiceResponse()  # type: ignore[no-untyped-call]
    _say(answer, first)
    if forward_to:
        answer.dial(forward_to, timeout=_RING_SECONDS, answer_on_bridge=True)  # type: ignore[no-untyped-call]
        _say(answer, when_nobody)
    else:
        answer.enqueue(queue)  # type: ignore[no-untyped-call]
    return str(answer)


def _say(answer: VoiceResponse, words: Spoken | None) -> None:
    if words is not None:
        answer.say(words.text, language=_VOICES.get(words.language))  # type: ignore[no-untyped-call]
