"""Answers of restaurant bookings (RESTAURANTS-8K): what is heard by our rules, and by a tagger trained on them.

    python -m benchmarks.understanding_answers --data ../shared/data

Rules are the same as everywhere: nothing is trained on this data. Its conventions of what belongs to a span are
mapped here, on both sides: 'for', 'at', 'the' before a value and 'people' behind a number count for nothing.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from bot.answers import Expectation
from bot.evaluation.figures import Figure, resampled, share
from bot.understanding.extract import extract

ROOT = Path(__file__).parent.parent
ENGINE_PYTHON = ROOT / "engine" / ".venv" / "bin" / "python"
SLOTS = ("people", "time", "date", "first_name", "last_name")
_NOW = datetime(2018, 7, 20, 10, tzinfo=ZoneInfo("Europe/London"))
_EXPECTED = {
    "people": Expectation("r.people", "people", "number"),
    "time": Expectation("r.time", "time", "time"),
    "date": Expectation("r.date", "date", "date"),
    "name": Expectation("r.name", "name", "name"),
}
_NOTHING_ASKED = Expectation("r.nothing", "nothing", "email")
_BEFORE = re.compile(
    r"^(?:(?:for|at|on|the|around|about|by|to|in|is|it's|a|party of|table for|with)\s+)+", re.IGNORECASE
)
_BEHIND = re.compile(
    r"(?:\s+(?:people|persons?|peoples|guests|pax|adults?|of us|in total|please|sharp|o'?clock)|[\s.,!?]+"
    r"|[\s-]*(?:ish|[ap]\.? ?m|in the (?:morning|afternoon|evening)|at night|tonight|(?:this|tomorrow) \w+))+$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:name(?:d| is|'s)?(?: of)?|under(?: the name)?|this is|i am|i'm|booked? for|for|by|mrs?\.?|ms\.?)\s+"
    r"(?:i think |(?:mrs?|ms)\.? )?(?P<first>[A-Z][a-z'’]+) (?P<last>[A-Z][A-Za-z'’-]+)"
)
_NO_NAME = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
            "Sunday"}  # fmt: skip

Spans = dict[str, str]
"""slot -> the words it came from."""


@dataclass(frozen=True, slots=True)
class Row:
    text: str
    asked: tuple[str, ...]
    spans: tuple[tuple[str, int, int], ...]

    def gold(self) -> Spans:
        return {slot: self.text[start:end] for slot, start, end in self.spans}

    def as_json(self) -> dict[str, Any]:
        return {"text": self.text, "asked": self.asked, "spans": self.spans}


def load(path: Path) -> tuple[list[Row], list[Row]]:
    """70 of 100 rows to train on and to look at, the others to measure on; always the same."""
    rows = [_row(item) for item in json.loads(path.read_text(encoding="utf-8"))]
    Random(8).shuffle(rows)
    return rows[: len(rows) * 7 // 10], rows[len(rows) * 7 // 10 :]


def _row(item: dict[str, Any]) -> Row:
    text = item["userInput"]["text"]
    asked = item.get("context", {}).get("requestedSlots", [])
    labels = [(one["slot"], one.get("valueSpan", {})) for one in item.get("labels", [])]
    spans = tuple((slot, span.get("startIndex", 0), span.get("endIndex", len(text))) for slot, span in labels)
    return Row(text, tuple(dict.fromkeys(asked)), spans)


def by_rules(row: Row) -> Spans:
    asked = list(dict.fromkeys("name" if slot.endswith("_name") else slot for slot in row.asked))
    waited = [_EXPECTED[slot] for slot in asked] or [_NOTHING_ASKED]
    found: Spans = {}
    for first in waited:
        others = [one for one in _EXPECTED.values() if one is not first]
        answers = extract(row.text, [first, *others], "en", _NOW, "US")
        found |= {
            slot: answer.span
            for slot, answer in answers.items()
            if answer.kind == "value" and slot not in found and slot != "nothing"
        }
    return _names(row, found.pop("name", None)) | found


def _names(row: Row, said: str | None) -> Spans:
    """A full name in two; one word is whichever of the two was asked for first."""
    if said is None:
        match = _NAMED.search(row.text)
        if match is None or match["first"] in _NO_NAME or match["last"] in _NO_NAME:
            return {}
        return {"first_name": match["first"], "last_name": match["last"]}
    words = said.split()
    if len(words) > 1:
        return {"first_name": words[0], "last_name": " ".join(words[1:])}
    return {next(slot for slot in row.asked if slot.endswith("_name")): said}


def by_tagger(train: Sequence[Row], test: Sequence[Row]) -> list[Spans]:
    data = {"train": [row.as_json() for row in train], "test": [row.as_json() for row in test]}
    done = subprocess.run(
        [str(ENGINE_PYTHON), "benchmarks/crf_tagger.py"],
        cwd=ROOT, input=json.dumps(data), capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = json.loads(done.stdout)
    return [
        {slot: row.text[start:end] for slot, start, end in one} for row, one in zip(test, told, strict=True)
    ]


def plain(words: str) -> str:
    return _BEHIND.sub("", _BEFORE.sub("", words.strip().lower())).strip()


def f1(rows: Sequence[tuple[Spans, Spans]]) -> float:
    """Over all slots, of the spans that are the same but for the conventions above."""
    right = sum(
        plain(gold[slot]) == plain(told[slot]) for gold, told in rows for slot in gold if slot in told
    )
    said = sum(len(gold) + len(told) for gold, told in rows)
    return 2 * right / said if said else 0.0


def is_right(row: Row, told: Spans) -> bool:
    """Whether what was asked for was heard, and nothing where it was not said."""
    gold = row.gold()
    return all(plain(gold.get(slot, "")) == plain(told.get(slot, "")) for slot in row.asked)


def figures(name: str, rows: Sequence[Row], told: Sequence[Spans]) -> list[Figure]:
    pairs = [(row.gold(), one) for row, one in zip(rows, told, strict=True)]
    asked = [(row, one) for row, one in zip(rows, told, strict=True) if row.asked]
    found = [resampled(f"{name}: span F1", "en", pairs, f1, 0.9)]
    for slot in SLOTS:
        only = [(_of(gold, slot), _of(told, slot)) for gold, told in pairs]
        found.append(resampled(f"{name}: span F1 of {slot}", "en", only, f1))
    right = sum(is_right(row, one) for row, one in asked)
    return [*found, share(f"{name}: rows with a slot asked for", "en", right, len(asked), 0.9)]


def _of(spans: Spans, slot: str) -> Spans:
    return {slot: spans[slot]} if slot in spans else {}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument(
        "--misses", type=int, default=0, help="Show so many rows of the training part that were missed"
    )
    given = parser.parse_args()
    path = given.data / "restaurant8k" / "train.json"
    if not path.is_file():
        raise SystemExit(
            f"{path} is missing: get RESTAURANTS-8K (CC-BY) there, or name its folder with --data"
        )
    train, test = load(path)
    if given.misses:
        missed = [row for row in train if row.asked and not is_right(row, by_rules(row))]
        print(f"{len(missed)} of {sum(bool(row.asked) for row in train)}")
        for row in Random(3).sample(missed, min(given.misses, len(missed))):
            print(row.asked, repr(row.text), row.gold(), by_rules(row))
        return
    rules, tagger = [by_rules(row) for row in test], by_tagger(train, test)
    both = [{**ours, **theirs} for ours, theirs in zip(rules, tagger, strict=True)]
    for name, told in (("our rules", rules), ("trained tagger", tagger), ("tagger, then rules", both)):
        for one in figures(name, test, told):
            print(f"{one.name:45} {one.value:.3f} ({one.low:.3f}-{one.high:.3f}) n={one.count}")


if __name__ == "__main__":
    main()
