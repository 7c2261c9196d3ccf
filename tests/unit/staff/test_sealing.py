from __future__ import annotations

from bot.staff.sealing import Seal


def test_what_is_sealed_opens_with_the_same_key_only() -> None:
    sealed = Seal("a key", "totp").close("GEZDGNBV")
    assert "GEZDGNBV" not in sealed
    assert Seal("a key", "totp").open(sealed) == "GEZDGNBV"
    assert Seal("another key", "totp").open(sealed) is None
    assert Seal("a key", "something else").open(sealed) is None
