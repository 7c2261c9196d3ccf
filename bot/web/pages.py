"""The chat's own page, and the page behind a signed link."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from bot.web.demo import demo_page
from bot.web.state import State

router = APIRouter(include_in_schema=False)


@router.get("/")
async def home(request: Request, state: State) -> HTMLResponse:
    """The demo where it is switched on; else nothing but the chat."""
    if state.services.settings.is_demo:
        return await demo_page(state)
    return state.pages.response("chat.html", company=state.services.content.company)


@router.get("/verify")
async def verify_page(state: State, link: str = "") -> HTMLResponse:
    """Asks for one press of a button: programs that look at links in mail must not use them up."""
    return state.pages.response("verify.html", company=state.services.content.company, link=link[:500])
