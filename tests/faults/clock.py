"""A clock that several processes share, and that a test moves: the machine's, and as many seconds more as a file says."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path


class MovedClock:
    """``folder``: the desk's data folder, where the file lies; without the file it is the machine's clock."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "clock"

    @property
    def moved(self) -> float:
        """Seconds that it runs ahead of the machine."""
        try:
            return float(self._path.read_text())
        except FileNotFoundError:
            return 0.0

    def now(self) -> datetime:
        """Return the moment in UTC."""
        return datetime.now(UTC) + timedelta(seconds=self.moved)

    def move(self, seconds: float) -> None:
        """Set it forward, or back; each process sees it at its next look."""
        aside = self._path.with_suffix(f".{os.getpid()}")
        aside.write_text(str(self.moved + seconds))
        aside.replace(self._path)
