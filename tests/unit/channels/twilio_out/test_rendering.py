"""Options become buttons, a list or numbers, whichever the channel and the account can show whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.twilio.rendering import OptionTemplates, Part, Renderer
from bot.channels.twilio.templates import load_templates, local_sid
from bot.messages import Option, Reply, choice_payload

TEMPLATES = load_templates({}, is_local=True).options
RENDER = Renderer(TEMPLATES)


def reply(text: str = "Where to?", *titles: str, value: str = "") -> Reply:
    options = [Option(title, title, choice_payload("travel.where", value or title)) for title in titles]
    return Reply("ask", text, tuple(options))


def test_text_goes_as_it_is() -> None:
    assert RENDER("whatsapp", reply("Hello *you*"), "en") == (Part("Hello *you*"),)
    assert RENDER("sms", reply("Hello"), "en") == (Part("Hello"),)


def test_up_to_three_short_options_are_buttons_on_whatsapp() -> None:
    (part,) = RENDER("whatsapp", reply("Where to?", "Europe", "Africa"), "en")
    assert part.content_sid == local_sid("quick_replies 2")
    assert part.content_variables == {
        "1": "Where to?",
        "2": "Europe",
        "3": '/choose{"at": "travel.where", "value": "Europe"}',
        "4": "Africa",
        "5": '/choose{"at": "travel.where", "value": "Africa"}',
    }
    assert part.body == "Where to?\n1. Europe\n2. Africa"


@pytest.mark.parametrize(
    "titles",
    [["one", "two", "three", "four"], ["a title of 21 letters", "no"]],
    ids=["more than three", "longer than a button"],
)
def test_what_is_no_button_is_a_list(titles: list[str]) -> None:
    (part,) = RENDER("whatsapp", reply("Which?", *titles), "pt")
    assert part.content_sid == local_sid(f"list {len(titles)}")
    assert part.content_variables is not None
    assert part.content_variables["2"] == "Escolher"


@pytest.mark.parametrize(
    "shown",
    [
        reply("Which?", *[f"option {n}" for n in range(11)]),
        reply("Which?", "a title that is too long for a list", "no"),
        reply("Which?", "same", "same"),
        reply("Which?", "yes", "no", value="v" * 200),
    ],
    ids=["eleven", "long title", "same titles", "long payload"],
)
def test_what_fits_neither_is_numbered_whole(shown: Reply) -> None:
    (part,) = RENDER("whatsapp", shown, "en")
    assert part.content_sid is None
    assert part.body.splitlines() == [
        "Which?",
        *[f"{n}. {option.title}" for n, option in enumerate(shown.options, 1)],
    ]


@pytest.mark.parametrize(
    ("channel", "language", "count", "told"),
    [
        ("whatsapp", "en", 3, "You can name several, for example 1 and 3."),
        ("whatsapp", "es", 2, "Puedes elegir varias, por ejemplo 1 y 2."),
        ("sms", "pt", 4, "Pode escolher mais de uma, por exemplo 1 e 3."),
        ("sms", "de", 3, "You can name several, for example 1 and 3."),
    ],
)
def test_where_several_may_be_chosen_they_are_numbered_and_the_text_says_so(
    channel: str, language: str, count: int, told: str
) -> None:
    """A button answers with itself alone. The one that goes with no other does not count."""
    titles = [f"option {n}" for n in range(count)]
    several = [Option(one, one, choice_payload("moving.services", one, several=True)) for one in titles]
    refusal = Option("declined", "Rather not say", choice_payload("moving.services", "declined"))
    (part,) = RENDER(channel, Reply("ask", "Which?", (*several, refusal)), language)
    assert part.content_sid is None
    assert part.body.splitlines()[-2:] == [f"{count + 1}. Rather not say", told]


def test_without_templates_of_the_account_options_are_numbered() -> None:
    (part,) = Renderer(OptionTemplates())("whatsapp", reply("Where to?", "Europe", "Africa"), "en")
    assert part == Part("Where to?\n1. Europe\n2. Africa")


def test_sms_shows_options_in_one_numbered_message() -> None:
    assert RENDER("sms", reply("Where to?", "Europe", "Africa"), "en") == (
        Part("Where to?\n1. Europe\n2. Africa"),
    )


def test_what_is_too_long_for_a_variable_goes_before_the_buttons() -> None:
    text = "This sentence is said before. " * 9 + "Yes or no?"
    *before, last = RENDER("whatsapp", reply(text, "Yes", "No"), "en")
    assert all(part.content_sid is None for part in before)
    assert last.content_variables is not None
    assert len(last.content_variables["1"]) <= 255
    assert last.body.endswith("Yes or no?\n1. Yes\n2. No")


@given(st.text(min_size=1, max_size=4000), st.lists(st.text(min_size=1, max_size=30), max_size=12))
def test_no_part_is_longer_than_twilio_takes(text: str, titles: list[str]) -> None:
    for channel in ("sms", "whatsapp"):
        for part in RENDER(channel, reply(text, *titles), "en"):
            assert 0 < len(part.body) <= 1600
            if part.content_variables:
                assert all(0 < len(value) <= 255 for value in part.content_variables.values())
