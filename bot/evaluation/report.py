"""One report of how well a model understands a set, kept as JSON beside the model, so that the next is compared."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.evaluation import intents
from bot.evaluation.areas import measured
from bot.evaluation.figures import Figure
from bot.evaluation.intents import Bin, Confusion, OfIntent, Understand
from bot.evaluation.models import rankings, tellings


@dataclass(frozen=True, slots=True)
class Report:
    """`areas` by title: figures, or why there are none. `confusions` stay empty for what must not be read."""

    set_name: str
    model: str
    areas: Mapping[str, list[Figure] | str]
    by_intent: tuple[OfIntent, ...]
    confusions: tuple[Confusion, ...]
    reliability: tuple[Bin, ...]

    @property
    def figures(self) -> list[Figure]:
        return [one for found in self.areas.values() if not isinstance(found, str) for one in found]

    @property
    def missed(self) -> list[Figure]:
        return [one for one in self.figures if not one.is_reached]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Report:
        areas = {
            title: found if isinstance(found, str) else [Figure(**one) for one in found]
            for title, found in data["areas"].items()
        }
        return cls(
            data["set_name"],
            data["model"],
            areas,
            tuple(OfIntent(**one) for one in data["by_intent"]),
            tuple(Confusion(**one) for one in data["confusions"]),
            tuple(Bin(**one) for one in data["reliability"]),
        )


def report(set_name: str, folder: Path, model: Path, understand: Understand | None = None) -> Report:
    """Of the test set only counts are kept, never a sentence: nobody shall tune on it."""
    understood = understand or (lambda texts: rankings(model, texts))
    told = None if understand else (lambda texts: tellings(model, texts))
    heard = intents.listen(folder, understood)
    own = intents.figures_of(heard) if heard else f"has no intents.yml in {folder}"
    return Report(
        set_name,
        model.name,
        {"Intents": own, **dict(measured(folder, understood, told))},
        tuple(intents.by_intent(heard)),
        tuple(intents.confusions(heard)) if set_name != "test" else (),
        tuple(intents.reliability(heard)),
    )


def kept(set_name: str, model: Path) -> Path:
    """Where the report of a model is."""
    return model.with_name(f"{model.name.removesuffix('.tar.gz')}.{set_name}.json")


def keep(done: Report, model: Path) -> None:
    kept(done.set_name, model).write_text(json.dumps(done.as_json(), ensure_ascii=False, indent=1), "utf-8")


def last(set_name: str, model: Path) -> Report | None:
    """The latest report of another model on the same set, None when there is none."""
    own = kept(set_name, model)
    others = [path for path in model.parent.glob(f"dripline-*.{set_name}.json") if path != own]
    if not others:
        return None
    latest = max(others, key=lambda path: path.stat().st_mtime)
    return Report.from_json(json.loads(latest.read_text("utf-8")))
