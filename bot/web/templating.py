"""Our own pages: Jinja2 with everything escaped, icons from one sprite, no inline script or style."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_ENVIRONMENT_OPTIONS: dict[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}


class Pages:
    """Renders templates of bot/web/templates."""

    def __init__(self) -> None:
        folder = Path(__file__).parent / "templates"
        self._environment = Environment(loader=FileSystemLoader(folder), **_ENVIRONMENT_OPTIONS)  # noqa: S701
        self._environment.globals["icon"] = icon

    def response(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        return HTMLResponse(self._environment.get_template(template).render(**values), status)


def icon(name: str) -> Markup:
    """One Bootstrap icon; build.mjs puts it into the sprite."""
    return Markup(
        '<svg class="icon" aria-hidden="true"><use href="/static/icons.svg#{}"></use></svg>'
    ).format(name)
