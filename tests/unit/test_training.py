from __future__ import annotations

from pathlib import Path

import pytest

from bot import training


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("data/nlu", "engine/.venv/bin"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("config.yml", "domain.yml", "engine/requirements.lock", "data/rules.yml", "data/nlu/a.yml"):
        (tmp_path / name).write_text("x", "utf-8")
    return tmp_path


def python_that(root: Path, script: str) -> None:
    """Stands in for the engine's Python: a shell script that gets the arguments of `python -m rasa train`."""
    path = root / training.ENGINE_PYTHON
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)


def writes_model() -> str:
    return 'while [ "$1" != --fixed-model-name ]; do shift; done; echo model > "var/training/$2.tar.gz"'


@pytest.mark.parametrize("name", ["config.yml", "domain.yml", "engine/requirements.lock", "data/nlu/a.yml"])
def test_the_fingerprint_changes_with_everything_a_model_is_made_of(root: Path, name: str):
    before = training.fingerprint(root)
    (root / name).write_text("y", "utf-8")
    assert training.fingerprint(root) != before


def test_the_fingerprint_changes_when_a_file_is_added_or_renamed(root: Path):
    before = training.fingerprint(root)
    (root / "data/nlu/a.yml").rename(root / "data/nlu/b.yml")
    assert training.fingerprint(root) != before


def test_a_model_is_trained_once_and_again_only_when_asked(root: Path):
    python_that(root, f"echo trained >> log; {writes_model()}")
    model = training.train(root)
    assert model == training.train(root) == training.model_for(root)
    assert (root / "log").read_text().count("trained") == 1
    training.train(root, force=True)
    assert (root / "log").read_text().count("trained") == 2


def test_progress_names_the_components(root: Path):
    lines = "echo \"INFO - Starting to train component 'RulePolicy'.\"; echo \"Restored component 'Other' from cache.\""
    python_that(root, f"{lines}; {writes_model()}")
    seen: list[str] = []
    training.train(root, on_progress=seen.append)
    assert seen == ["RulePolicy", "Other"]


@pytest.mark.parametrize("ending", ["exit 3", "exit 0"])
def test_a_failed_training_says_rasas_last_words_and_leaves_no_model(root: Path, ending: str):
    python_that(root, f"echo 'rules.yml: bad'; {ending}")
    with pytest.raises(training.TrainingFailed, match=r"rules\.yml: bad"):
        training.train(root)
    assert not list((root / "var/models").iterdir())


def test_without_an_engine_the_newcomer_is_told_to_set_up(root: Path):
    with pytest.raises(training.EngineMissing, match="make setup"):
        training.train(root)


def test_only_the_newest_models_are_kept(root: Path):
    python_that(root, writes_model())
    for number in range(5):
        (root / "config.yml").write_text(str(number), "utf-8")
        training.train(root)
    assert len(list((root / "var/models").iterdir())) == 3
    assert training.model_for(root).exists()
