from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def command(database_url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DRIPLINE_DATABASE_URL": database_url}
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "url, said",
    [
        ("sqlite:///{folder}/empty.db", "has not the tables of this version yet"),
        ("sqlite:////proc/nowhere.db", "cannot be used"),
        ("postgresql://nobody@127.0.0.1:1/none", "cannot be used"),
    ],
)
def test_a_database_that_is_not_ready_is_one_line_that_says_what_to_do(tmp_path: Path, url: str, said: str):
    done = command(url.format(folder=tmp_path), "explain", "last")
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
