"""TensorFlow is not loaded for a model that has no component of it: 5 s and 300 MB less.

Rasa imports it three times although such a model never calls it: for a training callback, for a batch
generator, and because loading a model also resolves the classes it was trained with.
"""

from __future__ import annotations

import sys
import types
from typing import Any

from patches.model import AFTER_UNDERSTANDING

_TRAINING_ONLY = {
    "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator", "RasaDataGenerator"),
}
_FREE_OF_TENSORFLOW = AFTER_UNDERSTANDING | {
    "NLUMessageConverter",
    "RegexMessageHandler",
    "PhraseClassifier",
    "FallbackClassifier",
    "RegexEntityExtractor",
    "EntitySynonymMapper",
}


def apply(components: set[str]) -> None:
    if components <= _FREE_OF_TENSORFLOW:
        for module, names in _TRAINING_ONLY.items():
            stand_in = types.ModuleType(module)
            for name in names:
                setattr(stand_in, name, type(name, (), {}))
            sys.modules[module] = stand_in
        _skip_training_graph()


def _skip_training_graph() -> None:
    from rasa.engine.storage.storage import ModelMetadata

    original = ModelMetadata.from_dict.__func__  # type: ignore[attr-defined]

    def from_dict(cls: Any, serialized: dict[str, Any]) -> Any:
        return original(cls, {**serialized, "train_schema": {"nodes": {}}})

    ModelMetadata.from_dict = classmethod(from_dict)  # type: ignore[assignment]
