"""Every setting, from the environment or .env. `.env.example` explains each; a test checks that it does."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError

_HERE = ("127.0.0.1", "localhost", "::1")
Style = Literal["lossless", "plain", "unicode"]
Listed = Annotated[tuple[str, ...], NoDecode]


class Settings(BaseSettings):
    """What an installation decides. Secrets come only from here."""

    model_config = SettingsConfigDict(
        env_prefix="DRIPLINE_", env_file=".env", extra="ignore", frozen=True, populate_by_name=True
    )

    database_url: str = Field("sqlite:///var/dripline.db", description="SQLite or PostgreSQL")
    content: Path = Field(Path("content"), description="the folder that marketing writes")
    public_url: str = Field("http://127.0.0.1:8000", description="how customers reach this installation")
    secret_key: str = Field("", description="signs visitor tokens and links, keys the hashes of suppressions")
    host: str = Field("127.0.0.1", description="the address the app listens on")
    port: int = Field(8000, ge=1, le=65535, description="the port the app listens on")
    engine_port: int = Field(5005, ge=1, le=65535, description="the engine's port, on loopback")
    engine_token: str = Field(
        "", description="what the engine's HTTP API asks for; made at each start when empty"
    )
    api_keys: Listed = Field((), description="keys of systems that use the REST channel, separated by commas")
    allowed_origins: Listed = Field((), description="sites that may embed the chat, separated by commas")
    trusted_proxies: Listed = Field(
        (), description="proxies whose forwarded headers count, separated by commas"
    )
    is_demo: bool = Field(
        True, alias="DRIPLINE_DEMO", description="the demo page, where one plays a customer"
    )
    rate_limit: str = Field("60/minute", description="messages a visitor may send")
    max_message_length: int = Field(4000, ge=1, description="characters of one message")
    webchat_silence_minutes: int = Field(30, ge=1, description="silence that ends a web chat")
    messaging_silence_hours: int = Field(
        24, ge=1, description="silence that ends a WhatsApp or SMS conversation"
    )
    twilio_account_sid: str = Field("", alias="TWILIO_ACCOUNT_SID", description="the Twilio account: AC…")
    twilio_auth_token: str = Field("", alias="TWILIO_AUTH_TOKEN", description="signs what Twilio sends us")
    twilio_auth_token_secondary: str = Field(
        "", alias="TWILIO_AUTH_TOKEN_SECONDARY", description="also valid, while the token is being rotated"
    )
    twilio_messaging_service_sid: str = Field(
        "", alias="TWILIO_MESSAGING_SERVICE_SID", description="picks the sender of an SMS: MG…"
    )
    twilio_sms_from: str = Field("", alias="TWILIO_SMS_FROM", description="our SMS number: +15551234567")
    twilio_whatsapp_from: str = Field("", alias="TWILIO_WHATSAPP_FROM", description="our WhatsApp number")
    twilio_api_url: str = Field(
        "https://api.twilio.com", alias="TWILIO_API_URL", description="where Twilio's API is asked"
    )
    twilio_voice_queue: str = Field(
        "dripline", alias="TWILIO_VOICE_QUEUE", description="the queue in which callers wait for an agent"
    )
    twilio_voice_forward_to: str = Field(
        "", alias="TWILIO_VOICE_FORWARD_TO", description="a number that calls go to instead of the queue"
    )
    twilio_voice_is_recorded: bool = Field(
        False, alias="TWILIO_VOICE_IS_RECORDED", description="callers are told that the call is recorded"
    )
    sms_style: Style = Field("lossless", description="how SMS is written: lossless, plain or unicode")
    sms_per_second: float = Field(1.0, gt=0, description="SMS that the sender may send in a second")
    whatsapp_per_second: float = Field(
        20.0, gt=0, description="WhatsApp messages that the sender may send in a second"
    )
    staff_idle_minutes: int = Field(60, ge=5, description="staff are signed out after so long without a deed")
    staff_session_hours: int = Field(12, ge=1, description="staff sign in again after so long in any case")
    oidc_issuer: str = Field("", description="the OpenID provider that staff may sign in with")
    oidc_client_id: str = Field("", description="our name at the OpenID provider")
    oidc_client_secret: str = Field("", description="what proves our name at the OpenID provider")
    oidc_name: str = Field(
        "your company account", description="the OpenID provider as the sign-in page names it"
    )
    log_level: str = Field("info", description="debug, info, warning or error")
    log_format: str = Field("json", description="json or text")

    @field_validator("api_keys", "allowed_origins", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return (
            tuple(part.strip() for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )

    @property
    def twilio_auth_tokens(self) -> tuple[str, ...]:
        """The tokens that a request of Twilio's may be signed with; none when Twilio is not set up.

        In the demo without an account the demo's phones sign, with a token that only this installation can make.
        """
        given = (self.twilio_auth_token, self.twilio_auth_token_secondary)
        tokens = tuple(token for token in given if token.strip())
        if tokens or not (self.is_demo and self.secret_key):
            return tokens
        return (hmac.new(self.secret_key.encode(), b"the demo's phones", hashlib.sha256).hexdigest(),)

    @property
    def own_url(self) -> str:
        """Where this machine itself reaches the app."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @property
    def engine_url(self) -> str:
        return f"http://127.0.0.1:{self.engine_port}"


def load_settings() -> Settings:
    """Settings with a secret: the environment's, else one made once and kept under var/ for this machine.

    Raises SettingsError for a demo that others could reach: it lets anybody be any customer.
    """
    settings = Settings()
    if settings.is_demo and urlsplit(settings.public_url).hostname not in _HERE:
        problem = f"the demo lets anybody be any customer; set it to false to serve {settings.public_url}"
        raise SettingsError(setting="DRIPLINE_DEMO", problem=problem)
    return settings if settings.secret_key else settings.model_copy(update={"secret_key": _kept_secret()})


def _kept_secret() -> str:
    path = Path("var/secret_key")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = path.with_name(f"secret_key.{secrets.token_hex(4)}")
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(32), encoding="utf-8")
        # Two processes may start at once: the first name wins, and both read the same secret.
        with suppress(FileExistsError):
            os.link(made, path)
        made.unlink()
    return path.read_text(encoding="utf-8").strip()
