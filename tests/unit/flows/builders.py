"""Small packs and scopes for tests."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

from bot.flows.errors import ContentErrors
from bot.flows.findings import Finding
from bot.flows.interpreter import Interpreter
from bot.flows.load import load_pack
from bot.flows.model import Pack
from bot.flows.scope import Scope


def pack_of(text: str, **files: str) -> Pack:
    """A pack of one flow file, and others by the name of their folder."""
    more = {f"{folder}/more.yml": dedent(body) for folder, body in files.items()}
    return load_pack({"flows/a.yml": dedent(text), **more})


def interpreter_of(text: str, **files: str) -> Interpreter:
    return Interpreter(pack_of(text, **files))


def mistakes_of(text: str) -> tuple[Finding, ...]:
    try:
        pack_of(text)
    except ContentErrors as error:
        return error.findings
    return ()


def scope_of(language: str = "en", **customer: Any) -> Scope:
    return Scope(language, customer, {}, {"name": "Vereda", "default_language": "en"})
