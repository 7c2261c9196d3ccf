"""Rasa's component around the phrase model: understands a message, or says that it did not.

Rasa's own way, counted n-grams and logistic regression, understands less and takes longer to train
(docs/decisions/0015-out-of-scope.md has the figures). What is below the thresholds of config.yml becomes
`nlu_fallback`; `dripline nlu thresholds` finds them on phrases held out.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Dict, List, Optional, Text

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.components.phrase_learning import DEFAULTS, fit
from engine.components.phrase_model import OUT_OF_SCOPE, PhraseModel, Ranking
from engine.components.told import EXAMPLES
from engine.components.told import examples as told
from engine.components.wish import WISH
from engine.components.wish import examples as wishes

_FILE = "phrases.joblib"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class PhraseClassifier(GraphComponent, IntentClassifier):
    """One model for every language that there are phrases in."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """`least_confidence` of the best intent, and `least_lead` over the second, lest it be a guess.

        A wish to hear no more is decided apart: from `least_wish` on it is none, whatever comes second.
        """
        return {
            **DEFAULTS,
            "least_confidence": 0.4,
            "least_lead": 0.05,
            "least_wish": 0.25,
            "ranking_length": 10,
        }

    def __init__(self, config: Dict[Text, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model: PhraseModel

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PhraseClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def fingerprint_addon(cls, config: Dict[Text, Any]) -> Optional[Text]:
        """Rasa trains again when this changes: it sees neither the modules that this one uses nor their examples."""
        digest = hashlib.sha256()
        here = Path(__file__).resolve().parent
        own = (path for kind in ("*.py", "*.txt", "*.npz") for path in here.rglob(kind))
        for path in sorted([*own, *EXAMPLES.glob("*.txt")]):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> PhraseClassifier:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._model = joblib.load(folder / _FILE)
        component._model.warm_up()
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every phrase that has an intent, and keep the model."""
        examples = [one for one in training_data.intent_examples if one.get(TEXT)]
        pairs = [(one.get(TEXT), one.get(INTENT)) for one in examples]
        if any(intent == WISH for _, intent in pairs):
            pairs += wishes()
        texts, intents = zip(*pairs, strict=True)
        self._model = fit(texts, intents, self._config, list(told()))
        with self._storage.write_to(self._resource) as folder:
            # Rasa packs its models as tightly as it can, which takes ten seconds for what is not compressed yet.
            joblib.dump(self._model, folder / _FILE, compress=3)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Set `intent` and `intent_ranking`, best first; `nlu_fallback` before them all when it would be a guess.

        `tells` is what the message tells of its writer: attribute -> (value, score).
        """
        for message in messages:
            ranked, tells = self._model.hear(message.get(TEXT) or "")
            ranked = ranked[: self._config["ranking_length"]]
            ranking = [{"name": name, "confidence": confidence} for name, confidence in ranked]
            if self._is_a_guess(ranked):
                ranking.insert(0, {"name": OUT_OF_SCOPE, "confidence": 1 - ranked[0][1]})
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
            message.set("tells", tells, add_to_output=True)
        return messages

    def _is_a_guess(self, ranked: Ranking) -> bool:
        (name, best), (_, second) = (*ranked, (OUT_OF_SCOPE, 0.0))[:2]
        if name == WISH and best >= self._config["least_wish"]:
            return False
        return best < self._config["least_confidence"] or best - second < self._config["least_lead"]
