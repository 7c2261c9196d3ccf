"""An engine without machine learning: it knows the training phrases by heart and follows the same rules.

It stands in for the real one where thousands of conversations are tried or no engine is wanted; a contract test
holds both to the same behaviour.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from anyio.to_thread import run_sync
from rapidfuzz import fuzz, process

from bot.engine_client import Understood, for_engine
from bot.errors import DriplineError, UnknownConversation
from bot.next_step import ACTION, NextStep, Turn
from bot.yaml_source import read_yaml, yaml_files

_LIKE_ENOUGH = 88
_FALLBACK = ("nlu_fallback", 0.3)


class StandInEngine:
    """bot.bootstrap.Engine. `phrases` maps a training phrase, normalised, to its intent."""

    def __init__(self, next_step: NextStep, phrases: Mapping[str, str]) -> None:
        self._next_step = next_step
        self._phrases = phrases
        self.is_up = True

    async def send(self, conversation_id: str, message_id: str, text: str) -> None:
        """The looping action gets the message; when it rejects it, the pattern's own action does, then it again."""
        intent, confidence = self.understand(for_engine(text))
        for action in (ACTION, f"action_{intent}", ACTION):
            payload = text if text.startswith("/") else None
            ranking = ((intent, confidence),)
            turn = Turn(conversation_id, message_id, text, intent, confidence, ranking, action, payload)
            try:
                outcome = await run_sync(self._next_step, turn)
            except (UnknownConversation, DriplineError):
                return
            if action == ACTION and not outcome.is_rejected:
                return

    async def parse(self, text: str) -> Understood:
        """See bot.engine_client."""
        return Understood((self.understand(for_engine(text)),))

    def learn(self, phrases: Mapping[str, str]) -> None:
        """More phrases, normalised, with their intents."""
        self._phrases = {**self._phrases, **phrases}

    async def is_ready(self) -> bool:
        return self.is_up

    async def forget(self, conversation_id: str) -> None:
        """Nothing is kept, so nothing is forgotten."""

    async def close(self) -> None:
        """Nothing is open."""

    def understand(self, text: str) -> tuple[str, float]:
        """(intent, confidence)."""
        if text.startswith("/"):
            return re.split(r"[{\s]", text[1:], maxsplit=1)[0], 1.0
        said = normalised(text)
        if said in self._phrases:
            return self._phrases[said], 0.95
        found = process.extractOne(said, self._phrases.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
        return (self._phrases[found[0]], found[1] / 100) if found else _FALLBACK


def normalised(text: str) -> str:
    """Lower case, no accents, no punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain))


def training_phrases(folder: Path) -> Mapping[str, str]:
    """The examples of data/nlu by intent, turned round: phrase -> intent."""
    found: dict[str, str] = {}
    for path in yaml_files(folder):
        for block in (read_yaml(path.read_text(encoding="utf-8"), path.name) or {}).get("nlu", ()):
            for line in str(block.get("examples", "")).splitlines():
                phrase = re.sub(r"\[([^\]]+)\](\([^)]*\)|\{[^}]*\})", r"\1", line.strip().removeprefix("- "))
                if phrase and block.get("intent"):
                    found.setdefault(normalised(phrase), block["intent"])
    return found
