"""The one way in which a reader refuses an official file."""

from __future__ import annotations

from consultant.errors import UserError


class UnreadableRelease(UserError):
    """A file is not what its layout demands; the text names file, line, column and what was expected.

    ``column`` is the place in the line where one is meant: a number, or a number with the heading behind it.
    """

    def __init__(self, file: str, line: int, expected: str, *, column: int | str | None = None) -> None:
        place = f"{file}, line {line}" if column is None else f"{file}, line {line}, column {column}"
        super().__init__(f"{place}: expected {expected}")
        self.file = file
        self.line = line
        self.expected = expected
        self.column = column


def shown(text: str, longest: int = 40) -> str:
    """``text`` as an error may quote it: on one line and no longer than a glance."""
    return repr(text if len(text) <= longest else f"{text[:longest]}...")
