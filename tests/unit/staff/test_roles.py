from __future__ import annotations

import pytest

from bot.staff.roles import ACCOUNT, ROLES, ROOMS, landing, may_use, safe_return, sees_the_team


def test_every_role_has_a_place_to_begin() -> None:
    assert set(ROOMS) == set(ROLES)
    assert all(ROOMS.values())


def test_an_agent_sees_only_the_desk_and_only_their_own() -> None:
    assert ROOMS["agent"] == ("desk",)
    assert not sees_the_team("agent")
    assert sees_the_team("supervisor")
    assert not may_use("marketer", "desk")


def test_one_lands_on_the_first_page_that_is_served() -> None:
    assert landing("agent", ["/desk"]) == "/desk"
    assert landing("marketer", ["/desk"]) == ACCOUNT
    assert landing("marketer", ["/desk", "/studio"]) == "/studio"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "",
        "desk",
        "/desk/login?x",
        "/a\\b",
        "/a\nb",
    ],
)
def test_nobody_is_led_to_another_site(address: str) -> None:
    assert safe_return(address, "/desk") == "/desk"


def test_one_is_led_back_to_where_one_was() -> None:
    assert safe_return("/insights?since=7d", "/desk") == "/insights?since=7d"
