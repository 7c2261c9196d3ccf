"""What a model makes of phrases, without serving it: a JSON list of texts in, a list of what is understood out.

    echo '["travel pass please"]' | engine/.venv/bin/python engine/understand.py var/models/dripline.tar.gz

Of each text `ranking` is a list of [intent, confidence], first what the engine takes it for, which may be nlu_fallback;
`tells` is attribute -> [value, score], what it tells of its writer (engine/components/told.py). It is how a model is
measured, and compared with the one that serves. This file imports nothing of the app.
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


async def understand(model: str, texts: list[str]) -> list[dict[str, Any]]:
    # A model names its components as config.yml does, from the repository's root.
    sys.path.append(str(Path(__file__).resolve().parent.parent))
    import patches

    patches.before_rasa(model)
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    return [_understood(await agent.parse_message(text)) for text in texts]


def _understood(parsed: dict[str, Any]) -> dict[str, Any]:
    return {"ranking": _ranking(parsed), "tells": parsed.get("tells") or {}}


def _ranking(parsed: dict[str, Any]) -> list[tuple[str, float]]:
    """An empty text has no ranking: it is not understood."""
    ranking = parsed.get("intent_ranking") or [{"name": "nlu_fallback", "confidence": 0.0}]
    return [(str(one["name"]), float(one["confidence"])) for one in ranking]


if __name__ == "__main__":
    main()
