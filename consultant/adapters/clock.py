"""The system's clock."""

from datetime import UTC, datetime


class SystemClock:
    def now(self) -> datetime:
        """Return the moment in UTC."""
        return datetime.now(UTC)
