"""The words in which flows and questions say what they wait for, and understanding says what it heard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

AnswerType = Literal[
    "choice", "choices", "yes_no", "number", "amount", "date", "time", "date_time", "duration", "text", "name",
    "satisfaction", "scale", "phone", "email", "place",
]  # fmt: skip
AnswerKind = Literal["value", "declined", "dont_know", "unclear"]


@dataclass(frozen=True, slots=True)
class Form:
    """What every room needs to know of a type. `example` is a value that a simulated customer gives.

    `is_anything`: any words answer it, so what else they may mean counts first. `is_alone`: it counts only
    where it is waited for, as a bare yes does. `is_contact`: an address, which no question of the catalogue asks for.
    """

    holds: Literal["text", "number", "yes_no", "several"]
    example: Any
    low: float | None = None
    high: float | None = None
    has_order: bool = False
    is_anything: bool = False
    is_alone: bool = False
    is_contact: bool = False


FORMS: Mapping[AnswerType, Form] = {
    "choice": Form("text", "something else"),
    "choices": Form("several", ["something else"], is_alone=True),
    "yes_no": Form("yes_no", "yes", is_alone=True),
    "number": Form("number", 1, has_order=True),
    "amount": Form("number", 1, has_order=True),
    "date": Form("text", "2026-03-06", has_order=True),
    "time": Form("text", "15:30", has_order=True),
    "date_time": Form("text", "2026-03-06T15:30-03:00", has_order=True),
    "duration": Form("number", 90, low=0, has_order=True),
    "text": Form("text", "something in the customer's own words", has_order=True, is_anything=True, is_alone=True),
    "name": Form("text", "Ana Souza", has_order=True, is_alone=True),
    "satisfaction": Form("number", 4, low=1, high=5, has_order=True),
    "scale": Form("number", 8, low=0, high=10, has_order=True),
    "phone": Form("text", "+5511991230001", has_order=True, is_contact=True),
    "email": Form("text", "ana@example.com", has_order=True, is_contact=True),
    "place": Form("text", "Rua das Flores", is_anything=True),
}  # fmt: skip
ANYTHING = frozenset(name for name, form in FORMS.items() if form.is_anything)
NUMERIC = frozenset(name for name, form in FORMS.items() if form.holds == "number")
SURE_ENOUGH = 0.7
"""A value heard with less confidence is read back and confirmed before it counts."""
SEVERAL = ","
"""What stands between the values of several options in a button's payload."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option as understanding needs it: every title and synonym by locale (en, es, pt)."""

    value: str
    titles: Mapping[str, str]
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expectation:
    """An answer somebody waits for. `at` names the place ('travel_pass.days', 'question.works_from_home').

    `type` 'satisfaction' has the values 1 (completely dissatisfied) to 5 (completely satisfied), 'scale' 0 to 10.
    """

    at: str
    slot: str
    type: AnswerType
    choices: tuple[Choice, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was heard. `value` is JSON-ready: str for choice/text/date and time (ISO), bool for yes_no, int or float,
    minutes for a duration, a list of values for choices.

    `span` is the part of the message it came from; `confidence` is 0..1.
    """

    kind: AnswerKind
    value: Any = None
    confidence: float = 1.0
    span: str = ""


Tells = Mapping[str, tuple[str, float]]
"""attribute -> (value, score): of its values the one that the engine thinks a message tells, '' where any may be. The
score is about 1 where it is told and -1 where it is not. What the engine has no examples of is not in it."""

UNCLEAR = Answer("unclear", confidence=0.0)


def well_formed(type_: AnswerType, value: Any) -> Any:
    """The value as its type holds it, or None where it cannot: 'yes' is true, '7' is 7, 'a,b' is two options."""
    match FORMS[type_].holds:
        case "yes_no":
            return value if isinstance(value, bool) else _WORDS.get(str(value).strip().lower())
        case "number":
            return _number(value)
        case "several":
            return _several(value)
    return str(value).strip() or None


_WORDS = {"yes": True, "true": True, "no": False, "false": False}
_LARGEST = 1e15


def _number(value: Any) -> int | float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    if not abs(number) < _LARGEST:
        return None
    return int(number) if number.is_integer() else number


def _several(value: Any) -> list[str]:
    """None chosen is an answer too."""
    values = value if isinstance(value, (list, tuple)) else str(value).split(SEVERAL)
    return list(dict.fromkeys(str(one).strip() for one in values if str(one).strip()))


def limits(expectation: Expectation) -> tuple[float | None, float | None]:
    """The least and the most: what was asked for says, else the type."""
    form = FORMS[expectation.type]
    low = form.low if expectation.minimum is None else expectation.minimum
    high = form.high if expectation.maximum is None else expectation.maximum
    return low, high


def option_name(value: Any) -> str:
    """A value as options and examples name it: 'yes', 'no', or the thing itself."""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def tells_of(parsed: Mapping[str, Any]) -> Tells:
    """From the engine's parse of a message: the component of ours that learns what messages tell adds it there."""
    tells = parsed.get("tells") or {}
    return {str(name): (str(value), float(score)) for name, (value, score) in tells.items()}
