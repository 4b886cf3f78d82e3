"""The one way in which a reader refuses an official file."""

from __future__ import annotations

from consultant.errors import UserError


class UnreadableRelease(UserError):
    """A file is not what its layout demands; the text names file, line and what was expected."""

    def __init__(self, file: str, line: int, expected: str) -> None:
        super().__init__(f"{file}, line {line}: expected {expected}")
        self.file = file
        self.line = line
        self.expected = expected
