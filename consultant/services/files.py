"""Files that came with mail: checked, kept once by hash, read, and handed out only when nothing speaks against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultant.db import after
from consultant.db.engine import Tx
from consultant.db.models import Attachment
from consultant.db.queries import files, jobs, messages
from consultant.domain.jobs import AttachLookups
from consultant.errors import Conflict, NotFound
from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail
from consultant.ports import BlobStore, Clock, FileReader, Scanner

RASTER = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
"""Pictures that a browser shows without running anything."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found out about a file."""

    infection: str | None
    text: str | None = None
    remark: str | None = None
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """A file as it came."""

    filename: str
    content_type: str
    content: bytes


def unread(tx: Tx, message_id: int) -> tuple[str, set[str]] | None:
    """Return the original of a message and the hashes of its files that nobody has looked at; None where there are none."""
    original = messages.original(tx, message_id)
    if original is None:
        return None
    ours = messages.hashes_of_files(tx, message_id)
    waiting = ours - files.known(tx, ours)
    return (original.sha256, waiting) if waiting else None


def look(
    raw: bytes, waiting: set[str], *, scanner: Scanner | None, reader: FileReader, blobs: BlobStore
) -> dict[str, Looked]:
    """Check, keep and read the files of a mail. Raises TransientError when the scanner is away: then nothing is let through."""
    mail = parse(raw)
    found: dict[str, Looked] = {}
    for part in mail.attachments if isinstance(mail, ParsedMail) else ():
        if part.sha256 not in waiting or part.sha256 in found:
            continue
        infection = scanner.scan(part.content) if scanner is not None else None
        if infection is not None:
            found[part.sha256] = Looked(infection)
            continue
        said = reader.read(part.content, part.content_type)
        kept = blobs.put_many([part.content, *said.pages])
        found[part.sha256] = Looked(None, said.text, said.remark, tuple(kept[1:]))
    return found


def note(tx: Tx, message_id: int, found: Mapping[str, Looked], *, clock: Clock) -> None:
    """Write down what was found out; new text is read for codes too."""
    now = clock.now()
    for sha256, one in found.items():
        files.add(tx, sha256, now=now, infection=one.infection, text=one.text, remark=one.remark, pages=one.pages)
    ticket_id = messages.ticket_of(tx, message_id)
    if ticket_id is None:
        return
    if any(one.text for one in found.values()):
        jobs.put(tx, AttachLookups(ticket_id), now=now, due_at=now, ticket_id=ticket_id)
    after.tell(tx, "ticket", ticket_id=ticket_id)


def attachment(tx: Tx, attachment_id: int, *, blobs: BlobStore, checked: bool) -> File:
    """Return a file of a message. ``checked``: the desk has a virus scanner, so what it has not seen is held back.

    Raises NotFound when there is none or it is infected, Conflict while it waits for the scanner.
    """
    row = _row(tx, attachment_id)
    known = files.get(tx, row.sha256)
    if known is not None and known.infection is not None:
        raise NotFound(f"This file is held back: the virus scanner found {known.infection} in it.")
    if known is None and checked:
        raise Conflict("This file is being checked for viruses. Try again in a moment.")
    content = blobs.get(row.sha256) if known is not None else _cut_out(tx, row, blobs=blobs)
    return File(row.filename, row.content_type, content)


@dataclass(frozen=True, slots=True)
class Preview:
    """What can be shown of a file without opening it: pictures of its pages, or its text."""

    filename: str
    pictures: int
    text: str | None
    remark: str | None


def preview(tx: Tx, attachment_id: int) -> Preview:
    """Return what can be shown of a file. Raises NotFound where nothing can."""
    row = _row(tx, attachment_id)
    known = files.get(tx, row.sha256)
    pictures = _pictures(row, known.pages) if known is not None and known.infection is None else ()
    if known is None or not (pictures or known.text):
        raise NotFound("Nothing of this file can be shown here. It can be downloaded, unless it is held back.")
    return Preview(row.filename, len(pictures), known.text, known.remark)


def picture(tx: Tx, attachment_id: int, number: int, *, blobs: BlobStore) -> tuple[bytes, str]:
    """Return the bytes and type of one picture of a preview. Raises NotFound."""
    row = _row(tx, attachment_id)
    known = files.get(tx, row.sha256)
    pictures = _pictures(row, known.pages) if known is not None and known.infection is None else ()
    if not 0 <= number < len(pictures):
        raise NotFound("There is no such picture.")
    return blobs.get(pictures[number]), "image/png" if known is not None and known.pages else row.content_type


def _pictures(row: Attachment, pages: Sequence[str]) -> tuple[str, ...]:
    return tuple(pages) if pages else (row.sha256,) if row.content_type in RASTER else ()


def _row(tx: Tx, attachment_id: int) -> Attachment:
    row = messages.attachment(tx, attachment_id)
    if row is None:
        raise NotFound("There is no such file.")
    return row


def _cut_out(tx: Tx, row: Attachment, *, blobs: BlobStore) -> bytes:
    """The bytes from the original, for a file that nobody has looked at yet."""
    original = messages.original(tx, row.message_id)
    mail = parse(blobs.get(original.sha256)) if original is not None else None
    found = (
        next((part.content for part in mail.attachments if part.sha256 == row.sha256), None)
        if isinstance(mail, ParsedMail)
        else None
    )
    if found is None:
        raise NotFound("The file could not be found in its mail. The original is kept and can be downloaded whole.")
    return found
