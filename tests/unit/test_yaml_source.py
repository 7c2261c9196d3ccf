"""YAML with positions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ContentError
from bot.yaml_source import LocatedDict, read_yaml


def test_every_key_and_value_knows_its_place() -> None:
    document = read_yaml("flows:\n  pass:\n    steps: [a, b]\n", "flows/pass.yml")
    assert str(document["flows"].where("pass")) == "flows/pass.yml:2:3"
    assert str(document["flows"]["pass"].where_value("steps")) == "flows/pass.yml:3:12"
    assert str(document["flows"]["pass"]["steps"].where(1)) == "flows/pass.yml:3:16"


def test_yes_and_no_are_words() -> None:
    assert read_yaml("options: {yes: 1, no: 2}", "x.yml")["options"] == {"yes": 1, "no": 2}


def test_numbers_truth_and_nothing_are_values() -> None:
    assert read_yaml("[1, 2.5, true, null, 007, '3', -4]", "x.yml") == [1, 2.5, True, None, "007", "3", -4]


def test_a_key_given_twice_is_an_error_at_the_second() -> None:
    with pytest.raises(ContentError, match=r"x.yml:2:1: the key 'a' is here twice"):
        read_yaml("a: 1\na: 2\n", "x.yml")


def test_broken_yaml_names_line_and_column() -> None:
    with pytest.raises(ContentError, match=r"x.yml:\d+:\d+: this is not valid YAML"):
        read_yaml("a: [1, 2\nb: 3\n", "x.yml")


@given(st.text(max_size=200))
def test_any_text_is_a_value_or_a_content_error(text: str) -> None:
    try:
        read_yaml(text, "x.yml")
    except ContentError as error:
        assert str(error).startswith("x.yml:")


def test_an_empty_mapping_has_a_position_for_unknown_keys() -> None:
    document = read_yaml("a: {}", "x.yml")
    assert isinstance(document["a"], LocatedDict)
    assert str(document["a"].where("missing")) == "x.yml:1:4"
