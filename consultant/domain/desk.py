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
    give_up_after: timedelta
    """How long a mail that servers put off is tried, until a person must look."""
    mails_per_minute: int
    """What one SMTP server gets at most; 0 sets no limit."""
    link_key: bytes
    """Signs the links by which askers open their thread on the web."""
    code_key: bytes
    """Under it the codes are hashed that such a link asks for."""
    thread_days: int
    """How long such a link opens the thread."""
    max_send_bytes: int
    """The largest mail that leaves; files beyond it leave as links."""
    max_mail_bytes: int
    """The largest mail that is taken in."""
    cpt_licensed: bool = False
    """Whether the operator stated a licence for CPT; without it no descriptor is shown."""
