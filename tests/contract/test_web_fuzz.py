"""Whatever is sent to the web's API, it answers with sense: never with a failure of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from starlette.testclient import TestClient

from bot.store.session import Database
from bot.web.app import create_app
from tests.scripted import scripted

# A stream does not end, so it is not fuzzed; its cursor is, in tests/unit/web/test_stream.py.
PATHS = (
    "/webhooks/rest/webhook",
    "/webchat/sessions",
    "/webchat/messages",
    "/webchat/history",
    "/webchat/verify",
)


@pytest.fixture
def app(sqlite_url: str) -> Iterator[Any]:
    database = Database(sqlite_url)
    yield create_app(scripted(database, api_keys=("key-1",), rate_limit="100000/minute"))
    database.close()


@pytest.mark.parametrize("path", PATHS)
def test_nothing_that_is_sent_breaks_the_api(app: Any, path: str) -> None:
    operations = schemathesis.openapi.from_asgi("/openapi.json", app)[path]
    token = TestClient(app, base_url="http://127.0.0.1").post("/webchat/sessions").json()["token"]
    bearer = "key-1" if path.startswith("/webhooks") else token

    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=operations[next(iter(operations))].as_strategy())
    def sends(data: Any) -> None:
        answer = data.call(headers={"Authorization": f"Bearer {bearer}"})
        data.validate_response(answer, checks=[not_a_server_error])

    sends()
