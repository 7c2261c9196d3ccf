"""Rasa's REST channel: one message in, its replies out.

Plain routes: on the busiest path of all, FastAPI's own handling of a request would cost more than ours.
"""

from __future__ import annotations

import json
from typing import Any

import orjson
from anyio.to_thread import run_sync
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.rest import RestRequest, parse_rest
from bot.web.callers import has_api_key, is_loopback
from bot.web.refusals import Refused
from bot.web.state import state_of


async def channel(request: Request) -> Response:
    """As Rasa's channel answers, so that its clients find it."""
    return _json({"status": "ok"})


async def webhook(request: Request) -> Response:
    """Answer one message. The same `metadata.message_id` again gives the stored replies again."""
    state = state_of(request)
    settings, dialogue = state.services.settings, state.services.dialogue
    has_key = has_api_key(request, settings.api_keys)
    if not has_key and not is_loopback(request):
        raise Refused(
            401,
            "This channel serves systems with an API key, and this machine itself.",
            "Send one of DRIPLINE_API_KEYS as 'Authorization: Bearer KEY' or 'X-API-Key: KEY'.",
            {"WWW-Authenticate": "Bearer"},
        )
    said = _read(await request.body())
    message = parse_rest(said, has_key=has_key, longest=settings.max_message_length)
    replies = await dialogue.reply_to(await run_sync(dialogue.receive, message))
    return _json([{"recipient_id": said.sender, **reply.as_rasa()} for reply in replies])


ROUTES = (
    Route("/webhooks/rest/webhook", webhook, methods=["POST"]),
    Route("/webhooks/rest/", channel, methods=["GET"]),
)


def documented(schema: dict[str, Any]) -> dict[str, Any]:
    """An OpenAPI schema with this channel in it; FastAPI describes only its own routes."""
    body = {"required": True, "content": {"application/json": {"schema": RestRequest.model_json_schema()}}}
    answer = {"200": {"description": "The replies.", "content": {"application/json": {}}}}
    operation = {"tags": ["rest"], "summary": "Webhook", "requestBody": body, "responses": answer}
    schema["paths"]["/webhooks/rest/webhook"] = {"post": operation}
    return schema


def _read(body: bytes) -> RestRequest:
    """Raises Refused (400) for what is no JSON, RequestValidationError for other fields than ours."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(
            400, "The body is not valid JSON.", "Send one JSON object, encoded as UTF-8."
        ) from error
    try:
        return RestRequest.model_validate(said)
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error


def _json(body: object) -> Response:
    return Response(orjson.dumps(body), media_type="application/json")
