"""Files that came with mail: checked, kept once by hash, read, and handed out only when nothing speaks against it."""

from collections.abc import Mapping
from dataclasses import dataclass

from consultant.db import after
from consultant.db.engine import Tx
from consultant.db.models import Attachment, StoredFile
from consultant.db.queries import files, jobs, messages
from consultant.domain.jobs import AttachLookups
from consultant.errors import Conflict, NotFound, TransientError, UserError
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
    """Write down what was found out. What the ticket's files say is read for codes too, also where another mail brought it."""
    now = clock.now()
    for sha256, one in found.items():
        files.add(tx, sha256, now=now, infection=one.infection, text=one.text, remark=one.remark, pages=one.pages)
    ticket_id = messages.ticket_of(tx, message_id)
    if ticket_id is None:
        return
    if files.texts(tx, ticket_id):
        jobs.put(tx, AttachLookups(ticket_id), now=now, due_at=now, ticket_id=ticket_id)
    after.tell(tx, "ticket", ticket_id=ticket_id)


def attachment(tx: Tx, attachment_id: int, *, blobs: BlobStore) -> File:
    """Return a file of a message, which goes to nobody before ``found_in`` says that it may.

    Raises NotFound when there is none, UserError when it was found to be infected.
    """
    row = _row(tx, attachment_id)
    known = files.get(tx, row.sha256)
    if known is not None and known.infection is not None:
        raise UserError(held_back(known.infection))
    original = messages.original(tx, row.message_id) if known is None else None
    content = blobs.get(row.sha256) if original is None else _cut_out(row, original, blobs=blobs)
    return File(row.filename, row.content_type, content)


def found_in(content: bytes, *, scanner: Scanner | None) -> str | None:
    """Return what the virus scanner of today finds in a file that is about to be handed out; None without a scanner.

    What was clean when it came may be known as harmful now. Raises Conflict while the scanner is away.
    """
    try:
        return scanner.scan(content) if scanner is not None else None
    except TransientError as error:
        raise Conflict("The virus scanner does not answer, so no file is handed out. Try again in a moment.") from error


def found_in_mail(raw: bytes, *, scanner: Scanner | None) -> str | None:
    """Return what the virus scanner finds in an original or in one of its files. Raises Conflict while it is away."""
    if scanner is None:
        return None
    mail = parse(raw)
    parts = mail.attachments if isinstance(mail, ParsedMail) else ()
    contents = (raw, *(part.content for part in parts))
    return next((found for content in contents if (found := found_in(content, scanner=scanner)) is not None), None)


def hold_back(tx: Tx, attachment_id: int, infection: str, *, clock: Clock) -> None:
    """Note that a file is infected: from now on it is held back wherever it came."""
    row = _row(tx, attachment_id)
    files.condemn(tx, row.sha256, infection, now=clock.now())
    ticket_id = messages.ticket_of(tx, row.message_id)
    if ticket_id is not None:
        after.tell(tx, "ticket", ticket_id=ticket_id)


def held_back(infection: str) -> str:
    """Say why a file is not handed out."""
    return f"This file is held back: the virus scanner found {infection} in it."


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
    pictures = _pictures(row, known)
    if known is None or not (pictures or known.text):
        raise NotFound("Nothing of this file can be shown here. It can be downloaded, unless it is held back.")
    return Preview(row.filename, len(pictures), known.text, known.remark)


def picture(tx: Tx, attachment_id: int, number: int, *, blobs: BlobStore) -> tuple[bytes, str]:
    """Return the bytes and type of one picture of a preview. Raises NotFound."""
    row = _row(tx, attachment_id)
    known = files.get(tx, row.sha256)
    pictures = _pictures(row, known)
    if not 0 <= number < len(pictures):
        raise NotFound("There is no such picture.")
    return blobs.get(pictures[number]), "image/png" if known is not None and known.pages else row.content_type


def _pictures(row: Attachment, known: StoredFile | None) -> tuple[str, ...]:
    if known is None or known.infection is not None:
        return ()
    if known.pages:
        return tuple(known.pages)
    return (row.sha256,) if row.content_type in RASTER and known.remark is None else ()


def _row(tx: Tx, attachment_id: int) -> Attachment:
    row = messages.attachment(tx, attachment_id)
    if row is None:
        raise NotFound("There is no such file.")
    return row


def _cut_out(row: Attachment, original: messages.Original, *, blobs: BlobStore) -> bytes:
    """The bytes from the original, for a file that nobody has looked at yet."""
    mail = parse(blobs.get(original.sha256))
    parts = mail.attachments if isinstance(mail, ParsedMail) else ()
    found = next((part.content for part in parts if part.sha256 == row.sha256), None)
    if found is None:
        raise NotFound("The file could not be found in its mail. The original is kept and can be downloaded whole.")
    return found
