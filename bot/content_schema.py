"""The JSON Schemas of all content files: `dripline schema` writes them, and a test says that they are current."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from bot.answers import AnswerType
from bot.flows.schema import DIALECT, flows_schema, shared, treatments_schema
from bot.questions.attributes import ATTRIBUTE_KEYS
from bot.questions.catalogue import OPTION_KEYS, QUESTION_KEYS, TYPES_ASKED
from bot.questions.model import LawfulBasis

_TEXTS = {"$ref": "#/$defs/texts"}
_NAME = {"type": "string", "minLength": 1}
_RETENTION = {"type": "string", "pattern": r"^(\d+\s+(day|week|month|year)s?|while a customer)$"}
_WORDS = {
    "type": "object",
    "additionalProperties": {"type": "array", "items": {"type": ["string", "number"]}},
}
KEYS: Mapping[str, Mapping[str, Any]] = {
    "attribute": {"description": "The fact that the answer becomes.", **_NAME},
    "label": {"description": "How the fact is called when it is read back.", **_TEXTS},
    "type": {"description": "What kind of answer it takes.", "enum": list(TYPES_ASKED)},
    "ask": {"description": "The question.", **_TEXTS},
    "purpose": {"description": "Why it is asked, told to the customer.", **_TEXTS},
    "lawful_basis": {"description": "What allows keeping the answer.", "enum": list(get_args(LawfulBasis))},
    "retention": {"description": "How long it is kept: '24 months', 'while a customer'.", **_RETENTION},
    "options": {"type": "object", "additionalProperties": {"$ref": "#/$defs/option"}},
    "answered": {"$ref": "#/$defs/option"},
    "declined": {"$ref": "#/$defs/option"},
    "when": {"description": "Who may be asked.", "$ref": "#/$defs/condition"},
    "value": {"description": "Marketing's weight; 1 when left out.", "type": "number"},
    "minimum": {"description": "The smallest number taken.", "type": "number"},
    "maximum": {"description": "The largest number taken.", "type": "number"},
    "title": {"description": "What the button reads.", **_TEXTS},
    "synonyms": {"description": "Other words for it, by language.", **_WORDS},
    "statements": {"description": "How customers tell it unasked, by language.", **_WORDS},
    "benefit": {"$ref": "#/$defs/benefit"},
}


def _object(keys: tuple[str, ...], required: tuple[str, ...] = ()) -> dict[str, Any]:
    properties = {key: KEYS[key] for key in keys}
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def questions_schema() -> Mapping[str, Any]:
    needed = ("attribute", "label", "type", "ask", "purpose", "lawful_basis", "retention")
    question = _object(QUESTION_KEYS, needed)
    return {
        "$schema": DIALECT,
        "title": "Dripline questions",
        "type": "object",
        "properties": {
            "questions": {"type": "object", "additionalProperties": question},
            "words": {
                "description": "Words that statements share: '[phone]' stands for those under 'phone'.",
                "type": "object",
                "additionalProperties": _WORDS,
            },
        },
        "additionalProperties": False,
        "$defs": {
            "texts": shared()["texts"],
            "condition": shared()["condition"],
            "option": _object(OPTION_KEYS, ("benefit",)),
            "benefit": {
                "type": "object",
                "properties": {"say": _TEXTS, "grant": _NAME},
                "required": ["say"],
                "additionalProperties": False,
            },
        },
    }


def company_schema() -> Mapping[str, Any]:
    types = {"enum": list(get_args(AnswerType))}
    attribute = _object(ATTRIBUTE_KEYS, ("label", "type", "purpose", "retention"))
    attribute["properties"] = {
        **attribute["properties"],
        "type": types,
        "options": {"type": ["object", "array"]},
    }
    return {
        "$schema": DIALECT,
        "title": "Dripline company",
        "type": "object",
        "properties": {
            "company": {"type": "object", "required": ["name", "assistant", "languages"]},
            "tiers": {"type": "object"},
            "question_policy": {"type": "object"},
            "attributes": {"type": "object", "additionalProperties": attribute},
            "grants": {"type": "object", "additionalProperties": {"type": "object", "required": ["label"]}},
        },
        "required": ["company"],
        "$defs": {"texts": shared()["texts"]},
    }


def schemas() -> Mapping[str, str]:
    """The text of each schema by the name of its file."""
    made = {
        "flows.json": flows_schema(),
        "treatments.json": treatments_schema(),
        "questions.json": questions_schema(),
        "company.json": company_schema(),
    }
    return {name: json.dumps(one, indent=2, ensure_ascii=False) + "\n" for name, one in made.items()}


def write_schemas(folder: Path) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")
        yield folder / name
