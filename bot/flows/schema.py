"""JSON Schemas of flow files, made from the keys that the loaders know: an editor completes what will load."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.flows.flow_loader import FLOW_KEYS, KINDS, STEP_KEYS
from bot.flows.load import TREATMENT_KEYS
from bot.flows.reader import CHANNELS
from bot.flows.steps.collect import TYPES

Schema = Mapping[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXTS = {"$ref": "#/$defs/texts"}
_CONDITION = {"$ref": "#/$defs/condition"}
_STEPS = {"$ref": "#/$defs/steps"}
_NAME = {"type": "string", "minLength": 1}
_NAMES = {"oneOf": [_NAME, {"type": "array", "items": _NAME}]}
_FLAG = {"type": "boolean"}
_NUMBER = {"type": "number"}
_ANY: Schema = {}
_FLOWS_OR_ALL = {"oneOf": [_FLAG, {"type": "array", "items": _NAME}]}
_SLOTS = {"type": "object"}
_BY_LANGUAGE = {
    "type": ["string", "number", "boolean", "object"],
    "propertyNames": {"pattern": "^[a-z]{2}(-[A-Z]{2})?$"},
    "additionalProperties": {"type": ["string", "number", "boolean"]},
}


def _said(description: str, schema: Schema) -> Schema:
    return {"description": description, **schema}


KEYS: Mapping[str, Schema] = {
    "id": _said("The step's name, for 'next'.", {"type": ["string", "integer"]}),
    "next": _said("Where to go: a step id, END, steps, or branches.", {"$ref": "#/$defs/next"}),
    "agent": _said("A stage direction that only agents see.", _TEXTS),
    "description": _said("For people.", {"type": "string"}),
    "metadata": _said("For other tools; kept, without effect.", _ANY),
    "collect": _said("The slot to ask for.", _NAME),
    "type": _said("What kind of answer it takes.", {"enum": list(TYPES)}),
    "ask": _said("The question.", _TEXTS),
    "ask_again": _said("Other words, for the second time.", _TEXTS),
    "options": _said("What may be chosen: each value with its title.", {"$ref": "#/$defs/options"}),
    "remember": _said("The customer's fact that the value becomes.", _NAME),
    "minimum": _said("The smallest number taken.", _NUMBER),
    "maximum": _said("The largest number taken.", _NUMBER),
    "rejections": _said("Values that are not taken, and what is said then.", {"$ref": "#/$defs/rejections"}),
    "utter": _said("The response that asks, in place of utter_ask_<slot>.", _NAME),
    "ask_before_filling": _said("Ask even when the slot is known.", _FLAG),
    "reset_after_flow_ends": _said("Whether the slot loses its value with the flow.", _FLAG),
    "force_slot_filling": _said("Nothing interrupts this question.", _FLAG),
    "required": _said("The question cannot be skipped.", _FLAG),
    "block_digressions": _said("Flows that may not interrupt here; true for all.", _FLOWS_OR_ALL),
    "ask_confirm_digressions": _said("CALM's; accepted, without effect.", _FLOWS_OR_ALL),
    "allow_nlu_correction": _said("CALM's; accepted, without effect.", _FLAG),
    "silence_timeout": _said("CALM's, for voice; accepted, without effect.", _ANY),
    "dtmf": _said("CALM's, for voice; accepted, without effect.", _ANY),
    "say": _said("What to say.", _TEXTS),
    "because": _said("The fact, or facts, that the words are owed to.", _NAMES),
    "action": _said("What to do by name; utter_… says that response.", _NAME),
    "link": _said("End this flow and start that one.", _NAME),
    "call": _said("Run that flow to its end, then go on here.", _NAME),
    "exit_if": _said("CALM's, for sub agents; the step is passed by.", _ANY),
    "mcp_server": _said("CALM's: the call is a tool, done as an action.", _NAME),
    "mapping": _said("CALM's, for tools.", _ANY),
    "set_slots": _said(
        "Slots and their values; null clears one.", {"oneOf": [{"type": "array", "items": _SLOTS}, _SLOTS]}
    ),
    "noop": _said("Nothing; its 'next' chooses where to go.", _ANY),
    "question": _said("Where the one new question fits.", {"enum": ["here", "never"]}),
    "treatment": _said("The first of these that fits the customer.", _NAMES),
    "handoff": _said("Give the conversation to a person.", {"$ref": "#/$defs/handoff"}),
    "follow_up": _said("Come back later.", {"$ref": "#/$defs/follow_up"}),
    "name": _said("How people call it.", {"type": "string"}),
    "title": _said("How the flow is offered to customers and agents.", _TEXTS),
    "offered": _said("False: the title puts it into no menu.", _FLAG),
    "if": _said("A guard: the flow starts only while this holds.", _CONDITION),
    "offered_when": _said("Offered before others while this holds.", _CONDITION),
    "nlu_trigger": _said("The intents that start it.", {"$ref": "#/$defs/nlu_trigger"}),
    "persisted_slots": _said("Slots that keep their value when the flow ends.", _NAMES),
    "always_include_in_prompt": _said("CALM's; accepted, without effect.", _FLAG),
    "run_pattern_completed": _said("False: pattern_completed has nothing to say after it.", _FLAG),
    "file_path": _said("CALM's; accepted, without effect.", {"type": "string"}),
    "steps": _STEPS,
    "when": _said("For whom.", _CONDITION),
    "need": _said("The need it serves.", {"type": "string"}),
    "grant": _said("What it gives: a name of 'grants' in company.yml.", _NAME),
    "desk_priority": _said("How much sooner agents serve it.", {"type": "integer"}),
}


def _object(keys: Iterable[str], required: Iterable[str] = ()) -> Schema:
    properties = {key: KEYS[key] for key in sorted(keys)}
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(required),
        "additionalProperties": False,
    }


def _plain(properties: Schema, *required: str) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def shared() -> dict[str, Schema]:
    """The definitions that flows and treatments have in common with each other and with questions."""
    words = {
        "type": "object",
        "additionalProperties": {"type": "array", "items": {"type": ["string", "number"]}},
    }
    option = _plain(
        {"title": _TEXTS, "synonyms": words, "description": {"type": "string"}},
        "title",
    )
    duration = {"type": "string", "pattern": r"^\d{1,4}\s*(minute|hour|day|week)s?$"}
    channels = {"enum": list(CHANNELS)}
    follow_up = {"in": duration, "channel": channels, "flow": _NAME, "reason": {"type": "string"}}
    return {
        "texts": _said("A Liquid text, or one for each language.", _BY_LANGUAGE),
        "condition": _said(
            'As in: slots.days > 14 and customer.tier = "other".', {"type": ["string", "boolean"]}
        ),
        "options": {"type": "object", "additionalProperties": {"anyOf": [_TEXTS, option]}},
        "follow_up": _plain(follow_up, "in", "flow"),
    }


def flows_schema() -> Schema:
    kinds = [_object(STEP_KEYS | step.keys | {kind}, {kind}) for kind, (step, _) in sorted(KINDS.items())]
    rejection = _plain({"if": _CONDITION, "say": _TEXTS, "utter": _NAME}, "if")
    target = {"oneOf": [{"type": "string"}, _STEPS]}
    branch = {
        "oneOf": [_plain({"if": _CONDITION, "then": target}, "if", "then"), _plain({"else": target}, "else")]
    }
    intent = _plain({"name": _NAME, "confidence_threshold": {"type": "number"}}, "name")
    trigger = _plain({"intent": {"oneOf": [_NAME, intent]}}, "intent")
    return {
        "$schema": DIALECT,
        "title": "Dripline flows",
        "type": "object",
        "properties": {
            "flows": {"type": "object", "additionalProperties": {"$ref": "#/$defs/flow"}},
            "treatments": {"type": "object"},
        },
        "$defs": {
            **shared(),
            "flow": _object(FLOW_KEYS, {"steps"}),
            "steps": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/step"}},
            "step": {"anyOf": [*kinds, _object(STEP_KEYS, {"next"})]},
            "next": {
                "anyOf": [{"type": "string"}, {"type": "array", "minItems": 1, "items": branch}, _STEPS]
            },
            "rejections": {"type": "array", "items": rejection},
            "handoff": _plain({"reason": {"type": "string"}, "say": _TEXTS}),
            "nlu_trigger": {"type": "array", "items": trigger},
        },
    }


def treatments_schema() -> Schema:
    return {
        "$schema": DIALECT,
        "title": "Dripline treatments",
        "type": "object",
        "properties": {
            "treatments": {"type": "object", "additionalProperties": _object(TREATMENT_KEYS)},
            "flows": {"type": "object"},
        },
        "$defs": shared(),
    }
