"""What a customer may send as text, the same for every channel."""

from __future__ import annotations

from bot.errors import DriplineError


class UnusableText(DriplineError):
    """{problem}"""

    def __init__(self, problem: str, hint: str) -> None:
        self.hint = hint
        super().__init__(problem=problem)


def checked_text(text: str, longest: int) -> str:
    """The text without surrounding blanks. Raises UnusableText when it is empty, too long or not storable.

    `longest` counts characters. Emoji, right-to-left text, template and SQL syntax are all just text.
    """
    stripped = text.strip()
    if not stripped:
        raise UnusableText("The message has no text.", "Send at least one character that is not a blank.")
    if len(stripped) > longest:
        raise UnusableText(
            f"The message has {len(stripped)} characters; {longest} are allowed.", "Send it in shorter parts."
        )
    if "\0" in stripped:
        raise UnusableText(
            "The message has a null character.", "Remove it: text is kept as it is, without nulls."
        )
    if any("\ud800" <= character <= "\udfff" for character in stripped):
        raise UnusableText("The message has half of a surrogate pair.", "Send well-formed Unicode, as UTF-8.")
    return stripped
