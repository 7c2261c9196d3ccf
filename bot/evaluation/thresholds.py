"""From which confidence on a message counts as understood: found on phrases that no model has learned.

Of all thresholds that leave at most three messages of ours in a hundred not understood, the highest: it notices the
most of what is none of ours. The lead is the widest under which the better of two close intents is right less often
than nine times in ten, or so rare that nothing can be said: then the customer chooses, which costs one tap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from bot.evaluation.intents import Heard, Understand, listen
from bot.evaluation.sentences import folder_of, is_kept_unread

MOST_REJECTED = 0.03
_LEAST_RIGHT = 0.9
_LEADS = (0.15, 0.1, 0.05)
_FEW = 5
_COMPONENT = "PhraseClassifier"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """As config.yml has them: `least_confidence` of the best intent, `least_lead` over the second."""

    least_confidence: float
    least_lead: float


def thresholds(heard: Sequence[Heard]) -> Thresholds:
    """In hundredths, so that a phrase more or less does not change the file."""
    ours = sorted(one.best[1] for one in heard if one.is_ours)
    allowed = int(MOST_REJECTED * len(ours))
    least = int(ours[allowed] * 100) / 100 if ours else 0.0
    understood = [one for one in heard if one.is_ours and one.best[1] >= least]
    return Thresholds(least, _lead(understood))


def tried(understand: Understand) -> list[list[Heard]]:
    """What no phrase was written after: the held-out phrases, and the part of the validation set nobody reads."""
    unread = [one for one in listen(folder_of("validation"), understand) if is_kept_unread(one.sentence.text)]
    return [listen(folder_of("held-out"), understand), unread]


def lowest(sets: Sequence[Sequence[Heard]]) -> Thresholds:
    """Of what each set gives: whoever writes unlike us is not to be misunderstood more often than we are."""
    found = [thresholds(heard) for heard in sets if heard]
    return Thresholds(min(one.least_confidence for one in found), min(one.least_lead for one in found))


def _lead(understood: Sequence[Heard]) -> float:
    for lead in _LEADS:
        close = [one for one in understood if one.lead < lead]
        right = sum(one.best[0] == one.sentence.meant for one in close)
        if len(close) < _FEW or right < _LEAST_RIGHT * len(close):
            return lead
    return 0.0


def read_thresholds(config: Path) -> Thresholds:
    component = _component(YAML().load(config))
    return Thresholds(component["least_confidence"], component["least_lead"])


def write_thresholds(found: Thresholds, config: Path) -> None:
    """Into the component's lines; comments and everything else stay."""
    yaml = YAML()
    yaml.width = 200
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(config)
    component = _component(data)
    component["least_confidence"], component["least_lead"] = found.least_confidence, found.least_lead
    with config.open("w", encoding="utf-8") as file:
        yaml.dump(data, file)


def _component(data: dict[str, list[dict[str, float]]]) -> dict[str, float]:
    return next(one for one in data["pipeline"] if str(one["name"]).endswith(_COMPONENT))
