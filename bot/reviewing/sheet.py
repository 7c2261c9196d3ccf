"""Groups as a YAML file that somebody fills in with an editor and hands back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import yaml

from bot.errors import ContentError
from bot.flows.findings import did_you_mean
from bot.reviewing.groups import Group
from bot.yaml_source import LocatedDict, Position, read_yaml

NONE, ASIDE = "none", "aside"
"""What may stand for an intent: none of our business, which a model learns too; nothing to learn."""
_HEADER = """\
# Messages that were not understood, redacted, with how many customers wrote each. Write an intent behind 'intent:',
# '{none}' for what is none of our business, '{aside}' for what a model should not learn; leave it empty to see the
# group again. Strike wordings that mean something else. Then: dripline nlu review --import {file}
# Intents: {intents}
"""

Filled = tuple[str, str, Mapping[str, int], Position]


def as_sheet(groups: Sequence[Group], intents: Sequence[str], file: str) -> str:
    body = [
        {
            "intent": None,
            **({"suggested": group.suggested} if group.suggested else {}),
            "language": group.language,
            "why": ", ".join(group.reasons),
            "customers": group.customers,
            "wordings": dict(group.wordings),
        }
        for group in groups
    ]
    header = _HEADER.format(none=NONE, aside=ASIDE, file=file, intents=", ".join(intents))
    text = yaml.safe_dump({"groups": body}, allow_unicode=True, sort_keys=False, width=10_000)
    return header + text.replace("intent: null", "intent:")


def read_sheet(text: str, file: str, intents: Collection[str]) -> Iterator[Filled]:
    """(intent, language, wordings, where) of each group that was filled in. Raises ContentError with its place."""
    document = read_yaml(text, file)
    groups = document.get("groups") if isinstance(document, LocatedDict) else None
    if not isinstance(groups, list):
        raise ContentError(
            where=Position(file, 1, 1), problem="begin it with 'groups:', as --export writes it"
        )
    for group in groups:
        if isinstance(group, LocatedDict) and group.get("intent") is not None:
            yield _filled(group, intents)


def _filled(group: LocatedDict, intents: Collection[str]) -> Filled:
    intent, wordings = str(group["intent"]), group.get("wordings")
    if intent not in (*intents, NONE, ASIDE):
        problem = f"there is no intent '{intent}'. {did_you_mean(intent, intents)}".strip()
        raise ContentError(where=group.where_value("intent"), problem=problem)
    if not isinstance(group.get("language"), str):
        raise ContentError(where=group.where(), problem="this group has lost its 'language'")
    if not isinstance(wordings, Mapping) or not all(map(_is_count, wordings.values())):
        problem = "'wordings' must be a text and how many messages said it, e.g. 'lower my plan: 4'"
        raise ContentError(where=group.where("wordings"), problem=problem)
    return intent, group["language"], dict(wordings), group.where_value("intent")


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
