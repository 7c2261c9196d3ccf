"""Run Dripline: everything with one command, or the app alone."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Awaitable, Callable, Mapping

import aiohttp
import typer
from rich.console import Console
from sqlalchemy import select

from bot.dialogue.content import load_content
from bot.phrases import load_phrases
from bot.serve import serve as serve_app
from bot.settings import Settings, load_settings
from bot.store import publications, trainings
from bot.store.content import read_files
from bot.store.imports import import_customers, load_map
from bot.store.migrate import upgrade
from bot.store.publications import Publication
from bot.store.schema import persons
from bot.store.session import Database
from bot.supervisor import Process, Step, run
from bot.training import (
    ENGINE_PYTHON,
    engine_environment,
    fingerprint,
    model_for,
    serve_model,
    serving_model,
    train,
)

console = Console(highlight=False, soft_wrap=True)
Say = Callable[[str], None]


def add_commands(app: typer.Typer) -> None:
    app.command("up")(up)
    app.command("serve")(serve)


def up() -> None:
    """Set up the database, train the model if needed, start engine and app, and keep both alive.

    Example: dripline up
    """
    settings = load_settings()
    settings = settings.model_copy(
        update={"engine_token": settings.engine_token or secrets.token_urlsafe(24)}
    )
    steps = [
        Step("Preparing the database", lambda _: _migrated(settings)),
        Step("Checking the content", lambda _: _checked(settings)),
        *(
            [Step("Loading the demo customers", lambda say: _demo_customers(settings, say))]
            if settings.is_demo
            else ()
        ),
        Step("Training the model", lambda say: _trained(settings, say)),
    ]
    raise typer.Exit(run(steps, [_engine(settings), _app(settings)], lambda: _tell_addresses(settings)))


def serve() -> None:
    """Run the app alone: web, actions and worker. The engine runs beside it, by 'dripline up' or by hand.

    Example: dripline serve
    """
    serve_app(load_settings())


def _checked(settings: Settings) -> str:
    """A mistake in the content stops a first start here; later the last good version keeps serving."""
    published, files = _serving(settings)
    content = load_content(files)
    if published:
        return f"number {published.number}, by {published.author}"
    return f"{len(content.pack.flows)} flows, {len(content.catalogue)} questions"


def _migrated(settings: Settings) -> str:
    upgrade(settings.database_url)
    return Database(settings.database_url).url.get_backend_name()


def _demo_customers(settings: Settings, say: Say) -> str:
    file, columns = settings.content / "customers.csv", settings.content / "customers.map.yml"
    database = Database(settings.database_url)
    with database.reading() as connection:
        has_people = connection.execute(select(persons.c.id).limit(1)).first() is not None
    if has_people or not (file.exists() and columns.exists()):
        return "there already"
    content = load_content(read_files(settings.content))
    report = import_customers(
        database,
        file,
        load_map(columns, content.company.region, content.option_titles()),
        lambda done, _total: say(str(done)),
    )
    return f"{report.created} customers"


def _trained(settings: Settings, say: Say) -> str:
    """A model that a publication asked for has to prove itself first, beside the running engine: bot.jobs.trainings."""
    phrases = load_phrases(_serving(settings)[1])
    with Database(settings.database_url).reading() as connection:
        asked_for = trainings.of_fingerprint(connection, fingerprint(phrases=phrases))
    if asked_for and asked_for.status != "serves" and serving_model().exists():
        return "the one that served before"
    model = model_for(phrases=phrases)
    is_there = model.exists()
    serve_model(train(phrases=phrases, on_progress=say))
    return "as before" if is_there else "trained"


def _serving(settings: Settings) -> tuple[Publication | None, Mapping[str, str]]:
    """What was published last with its files; those on disk when nothing was."""
    with Database(settings.database_url).reading() as connection:
        published = publications.latest(connection)
        if published is not None:
            return published, publications.files_of(connection, published.version)
    return None, read_files(settings.content)


def _engine(settings: Settings) -> Process:
    environment = {
        **engine_environment(),
        "DRIPLINE_ENGINE_PORT": str(settings.engine_port),
        "DRIPLINE_ENGINE_TOKEN": settings.engine_token,
        "DRIPLINE_ACTIONS_URL": f"http://127.0.0.1:{settings.port}/engine/actions",
    }
    command = [str(ENGINE_PYTHON), "engine/launcher.py", str(serving_model())]
    return Process(
        "engine",
        command,
        settings.engine_port,
        "DRIPLINE_ENGINE_PORT",
        _answering(settings.engine_url),
        environment,
    )


def _app(settings: Settings) -> Process:
    environment = {"DRIPLINE_ENGINE_TOKEN": settings.engine_token}
    command = [sys.executable, "-m", "bot.cli", "serve"]
    is_ready = _answering(f"http://127.0.0.1:{settings.port}/healthz")
    return Process("app", command, settings.port, "DRIPLINE_PORT", is_ready, environment)


def _answering(url: str) -> Callable[[], Awaitable[bool]]:
    async def is_ready() -> bool:
        try:
            timeout = aiohttp.ClientTimeout(total=2)
            async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False

    return is_ready


def _tell_addresses(settings: Settings) -> None:
    here = f"http://{settings.host}:{settings.port}"
    console.print(f"\nDripline is ready.\n  Chat page   {here}/")
    console.print(f"  REST        {here}/webhooks/rest/webhook")
    console.print(f"  Health      {here}/readyz   Metrics {here}/metrics")
    console.print("Ctrl-C stops it.")
