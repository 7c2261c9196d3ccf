"""The route that the engine calls: POST /engine/actions, for this machine only."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any

import orjson
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from actions.next_step import NextStep
from actions.patterns import actions_of
from actions.turns import Adopt, Answer, Dialogue
from bot.dialogue.patterns import PATTERNS
from bot.errors import DriplineError

PATH = "/engine/actions"
# A proxy's headers, and a browser's: their requests may come from this machine too.
_OF_OTHERS = ("x-forwarded-for", "forwarded", "x-real-ip", "origin")


class ActionsDoor:
    """Serves the route before anything else looks at a request: what guards the web is not for the engine.

    `app.add_middleware(ActionsDoor, answer=…, adopt=…)`, last of all, so that it stands outermost.
    """

    def __init__(self, app: ASGIApp, answer: Answer, adopt: Adopt) -> None:
        self._app = app
        self._actions = ActionsEndpoint(executor(answer, adopt))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_ours = scope["type"] == "http" and scope["path"] == PATH
        await (self._actions if is_ours else self._app)(scope, receive, send)


def executor(answer: Answer, adopt: Adopt, patterns: Iterable[str] = tuple(PATTERNS)) -> ActionExecutor:
    """rasa-sdk's executor with our actions, registered by hand: nothing is found by importing."""
    dialogue = Dialogue(answer, adopt)
    actions = ActionExecutor()
    for action in (NextStep(dialogue), *actions_of(patterns, dialogue)):
        actions.register_action(action)
    return actions


class ActionsEndpoint:
    """A rejected loop is 400 with `error` and `action_name`, as Rasa expects; other failures are 500."""

    proof = "loopback"

    def __init__(self, actions: ActionExecutor) -> None:
        self._actions = actions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if not is_from_this_machine(request):
            response = _error(403, "Only the engine on this machine may call actions.")
        elif request.method != "POST":
            response = _error(405, "Actions are called with POST.")
        else:
            response = await self._answer(request)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        call = _read(await request.body())
        if call is None:
            return _error(
                422, "This is not an action call of Rasa: next_action, sender_id and tracker are needed."
            )
        try:
            result = await self._actions.run(call)
        except ActionExecutionRejection as rejection:
            return _error(400, str(rejection), action_name=rejection.action_name)
        except ActionNotFoundException as missing:
            return _error(404, str(missing), action_name=missing.action_name)
        except DriplineError as error:
            return _error(500, str(error), action_name=call["next_action"])
        assert result is not None
        return _json(200, {"events": result.events, "responses": result.responses})


def is_from_this_machine(request: Request) -> bool:
    """Not through a proxy, and not from a page in a browser."""
    if request.client is None or any(name in request.headers for name in _OF_OTHERS):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _read(body: bytes) -> dict[str, Any] | None:
    """The call; None when it is none. Our actions need no domain, which rasa-sdk insists on."""
    try:
        call = orjson.loads(body)
    except ValueError:
        return None
    if not isinstance(call, dict) or not isinstance(call.get("next_action"), str):
        return None
    tracker = call.get("tracker")
    if not isinstance(tracker, dict) or not isinstance(tracker.get("sender_id"), str):
        return None
    call["domain"] = call.get("domain") or {}
    return call


def _error(status: int, error: str, **details: str) -> Response:
    return _json(status, {"error": error, **details})


def _json(status: int, body: dict[str, Any]) -> Response:
    return Response(orjson.dumps(body), status, media_type="application/json")
