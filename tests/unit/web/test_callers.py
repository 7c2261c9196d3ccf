from typing import Any

import pytest
from starlette.requests import Request

from bot.web import callers
from bot.web.callers import RateLimit, Signatures, client_address, has_api_key, is_loopback, signed_link
from bot.web.refusals import Refused


def request(client: str = "127.0.0.1", host: str = "127.0.0.1:8000", **headers: str) -> Request:
    raw = [(b"host", host.encode())]
    raw += [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope: dict[str, Any] = {
        "type": "http",
        "method": "POST",
        "path": "/",
        "query_string": b"",
        "scheme": "http",
    }
    return Request({**scope, "headers": raw, "client": (client, 5000), "server": ("127.0.0.1", 8000)})


def test_a_visitor_token_gives_its_visitor_back() -> None:
    signatures = Signatures("secret")
    token = signatures.new_visitor()
    assert signatures.visitor(token) == signatures.visitor(token)
    assert signatures.visitor(token) != signatures.visitor(signatures.new_visitor())


@pytest.mark.parametrize("forge", [lambda t: t + "x", lambda t: "x" + t, lambda t: "", lambda t: t[:-1]])
def test_a_forged_visitor_token_is_refused(forge: Any) -> None:
    signatures = Signatures("secret")
    with pytest.raises(Refused) as refused:
        signatures.visitor(forge(signatures.new_visitor()))
    assert refused.value.status_code == 401


def test_a_token_of_another_installation_is_refused() -> None:
    with pytest.raises(Refused):
        Signatures("one").visitor(Signatures("other").new_visitor())


def test_a_link_is_no_visitor_token_and_a_token_no_link() -> None:
    signatures = Signatures("secret")
    with pytest.raises(Refused):
        signatures.visitor(signatures.link_for("p1"))
    with pytest.raises(Refused):
        signatures.person_of(signatures.new_visitor())


def test_a_signed_link_names_its_person() -> None:
    link = signed_link("https://chat.example/", "secret", "p1")
    assert link.startswith("https://chat.example/verify?link=")
    assert Signatures("secret").person_of(link.partition("link=")[2]) == "p1"


def test_an_old_link_is_refused_as_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(callers, "_LINK_SECONDS", -1)
    signatures = Signatures("secret")
    with pytest.raises(Refused) as refused:
        signatures.person_of(signatures.link_for("p1"))
    assert refused.value.status_code == 410


@pytest.mark.parametrize("header", [{"authorization": "Bearer k2"}, {"x_api_key": "k2"}])
def test_an_api_key_comes_as_bearer_or_header(header: dict[str, str]) -> None:
    assert has_api_key(request(**header), ("k1", "k2"))


def test_without_a_key_there_is_none() -> None:
    assert not has_api_key(request(), ("k1",))


@pytest.mark.parametrize("keys", [(), ("k1",)])
def test_a_wrong_key_is_refused_even_on_loopback(keys: tuple[str, ...]) -> None:
    with pytest.raises(Refused):
        has_api_key(request(x_api_key="wrong"), keys)


@pytest.mark.parametrize(
    ("caller", "is_ours"),
    [
        (request(), True),
        (request("::1", "localhost:8000"), True),
        (request("10.0.0.5"), False),
        (request(x_forwarded_for="8.8.8.8"), False),
        (request(forwarded="for=8.8.8.8"), False),
        (request(host="evil.example:8000"), False),
        (request("testclient"), False),
    ],
)
def test_loopback_is_this_machine_by_its_own_name_without_a_proxy(caller: Request, is_ours: bool) -> None:
    assert is_loopback(caller) is is_ours


@pytest.mark.parametrize(
    ("client", "forwarded", "trusted", "address"),
    [
        ("1.1.1.1", "9.9.9.9", (), "1.1.1.1"),
        ("10.0.0.1", "9.9.9.9", ("10.0.0.0/8",), "9.9.9.9"),
        ("10.0.0.1", "6.6.6.6, 9.9.9.9, 10.0.0.2", ("10.0.0.0/8",), "9.9.9.9"),
        ("10.0.0.1", "", ("10.0.0.0/8",), "10.0.0.1"),
    ],
)
def test_only_a_trusted_proxy_says_who_is_behind_it(
    client: str, forwarded: str, trusted: tuple[str, ...], address: str
) -> None:
    assert client_address(request(client, x_forwarded_for=forwarded), trusted) == address


def test_a_visitor_over_the_limit_waits() -> None:
    limit = RateLimit("2/minute")
    limit.check(request(), "v1")
    limit.check(request(), "v1")
    with pytest.raises(Refused) as refused:
        limit.check(request(), "v1")
    assert refused.value.status_code == 429
    assert 0 < int((refused.value.headers or {})["Retry-After"]) <= 61
    limit.check(request(), "v2")


def test_an_address_may_send_for_ten_visitors() -> None:
    limit = RateLimit("1/minute")
    for number in range(10):
        limit.check(request(), f"v{number}")
    with pytest.raises(Refused):
        limit.check(request(), "v10")
    limit.check(request("1.1.1.1"), "v10")
