"""Reads a map from YAML; a mistake in it is told with file, line and column."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, NoReturn

from bot.errors import ContentError
from bot.people.facts import InvalidRetention, expiry
from bot.people.identifiers import ANONYMOUS_KINDS, KINDS
from bot.people.import_choices import OptionTitles
from bot.people.import_map import TYPES, ColumnMap, Comparison, DerivedFact, ImportMap
from bot.yaml_source import LocatedDict, LocatedList, Position

_TOP = (
    "identifiers", "language", "tier", "facts", "derived", "delimiter", "encoding", "decimal", "region", "empty"
)  # fmt: skip
_COLUMN = ("column", "type", "values", "format", "retention", "required", "separator")
_CONDITION = re.compile(r"\s*(<=|>=|!=|=|<|>)?\s*(.*?)\s*", re.DOTALL)


def read_map(
    data: Any,
    file: str,
    region: str | None = None,
    options: Mapping[str, OptionTitles] = MappingProxyType({}),
) -> ImportMap:
    """The map in a YAML file's content. Raises ContentError with the position of the mistake.

    `region` is where phone numbers without a country code belong when the map does not say; `options` are by
    attribute.
    """
    top = _mapping(data, Position(file, 1, 1), "a map has the keys " + ", ".join(_TOP))
    _known_keys(top, _TOP)
    identifiers = tuple(_identifiers(top))
    columns = [_column(name, *_entry(top, "facts", name)) for name in _names(top, "facts")]
    facts = [replace(one, options=options.get(one.name, {})) for one in columns]
    if "tier" in top:
        facts.append(_column("tier", {"type": "choice", **_short(top, "tier")}, top.where("tier")))
    derived = tuple(_derived(name, *_entry(top, "derived", name)) for name in _names(top, "derived"))
    _one_of_each(top, facts, derived)
    return ImportMap(
        file=file,
        identifiers=identifiers,
        facts=tuple(facts),
        derived=derived,
        language=_column("language", _short(top, "language"), top.where("language"))
        if "language" in top
        else None,
        delimiter=_one_character(top, "delimiter"),
        encoding=_encoding(top),
        decimal={"comma": ",", "point": ".", None: "."}[_one_of(top, "decimal", ("comma", "point"))],
        region=str(top["region"]) if "region" in top else region,
        empty=frozenset(str(word) for word in top.get("empty") or ()),
    )


def _identifiers(top: LocatedDict) -> Iterable[ColumnMap]:
    kinds = [kind for kind in KINDS if kind not in ANONYMOUS_KINDS]
    if not _names(top, "identifiers"):
        _fail(
            top.position, "name the column of at least one identifier: 'identifiers: {external: customer_id}'"
        )
    for number, kind in enumerate(_names(top, "identifiers")):
        column, where = _entry(top, "identifiers", kind)
        if kind not in kinds:
            _fail(where, f"'{kind}' is no identifier of a customer; there are {', '.join(kinds)}")
        if not isinstance(column, str):
            _fail(where, f"write the name of the column that has the {kind}")
        yield ColumnMap(kind, column, is_required=number == 0)


def _column(name: str, data: Any, where: Position) -> ColumnMap:
    if not isinstance(data, dict) or not isinstance(data.get("column"), str):
        _fail(where, f"'{name}' needs a column and a type: {name}: {{column: ..., type: number}}")
    if isinstance(data, LocatedDict):
        _known_keys(data, _COLUMN)
    kind = data.get("type", "text" if name == "language" else None)
    if kind not in TYPES:
        _fail(where, f"the type of '{name}' is one of {', '.join(TYPES)}, not '{kind}'")
    values = data.get("values")
    if values is not None and not (isinstance(values, dict) and values):
        _fail(where, f"the values of '{name}' say what each cell means: values: {{Yes: yes, No: no}}")
    if data.get("format") is not None and kind != "date":
        _fail(where, f"only a date has a format, and '{name}' is a {kind}")
    separator = data.get("separator", ";")
    if "separator" in data and kind != "choices":
        _fail(where, f"only choices have a separator, and '{name}' is a {kind}")
    if not isinstance(separator, str) or not separator.strip():
        _fail(where, f"the separator of '{name}' is what stands between two values: separator: \"|\"")
    return ColumnMap(
        name,
        data["column"],
        kind,
        values,
        data.get("format"),
        _retention(data.get("retention"), where),
        bool(data.get("required", False)),
        separator.strip(),
    )


def _derived(name: str, data: Any, where: Position) -> DerivedFact:
    example = f"{name}: {{cases: [{{when: {{charges: '>= 90'}}, value: high}}, {{value: low}}]}}"
    if not isinstance(data, LocatedDict) or not isinstance(data.get("cases"), LocatedList):
        _fail(where, f"'{name}' needs cases: {example}")
    _known_keys(data, ("cases", "retention"))
    cases = tuple(_case(case, data["cases"].where(number)) for number, case in enumerate(data["cases"]))
    return DerivedFact(name, cases, _retention(data.get("retention"), where))


def _case(data: Any, where: Position) -> tuple[tuple[Comparison, ...], Any]:
    case = _mapping(data, where, "a case has a value and says when: {when: {charges: '>= 90'}, value: high}")
    _known_keys(case, ("when", "value"))
    if "value" not in case:
        _fail(where, "a case needs a value")
    when = _mapping(case.get("when") or LocatedDict(), where, "write when: {charges: '>= 90'}")
    return tuple(_comparison(attribute, text, where) for attribute, text in when.items()), case["value"]


def _comparison(attribute: str, condition: Any, where: Position) -> Comparison:
    if not isinstance(condition, str):
        return Comparison(attribute, "=", condition)
    found = _CONDITION.fullmatch(condition)
    if found is None or not found[2]:
        _fail(where, f"'{condition}' compares with nothing; write for example '>= 90' or 'monthly'")
    operator: Any = found[1] or "="
    value = _literal(found[2])
    if operator not in ("=", "!=") and not isinstance(value, int | float):
        _fail(where, f"'{condition}': only numbers are greater or less")
    return Comparison(attribute, operator, value)


def _literal(text: str) -> Any:
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return float(text) if "." in text else int(text)
    return text


def _one_of_each(top: LocatedDict, facts: Iterable[ColumnMap], derived: Iterable[DerivedFact]) -> None:
    names = [fact.name for fact in facts]
    for name in [*names, *(one.attribute for one in derived)]:
        if names.count(name) + sum(one.attribute == name for one in derived) > 1:
            _fail(top.where("derived" if "derived" in top else "tier"), f"'{name}' is given twice; keep one")
    for one in derived:
        for comparison in (comparison for case, _ in one.cases for comparison in case):
            if comparison.attribute not in names:
                known = _closest(comparison.attribute, names)
                _fail(
                    top.where("derived"),
                    f"'{one.attribute}' compares '{comparison.attribute}', no fact here{known}",
                )


def _names(top: LocatedDict, key: str) -> list[str]:
    return list(
        _mapping(top.get(key) or LocatedDict(), top.where(key), f"'{key}' has a name and a column each")
    )


def _entry(top: LocatedDict, key: str, name: str) -> tuple[Any, Position]:
    return top[key][name], top[key].where(name)


def _short(top: LocatedDict, key: str) -> dict[str, Any]:
    """`language: column` is short for `language: {column: column}`."""
    value = top[key]
    return value if isinstance(value, dict) else {"column": value}


def _mapping(data: Any, where: Position, otherwise: str) -> LocatedDict:
    if not isinstance(data, LocatedDict):
        _fail(where, otherwise)
    return data


def _known_keys(data: LocatedDict, known: tuple[str, ...]) -> None:
    for key in data:
        if key not in known:
            _fail(data.where(key), f"'{key}' means nothing here{_closest(key, known)}")


def _closest(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, list(known), 1)
    return f"; did you mean '{close[0]}'?" if close else ""


def _retention(value: Any, where: Position) -> str | None:
    if value is None:
        return None
    try:
        expiry(str(value), datetime(2000, 1, 1))
    except InvalidRetention as error:
        _fail(where, str(error))
    return str(value)


def _one_of(top: LocatedDict, key: str, known: tuple[str, ...]) -> str | None:
    value = top.get(key)
    if value is not None and value not in known:
        _fail(top.where(key), f"'{key}' is {' or '.join(known)}, not '{value}'")
    return value


def _one_character(top: LocatedDict, key: str) -> str | None:
    value = {"tab": "\t"}.get(str(top.get(key)), top.get(key))
    if value is not None and (not isinstance(value, str) or len(value) != 1):
        _fail(top.where(key), f"'{key}' is one character (',', ';', '|') or tab")
    return value


def _encoding(top: LocatedDict) -> str:
    value = str(top.get("encoding", "utf-8"))
    try:
        return codecs.lookup(value).name
    except LookupError:
        _fail(top.where("encoding"), f"'{value}' is no encoding; write utf-8, latin-1 or cp1252")


def _fail(where: Position, problem: str) -> NoReturn:
    raise ContentError(where=where, problem=problem)
