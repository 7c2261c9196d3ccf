import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from bot.web.guards import BodyLimit, OriginGuard, SecureHeaders, origin_of


async def size(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


def guarded(guard: type, **options: object) -> TestClient:
    paths = ("/webchat/messages", "/demo/sessions", "/static/x.js")
    app = Starlette(routes=[Route(path, size, methods=["GET", "POST"]) for path in paths])
    app.add_middleware(guard, **options)
    return TestClient(app)


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://Shop.example:443/x?y", "https://shop.example"),
        ("http://shop.example:80", "http://shop.example"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("http://a:notaport", ""),
        ("a:", ""),
        ("", ""),
    ],
)
def test_an_origin_is_scheme_host_and_port(url: str, origin: str) -> None:
    assert origin_of(url) == origin


@given(st.text(max_size=40))
def test_any_text_has_an_origin_that_is_its_own_origin(text: str) -> None:
    try:
        origin = origin_of(text)
    except ValueError:
        pytest.fail(f"{text!r} raised")
    assert origin_of(origin) in (origin, "")


@pytest.mark.parametrize(
    ("origin", "path", "status"),
    [
        (None, "/webchat/messages", 200),
        ("https://chat.example", "/webchat/messages", 200),
        ("https://chat.example", "/demo/sessions", 200),
        ("http://localhost:3000", "/demo/sessions", 200),
        ("https://shop.example", "/webchat/messages", 200),
        ("https://shop.example", "/demo/sessions", 403),
        ("https://evil.example", "/webchat/messages", 403),
        ("https://chat.example.evil.example", "/webchat/messages", 403),
        ("null", "/webchat/messages", 403),
    ],
)
def test_only_our_own_pages_and_allowed_sites_may_change_anything(
    origin: str | None, path: str, status: int
) -> None:
    client = guarded(OriginGuard, public_url="https://chat.example", allowed_origins=["https://shop.example"])
    assert client.post(path, headers={"Origin": origin} if origin else {}).status_code == status


def test_reading_needs_no_origin() -> None:
    client = guarded(OriginGuard, public_url="https://chat.example", allowed_origins=[])
    assert client.get("/static/x.js", headers={"Origin": "https://evil.example"}).status_code == 200


@pytest.mark.parametrize(("length", "status"), [(0, 200), (100, 200), (101, 413), (1_000_000, 413)])
def test_a_body_over_the_limit_is_refused(length: int, status: int) -> None:
    answer = guarded(BodyLimit, largest=100).post("/webchat/messages", content=b"x" * length)
    assert answer.status_code == status
    assert status == 413 or answer.text == str(length)


def test_a_body_that_hides_its_length_is_refused_too() -> None:
    answer = guarded(BodyLimit, largest=100).post("/webchat/messages", content=iter([b"x" * 60, b"x" * 60]))
    assert answer.status_code == 413
    assert set(answer.json()) == {"error", "hint"}


def test_every_answer_has_strict_headers() -> None:
    headers = guarded(SecureHeaders, is_https=True).get("/webchat/messages").headers
    assert "'unsafe" not in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "max-age" in headers["strict-transport-security"]


def test_the_component_may_be_loaded_by_other_sites_and_pages_may_not() -> None:
    client = guarded(SecureHeaders, is_https=False)
    assert client.get("/static/x.js").headers["cross-origin-resource-policy"] == "cross-origin"
    assert client.get("/demo/sessions").headers["cross-origin-resource-policy"] == "same-origin"


def test_what_has_no_host_is_welcome_nowhere_even_where_settings_have_none() -> None:
    guard = OriginGuard(None, public_url="a:", allowed_origins=["http://a:notaport"])  # type: ignore[arg-type]
    for origin in ("null", "", "a:", "http://a:notaport"):
        assert not guard.is_welcome(origin, "/webchat/messages")
