"""Settings from the environment, and the file that explains them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, load_settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def test_the_example_file_explains_every_setting_and_no_other() -> None:
    named = set(re.findall(r"^([A-Z][A-Z_]*)=", EXAMPLE.read_text(), re.MULTILINE))
    known = {
        str(field.validation_alias or f"DRIPLINE_{name.upper()}")
        for name, field in Settings.model_fields.items()
    }
    assert named == known


def test_the_example_file_holds_the_defaults() -> None:
    assert Settings(_env_file=EXAMPLE) == Settings(_env_file=None)  # type: ignore[call-arg]


def test_twilio_keeps_the_names_that_its_own_tools_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "new")
    monkeypatch.setenv("TWILIO_AUTH_TOKEN_SECONDARY", "old")
    assert Settings(_env_file=None).twilio_auth_tokens == ("new", "old")  # type: ignore[call-arg]


def test_an_empty_token_signs_nothing() -> None:
    assert Settings(_env_file=None, twilio_auth_token=" ").twilio_auth_tokens == ()  # type: ignore[call-arg]


def test_lists_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRIPLINE_API_KEYS", "one, two,,")
    assert Settings(_env_file=None).api_keys == ("one", "two")  # type: ignore[call-arg]


def test_a_secret_is_made_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRIPLINE_SECRET_KEY", raising=False)
    first = load_settings().secret_key
    assert len(first) > 30
    assert load_settings().secret_key == first
    assert (tmp_path / "var/secret_key").stat().st_mode & 0o077 == 0


def test_a_demo_that_others_could_reach_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRIPLINE_PUBLIC_URL", "https://chat.example.com")
    with pytest.raises(SettingsError, match="DRIPLINE_DEMO: the demo lets anybody be any customer"):
        load_settings()
