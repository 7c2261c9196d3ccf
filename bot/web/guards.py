"""What stands before every route: secure headers, a limit on the body, a check of the calling site."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.refusals import refusal

LARGEST_BODY = 64 * 1024
_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_EMBEDDABLE = ("/webchat/", "/static/")

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)


class SecureHeaders:
    """Strict headers on every answer: no inline script or style, no framing, no guessing of types."""

    def __init__(self, app: ASGIApp, *, is_https: bool) -> None:
        self.app = app
        self.headers = {
            "Content-Security-Policy": _POLICY,
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
            "Cross-Origin-Opener-Policy": "same-origin",
        }
        if is_https:
            self.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        is_embeddable = scope["path"].startswith(_EMBEDDABLE)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
                policy = "cross-origin" if is_embeddable else "same-origin"
                headers.setdefault("Cross-Origin-Resource-Policy", policy)
                if not scope["path"].startswith("/static/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, send_with_headers)


class OriginGuard:
    """A page of another site cannot make a browser change anything here; allowed sites reach the web chat."""

    def __init__(self, app: ASGIApp, *, public_url: str, allowed_origins: Iterable[str]) -> None:
        self.app = app
        self.own = origin_of(public_url)
        self.allowed = frozenset(origin_of(origin) for origin in allowed_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in _UNSAFE:
            origin = Headers(scope=scope).get("origin")
            if origin is not None and not self.is_welcome(origin, scope["path"]):
                refused = refusal(
                    403,
                    "This site may not talk to the chat.",
                    "Add its origin to DRIPLINE_ALLOWED_ORIGINS, or set DRIPLINE_PUBLIC_URL to this address.",
                )
                return await refused(scope, receive, send)
        await self.app(scope, receive, send)

    def is_welcome(self, origin: str, path: str) -> bool:
        normal = origin_of(origin)
        if not normal:
            return False
        if normal == self.own or urlsplit(normal).hostname in _LOOPBACK:
            return True
        return normal in self.allowed and path.startswith("/webchat/")


class BodyLimit:
    """Refuses a body over the limit before anything reads it whole."""

    def __init__(self, app: ASGIApp, *, largest: int = LARGEST_BODY) -> None:
        self.app = app
        self.largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in _UNSAFE or scope["path"].startswith("/engine/"):
            return await self.app(scope, receive, send)
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdigit() and int(declared) > self.largest:
            return await self._refuse(scope, receive, send)
        body = await self._read(receive)
        if body is None:
            return await self._refuse(scope, receive, send)
        await self.app(scope, _Replay(body, receive), send)

    async def _read(self, receive: Receive) -> bytes | None:
        """The whole body; None when it is over the limit."""
        parts, size, is_more = [], 0, True
        while is_more:
            message = await receive()
            if message["type"] != "http.request":
                break
            part = message.get("body", b"")
            size += len(part)
            if size > self.largest:
                return None
            parts.append(part)
            is_more = message.get("more_body", False)
        return b"".join(parts)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        hint = f"Send at most {self.largest // 1024} KB; a message is a few lines of text."
        await refusal(413, "The request is too large.", hint, {"Connection": "close"})(scope, receive, send)


class _Replay:
    """Hands out a body that was read already, then whatever comes after it (the end of the connection)."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self.body: bytes | None = body
        self.receive = receive

    async def __call__(self) -> Message:
        if self.body is None:
            return await self.receive()
        body, self.body = self.body, None
        return {"type": "http.request", "body": body, "more_body": False}


def origin_of(url: str) -> str:
    """Scheme, host and port in lower case, without a default port: 'https://Shop.example:443/x' → 'https://shop.example'.

    Nothing where there is no host.
    """
    try:
        parts = urlsplit(url.strip().lower())
        port = parts.port
    except ValueError:
        return ""
    if not parts.hostname:
        return ""
    default = {"http": 80, "https": 443}.get(parts.scheme)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{port}" if port and port != default else "")
