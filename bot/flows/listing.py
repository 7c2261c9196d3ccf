"""Several names as a language lists them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from babel.lists import format_list


def listed(names: Sequence[str], language: str, style: Literal["standard", "or"] = "standard") -> str:
    """All of them, 'a, b, and c', or one of them, 'a, b, or c'; nothing of none."""
    return str(format_list(list(names), style=style, locale=language.replace("-", "_")))
