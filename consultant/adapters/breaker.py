"""A pause after a failure, so that a server that is away costs one short wait and not one for each call."""

import time


class Breaker:
    """Closed while calls succeed; open for ``pause`` seconds after one failed."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._open_until = 0.0

    @property
    def open(self) -> bool:
        """Whether calls should not be tried now."""
        return time.monotonic() < self._open_until

    def failed(self) -> None:
        """Note a failure."""
        self._open_until = time.monotonic() + self._pause
