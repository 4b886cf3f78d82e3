"""What the use cases need to know about this desk; bootstrap makes it from the settings."""

from dataclasses import dataclass
from datetime import timedelta

from consultant.domain.deadlines import WorkingHours


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk's own facts. ``token_key`` signs the Message-IDs by which answers find their ticket."""

    name: str
    instance: str
    token_key: bytes
    base_url: str
    working: WorkingHours
    answer_hours: float
    undo: timedelta
    acknowledge_after: timedelta
    closed_long_ago: timedelta
    authserv_id: str
    list_ids: frozenset[str]
    """List-Ids of the desk's own groups."""
    mails_per_hour: int
    """New questions of one address, and mails of one ticket; what comes beyond is parked."""
    acknowledgements_per_address_hour: int
    acknowledgements_per_hour: int
    lease: timedelta
    """How long a worker may be silent before its work is given to another."""
    retry: timedelta
    """Pause after the first failed attempt to send; it doubles, up to an hour."""
