"""The web application: every route, and what stands before them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from fastapi.telemetry import TelemetryConfig
from starlette.middleware.cors import CORSMiddleware

from bot.web import codes, demo, health, moves, pages, phone, rest, twilio, webchat
from bot.web.desk import add_desk
from bot.web.guards import BodyLimit, OriginGuard, SecureHeaders, origin_of
from bot.web.live import Watch
from bot.web.refusals import add_refusals
from bot.web.services import Services
from bot.web.staff import add_staff
from bot.web.state import WebState

STATIC = Path(__file__).parent / "static" / "built"
_SECONDS_TO_FINISH = 25.0
# What is timed and logged is chosen by us: FastAPI's own would put errors' messages, so customers' words, in logs.
_NO_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}


def create_app(services: Services) -> FastAPI:
    """The app over these services. Its streams hear from the dialogue of every change."""
    settings = services.settings
    app = FastAPI(
        title="Dripline",
        version="0.1.0",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
        telemetry=_NO_TELEMETRY,
    )
    app.state.web = WebState.of(services)
    services.dialogue.on_change = app.state.web.broker.publish
    add_refusals(app)
    app.router.routes.extend(rest.ROUTES)
    app.include_router(health.router)
    app.include_router(webchat.router)
    app.include_router(codes.router)
    app.include_router(moves.router)
    app.include_router(twilio.router)
    app.include_router(pages.router)
    if settings.is_demo:
        app.include_router(demo.router)
        app.include_router(phone.router)
    add_staff(app, app.state.web)
    add_desk(app, app.state.web)
    described = app.openapi
    app.openapi = lambda: rest.documented(described())  # type: ignore[method-assign]
    app.mount("/static", StaticFiles(directory=STATIC, check_dir=False), name="static")
    app.add_middleware(BodyLimit)
    app.add_middleware(OriginGuard, public_url=settings.public_url, allowed_origins=settings.allowed_origins)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=[origin_of(origin) for origin in settings.allowed_origins],
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type", "Last-Event-ID"],
        max_age=3600,
    )
    app.add_middleware(SecureHeaders, is_https=settings.public_url.startswith("https:"))
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    state: WebState = app.state.web
    state.broker.start()
    watching = asyncio.create_task(Watch(state.services.database, state.broker).run())
    yield
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
    await _finish_turns(state)


async def _finish_turns(state: WebState) -> None:
    """Turns in flight end before the process does; what takes longer is answered after the next start."""
    state.broker.close()
    if state.tasks:
        await asyncio.wait(tuple(state.tasks), timeout=_SECONDS_TO_FINISH)
