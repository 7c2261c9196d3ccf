"""What a command says when the database is not there or has no tables yet."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from bot.errors import DriplineError

_NO_TABLE = ("no such table", "no such column", "does not exist")


class NotMigrated(DriplineError):
    """The database has not the tables of this version yet. 'dripline up' makes them at its start."""


class NotReached(DriplineError):
    """The database cannot be used: {problem}. DRIPLINE_DATABASE_URL says where it is."""


def as_ours(error: DBAPIError) -> DriplineError | None:
    """The mistake in our words; None for what is a bug of ours and wants its traceback."""
    problem = str(error.orig).strip().splitlines()[0]
    if isinstance(error, OperationalError | ProgrammingError) and any(one in problem for one in _NO_TABLE):
        return NotMigrated()
    return NotReached(problem=problem) if isinstance(error, OperationalError) else None
