"""What a model makes of phrases, without serving it: a JSON list of texts in, a list of [intent, confidence] out.

    echo '["travel pass please"]' | engine/.venv/bin/python engine/understand.py var/models/dripline.tar.gz

It is how a new model is compared with the one that serves. This file imports nothing of the app.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import warnings
from pathlib import Path
from typing import Any


def main() -> None:
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    warnings.simplefilter("ignore")
    answers, sys.stdout = sys.stdout, sys.stderr
    json.dump(asyncio.run(understand(sys.argv[1], json.load(sys.stdin))), answers)


async def understand(model: str, texts: list[str]) -> list[tuple[str, float]]:
    # A model names its components as config.yml does, from the repository's root.
    sys.path.append(str(Path(__file__).resolve().parent.parent))
    import patches

    patches.before_rasa(model)
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    return [_intent(await agent.parse_message(text)) for text in texts]


def _intent(parsed: dict[str, Any]) -> tuple[str, float]:
    found = parsed.get("intent") or {}
    return str(found.get("name")), float(found.get("confidence") or 0.0)


if __name__ == "__main__":
    main()
