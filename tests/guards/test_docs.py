"""What the documentation names exists, and what it shows works."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from fastapi.routing import APIRoute

from actions.route import PATH as ACTIONS_PATH
from bot.cli.commands import app
from bot.dialogue.content import load_content
from bot.messages import Address
from bot.settings import Settings
from bot.store.content import read_files
from bot.store.imports import import_customers, load_map
from bot.store.schema import metadata
from bot.store.session import Database
from bot.web import codes, demo, health, moves, pages, phone, rest, twilio, webchat
from bot.web.desk import ROUTERS as DESK
from bot.web.staff import ROUTERS as STAFF
from tests.guards.documents import ROOT, Page, headings, page, rows
from tests.guards.documents import pages as all_pages
from tests.product import CONTENT, Product

PAGES = all_pages()
WITH_EXAMPLES = [one for one in PAGES if any(one.examples())]
every_page = pytest.mark.parametrize("document", PAGES, ids=lambda one: one.name)

# --- commands


def commands() -> dict[str, typer.core.TyperCommand]:
    """'import customers' and the like, by the words behind `dripline`."""
    found = {}
    waiting = [("", typer.main.get_command(app))]
    while waiting:
        name, command = waiting.pop()
        inner = getattr(command, "commands", None)
        if inner is None:
            found[name.strip()] = command
        else:
            waiting += [(f"{name} {word}", one) for word, one in inner.items()]
    return found


COMMANDS = commands()


def command_of(words: str) -> str | None:
    """The command that a line begins with."""
    return next((name for name in COMMANDS if words == name or words.startswith(f"{name} ")), None)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_an_example_in_its_help(name: str) -> None:
    assert f"Example: dripline {name}" in (COMMANDS[name].help or "")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"`dripline {name}`" in page("README.md").text


@every_page
def test_every_command_that_is_named_exists(document: Page) -> None:
    for code in document.code():
        for words in re.findall(r"(?:^|[ /])dripline ([a-z].*)", code):
            name = command_of(words)
            assert name, f"{document.name} names 'dripline {words}', which is no command"
            options = {option for parameter in COMMANDS[name].params for option in parameter.opts}
            used = set(re.findall(r"(?<=\s)--[a-z-]+", words)) - {"--help"}
            assert used <= options, f"{document.name}: 'dripline {name}' has no {used - options}"


# --- make


@every_page
def test_every_make_target_that_is_named_exists(document: Page) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {target for code in document.code() for target in re.findall(r"^make ([a-z]+)", code)}
    assert named <= targets


# --- settings


@every_page
def test_every_setting_that_is_named_exists(document: Page) -> None:
    fields = Settings.model_fields.items()
    known = {str(field.validation_alias or f"DRIPLINE_{name.upper()}") for name, field in fields}
    engine = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "engine").glob("*.py"))
    named = set(re.findall(r"DRIPLINE_[A-Z_]+", document.text))
    assert named - known <= set(re.findall(r"DRIPLINE_[A-Z_]+", engine))


# --- routes


def routes() -> set[tuple[str, str]]:
    modules = (webchat, codes, moves, twilio, demo, phone, pages, health)
    routers = (*(one.router for one in modules), *DESK, *STAFF)
    found = [route for router in routers for route in router.routes if isinstance(route, APIRoute)]
    named = {(method, one.path) for one in (*rest.ROUTES, *found) for method in one.methods or ()}
    return {("POST", ACTIONS_PATH)} | named


@every_page
def test_every_route_that_is_named_exists(document: Page) -> None:
    known = routes()
    named = re.findall(r"\b(GET|POST|PUT|DELETE) (/[\w/-]+)", document.prose)
    assert set(named) <= known
    paths = {path for _, path in known}
    alone = {code for code in document.code() if re.fullmatch(r"/[a-z][\w-]*(/[\w-]+)*", code)}
    assert alone <= paths, alone - paths


# --- links, paths and symbols


@every_page
def test_every_relative_link_leads_somewhere(document: Page) -> None:
    broken = [target for _, target in document.links() if not (document.path.parent / target).exists()]
    assert broken == []
    for file, heading in document.fragments():
        assert heading in headings(document.path.parent / file)


@every_page
def test_every_path_that_is_named_exists(document: Page) -> None:
    """Of the repository; what is made by running it is under var/ and the like."""
    shown = {f"content/{name}" for one in PAGES for _, name, _ in one.examples()}
    named = {
        code
        for code in document.code()
        if re.fullmatch(r"(actions|benchmarks|bot|content|data|docs|engine|scripts|tests)/[\w./-]*", code)
    }
    missing = {one for one in named - shown if not list(_places(one, document))}
    assert missing == set()


def _places(path: str, document: Page) -> Iterator[Path]:
    """From the root, or beside the page."""
    for start in (ROOT, document.path.parent):
        if (start / path).exists():
            yield start / path


@every_page
def test_every_symbol_that_is_linked_is_in_its_file(document: Page) -> None:
    for words, target in document.links():
        symbol = re.fullmatch(r"`([A-Za-z_][\w.]*)`", words)
        if symbol and target.endswith(".py"):
            source = (document.path.parent / target).read_text(encoding="utf-8")
            for part in symbol[1].split("."):
                assert re.search(rf"^\s*(async )?(def|class) {part}\b|^{part}\b", source, re.MULTILINE), words


# --- examples


@pytest.mark.parametrize("document", WITH_EXAMPLES, ids=lambda one: one.name)
def test_the_examples_load_together_with_the_demo_content(document: Page) -> None:
    files = dict(read_files(CONTENT))
    for kind, name, text in document.examples():
        if kind == "file":
            assert name not in files, f"{name} is a file of the demo content"
            files[name] = text
        else:
            [(key, body)] = re.findall(r"^(\w+):\n((?: .*\n)+)", text, re.MULTILINE)
            files[name] = re.sub(rf"^{key}:\n", f"{key}:\n{body}", files[name], count=1, flags=re.MULTILINE)
    load_content(files)


@pytest.mark.parametrize("document", PAGES, ids=lambda one: one.name)
def test_every_example_says_which_file_it_is(document: Page) -> None:
    if document.name in ("docs/flows.md", "docs/questions.md", "README.md"):
        assert len(document.blocks("yaml")) == len(list(document.examples()))


def test_the_first_conversation_of_the_readme_goes_as_it_is_told(sqlite_url: str) -> None:
    """In bold what the customer says, in italics the bot's very words."""
    import_customers(
        Database(sqlite_url),
        CONTENT / "customers.csv",
        load_map(CONTENT / "customers.map.yml"),
        lambda _done, _total: None,
    )
    text = page("README.md").text
    turns = [row for row in rows(text, 2) if re.fullmatch(r"\*\*.+\*\*", row[0])]
    assert len(turns) > 5
    product = Product(sqlite_url)
    try:
        for said, told in turns:
            answer = product.say(said.strip("*"), Address("external", "1002", is_verified=True))
            for words in re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", told):
                assert words in answer.text, f"after '{said}': {answer.text}"
    finally:
        product.close()


# --- the architecture


def test_the_architecture_lists_every_room_that_imports_are_checked_for() -> None:
    layers = re.findall(r'^  "((?:bot|actions)[^"]*)",$', (ROOT / "pyproject.toml").read_text("utf-8"), re.M)
    listed = [row[0].replace("`", "").replace(", ", " | ") for row in rows(page("ARCHITECTURE.md").text, 2)]
    assert [room for room in listed if room.startswith(("bot", "actions"))] == layers


def tables_with_writers() -> dict[str, set[str]]:
    found = rows(page("ARCHITECTURE.md").text, 3)
    return {
        name.strip("`"): set(re.findall(r"\(([\w/]+\.py)\)", writers))
        for name, _, writers in found
        if re.fullmatch(r"`\w+`", name) and ".py" in writers
    }


def test_the_architecture_lists_every_table() -> None:
    assert set(tables_with_writers()) == set(metadata.tables)


def test_the_architecture_names_every_module_that_writes_a_table() -> None:
    """Merging and erasing go across all tables and are told apart."""
    across = {f"bot/store/{name}.py" for name in ("merges", "merge_conflicts", "erasure")}
    listed = tables_with_writers()
    for table, modules in writers().items():
        assert modules - across <= listed[table], table
    for table, modules in listed.items():
        for module in modules:
            assert table in (ROOT / module).read_text(encoding="utf-8"), f"{module} does not know {table}"


def writers() -> dict[str, set[str]]:
    """The modules that build a writing statement for a table, by its name in the source. The simulation has a
    database of its own.
    """
    writing = {"insert", "update", "delete", "insert_or_skip", "insert_many"}
    found: dict[str, set[str]] = {name: set() for name in metadata.tables}
    for path in (ROOT / "bot").rglob("*.py"):
        if {"migrations", "simulate"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in writing:
                for argument in node.args:
                    if isinstance(argument, ast.Name) and argument.id in found:
                        found[argument.id].add(path.relative_to(ROOT).as_posix())
    return found


# --- what no file may hold

REGISTRIES = re.compile(
    r"(pypi|npmjs|yarnpkg|pythonhosted|anaconda|rubygems|crates)\.(org|com|io)\b|"
    r'"resolved"\s*:\s*"|^\s*--?(extra-)?index(-url)?[ =]\S*://',
    re.MULTILINE,
)


def kept_files() -> list[Path]:
    """What is in git, or would be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> Iterator[tuple[str, str]]:
    for path in kept_files():
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_no_file_names_the_address_of_a_package_registry() -> None:
    assert [name for name, text in texts() if REGISTRIES.search(text)] == []


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    """This checkout's own, or anybody's home."""
    here = re.compile(rf"(?<![\w.-])({re.escape(str(ROOT))}|/(home|Users)/\w+|/root)/")
    assert [name for name, text in texts() if here.search(text)] == []
