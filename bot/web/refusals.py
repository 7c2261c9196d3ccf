"""Every refusal has one shape: {"error": what was wrong, "hint": how to mend it}."""

from __future__ import annotations

from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import InterfaceError, OperationalError
from starlette.exceptions import HTTPException

from bot.channels.rest import KeyNeeded
from bot.channels.text import UnusableText
from bot.errors import EngineUnavailable
from bot.turn import NotAnswered

_LOG = structlog.get_logger(__name__)
_RETRY_AFTER_SECONDS = "5"
_HINTS = {
    404: "Look at the address: see /openapi.json for what there is.",
    405: "Use another method: see /openapi.json for what this address takes.",
}


class Refused(HTTPException):
    """A refusal with its advice."""

    def __init__(self, status: int, error: str, hint: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(status, error, headers)
        self.hint = hint


def add_refusals(app: FastAPI) -> None:
    """Turn every error that a request can cause into a refusal."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(UnusableText, _unusable)
    app.add_exception_handler(KeyNeeded, _key_needed)
    app.add_exception_handler(EngineUnavailable, _waiting)
    app.add_exception_handler(NotAnswered, _waiting)
    app.add_exception_handler(OperationalError, _store_away)
    app.add_exception_handler(InterfaceError, _store_away)
    app.add_exception_handler(Exception, _failed)


def refusal(status: int, error: str, hint: str, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": error, "hint": hint}, status, headers)


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    hint = error.hint if isinstance(error, Refused) else _HINTS.get(error.status_code, "Check the request.")
    return refusal(error.status_code, str(error.detail), hint, dict(error.headers or {}))


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first: dict[str, Any] = error.errors()[0]
    if first["type"] == "json_invalid":
        return refusal(400, "The body is not valid JSON.", "Send one JSON object, encoded as UTF-8.")
    where = ".".join(str(part) for part in first["loc"] if part != "body") or "the body"
    return refusal(422, f"{where}: {first['msg']}.", "Send the fields described in /openapi.json.")


async def _unusable(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, UnusableText)
    return refusal(422, str(error), error.hint)


async def _key_needed(request: Request, error: Exception) -> JSONResponse:
    return refusal(
        401,
        "Only a system with an API key may name a known customer.",
        "Send the key as 'Authorization: Bearer KEY', or use a sender that does not begin with 'customer:'.",
        {"WWW-Authenticate": "Bearer"},
    )


async def _waiting(request: Request, error: Exception) -> JSONResponse:
    hint = "The message is kept and will be answered. For the answer, repeat it with its metadata.message_id."
    return refusal(503, "The answer takes longer than usual.", hint, {"Retry-After": _RETRY_AFTER_SECONDS})


async def _store_away(request: Request, error: Exception) -> JSONResponse:
    """The log names the kind of error alone: its text has what was to be stored."""
    _LOG.warning("store.away", path=request.url.path, kind=type(error).__name__)
    hint = "Nothing you typed is lost. Send it again in a moment."
    return refusal(503, "The store does not answer.", hint, {"Retry-After": _RETRY_AFTER_SECONDS})


async def _failed(request: Request, error: Exception) -> JSONResponse:
    return refusal(500, "Something went wrong here.", "Try again; what went wrong is in the log.")
