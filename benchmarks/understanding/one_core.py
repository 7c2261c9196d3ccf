"""Runs in the engine's environment: one model on one core, message by message.

    taskset -c 0 engine/.venv/bin/python benchmarks/understanding/one_core.py MODEL [--patched] < texts.json

With --patched as the product's launcher starts Rasa, without it as Rasa is. Prints what each text is taken for,
milliseconds a message, and the process's memory in megabytes.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import resource
import sys
import time
import warnings
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
_WARM_UP = 20


def main() -> None:
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    warnings.simplefilter("ignore")
    answers, sys.stdout = sys.stdout, sys.stderr
    json.dump(asyncio.run(measure(sys.argv[1], "--patched" in sys.argv, json.load(sys.stdin))), answers)


async def measure(model: str, is_patched: bool, texts: list[str]) -> dict[str, Any]:
    sys.path[:0] = [str(ROOT), str(ROOT / "engine")]
    if is_patched:
        import patches

        patches.before_rasa(model)
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)
    agent = Agent.load(model)
    for text in texts[:_WARM_UP]:
        await agent.parse_message(text)
    intents, milliseconds = [], []
    for text in texts:
        began = time.perf_counter()
        parsed = await agent.parse_message(text)
        milliseconds.append((time.perf_counter() - began) * 1000)
        intents.append((parsed.get("intent") or {}).get("name"))
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"intents": intents, "milliseconds": milliseconds, "megabytes": megabytes}


if __name__ == "__main__":
    main()
