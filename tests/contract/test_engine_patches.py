"""The engine's own tests, in the engine's environment: each patch against Rasa as it is without it."""

from __future__ import annotations

import subprocess

import pytest

from bot.training import ENGINE_PYTHON, ROOT, engine_environment, train

pytestmark = pytest.mark.system


def test_every_patch_of_the_engine_keeps_its_behaviour():
    done = subprocess.run(
        [str(ROOT / ENGINE_PYTHON), "-W", "ignore", "-m", "unittest", "discover", "-s", "tests", "-t", "."],
        cwd=ROOT / "engine",
        env=engine_environment() | {"DRIPLINE_TEST_MODEL": str(train())},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "Ran 0 tests" not in done.stderr
