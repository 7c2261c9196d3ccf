"""A report is kept, compared with the last, and shown as a page."""

from __future__ import annotations

import json
import os
from pathlib import Path

from bot.evaluation.page import as_html, number
from bot.evaluation.report import Report, keep, kept, last, report

INTENTS = "greet: ['<b>hi</b>', hello]\nout_of_scope: [sing a song]\n"


def understand(texts: object) -> list[list[tuple[str, float]]]:
    return [[("stop", 0.7)], [("greet", 0.9)], [("nlu_fallback", 0.9), ("greet", 0.1)]]


def made(folder: Path, set_name: str = "validation", model: str = "dripline-1.tar.gz") -> Report:
    (folder / "en").mkdir(exist_ok=True)
    (folder / "en" / "intents.yml").write_text(INTENTS, "utf-8")
    return report(set_name, folder, folder / model, understand)


def test_an_area_without_its_file_says_so(tmp_path: Path) -> None:
    areas = made(tmp_path).areas
    assert all(isinstance(areas[title], str) for title in ("Answers", "Volunteered facts", "Opt-outs"))
    assert isinstance(report("validation", tmp_path / "none", tmp_path / "m").areas["Intents"], str)


def test_of_the_test_set_no_sentence_is_kept(tmp_path: Path) -> None:
    done = made(tmp_path, "test")
    keep(done, tmp_path / "dripline-1.tar.gz")
    assert done.confusions == ()
    assert "sing a song" not in kept("test", tmp_path / "dripline-1.tar.gz").read_text("utf-8")


def test_the_last_report_of_another_model_is_what_it_is_compared_with(tmp_path: Path) -> None:
    for number_, name in enumerate(("dripline-1.tar.gz", "dripline-2.tar.gz", "dripline-3.tar.gz")):
        keep(made(tmp_path, model=name), tmp_path / name)
        os.utime(kept("validation", tmp_path / name), (number_, number_))
    before = last("validation", tmp_path / "dripline-3.tar.gz")
    assert before and before.model == "dripline-2.tar.gz"
    assert last("test", tmp_path / "dripline-3.tar.gz") is None


def test_a_report_survives_its_file(tmp_path: Path) -> None:
    done = made(tmp_path)
    assert Report.from_json(json.loads(json.dumps(done.as_json()))) == done


def test_the_page_shows_words_as_text_and_names_what_is_missed(tmp_path: Path) -> None:
    page = as_html(made(tmp_path), made(tmp_path))
    assert "<b>hi</b>" not in page and "&lt;b&gt;hi" in page
    assert "1 of 1 targets are missed" in page


def test_shares_are_written_as_statisticians_do() -> None:
    assert [number(one) for one in (0.9531, 1.0, 0.0)] == [".953", "1.00", ".000"]
