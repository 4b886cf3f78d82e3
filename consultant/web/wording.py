"""How moments and sizes are said: as a person says them, with the exact time beside it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from consultant.domain.tickets import ACTIVE, State

SOON = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Due:
    """A due chip: ``kind`` (late, soon, today, later, paused, met), its words, and the exact time for the title."""

    kind: str
    words: str
    exact: str


def exact(at: datetime, zone: ZoneInfo) -> str:
    """Return the moment in full: "Wed 2 Sep 2026, 13:50 EDT"."""
    local = at.astimezone(zone)
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M %Z}"


def moment(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Return the moment as short as today allows: "13:50", "yesterday 13:50", "Wed 13:50", "2 Sep 13:50", "2 Sep 2025"."""
    local, today = at.astimezone(zone), now.astimezone(zone)
    days = (today.date() - local.date()).days
    if days == 0:
        return f"{local:%H:%M}"
    if days == 1:
        return f"yesterday {local:%H:%M}"
    if -1 <= days < 7:
        return f"{local:%a %H:%M}"
    if local.year == today.year:
        return f"{local.day} {local:%b %H:%M}"
    return f"{local.day} {local:%b %Y}"


def span(length: timedelta) -> str:
    """Return a length of time: "40 s", "24 min", "1 h 50 min", "5 h", "2 days"."""
    seconds = max(0, int(length.total_seconds()))
    if seconds < 60:
        return f"{seconds} s"
    minutes = seconds // 60
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 4 and rest:
        return f"{hours} h {rest} min"
    if hours < 48:
        return f"{hours} h"
    return f"{hours // 24} days"


def ago(at: datetime, now: datetime) -> str:
    """Return how long ago: "just now", "6 min ago"."""
    gone = now - at
    return "just now" if gone < timedelta(seconds=5) else f"{span(gone)} ago"


def due(at: datetime, state: State, now: datetime, zone: ZoneInfo) -> Due:
    """Return the due chip of a ticket: late in red, soon in amber, a stopped clock where the asker has the word."""
    title = f"Due {exact(at, zone)}"
    if state is State.WAITING:
        return Due("paused", "waits", f"The clock stands while we wait for the asker. {title}")
    if state not in ACTIVE:
        return Due("met", "Done", f"{state.words}. Was due {exact(at, zone)}")
    left = at - now
    if left <= timedelta(0):
        return Due("late", f"{span(-left)} late", f"Was due {exact(at, zone)}")
    if left <= SOON:
        return Due("soon", span(left), title)
    local, today = at.astimezone(zone), now.astimezone(zone)
    days = (local.date() - today.date()).days
    words = f"{local:%H:%M}" if days == 0 else f"{local:%a %H:%M}" if days < 7 else f"{local.day} {local:%b}"
    return Due("later" if days else "today", words, title)


def initials(name: str) -> str:
    """Return two letters for a face: "Priya Raman" -> "PR", "billing@x.example" -> "B"."""
    words = [word for word in name.partition("@")[0].replace(".", " ").replace("_", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def count(number: int) -> str:
    """Return a capped count: 100 and more is "99+"."""
    return "99+" if number > 99 else str(number)


def date(value: object) -> str:
    """Return a day as the desk writes it: "1 Apr 2026"; a text is left as it is."""
    return f"{value.day} {value:%b %Y}" if hasattr(value, "day") else str(value)
