"""A conditional random field over words, trained on one part and run on another; needs the engine's environment.

Reads {"train": [...], "test": [...]} on standard input, each row {"text", "asked", "spans": [[slot, start, end]]},
and writes the spans of each test row.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any

WORD = re.compile(r"\w+(?:['.:]\w+)*|[^\w\s]")


def words_of(text: str) -> list[tuple[str, int, int]]:
    return [(match[0], match.start(), match.end()) for match in WORD.finditer(text)]


def features(row: dict[str, Any]) -> list[dict[str, Any]]:
    words = [word for word, _, _ in words_of(row["text"])]
    asked = {f"asked={slot}": True for slot in row["asked"]}
    found = []
    for at in range(len(words)):
        here: dict[str, Any] = {"bias": 1.0, "only": len(words) == 1, **asked}
        for offset in (-2, -1, 0, 1, 2):
            word = words[at + offset] if 0 <= at + offset < len(words) else "<>"
            here |= {
                f"{offset}:word": word.lower(),
                f"{offset}:shape": re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", re.sub(r"\d", "9", word))),
                f"{offset}:end": word.lower()[-3:],
            }
        found.append(here)
    return found


def tags(row: dict[str, Any]) -> list[str]:
    found = []
    for _, start, end in words_of(row["text"]):
        slot = next((span for span in row["spans"] if span[1] < end and start < span[2]), None)
        is_first = slot is not None and not any(tag_end > slot[1] for _, tag_end in found_ends(row, start))
        found.append("O" if slot is None else f"{'B' if is_first else 'I'}-{slot[0]}")
    return found


def found_ends(row: dict[str, Any], before: int) -> list[tuple[int, int]]:
    return [(start, end) for _, start, end in words_of(row["text"]) if end <= before]


def spans(row: dict[str, Any], told: list[str]) -> list[list[Any]]:
    found: list[list[Any]] = []
    for (_, start, end), tag in zip(words_of(row["text"]), told, strict=True):
        if tag.startswith("I-") and found and found[-1][0] == tag[2:] and found[-1][3]:
            found[-1][2] = end
        elif tag != "O":
            found.append([tag[2:], start, end, True])
        if tag == "O" and found:
            found[-1][3] = False
    return [one[:3] for one in found]


def main() -> None:
    import sklearn_crfsuite

    data = json.load(sys.stdin)
    model = sklearn_crfsuite.CRF(algorithm="lbfgs", c1=0.1, c2=0.1, max_iterations=100)
    model.fit([features(row) for row in data["train"]], [tags(row) for row in data["train"]])
    told = model.predict([features(row) for row in data["test"]])
    json.dump([spans(row, list(one)) for row, one in zip(data["test"], told, strict=True)], sys.stdout)


if __name__ == "__main__":
    main()
