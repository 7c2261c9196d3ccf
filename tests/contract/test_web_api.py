"""The web's promises to its clients, over a real store on both databases and a scripted bot."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select, update
from starlette.testclient import TestClient

from bot.messages import Address
from bot.store.people import ensure_person
from bot.store.schema import conversations, messages
from bot.store.session import Database
from bot.store.transcript import Cursor
from bot.web.app import create_app
from bot.web.callers import Signatures
from bot.web.live import Broker
from bot.web.stream import visitor_events
from bot.web.typists import Typists
from tests.scripted import ScriptedServices, scripted

REST = "/webhooks/rest/webhook"


@pytest.fixture
def services(database: Database) -> ScriptedServices:
    return scripted(database, api_keys=("key-1",), max_message_length=100, rate_limit="20/minute")


@pytest.fixture
def web(services: ScriptedServices) -> Iterator[TestClient]:
    app = create_app(services)
    with TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 5000)) as client:
        yield client


def visitor(web: TestClient) -> dict[str, str]:
    return {"Authorization": f"Bearer {web.post('/webchat/sessions').json()['token']}"}


def say(web: TestClient, who: dict[str, str], text: str, **more: Any) -> Any:
    body = {"id": uuid.uuid4().hex, "text": text, **more}
    return web.post("/webchat/messages", json=body, headers=who)


def said(web: TestClient, who: dict[str, str], count: int) -> list[dict[str, Any]]:
    """The history, once it has so many messages."""
    for _ in range(200):
        found: list[dict[str, Any]] = web.get("/webchat/history", headers=who).json()["messages"]
        if len(found) >= count:
            return found
        web.portal.call(asyncio.sleep, 0.02)  # type: ignore[union-attr]
    raise AssertionError(f"{count} messages did not come: {found}")


def stored(services: ScriptedServices) -> int:
    with services.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(messages)).scalar_one()


def test_rest_answers_as_rasa_does(web: TestClient) -> None:
    answer = web.post(
        REST, json={"sender": "ana", "message": "hello"}, params={"stream": "false", "token": "x"}
    )
    first, second = answer.json()
    assert first["recipient_id"] == "ana"
    assert first["custom"]["dripline"]["kind"] == "say"
    assert second["buttons"][1]["title"] == "My bill"


def test_rest_repeats_the_stored_replies_for_the_same_message_id(
    web: TestClient, services: ScriptedServices
) -> None:
    request = {"sender": "ana", "message": "hello", "metadata": {"message_id": "m1"}}
    first = web.post(REST, json=request).json()
    before = stored(services)
    assert web.post(REST, json=request).json() == first
    assert stored(services) == before


def test_rest_serves_nobody_else_without_a_key(services: ScriptedServices) -> None:
    with TestClient(create_app(services), base_url="http://127.0.0.1", client=("10.0.0.9", 5000)) as far:
        request = {"sender": "ana", "message": "hello"}
        assert far.post(REST, json=request).status_code == 401
        assert far.post(REST, json=request, headers={"X-API-Key": "key-1"}).status_code == 200
        assert far.post(REST, json=request, headers={"X-API-Key": "wrong"}).status_code == 401
    assert stored(services) == 3


def test_rest_names_a_known_customer_with_a_key_only(web: TestClient) -> None:
    request = {"sender": "customer:1001", "message": "hello"}
    assert web.post(REST, json=request).status_code == 401
    assert web.post(REST, json=request, headers={"Authorization": "Bearer key-1"}).status_code == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{not json", 400),
        (b"\xff\xfe", 400),
        (b"[]", 422),
        (b"null", 422),
        (b'{"sender": 7, "message": "hi"}', 422),
        (b'{"sender": "ana"}', 422),
        (b'{"sender": "ana", "message": null}', 422),
        (b'{"sender": "ana", "message": "   "}', 422),
        (b'{"sender": "ana", "message": "a\\u0000b"}', 422),
        (b'{"sender": "ana", "message": "a\\ud800b"}', 422),
        (b'{"sender": "", "message": "hi"}', 422),
        (b'{"sender": "ana", "message": "' + b"x" * 101 + b'"}', 422),
        (b'{"sender": "ana", "message": "' + b"x" * 1_000_000 + b'"}', 413),
        (b'{"sender": "ana", "message": "hi", "metadata": []}', 422),
    ],
)
def test_what_is_wrong_is_refused_with_advice_and_nothing_is_stored(
    web: TestClient, services: ScriptedServices, body: bytes, status: int
) -> None:
    answer = web.post(REST, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    assert all(answer.json()[key] for key in ("error", "hint"))
    assert stored(services) == 0


def test_rest_says_that_a_message_is_kept_when_the_engine_is_down(
    web: TestClient, services: ScriptedServices
) -> None:
    services.dialogue.is_down = True
    request = {"sender": "ana", "message": "hello", "metadata": {"message_id": "m1"}}
    answer = web.post(REST, json=request)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "kept" in answer.json()["hint"]
    services.dialogue.is_down = False
    assert len(web.post(REST, json=request).json()) == 2


def test_a_message_on_the_web_chat_is_answered_in_the_background(web: TestClient) -> None:
    who = visitor(web)
    assert say(web, who, "hello").status_code == 202
    found = said(web, who, 3)
    assert [one["direction"] for one in found] == ["in", "out", "out"]
    assert found[2]["options"][0]["title"] == "A travel pass"


def test_the_same_client_id_is_one_message(web: TestClient, services: ScriptedServices) -> None:
    who, same = visitor(web), uuid.uuid4().hex
    first = say(web, who, "hello", id=same).json()
    assert say(web, who, "hello", id=same).json() == first
    said(web, who, 3)
    assert stored(services) == 3


def test_one_visitor_never_sees_anothers_messages_even_with_their_id(web: TestClient) -> None:
    ana, bea, same = visitor(web), visitor(web), uuid.uuid4().hex
    say(web, ana, "my secret", id=same)
    say(web, bea, "hello", id=same)
    assert "my secret" not in json.dumps(said(web, bea, 3))


@pytest.mark.parametrize("path", ["/webchat/history", "/webchat/events", "/demo/profile"])
def test_without_a_token_there_is_nothing_to_read(web: TestClient, path: str) -> None:
    assert web.get(path).status_code == 401
    assert web.get(path, headers={"Authorization": "Bearer forged"}).status_code == 401


def test_a_session_stores_nothing(web: TestClient, services: ScriptedServices) -> None:
    who = visitor(web)
    assert web.get("/webchat/history", headers=who).json()["messages"] == []
    assert "Nothing yet" in web.get("/demo/profile", headers=who).text


def test_too_many_messages_wait(web: TestClient) -> None:
    who = visitor(web)
    answers = [say(web, who, "hi") for _ in range(21)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0


def test_the_page_behind_an_allowed_origin_may_talk_and_others_may_not(database: Database) -> None:
    app = create_app(scripted(database, allowed_origins=("https://shop.example",)))
    with TestClient(app, base_url="http://127.0.0.1:8000") as web:
        welcome = web.post("/webchat/sessions", headers={"Origin": "https://shop.example"})
        assert welcome.headers["access-control-allow-origin"] == "https://shop.example"
        stranger = web.post("/webchat/sessions", headers={"Origin": "https://evil.example"})
        assert stranger.status_code == 403
        assert "access-control-allow-origin" not in stranger.headers


def test_a_signed_link_makes_a_visitor_known_once(web: TestClient, services: ScriptedServices) -> None:
    with services.database.transaction() as connection:
        now = datetime.now(UTC)
        ana = ensure_person(connection, Address("external", "1001", is_verified=True), now).person_id
        bea = ensure_person(connection, Address("external", "1002", is_verified=True), now).person_id
    links = Signatures(services.settings.secret_key)
    who = visitor(web)
    for _ in range(2):
        answer = web.post("/webchat/verify", json={"link": links.link_for(ana)}, headers=who)
        assert answer.status_code == 200
    assert "Known and verified" in web.get("/demo/profile", headers=who).text
    assert web.post("/webchat/verify", json={"link": links.link_for(bea)}, headers=who).status_code == 409
    assert web.post("/webchat/verify", json={"link": "forged"}, headers=who).status_code == 400


def test_a_link_of_somebody_who_was_erased_leads_to_nobody(
    web: TestClient, services: ScriptedServices
) -> None:
    erased = "01a200b05d99000a76f996e83a"
    link = Signatures(services.settings.secret_key).link_for(erased)
    answer = web.post("/webchat/verify", json={"link": link}, headers=visitor(web))
    assert answer.status_code == 410
    assert erased not in answer.text


def test_looking_at_a_link_does_not_use_it(web: TestClient, services: ScriptedServices) -> None:
    page = web.get("/verify", params={"link": '"><script>alert(1)</script>'})
    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_a_demo_customer_is_played_with_one_token(web: TestClient, services: ScriptedServices) -> None:
    with services.database.transaction() as connection:
        ensure_person(connection, Address("external", "1001", is_verified=True), datetime.now(UTC), "pt")
    token = web.post("/demo/sessions", json={"customer": "1001"}).json()["token"]
    again = web.post("/demo/sessions", json={"customer": "1001", "token": token}).json()["token"]
    assert again == token
    assert web.post("/demo/sessions", json={"customer": "9999"}).status_code == 404
    assert "1001" in web.get("/").text


def test_a_visitor_who_writes_is_told_to_the_person_who_has_the_conversation_and_to_no_bot(
    web: TestClient, services: ScriptedServices
) -> None:
    who = visitor(web)
    assert web.post("/webchat/typing", headers=who).status_code == 204
    say(web, who, "hello")
    (conversation_id,) = {one["conversation_id"] for one in said(web, who, 3)}
    writing = web.app.state.web.visitors_writing  # type: ignore[attr-defined]
    assert web.post("/webchat/typing", headers=who).status_code == 204
    assert writing.who(conversation_id) is None
    with services.database.transaction() as connection:
        connection.execute(update(conversations).values(owner="agent"))
    assert web.post("/webchat/typing", headers=who).status_code == 204
    assert writing.who(conversation_id) == ""
    assert web.post("/webchat/typing").status_code == 401


def test_ending_a_conversation_lets_the_next_message_open_another(web: TestClient) -> None:
    who = visitor(web)
    say(web, who, "hello")
    said(web, who, 3)
    assert web.post("/demo/conversations/end", headers=who).status_code == 204
    say(web, who, "again")
    assert len({one["conversation_id"] for one in said(web, who, 5)}) == 2


def test_without_the_demo_there_is_only_the_chat(database: Database) -> None:
    with TestClient(create_app(scripted(database, is_demo=False))) as web:
        assert "<dripline-chat inline>" in web.get("/").text
        assert web.post("/demo/sessions", json={}).status_code == 404


def test_health_is_told_apart_from_readiness(web: TestClient, services: ScriptedServices) -> None:
    assert web.get("/readyz").status_code == 200
    services.dialogue.is_down = True
    assert web.get("/healthz").status_code == 200
    assert web.get("/readyz").json()["engine"] == "down"
    assert "dripline_queue_depth" in web.get("/metrics").text


async def collected(
    services: ScriptedServices, broker: Broker, who: str, cursor: Cursor, count: int
) -> list[str]:
    """The texts of so many messages of a stream."""
    texts: list[str] = []
    stream = visitor_events(services.database, broker, who, cursor, Typists())
    async for block in stream:
        if block.startswith(b"event: message"):
            texts.append(json.loads(block.decode().partition("data: ")[2])["text"])
        if len(texts) >= count:
            break
    await stream.aclose()  # type: ignore[attr-defined]
    return texts


async def test_two_tabs_hear_everything_once_whenever_they_connect(services: ScriptedServices) -> None:
    from bot.channels.webchat import ChatMessage, parse_webchat

    broker = Broker()
    broker.start()
    services.dialogue.on_change = broker.publish
    early = asyncio.create_task(collected(services, broker, "v1", Cursor({}), 15))
    for number in range(5):
        message = parse_webchat("v1", ChatMessage(id=f"message{number}", text=f"hello {number}"), longest=100)
        received = services.dialogue.receive(message)
        broker.publish("v1")
        await services.dialogue.answer(received.conversation_id)
    late = await collected(services, broker, "v1", Cursor({}), 15)
    assert await asyncio.wait_for(early, 10) == late
    assert [text for text in late if text.startswith("hello ")] == [f"hello {number}" for number in range(5)]


async def test_a_stream_goes_on_behind_the_last_event(services: ScriptedServices) -> None:
    from bot.channels.webchat import ChatMessage, parse_webchat

    broker = Broker()
    broker.start()
    message = parse_webchat("v1", ChatMessage(id="message0", text="hello"), longest=100)
    received = services.dialogue.receive(message)
    await services.dialogue.answer(received.conversation_id)
    after = Cursor({received.conversation_id: 1})
    assert await asyncio.wait_for(collected(services, broker, "v1", after, 1), 5) == [
        "What can I do for you?"
    ]
