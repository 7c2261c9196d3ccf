from __future__ import annotations

import pytest

from tests.flows.fuzz import TARGETS, run_round


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_nonsense_gives_findings_and_never_a_crash(name: str) -> None:
    run_round(name, 40 if name == "content" else 100)
