"""What is changed in Rasa 3.6.21 while it serves, and why. Each patch keeps what a caller can observe."""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

from patches import without_tensorflow
from patches.model import components


def before_rasa(model: str) -> None:
    """Patches that must be in place before Rasa is imported."""
    without_tensorflow.apply(components(model))


def after_rasa(model: str, endpoints: Any) -> None:
    """Patches of classes, before the model is loaded."""
    from patches import action_calls, graph_runner, logs, processor, rule_policy
    from patches.lock_store import PromptLockStore
    from patches.tracker_store import BoundedTrackerStore

    logs.apply()
    action_calls.apply()
    graph_runner.apply()
    rule_policy.apply()
    processor.apply()
    conversations = int(os.environ.get("DRIPLINE_ENGINE_CONVERSATIONS", "5000"))
    endpoints.tracker_store = BoundedTrackerStore(conversations)
    endpoints.lock_store = PromptLockStore()


async def when_loaded(app: Any, _: Any) -> None:
    """A model that did not load is an error here; Rasa alone would answer every message with nothing."""
    if app.ctx.agent.processor is None:
        print("The model cannot be loaded. Train it again with 'make train'.", file=sys.stderr)
        os._exit(1)
    # What is loaded stays: the collector need not walk through it again and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
