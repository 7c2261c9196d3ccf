"""In processes of their own: what is imported stays imported."""

from __future__ import annotations

import os
import subprocess
import sys
import unittest
from pathlib import Path

ENGINE = Path(__file__).resolve().parent.parent
SCRIPT = """
import sys, asyncio, os, warnings
sys.path.append("..")
warnings.simplefilter("ignore")
import patches
{apply}
import rasa.core.run
from rasa.core.agent import Agent
agent = Agent.load(os.environ["DRIPLINE_TEST_MODEL"])
print(asyncio.run(agent.parse_message("hello"))["intent"]["name"], "tensorflow" in sys.modules)
"""


class TensorFlow(unittest.TestCase):
    def test_a_model_without_it_is_served_without_it(self) -> None:
        ours = _run('patches.before_rasa(os.environ["DRIPLINE_TEST_MODEL"])')
        self.assertEqual(ours.split(), ["greet", "False"])

    def test_a_model_that_needs_it_gets_it(self) -> None:
        stock = _run('patches.without_tensorflow.apply({"DIETClassifier"})')
        self.assertEqual(stock.split(), ["greet", "True"])


def _run(apply: str) -> str:
    script = SCRIPT.format(apply=apply)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script],
        cwd=ENGINE,
        env=os.environ,
        capture_output=True,
        text=True,
    )
    return done.stdout.splitlines()[-1] if done.stdout else done.stderr
