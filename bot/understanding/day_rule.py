"""What a way of saying a day is made of: a pattern over folded words, named, and the rule of that name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

Groups = Mapping[str, str]
"""What a pattern's named groups caught, without the empty ones."""
Rule = Callable[[Groups, str, date], date | None]
"""The day meant, from the groups, the language and today."""
