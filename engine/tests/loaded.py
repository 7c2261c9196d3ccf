"""The model that the tests run on, loaded once without any patch: DRIPLINE_TEST_MODEL names it."""

from __future__ import annotations

import asyncio
import functools
import logging
import os
import sys
import warnings
from pathlib import Path
from typing import Any

# A model names its components from the repository's root, as the launcher and `rasa train` do.
sys.path.append(str(Path(__file__).resolve().parents[2]))

warnings.simplefilter("ignore")

TEXTS = (
    "hello", "", "   ", "😀", "I need a travel pass for 7 days in Portugal", "quiero hablar con una persona",
    "por que você pergunta isso?", "two of us, on Friday", "20 GB", "!!!", "ÁÉÍÓÚ ñ ç", "qwertyuiop",
    "no no no yes", "my bill is too high " * 40, "مرحبا", "a", "{{ 7*7 }}", "'; drop table people; --",
    "não, obrigado", "¿qué sabes de mí?",
)  # fmt: skip


@functools.cache
def agent() -> Any:
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)
    return Agent.load(os.environ["DRIPLINE_TEST_MODEL"])


def parse(text: str) -> dict[str, Any]:
    return asyncio.run(agent().parse_message(text))
