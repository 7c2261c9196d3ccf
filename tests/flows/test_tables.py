"""Every kind of step has a table of cases beside it, and every case holds."""

from __future__ import annotations

from typing import Any

import pytest

from bot.flows.flow_loader import KINDS
from bot.flows.state import FlowState
from tests.flows.tables import HERE, cases, run_case, seen

TABLES = sorted(path.stem for path in HERE.glob("*.yml"))
CASES = [pytest.param(case, id=f"{kind}: {case['description']}") for kind in TABLES for case in cases(kind)]


@pytest.mark.parametrize("case", CASES)
def test_the_case_holds(case: dict[str, Any]) -> None:
    effects, _ = run_case(case)
    found = seen(effects)
    assert {key: found[key] for key in case["expect"]} == dict(case["expect"])


@pytest.mark.parametrize("case", CASES)
def test_every_state_on_the_way_survives_being_saved(case: dict[str, Any]) -> None:
    for turn in run_case(case)[1]:
        assert FlowState.from_json(turn.state.to_json()) == turn.state


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_step_has_a_table(kind: str) -> None:
    assert kind in TABLES, f"write tests/flows/{kind}.yml"
    assert any(kind in case["step"] for case in cases(kind))
