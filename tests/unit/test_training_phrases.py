"""What a model is made of, and which one the engine starts with."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml

from bot.phrases import Phrases
from bot.training import (
    _drop_old,
    _with_phrases,
    fingerprint,
    known_intents,
    model_for,
    phrases_on_disk,
    serve_model,
    served_fingerprint,
    serving_model,
    train,
)

ROAMING = Phrases({"roaming": {"en": ("switch on roaming",)}, "greet": {"es": ("qué onda",)}})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("config.yml", "data/nlu.yml", "engine/components/a.py", "engine/requirements.lock"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x: 1", encoding="utf-8")
    (tmp_path / "domain.yml").write_text(
        "intents: [greet, {choose: {use_entities: false}}]", encoding="utf-8"
    )
    (tmp_path / "var" / "models").mkdir(parents=True)
    return tmp_path


def test_a_model_depends_on_the_phrases_and_not_on_those_held_out(root: Path) -> None:
    plain = fingerprint(root, Phrases())
    assert fingerprint(root) == plain
    assert fingerprint(root, ROAMING) != plain
    assert fingerprint(root, Phrases({}, {"roaming": {"en": ("x",)}})) == plain


def test_phrases_on_disk_count_when_none_are_given(root: Path) -> None:
    (root / "content" / "phrases").mkdir(parents=True)
    (root / "content" / "phrases" / "a.yml").write_text("phrases: {roaming: {en: [a b]}}", encoding="utf-8")
    assert phrases_on_disk(root).intents == {"roaming"}
    assert fingerprint(root) != fingerprint(root, Phrases())


def test_phrases_become_files_that_rasa_takes_for_training_data(root: Path, tmp_path: Path) -> None:
    arguments = _with_phrases(root, ROAMING, tmp_path / "extra")
    assert arguments == [
        "--data",
        "data",
        str(tmp_path / "extra/data"),
        "--domain",
        str(tmp_path / "extra/domain"),
    ]
    written = (tmp_path / "extra/data/phrases.yml").read_text(encoding="utf-8")
    assert re.search(r"^nlu:$", written, re.MULTILINE)
    blocks = {one["intent"]: one["examples"] for one in yaml.safe_load(written)["nlu"]}
    assert blocks == {"roaming": "- switch on roaming\n", "greet": "- qué onda\n"}


def test_an_intent_that_is_new_gets_a_place_in_the_domain_and_a_rule(root: Path, tmp_path: Path) -> None:
    assert known_intents(root) == {"greet", "choose"}
    _with_phrases(root, ROAMING, tmp_path / "extra")
    domain = yaml.safe_load((tmp_path / "extra/domain/new_intents.yml").read_text(encoding="utf-8"))
    assert domain["intents"] == ["roaming"]
    [rule] = yaml.safe_load((tmp_path / "extra/data/rules.yml").read_text(encoding="utf-8"))["rules"]
    assert rule["steps"][0] == {"intent": "roaming"}


def test_the_engine_starts_with_the_model_that_was_let_serve(root: Path) -> None:
    assert served_fingerprint(root) is None
    for phrases in (Phrases(), ROAMING):
        model = model_for(root, phrases)
        model.write_text("a model", encoding="utf-8")
        serve_model(model, root)
        assert served_fingerprint(root) == fingerprint(root, phrases)
        assert serving_model(root).read_text(encoding="utf-8") == "a model"


def test_the_model_that_serves_is_kept_however_old(root: Path) -> None:
    models = root / "var" / "models"
    for number in range(6):
        (models / f"dripline-{number}.tar.gz").touch()
        os.utime(models / f"dripline-{number}.tar.gz", (number, number))
    serve_model(models / "dripline-0.tar.gz", root)
    _drop_old(models)
    kept = {path.name for path in models.glob("dripline-*.tar.gz")}
    assert "dripline-0.tar.gz" in kept and len(kept) == 4


def test_a_model_that_is_there_is_not_trained_again(root: Path) -> None:
    model_for(root, ROAMING).touch()
    assert train(root, phrases=ROAMING) == model_for(root, ROAMING)
