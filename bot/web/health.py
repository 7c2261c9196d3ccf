"""Whether the process lives, whether it can serve, and what it has done."""

from __future__ import annotations

from anyio.to_thread import run_sync
from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from sqlalchemy import text

from bot import metrics
from bot.store.session import Database
from bot.web.state import State

router = APIRouter(tags=["operation"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process is alive."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(state: State) -> JSONResponse:
    """200 when database and engine answer; 503 with what does not."""
    checks = {
        "database": await run_sync(_answers, state.services.database),
        "engine": await state.services.engine.is_ready(),
    }
    is_ready = all(checks.values())
    body = {
        "status": "ready" if is_ready else "not ready",
        **{k: "ok" if v else "down" for k, v in checks.items()},
    }
    return JSONResponse(body, 200 if is_ready else 503)


@router.get("/metrics")
async def measured() -> Response:
    """Counts and times in Prometheus' format."""
    return Response(await run_sync(metrics.rendered), media_type=metrics.CONTENT_TYPE)


def _answers(database: Database) -> bool:
    try:
        with database.reading() as connection:
            connection.execute(text("SELECT 1"))
    except Exception:
        return False
    return True
