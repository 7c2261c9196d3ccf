"""Try the promises under load and crashes."""

from __future__ import annotations

import typer


def add_commands(app: typer.Typer) -> None:
    """Placeholder while the simulation is being written."""
