"""When an answer is due: a number of working hours after the question came."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The hours in which the desk is staffed: ``opens`` to ``closes`` in ``zone`` on ``weekdays`` (0 is Monday).

    Raises ValueError for a desk that never opens: nothing would ever be due there.
    """

    zone: str = "America/New_York"
    opens: time = time(8)
    closes: time = time(18)
    weekdays: frozenset[int] = frozenset({0, 1, 2, 3, 4})

    def __post_init__(self) -> None:
        if self.closes <= self.opens or not self.weekdays & frozenset(range(7)):
            raise ValueError("a desk opens on some weekday, and closes later on the same day")


def due(asked: datetime, hours: float, working: WorkingHours) -> datetime:
    """Return the moment at which ``hours`` working hours have passed since ``asked`` (aware in, UTC-convertible aware out)."""
    zone = ZoneInfo(working.zone)
    left = timedelta(hours=hours)
    now = asked.astimezone(zone)
    while True:
        opens = datetime.combine(now.date(), working.opens, zone)
        closes = datetime.combine(now.date(), working.closes, zone)
        if now.weekday() in working.weekdays and now < closes:
            start = max(now, opens)
            # Subtracting in UTC keeps a day with a clock change honest.
            room = closes.astimezone(ZoneInfo("UTC")) - start.astimezone(ZoneInfo("UTC"))
            if left <= room:
                return (start.astimezone(ZoneInfo("UTC")) + left).astimezone(zone)
            left -= room
        now = datetime.combine(now.date() + timedelta(days=1), time(0), zone)
