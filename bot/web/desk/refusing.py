"""Runs what blocks in a thread, and turns what an agent may be refused into a refusal the page can act on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from anyio.to_thread import run_sync
from sqlalchemy.exc import InterfaceError, OperationalError

from bot.desk import errors
from bot.errors import DriplineError
from bot.web.refusals import Refused

_STATUS: dict[type[DriplineError], int] = {
    errors.TakenByAnother: 409,
    errors.NotAtDesk: 409,
    errors.NotYours: 403,
    errors.ScriptMoved: 412,
    errors.NotUnderstood: 422,
    errors.NoSuchValue: 422,
    errors.TooManyTries: 429,
    errors.WrapUpIncomplete: 422,
    errors.WrapUpNeeded: 409,
    errors.NoNumber: 422,
}


async def done[**P, T](work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What the work returns. Raises Refused with the error's own words; 503 when the database is away."""
    try:
        return await run_sync(partial(work, *args, **kwargs))
    except DriplineError as error:
        status = _STATUS.get(type(error))
        if status is None:
            raise
        what, _, how = str(error).partition(". ")
        raise Refused(status, f"{what.rstrip('.')}.", how or "Look at the queue.") from error
    except (OperationalError, InterfaceError) as error:
        hint = "Nothing you typed is lost. It is tried again as soon as the store answers."
        raise Refused(503, "The store does not answer.", hint, {"Retry-After": "2"}) from error


def found(what: Any) -> Any:
    """Raises Refused (404) when there is nothing."""
    if what is None:
        raise Refused(
            404, "There is no such conversation.", "Take one from the queue, or search for the customer."
        )
    return what
