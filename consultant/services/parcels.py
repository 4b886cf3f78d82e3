"""Files that leave with a coder's answer: kept with the draft, attached where they fit, otherwise as links into the thread."""

from collections.abc import Iterable
from dataclasses import dataclass

from consultant.db import after
from consultant.db.engine import Tx
from consultant.db.models import Attachment as AttachmentRow
from consultant.db.models import Ticket
from consultant.db.queries import draft_files, mailboxes, messages, tickets
from consultant.domain.desk import Desk
from consultant.domain.rights import Action, Person, demand
from consultant.errors import UserError
from consultant.mail.fitting import fitting
from consultant.mail.parsed import Attachment
from consultant.ports import BlobStore, Clock

FILES_AT_MOST = 10
FILE_BYTES = 50_000_000
"""Of one file. It leaves as a link where the mail would be too large."""
_LETTER = 500_000
"""Bytes kept free for the letter itself and its headers, or a tenth of the limit where that is less."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file that waits with an answer. ``attached``: it fits into the mail; otherwise it leaves as a link."""

    id: int
    filename: str
    content_type: str
    size: int
    sha256: str
    attached: bool

    def part(self, content: bytes = b"") -> Attachment:
        """Return the file as a part of a mail."""
        return Attachment(self.filename, self.content_type, self.size, self.sha256, "", False, content)


def limit(tx: Tx, ticket: Ticket, desk: Desk) -> int:
    """Return how many bytes a mail of this ticket may have: the desk's limit, or the SMTP server's where that is less."""
    told = mailboxes.get(tx, ticket.mailbox_id).smtp_max_bytes
    return min(desk.max_send_bytes, told) if told else desk.max_send_bytes


def waiting(tx: Tx, person: Person, ticket_id: int, *, desk: Desk) -> tuple[Parcel, ...]:
    """Return the files of the person's answer, and how each would leave now. Raises NotFound."""
    demand(person, Action.ANSWER)
    ticket = tickets.get(tx, ticket_id)
    rows = draft_files.of(tx, ticket_id, person.user_id)
    if not rows:
        return ()
    whole = limit(tx, ticket, desk)
    fits = fitting([(row.size, row.filename) for row in rows], whole - min(_LETTER, whole // 10))
    return tuple(
        Parcel(row.id, row.filename, row.content_type, row.size, row.sha256, attached=place in fits)
        for place, row in enumerate(rows)
    )


def contents(parcels: Iterable[Parcel], *, blobs: BlobStore) -> dict[int, bytes]:
    """Return the bytes of the files that fit, by the files' ids. Read before the ticket is locked."""
    return {one.id: blobs.get(one.sha256) for one in parcels if one.attached}


def add(
    tx: Tx, person: Person, ticket_id: int, filename: str, content_type: str, *, size: int, sha256: str, clock: Clock
) -> int:
    """Keep a file with the person's answer; its bytes are durable already. Raises UserError when there are too many."""
    demand(person, Action.ANSWER)
    tickets.get(tx, ticket_id)
    if len(draft_files.of(tx, ticket_id, person.user_id)) >= FILES_AT_MOST:
        raise UserError(f"An answer takes {FILES_AT_MOST} files. “{filename[:60]}” was not added.")
    return draft_files.add(
        tx,
        ticket_id=ticket_id,
        user_id=person.user_id,
        filename=filename[:250],
        content_type=content_type[:250],
        size=size,
        sha256=sha256,
        added_at=clock.now(),
    )


def remove(tx: Tx, person: Person, ticket_id: int, file_id: int) -> None:
    """Take a file out of the person's answer; one that is gone already stays gone."""
    demand(person, Action.ANSWER)
    draft_files.remove(tx, ticket_id, person.user_id, file_id)


def restore(tx: Tx, person: Person, ticket_id: int, message_id: int | None, *, clock: Clock) -> None:
    """Keep the files of a letter with the person's draft again, each once."""
    have = {row.sha256 for row in draft_files.of(tx, ticket_id, person.user_id)}
    rows: list[AttachmentRow] = messages.attachments(tx, message_id) if message_id is not None else []
    for row in rows:
        if row.sha256 not in have:
            draft_files.add(
                tx,
                ticket_id=ticket_id,
                user_id=person.user_id,
                filename=row.filename,
                content_type=row.content_type,
                size=row.size,
                sha256=row.sha256,
                added_at=clock.now(),
            )
    after.tell(tx, "ticket", ticket_id=ticket_id)
