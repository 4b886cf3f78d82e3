"""One frozen dataclass per job. A job is a row until its worker finishes it; these say what the row asks for."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class AttachLookups:
    """Read the ticket's question and attach its codes and findings."""

    ticket_id: int


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Write the acknowledgement of a ticket: when its lookups are there, or when its time has come."""

    ticket_id: int


@dataclass(frozen=True, slots=True)
class DeliverEmail:
    """Hand an outbound mail to the SMTP server."""

    outbound_id: int


ERASED_AFTER = timedelta(days=1)
"""A day in which a backup still helps whoever deleted the wrong mail."""


@dataclass(frozen=True, slots=True)
class EraseOriginal:
    """Erase the bytes of a mail that a person deleted."""

    inbound_id: int


@dataclass(frozen=True, slots=True)
class ReadFiles:
    """Check a message's files for viruses, keep them by hash, and read what they say."""

    message_id: int


@dataclass(frozen=True, slots=True)
class LookInSent:
    """Look for a mail of unknown fate in the Sent folder of its mailbox."""

    outbound_id: int


@dataclass(frozen=True, slots=True)
class TellAssigned:
    """Tell somebody that a ticket was given to them. ``event_id``: the line of the ticket's history that says so."""

    ticket_id: int
    user_id: int
    event_id: int


@dataclass(frozen=True, slots=True)
class ImportRelease:
    """Build and install what an official file holds that was handed in at the dashboard."""

    import_id: int


@dataclass(frozen=True, slots=True)
class FollowReleases:
    """After a release was switched: read open questions anew, and look whether codes of answered ones changed."""


Job = (
    AttachLookups
    | Acknowledge
    | DeliverEmail
    | EraseOriginal
    | ReadFiles
    | LookInSent
    | TellAssigned
    | ImportRelease
    | FollowReleases
)

KINDS: dict[str, type[Job]] = {
    "attach_lookups": AttachLookups,
    "acknowledge": Acknowledge,
    "deliver_email": DeliverEmail,
    "erase_original": EraseOriginal,
    "read_files": ReadFiles,
    "look_in_sent": LookInSent,
    "tell_assigned": TellAssigned,
    "import_release": ImportRelease,
    "follow_releases": FollowReleases,
}
NAMES: dict[type[Job], str] = {kind: name for name, kind in KINDS.items()}
