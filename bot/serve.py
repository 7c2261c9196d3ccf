"""The app's process: web, actions and worker in one event loop, with a clean stop."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

import structlog
from fastapi import FastAPI

from actions.route import ActionsDoor
from bot.bootstrap import Engine, Services, build
from bot.next_step import NextStep
from bot.settings import Settings
from bot.understanding import language, volunteered
from bot.web.app import create_app
from bot.web.server import Server

_SWITCH_SECONDS = 0.001
"""A thread may hold the interpreter so long while the event loop waits; Python's own 5 ms show in the slowest turns."""


def serve(settings: Settings, engine: Callable[[NextStep], Engine] | None = None) -> None:
    """Until SIGTERM or Ctrl-C; turns in flight are finished first. `engine` stands in for the real one."""
    configure_logs(settings)
    services = build(settings, engine=engine)
    app = app_of(services)
    with suppress(KeyboardInterrupt):
        asyncio.run(_run(services, app), loop_factory=_loop_factory())


def app_of(services: Services) -> FastAPI:
    """Web and actions over the same services."""
    app = create_app(services)
    app.add_middleware(ActionsDoor, answer=services.next_step, adopt=services.adopt)
    return app


async def _run(services: Services, app: FastAPI) -> None:
    settings = services.settings
    settle(services)
    worker = asyncio.create_task(services.worker.run())
    try:
        await Server(app, settings.host, settings.port).serve()
    finally:
        worker.cancel()
        with suppress(asyncio.CancelledError):
            await worker
        await services.close()


def settle(services: Services) -> None:
    """Before the first request: what start has built stays for good, and threads that compute let the event loop in."""
    content = services.content
    language.load(content.company.languages)
    reading = (content.catalogue.phrases(), content.company.languages)
    Thread(target=volunteered.make_ready, args=reading, name="statements", daemon=True).start()
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(_SWITCH_SECONDS)


def configure_logs(settings: Settings) -> None:
    """Structured lines on standard output. No customer's words or numbers are in them above debug level."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    logging.basicConfig(level=max(level, logging.WARNING), format="%(levelname)s %(name)s %(message)s")
    renderer = (
        structlog.processors.JSONRenderer()
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )


def _loop_factory() -> type[asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.Loop
