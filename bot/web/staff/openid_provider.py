"""An OpenID provider: where to send a browser, and whom it says came back. Code flow with PKCE, ID tokens verified."""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode

import aiohttp
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from bot.errors import DriplineError
from bot.settings import Settings

_SECONDS = aiohttp.ClientTimeout(total=10)
_ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
_LEEWAY_SECONDS = 60
BACK = "/desk/login/openid/back"


class OpenidFailed(DriplineError):
    """The OpenID provider at {issuer} let nobody in: {problem}. Check DRIPLINE_OIDC_ISSUER and the client's secret."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What the browser carries, signed, until it comes back."""

    state: str
    nonce: str
    verifier: str
    back: str

    @classmethod
    def new(cls, back: str) -> Attempt:
        return cls(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48), back)

    def as_json(self) -> dict[str, str]:
        return asdict(self)

    def is_answered_by(self, state: str) -> bool:
        return hmac.compare_digest(self.state.encode(), state.encode())


@dataclass(frozen=True, slots=True)
class Identity:
    """`subject` is theirs for good; the e-mail is there only when the provider says that it is verified."""

    subject: str
    email: str | None


class Provider:
    """Asked anew at each sign-in: keys are rotated, and people sign in seldom."""

    def __init__(self, settings: Settings) -> None:
        self._issuer = settings.oidc_issuer.rstrip("/")
        self._id = settings.oidc_client_id
        self._secret = settings.oidc_client_secret
        self._back = settings.public_url.rstrip("/") + BACK

    async def address(self, attempt: Attempt) -> str:
        """Where the browser signs in. Raises OpenidFailed."""
        async with aiohttp.ClientSession(timeout=_SECONDS) as http:
            described = await self._described(http)
        digest = sha256(attempt.verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self._id,
            "redirect_uri": self._back,
            "scope": "openid email profile",
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
            "code_challenge_method": "S256",
        }
        address = str(described["authorization_endpoint"])
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"

    async def identity(self, attempt: Attempt, code: str) -> Identity:
        """Who came back with this code. Raises OpenidFailed."""
        async with aiohttp.ClientSession(timeout=_SECONDS) as http:
            described = await self._described(http)
            told = await self._exchanged(http, described, attempt, code)
            keys = await self._json(http.get(str(described["jwks_uri"])))
        return self._verified(attempt, str(told.get("id_token", "")), keys)

    def _verified(self, attempt: Attempt, id_token: str, keys: Any) -> Identity:
        expected = jwt.JWTClaimsRegistry(
            leeway=_LEEWAY_SECONDS,
            iss={"essential": True, "values": [self._issuer, f"{self._issuer}/"]},
            aud={"essential": True, "value": self._id},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": attempt.nonce},
        )
        try:
            claims = jwt.decode(id_token, KeySet.import_key_set(keys), algorithms=_ALGORITHMS).claims
            expected.validate(claims)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise self._failed(f"its ID token does not hold ({type(error).__name__})") from error
        if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != self._id:
            raise self._failed("its ID token is for somebody else")
        is_verified = claims.get("email_verified") in (True, "true")
        return Identity(
            f"{self._issuer} {claims['sub']}",
            str(claims["email"]) if is_verified and claims.get("email") else None,
        )

    async def _exchanged(
        self, http: aiohttp.ClientSession, described: Mapping[str, Any], attempt: Attempt, code: str
    ) -> Mapping[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._back,
            "code_verifier": attempt.verifier,
        }
        ways = described.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        headers = {}
        if "client_secret_basic" in ways:
            pair = f"{quote(self._id, safe='')}:{quote(self._secret, safe='')}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            form |= {"client_id": self._id, "client_secret": self._secret}
        return await self._json(http.post(str(described["token_endpoint"]), data=form, headers=headers))

    async def _described(self, http: aiohttp.ClientSession) -> Mapping[str, Any]:
        described = await self._json(http.get(f"{self._issuer}/.well-known/openid-configuration"))
        if str(described.get("issuer", "")).rstrip("/") != self._issuer:
            raise self._failed("it calls itself otherwise")
        return described

    async def _json(self, request: Any) -> Mapping[str, Any]:
        try:
            async with request as answer:
                answer.raise_for_status()
                told = await answer.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise self._failed(f"it does not answer ({type(error).__name__})") from error
        if not isinstance(told, dict):
            raise self._failed("it answers otherwise than the standard says")
        return told

    def _failed(self, problem: str) -> OpenidFailed:
        return OpenidFailed(issuer=self._issuer, problem=problem)
