"""Trains the model that a publication asked for, beside everything else, and lets it serve when it is no worse."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

import structlog

from bot.errors import DriplineError
from bot.evaluation.models import Evaluation
from bot.phrases import Phrases, load_phrases
from bot.store import publications, trainings
from bot.store.processes import PROCESS
from bot.store.session import Database
from bot.store.trainings import Training

log = structlog.get_logger(__name__)

_HEARTBEAT_SECONDS = 30.0

Say = Callable[[str], None]


class ModelMaker(Protocol):
    """What is done with models; tests hand in one that needs no engine."""

    def make(self, phrases: Phrases, say: Say) -> Path: ...

    def compare(self, old: Path, new: Path, phrases: Phrases) -> Evaluation: ...

    def serving(self) -> Path | None: ...

    def serve(self, model: Path) -> bool:
        """True when the running engine has it now, False when it will at its next start."""


class Trainings:
    """One training at a time in each process; a lease keeps processes apart."""

    def __init__(self, database: Database, models: ModelMaker, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._models = models
        self._clock = clock
        self._working: threading.Thread | None = None

    def do_due(self) -> int:
        """Begin what was asked for, in a thread of its own: answering customers does not wait for it."""
        if self._working is not None and self._working.is_alive():
            return 0
        with self._database.reading() as connection:
            last = trainings.newest(connection)
        if last is None or last.is_over:
            return 0
        with self._database.transaction() as connection:
            claimed = trainings.claim(connection, PROCESS, self._clock())
        if claimed is None:
            return 0
        self._working = threading.Thread(target=self.work, args=(claimed,), name="training", daemon=True)
        self._working.start()
        return 1

    def work(self, training: Training) -> None:
        """To the end, whatever that is. Raises nothing: the row says how it went."""
        over = threading.Event()
        threading.Thread(target=self._hold, args=(training, over), daemon=True).start()
        try:
            self._work(training)
        except DriplineError as error:
            self._finish(training, "failed", str(error))
        except Exception as error:
            log.exception("training_failed", fingerprint=training.fingerprint)
            self._finish(training, "failed", f"{type(error).__name__}: {error}")
        finally:
            over.set()

    def _hold(self, training: Training, over: threading.Event) -> None:
        """Keep the lease while the work goes on, however long one part of it takes."""
        while not over.wait(_HEARTBEAT_SECONDS):
            with self._database.transaction() as connection:
                trainings.keep_lease(connection, training, PROCESS, self._clock())

    def _work(self, training: Training) -> None:
        with self._database.reading() as connection:
            phrases = load_phrases(publications.files_of(connection, training.version))
        model = self._models.make(phrases, lambda doing: self._note(training, f"training: {doing}"))
        old = self._models.serving()
        evaluation: Evaluation | None = None
        if old is not None and old != model:
            self._note(training, "trying both models on phrases they have not seen")
            evaluation = self._models.compare(old, model, phrases)
            if not evaluation.is_good_enough:
                return self._finish(
                    training, "kept_old", "the new model is worse; the old one stays", evaluation
                )
        self._note(training, "swapping the models")
        is_swapped = self._models.serve(model)
        when = "serves" if is_swapped else "serves from the engine's next start"
        self._finish(training, "serves", f"the new model {when}", evaluation)

    def _note(self, training: Training, doing: str) -> None:
        with self._database.transaction() as connection:
            trainings.keep_lease(connection, training, PROCESS, self._clock(), doing)

    def _finish(
        self,
        training: Training,
        status: trainings.Status,
        progress: str,
        evaluation: Evaluation | None = None,
    ) -> None:
        log.info("training_over", status=status, fingerprint=training.fingerprint)
        report = evaluation.as_json() if evaluation else None
        with self._database.transaction() as connection:
            trainings.finish(connection, training, PROCESS, status, progress, report, self._clock())
