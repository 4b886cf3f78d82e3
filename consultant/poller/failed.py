"""What is said of a mail that could not be read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failed:
    """A mail could not be read, through the desk's fault or the machine's; ``words`` say why and name nothing of it."""

    words: str
