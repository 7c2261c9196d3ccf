"""Who calls: a visitor with a signed token, a system with an API key, or this machine; and how often."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Iterable
from ipaddress import ip_address, ip_network

from fastapi import Request
from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from bot.metrics import count
from bot.web.refusals import Refused

_VISITOR_SECONDS = 400 * 24 * 3600
_LINK_SECONDS = 24 * 3600
_VISITORS_PER_ADDRESS = 10
_FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip")


class Signatures:
    """Tokens of visitors and links that prove who somebody is; both signed, neither kept."""

    def __init__(self, secret: str) -> None:
        self._visitors = URLSafeTimedSerializer(secret, salt="webchat visitor")
        self._links = URLSafeTimedSerializer(secret, salt="verification link")

    def new_visitor(self) -> str:
        """A token with a new random visitor in it."""
        return self._visitors.dumps(secrets.token_urlsafe(16))

    def visitor(self, token: str) -> str:
        """The visitor of a token. Raises Refused (401)."""
        try:
            return str(self._visitors.loads(token, max_age=_VISITOR_SECONDS))
        except BadSignature as error:
            hint = "POST /webchat/sessions for a new one."
            raise Refused(
                401, "The visitor token is not valid.", hint, {"WWW-Authenticate": "Bearer"}
            ) from error

    def link_for(self, person_id: str) -> str:
        return self._links.dumps(person_id)

    def person_of(self, link: str) -> str:
        """The person that a link was made for. Raises Refused (410 when it is too old, else 400)."""
        try:
            return str(self._links.loads(link, max_age=_LINK_SECONDS))
        except SignatureExpired as error:
            raise Refused(
                410, "The link is too old.", "Ask for a new one; a link works for a day."
            ) from error
        except BadSignature as error:
            raise Refused(
                400, "The link is not valid.", "Open it again from the message it came in."
            ) from error


def signed_link(public_url: str, secret: str, person_id: str) -> str:
    """An address for one person: whoever opens it within a day is that person in that browser."""
    return f"{public_url.rstrip('/')}/verify?link={Signatures(secret).link_for(person_id)}"


def bearer(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def has_api_key(request: Request, keys: Iterable[str]) -> bool:
    """Whether one of our keys was sent. Raises Refused (401) for a key that is none of ours."""
    sent = bearer(request) or request.headers.get("x-api-key")
    if sent is None:
        return False
    matches = [hmac.compare_digest(sent.encode(), key.encode()) for key in keys]
    if not any(matches):
        hint = "Use one of the keys in DRIPLINE_API_KEYS."
        raise Refused(401, "The API key is not valid.", hint, {"WWW-Authenticate": "Bearer"})
    return True


def is_loopback(request: Request) -> bool:
    """A process of this machine asks, by a name of this machine, and not for somebody behind a proxy."""
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    if request.url.hostname not in ("localhost", "127.0.0.1", "::1"):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def client_address(request: Request, trusted_proxies: Iterable[str]) -> str:
    """Who is at the other end: the nearest address of X-Forwarded-For that is not a proxy we trust."""
    address = request.client.host if request.client else "unknown"
    hops = [hop.strip() for hop in request.headers.get("x-forwarded-for", "").split(",") if hop.strip()]
    trusted = tuple(trusted_proxies)
    while hops and _is_in(address, trusted):
        address = hops.pop()
    return address


def is_behind_trusted_proxy(request: Request, trusted_proxies: Iterable[str]) -> bool:
    """Whether a proxy that we trust hands us this request, so that its forwarded headers count."""
    return request.client is not None and _is_in(request.client.host, tuple(trusted_proxies))


def _is_in(address: str, networks: Iterable[str]) -> bool:
    try:
        return any(ip_address(address) in ip_network(network, strict=False) for network in networks)
    except ValueError:
        return False


class RateLimit:
    """How often one visitor may write, and ten times that for one address, behind which many may sit."""

    def __init__(self, per_visitor: str, trusted_proxies: tuple[str, ...] = ()) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._per_visitor = parse(per_visitor)
        amount = self._per_visitor.amount * _VISITORS_PER_ADDRESS
        self._per_address = type(self._per_visitor)(amount, self._per_visitor.multiples)
        self._trusted_proxies = trusted_proxies

    def check(self, request: Request, visitor: str | None = None) -> None:
        """Count this request. Raises Refused (429) with the seconds to wait."""
        self._hit(self._per_address, client_address(request, self._trusted_proxies))
        if visitor is not None:
            self._hit(self._per_visitor, visitor)

    def _hit(self, limit: RateLimitItem, who: str) -> None:
        if self._limiter.hit(limit, who):
            return
        count("refused")
        reset = self._limiter.get_window_stats(limit, who).reset_time
        seconds = max(1, int(reset - time.time()) + 1)
        hint = f"Wait {seconds} seconds, then send it again."
        raise Refused(429, "That is too many messages at once.", hint, {"Retry-After": str(seconds)})
