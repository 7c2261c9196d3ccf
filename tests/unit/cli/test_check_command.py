from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.commands import app

CONTENT = Path(__file__).parents[3] / "content"
SCHEMAS = Path(__file__).parents[3] / "docs" / "schemas"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT, tmp_path / "content")
    return tmp_path / "content"


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def add(folder: Path, text: str) -> None:
    (folder / "flows" / "mine.yml").write_text(text, encoding="utf-8")


def test_the_demo_company_has_no_errors_and_no_warnings() -> None:
    code, output = run("check", str(CONTENT), "--strict")
    assert (code, output.split(", ")[:2]) == (0, ["0 errors", "0 warnings"])


@pytest.mark.parametrize(
    ("phrases", "code", "found"),
    [
        ("phrases: {ring_me: {en: [ring me]}}", "phrases-without-flow", "phrases/mine.yml:1:26"),
        ("phrases: {ring_me: {en: [ring me]}}", "phrases-missing-language", "no phrases in 'pt'"),
        ("phrases: {ring_me: {en: [3]}}", "content", "a phrase is words"),
    ],
)
def test_phrases_are_checked_as_they_are_for_publishing(
    folder: Path, phrases: str, code: str, found: str
) -> None:
    (folder / "phrases" / "mine.yml").write_text(phrases, encoding="utf-8")
    output = run("check", str(folder))[1]
    assert f"[{code}]" in output and found in output


def test_a_trigger_with_phrases_of_the_content_can_be_said(folder: Path) -> None:
    steps = "    steps: [{say: {en: Hi, es: Hola, pt: Oi}}]"
    add(folder, f"flows:\n  mine:\n    nlu_trigger: [{{intent: ring_me}}]\n{steps}\n")
    assert "[no-phrases]" in run("check", str(folder))[1]
    phrases = "phrases: {ring_me: {en: [ring me], es: [llámame ya], pt: [me liga já]}}"
    (folder / "phrases" / "mine.yml").write_text(phrases, encoding="utf-8")
    assert "0 warnings" in run("check", str(folder))[1]


def test_a_mistake_that_keeps_content_from_loading_is_a_finding_too(folder: Path) -> None:
    add(folder, "flows:\n  mine:\n    steps:\n      - sya: Hi\n")
    (folder / "questions" / "mine.yml").write_text("questions:\n  q: {type: chioce}\n", encoding="utf-8")
    code, output = run("check", str(folder))
    assert code == 1
    assert "Did you mean 'say'?" in output and "mine.yml:4:9" in output
    assert "Did you mean 'choice'?" in output


def test_warnings_fail_only_when_they_shall(folder: Path) -> None:
    add(folder, "flows:\n  mine:\n    steps:\n      - {say: {en: A, es: B, pt: C}, zzz: 1}\n")
    assert run("check", str(folder))[0] == 0
    assert run("check", str(folder), "--strict")[0] == 1


def test_json_is_all_that_is_printed(folder: Path) -> None:
    add(folder, "flows:\n  mine:\n    steps: []\n")
    code, output = run("check", str(folder), "--format", "json")
    assert code == 1
    assert [(one["level"], one["code"], one["line"]) for one in json.loads(output)] == [
        ("error", "no-steps", 2)
    ]


def test_github_gets_annotations(folder: Path) -> None:
    add(folder, "flows:\n  mine:\n    steps: []\n")
    assert "::error file=" in run("check", str(folder), "--format", "github")[1]


def test_a_folder_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    code, output = run("check", str(tmp_path / "nothing"))
    assert code == 2 and "There is no folder" in output


def test_a_file_that_is_not_utf_8_is_a_finding(folder: Path) -> None:
    (folder / "flows" / "mine.yml").write_bytes(b"\xff\xfe")
    code, output = run("check", str(folder))
    assert code == 1 and "not UTF-8" in output


def test_the_schemas_in_the_docs_are_current() -> None:
    assert run("schema", str(SCHEMAS), "--check") == (0, "")


def test_a_schema_that_is_not_current_is_said(tmp_path: Path) -> None:
    assert run("schema", str(tmp_path), "--check")[0] == 1
    assert run("schema", str(tmp_path))[0] == 0
    assert run("schema", str(tmp_path), "--check")[0] == 0
