"""What a trained model is made of, read from its archive without Rasa."""

from __future__ import annotations

import json
import tarfile

AFTER_UNDERSTANDING = {
    "DomainProvider",
    "RuleOnlyDataProvider",
    "DefaultPolicyPredictionEnsemble",
    "RulePolicy",
    "MemoizationPolicy",
    "AugmentedMemoizationPolicy",
}


def components(model: str) -> set[str]:
    """Class names of what the model calls when it answers."""
    with tarfile.open(model) as archive:
        metadata = json.load(archive.extractfile("metadata.json"))  # type: ignore[arg-type]
    return {node["uses"].rsplit(".", 1)[1] for node in metadata["predict_schema"]["nodes"].values()}
