"""Labels are phrases with their origin; a sheet takes them through an editor."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.phrases import PhraseErrors, load_phrases
from bot.reviewing.groups import Group
from bot.reviewing.labels import FILE, Label, Labels, NothingToUndo
from bot.reviewing.sheet import as_sheet, read_sheet

NOW = datetime(2026, 11, 22, 10, 15)
INTENTS = ("bill_question", "plan_advice")


def label(intent: str | None, wordings: Mapping[str, int], language: str = "en") -> Label:
    return Label(intent, language, wordings, "ana", NOW)


def test_a_label_is_phrases_that_tell_where_they_come_from(tmp_path: Path) -> None:
    labels = Labels(tmp_path)
    labels.add(label("plan_advice", {"lower: my plan": 4, "yes": 1}))
    labels.add(label(None, {"haha": 9}, "es"))
    text = (tmp_path / FILE).read_text("utf-8")
    assert "by: ana, 'on': '2026-11-22 10:15:00', messages: 4" in text
    assert load_phrases({FILE: text}).trained == {"plan_advice": {"en": ("lower: my plan", "yes")}}
    assert [one.intent for one in labels.all()] == ["plan_advice", None]
    assert labels.seen() == {"lower my plan", "yes", "haha"}


def test_undo_takes_back_one_label_after_the_other(tmp_path: Path) -> None:
    labels = Labels(tmp_path)
    labels.add(label("plan_advice", {"one": 1, "two": 1}))
    labels.add(label("plan_advice", {"three": 1}))
    assert list(labels.undo().wordings) == ["three"]
    assert list(labels.undo().wordings) == ["one", "two"]
    with pytest.raises(NothingToUndo):
        labels.undo()


def test_a_wording_is_labelled_once(tmp_path: Path) -> None:
    labels = Labels(tmp_path)
    labels.add(label("plan_advice", {"one": 1}))
    assert labels.add(label("bill_question", {"One!": 1})).wordings == {}
    assert len(labels.all()) == 1


def test_a_wording_that_stands_for_another_intent_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "phrases").mkdir()
    (tmp_path / "phrases" / "own.yml").write_text("phrases: {call_back: {en: [ring me]}}", "utf-8")
    with pytest.raises(PhraseErrors, match="'ring me' is here for"):
        Labels(tmp_path).add(label("plan_advice", {"ring me": 2}))
    assert Labels(tmp_path).all() == []


def test_a_sheet_is_read_as_it_was_filled_in() -> None:
    groups = [
        Group("en", {"lower my plan": 4, "plan: less": 1}, 3, ("not understood",), (), "plan_advice"),
        Group("es", {"jajaja": 1}, 1, ("two likely",), ()),
    ]
    sheet = as_sheet(groups, INTENTS, "sheet.yml")
    assert list(read_sheet(sheet, "sheet.yml", INTENTS)) == []
    filled = sheet.replace("intent:\n  suggested", "intent: plan_advice\n  suggested")
    ((intent, language, wordings, _),) = read_sheet(filled, "sheet.yml", INTENTS)
    assert (intent, language, wordings) == ("plan_advice", "en", {"lower my plan": 4, "plan: less": 1})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- x", "sheet.yml:1:1: begin it with 'groups:'"),
        ("groups: [{intent: plan_advise, language: en, wordings: {a: 1}}]", "Did you mean 'plan_advice'"),
        ("groups: [{intent: none, wordings: {a: 1}}]", "lost its 'language'"),
        ("groups: [{intent: none, language: en, wordings: [a]}]", "'wordings' must be"),
    ],
)
def test_a_mistake_in_a_sheet_is_reported_with_its_place(text: str, problem: str) -> None:
    with pytest.raises(ContentError) as error:
        list(read_sheet(text, "sheet.yml", INTENTS))
    assert problem in str(error.value)
