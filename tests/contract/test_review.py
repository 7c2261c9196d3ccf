"""What was not understood comes to whoever reviews it: redacted, grouped, labelled once, with its origin."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import nlu_review
from bot.cli.commands import app
from bot.cli.nlu_review_gather import ToReview, gather
from bot.messages import Address
from bot.phrases import load_phrases
from bot.reviewing.labels import Labels
from bot.store.audit import audit_trail
from bot.store.content import read_files
from tests.product import CONTENT, START, Product

PLEA = "the thingamajig from Ermelinda Zanforlin at +55 11 98765-4321 does a wobble"
GREETED = "hi"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


@pytest.fixture
def product(database_url: str, folder: Path) -> Iterator[Product]:
    product = Product(database_url, content=folder)
    yield product
    product.close()


def customer(number: int) -> Address:
    return Address("external", f"c{number}", is_verified=True)


def looked(product: Product, folder: Path) -> ToReview:
    with product.database.reading() as connection:
        return gather(connection, folder, START)


def wordings(found: ToReview) -> list[str]:
    return [wording for group in found.groups for wording in group.wordings]


@pytest.fixture
def run(product: Product, folder: Path, monkeypatch: pytest.MonkeyPatch):
    settings = product.settings
    monkeypatch.setattr(nlu_review, "load_settings", lambda: settings)

    def run(*arguments: str, keys: str = "") -> str:
        given = ["nlu", "review", "--by", "ana", "--days", "9000", *arguments]
        result = CliRunner().invoke(app, given, input=keys)
        assert result.exit_code == 0, result.output
        return result.output

    return run


def test_nothing_that_is_a_customers_own_is_shown(product: Product, folder: Path) -> None:
    for number in range(4):
        product.know(customer(number), {"name": "Ermelinda Zanforlin"})
        product.say(GREETED, customer(number))
        product.say(PLEA, customer(number))
    shown = " ".join(wordings(looked(product, folder))).lower()
    assert shown
    assert not any(secret in shown for secret in ("ermelinda", "zanforlin", "98765", "4321", "11"))


def test_what_enough_customers_write_is_shown_and_counted(product: Product, folder: Path) -> None:
    for number in range(3):
        product.say(GREETED, customer(number))
        product.say("my gizmotron is broken", customer(number))
    product.say(GREETED, customer(4))
    product.say("my wotsit is broken", customer(4))
    found = looked(product, folder)
    assert found.groups[0].messages == 4
    assert found.groups[0].customers == 4
    assert dict(found.groups[0].wordings) == {"my gizmotron is broken": 3, "my … is broken": 1}


def test_the_button_pressed_next_suggests_what_was_meant(product: Product, folder: Path) -> None:
    product.say(GREETED)
    product.say("my device wants another kind of month")
    menu = product.say("my device wants another kind of month, please")
    product.press(menu.option("plan_advice"))
    found = looked(product, folder)
    assert [group.suggested for group in found.groups] == ["plan_advice"]


def test_what_was_begun_and_stopped_at_once_was_heard_wrongly(product: Product, folder: Path) -> None:
    product.say(GREETED)
    product.say("well I need a travel pass")
    product.say("stop")
    assert [group.reasons for group in looked(product, folder).groups] == [("corrected",)]


def test_an_answer_that_was_not_heard_is_reviewed(product: Product, folder: Path) -> None:
    product.say(GREETED)
    product.say("I need a travel pass")
    product.say("what about the phone of the house")
    assert [group.reasons for group in looked(product, folder).groups] == [("unclear answer",)]


def test_whoever_was_erased_is_not_reviewed(product: Product, folder: Path) -> None:
    from bot.store.erasure import erase_person

    said = [product.say(text) for text in (GREETED, "my phone makes a noise of the house")]
    assert looked(product, folder).groups
    with product.database.transaction() as connection:
        erase_person(connection, said[0].person_id, product.settings.secret_key, datetime.now(UTC))
    assert not looked(product, folder).groups


def test_labels_become_phrases_with_their_origin_and_do_not_come_again(product, folder, run) -> None:
    for number in range(2):
        product.say(GREETED, customer(number))
        product.say("my phone makes a noise of the house", customer(number))
    output = run(keys="report_problem\n")
    assert "1 group labelled" in output
    phrases = load_phrases(read_files(folder))
    assert "my phone makes a noise of the house" in phrases.trained["report_problem"]["en"]
    (label,) = Labels(folder).all()
    assert (label.intent, label.by, dict(label.wordings)) == (
        "report_problem", "ana", {"my phone makes a noise of the house": 2},
    )  # fmt: skip
    assert "Nothing to review" in run()
    with product.database.reading() as connection:
        actions = [line.action for line in audit_trail(connection, 9)]
    assert actions.count("review_messages") == 2
    assert actions.count("label_messages") == 1


def test_a_label_can_be_taken_back_later_and_at_once(product, folder, run) -> None:
    product.say(GREETED)
    product.say("my phone makes a noise of the house")
    run(keys="report\n")
    assert "Taken back: report_problem" in run("--undo")
    output = run(keys="x\nu\nq\n")
    assert output.count("1 of 1") == 2
    assert Labels(folder).all() == []


def test_labels_go_through_an_editor(product, folder, run, tmp_path: Path) -> None:
    product.say(GREETED)
    product.say("my phone makes a noise of the house")
    product.say("goodbye")
    product.say(GREETED)
    product.say("who will win the game of the week")
    sheet = tmp_path / "sheet.yml"
    run("--export", str(sheet))
    text = sheet.read_text("utf-8")
    assert text.count("intent:\n") == 2
    first, second = text.split("- intent:")[1:]
    aside = "none" if "game" in first else "report_problem"
    other = "report_problem" if aside == "none" else "none"
    head = text.split("- intent:")[0]
    sheet.write_text(f"{head}- intent: {aside}{first}- intent: {other}{second}", "utf-8")
    assert "2 groups labelled" in run("--import", str(sheet))
    assert "2 groups had been labelled before" in run("--import", str(sheet))
    assert {label.intent for label in Labels(folder).all()} == {"report_problem", "nlu_fallback"}


def test_when_everything_was_understood_it_says_so(run) -> None:
    assert "Nothing to review" in run()
