"""The models of the engine of this machine: made and tried in its environment, swapped through its HTTP API."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import structlog

from bot.engine_client import EngineClient
from bot.errors import EngineUnavailable
from bot.evaluation.models import Evaluation, evaluate
from bot.phrases import Phrases
from bot.training import ROOT, serve_model, serving_model, train

log = structlog.get_logger(__name__)


class EngineModels:
    """bot.jobs.trainings.ModelMaker. Without a token a new model serves from the engine's next start on."""

    def __init__(self, url: str, token: str, root: Path = ROOT) -> None:
        self._url, self._token, self._root = url, token, root

    def make(self, phrases: Phrases, say: Callable[[str], None]) -> Path:
        return train(self._root, phrases=phrases, on_progress=say, in_background=True)

    def compare(self, old: Path, new: Path, phrases: Phrases) -> Evaluation:
        return evaluate(old, new, phrases, self._root)

    def serving(self) -> Path | None:
        link = serving_model(self._root)
        return link.resolve() if link.exists() else None

    def serve(self, model: Path) -> bool:
        try:
            asyncio.run(self._swap(model))
        except EngineUnavailable as error:
            log.warning("model_not_swapped", reason=str(error))
            is_swapped = False
        else:
            is_swapped = True
        serve_model(model, self._root)
        return is_swapped

    async def _swap(self, model: Path) -> None:
        client = EngineClient(self._url, self._token)
        try:
            await client.use_model(model)
        finally:
            await client.close()
