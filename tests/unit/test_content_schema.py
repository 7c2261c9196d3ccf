"""The schemas take what the loaders take, and complain of what they complain of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from bot.content_schema import schemas
from bot.flows.flow_loader import FLOW_KEYS, KINDS, STEP_KEYS
from bot.flows.schema import KEYS
from bot.yaml_source import read_yaml

CONTENT = Path(__file__).parents[2] / "content"
FOLDERS = {"flows": "flows.json", "treatments": "treatments.json", "questions": "questions.json"}


def validator(name: str) -> Any:
    return jsonschema_rs.validator_for(json.loads(schemas()[name]))


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("path", "name"),
    [
        *(
            (path, name)
            for folder, name in FOLDERS.items()
            for path in sorted((CONTENT / folder).glob("*.yml"))
        ),
        (CONTENT / "company.yml", "company.json"),
    ],
    ids=lambda one: getattr(one, "stem", one),
)
def test_the_demo_content_fits_its_schema(path: Path, name: str) -> None:
    content = plain(read_yaml(path.read_text(encoding="utf-8"), path.name))
    assert [str(error) for error in validator(name).iter_errors(content)] == []


@pytest.mark.parametrize(
    "step",
    [
        {"sya": "Hi"},
        {"say": "Hi", "nxt": "END"},
        {"collect": "x", "type": "nubmer"},
        {"collect": "x", "minimum": "low"},
        {"follow_up": {"in": "soon", "flow": "a"}},
        {"say": {"english": "Hi"}},
        {"noop": True, "next": [{"if": "true"}]},
    ],
    ids=str,
)
def test_a_slip_does_not_fit(step: dict[str, Any]) -> None:
    assert not validator("flows.json").is_valid({"flows": {"a": {"steps": [step]}}})


def test_calm_fits() -> None:
    flow = {
        "description": "d",
        "if": False,
        "nlu_trigger": [{"intent": "go"}, {"intent": {"name": "go", "confidence_threshold": 0}}],
        "steps": [
            {"collect": "x", "next": [{"if": "slots.x", "then": [{"link": "b"}]}, {"else": "END"}]},
            {"noop": None, "next": [{"collect": "y"}]},
            {"set_slots": [{"x": None}]},
        ],
    }
    assert validator("flows.json").is_valid({"version": "3.1", "flows": {"a": flow}})


def test_every_key_that_loads_is_described() -> None:
    known = FLOW_KEYS | STEP_KEYS | set(KINDS) | {key for step, _ in KINDS.values() for key in step.keys}
    assert [key for key in known if not KEYS[key].get("description") and key != "steps"] == []
