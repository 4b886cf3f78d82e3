"""Links that letters carry: to the thread on the web, and to files that are too large for a mail."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from consultant.domain.desk import Desk
from consultant.domain.links import Link, sign


@dataclass(frozen=True, slots=True)
class ThreadLink:
    """A link's address, and the last day on which it opens the thread, in words ("2 October 2026")."""

    url: str
    until: str

    def to_file(self, sha256: str) -> str:
        """Return the address of one of the thread's files; the same code opens it."""
        return f"{self.url}/files/{sha256[:FILE_DIGITS]}"


FILE_DIGITS = 32
"""Hexadecimal digits of a file's hash that name it within its thread."""


def thread_link(ticket_id: int, person_id: int, *, desk: Desk, now: datetime) -> ThreadLink:
    """Return a person's link to a ticket. It ends with a day, so that a preview shows the very link that leaves."""
    zone = ZoneInfo(desk.working.zone)
    last = now.astimezone(zone).date() + timedelta(days=desk.thread_days)
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), zone).astimezone(UTC)
    token = sign(Link(ticket_id, person_id, end), key=desk.link_key)
    return ThreadLink(f"{desk.base_url}/t/{token}", f"{last.day} {last:%B %Y}")
