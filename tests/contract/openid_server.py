"""An OpenID provider that says what a test tells it to, and checks what it is asked as the standard says."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "dripline", "a secret of the tests"


@cache
def signing_key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": "one"})


class OpenidServer:
    """`claims` go into the ID token; `key` signs it, `published` is what the world may check it with."""

    def __init__(self) -> None:
        self.key = signing_key()
        self.published = self.key
        self.claims: dict[str, Any] = {}
        self.issuer = ""
        self.challenges: dict[str, str] = {}

    def signs_in(self, address: str) -> str:
        """Somebody signs in at the address the browser was sent to. Returns where it is sent back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert "openid" in asked["scope"].split()
        self.claims.setdefault("nonce", asked["nonce"])
        self.challenges["a-code"] = asked["code_challenge"]
        back = urlsplit(asked["redirect_uri"]).path
        return f"{back}?code=a-code&state={asked['state']}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, Any]:
        basic = base64.b64encode(f"{CLIENT}:{quote(SECRET)}".encode()).decode()
        digest = base64.urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest())
        challenge = self.challenges.pop(form["code"], None)
        if authorization != f"Basic {basic}" or challenge != digest.decode().rstrip("="):
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "u-1",
            "iat": now,
            "exp": now + 300,
            **self.claims,
        }
        held = {name: value for name, value in claims.items() if value is not None}
        return 200, {"id_token": jwt.encode({"alg": "RS256", "kid": "one"}, held, self.key)}

    def described(self) -> dict[str, Any]:
        paths = {"authorization_endpoint": "/auth", "token_endpoint": "/token", "jwks_uri": "/keys"}
        return {"issuer": self.issuer} | {name: self.issuer + path for name, path in paths.items()}


@contextmanager
def running_provider() -> Iterator[OpenidServer]:
    provider = OpenidServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            keys = {"keys": [provider.published.as_dict(private=False)]}
            self._answer(200, keys if self.path == "/keys" else provider.described())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._answer(*provider.token(form, self.headers.get("Authorization", "")))

        def _answer(self, status: int, told: Any) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider.issuer = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield provider
        server.shutdown()
