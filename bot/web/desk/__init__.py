"""The agents' desk: a queue, the customer, the script. `add_desk` puts it into the app."""

from __future__ import annotations

from typing import cast

from fastapi import FastAPI

from bot.web.desk import demo, routes
from bot.web.desk.needs import DeskServices
from bot.web.desk.service import Desk
from bot.web.live import DESK
from bot.web.state import WebState

ROUTERS = (routes.router, demo.router)


def add_desk(app: FastAPI, state: WebState) -> None:
    """The desk's routes; open desks hear of whatever the dialogue stores."""
    app.state.desk = Desk(cast(DeskServices, state.services))
    tell_followers = state.services.dialogue.on_change

    def tell(conversation_id: str) -> None:
        tell_followers(conversation_id)
        state.broker.publish(DESK)

    state.services.dialogue.on_change = tell
    app.include_router(routes.router)
    if state.services.settings.is_demo:
        app.include_router(demo.router)
