"""Whether a mailbox has been silent for longer than its own rhythm explains."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

HOUR = timedelta(hours=1)
WEEK = timedelta(weeks=1)
HISTORY = timedelta(weeks=8)
"""How far back arrivals are asked for."""
WEEKS = 4
"""Earlier weeks in which the same stretch is looked at; two are the least from which anything can be said."""
HOURS_WITH_MAIL = 6
"""In each of those weeks, hours of the stretch that brought mail. Fewer may be missed by chance."""
SHORTEST = (HOURS_WITH_MAIL - 1) * HOUR
"""No shorter silence is unusual: its stretch has too few hours."""
LONG = timedelta(days=3)
"""A silence as long as a weekend and a day, and twice as long as any before, is worth a look whatever the rhythm."""


def is_silent(arrivals: Sequence[datetime], now: datetime) -> bool:
    """Say whether the time since the last arrival is unusual, weekday and hour counted.

    ``arrivals`` are when mail came, the oldest first; one an hour is enough.
    """
    if not arrivals:
        return False
    last = arrivals[-1]
    silence = now - last
    weeks = _same_stretches(arrivals, last, silence)
    if len(weeks) >= 2 and min(weeks) >= HOURS_WITH_MAIL:
        return True
    longest = max((later - earlier for earlier, later in pairwise(arrivals)), default=timedelta(0))
    return silence > max(LONG, 2 * longest)


def _same_stretches(arrivals: Sequence[datetime], last: datetime, silence: timedelta) -> list[int]:
    """For each earlier week that the arrivals reach back to: how many hours brought mail in the same stretch of the week."""
    first = -(-silence // WEEK)
    found = []
    for back in range(first, first + WEEKS):
        begins = last - back * WEEK
        if back < 1 or begins < arrivals[0]:
            break
        found.append(len({(at - begins) // HOUR for at in arrivals if begins < at <= begins + silence}))
    return found
