"""Facts that no question asks for, declared under `attributes:` of content/company.yml."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import cast, get_args

from bot.answers import AnswerType
from bot.questions.errors import QuestionErrors
from bot.questions.model import Attribute, Texts
from bot.questions.reading import Reader, read_file
from bot.yaml_source import LocatedDict

COMPANY_FILE = "company.yml"
ATTRIBUTE_KEYS = ("label", "type", "purpose", "retention", "options")


def load_attributes(
    files: Mapping[str, str], languages: Sequence[str], asked: Container[str] = ()
) -> Mapping[str, Attribute]:
    """By name. `asked` are the attributes of the questions, which are declared there and not again here.

    Raises QuestionErrors with every mistake. Other keys of company.yml are not looked at.
    """
    reader = Reader(languages)
    attributes: dict[str, Attribute] = {}
    content = read_file(files.get(COMPANY_FILE, ""), COMPANY_FILE, reader)
    for name, body in reader.entries(content, "attributes", "attribute"):
        if name in asked:
            reader.wrong(body.position, f"'{name}' is declared by its question already; remove it here")
        attributes[name] = _attribute(name, body, reader)
    if reader.mistakes:
        raise QuestionErrors(reader.mistakes)
    return attributes


def _attribute(name: str, body: LocatedDict, reader: Reader) -> Attribute:
    reader.keys(body, ATTRIBUTE_KEYS, f"the attribute '{name}'")
    return Attribute(
        name=name,
        label=reader.texts(body, "label", "say how the fact is called when read back to the customer"),
        type=cast(
            AnswerType,
            reader.one_of(body, "type", get_args(AnswerType), "say what kind of fact it is") or "text",
        ),
        purpose=reader.texts(body, "purpose", "a fact without a purpose is not kept"),
        retention=reader.retention(body),
        options=_options(body, reader),
        where=body.position,
    )


def _options(body: LocatedDict, reader: Reader) -> Mapping[str, Texts]:
    """{value: {title: {en: ...}}}, or {value: {en: ...}}, or a list of values that need no translation."""
    found = body.get("options")
    if isinstance(found, list):
        return {str(value): {language: str(value) for language in reader.languages} for value in found}
    options = reader.mapping(body, "options")
    titles: dict[str, Texts] = {}
    for value in options or {}:
        own = reader.mapping(cast(LocatedDict, options), value)
        is_titled = own is not None and "title" in own
        parent, key = (own, "title") if is_titled else (options, value)
        titles[value] = reader.texts(cast(LocatedDict, parent), key, "say how the value is called")
    return titles
