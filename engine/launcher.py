"""Serve a trained model on loopback: Rasa's own server with the patches of patches/ applied.

    engine/.venv/bin/python engine/launcher.py var/models/dripline.tar.gz

Settings, all from the environment:

- DRIPLINE_ENGINE_PORT (5005)
- DRIPLINE_ACTIONS_URL: the app's actions route (endpoints.yml)
- DRIPLINE_ENGINE_TOKEN: when set, Rasa's HTTP API is served to whoever knows it; else only its REST channel
- DRIPLINE_ENGINE_CONVERSATIONS (5000): trackers kept at most

This file and patches/ belong to the engine's environment and import nothing of the app.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from pathlib import Path

LOOPBACK = "127.0.0.1"
ENDPOINTS = Path(__file__).resolve().parent.parent / "endpoints.yml"


def main() -> None:
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
        sys.exit(
            "Give the model to serve: engine/launcher.py var/models/dripline.tar.gz. 'make train' makes one."
        )
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("SANIC_BACKLOG", "1024")
    # A message is small: threads for its matrix products would wait for each other, and take the app's cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    warnings.showwarning = _say_nothing
    serve(sys.argv[1])


def _say_nothing(*_: object, **__: object) -> None:
    """Libraries warn of each other's age, and Rasa of intents with the customer's words; some undo a filter."""


def serve(model: str) -> None:
    """Everything of Rasa is imported in here: the patches that save imports must come first."""
    # A model names its components as config.yml does, from the repository's root.
    sys.path.append(str(ENDPOINTS.parent))
    import patches

    patches.before_rasa(model)
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    endpoints = AvailableEndpoints.read_endpoints(str(ENDPOINTS))
    endpoints.action.url = os.environ.get("DRIPLINE_ACTIONS_URL", endpoints.action.url)
    patches.after_rasa(model, endpoints)
    token = os.environ.get("DRIPLINE_ENGINE_TOKEN")
    logging.getLogger("dripline.engine").info("loading %s", model)
    serve_application(
        model,
        channel="rest",
        interface=LOOPBACK,
        port=int(os.environ.get("DRIPLINE_ENGINE_PORT", "5005")),
        endpoints=endpoints,
        enable_api=bool(token),
        auth_token=token,
        server_listeners=[(patches.when_loaded, "after_server_start")],
    )


if __name__ == "__main__":
    main()
