"""What an asker writes in the web view: a mail like any other, stored before it is read, that joins the thread as mail does."""

import hashlib
from dataclasses import dataclass

from consultant.db.engine import Tx
from consultant.db.queries import inbound, mailboxes, outbound, tickets
from consultant.domain.desk import Desk
from consultant.domain.references import format_reference
from consultant.errors import UserError
from consultant.mail.compose import compose, sound_message_id
from consultant.mail.letters import RenderedLetter, reply_subject
from consultant.mail.parse import parse
from consultant.mail.parsed import Address, Attachment
from consultant.mail.threads import ticket_of
from consultant.ports import Clock
from consultant.services import intake
from consultant.services.intake import Outcome
from consultant.services.thread_access import Asker

FILES_AT_MOST = 10
TEXT_AT_MOST = 100_000
FILES_BYTES = 20_000_000
_ROOM = 200_000
"""Bytes beside the files: the text and the headers."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as a browser sent it."""

    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """What an asker sends. The same ``form_key`` twice is one reply."""

    text: str
    files: tuple[Upload, ...]
    form_key: str


def room_for_files(desk: Desk) -> int:
    """Return how many bytes of files one reply takes: the mail that they make must fit the limit of the way in."""
    return min(FILES_BYTES, max(desk.max_mail_bytes - _ROOM, 0) * 7 // 10)


def compose_reply(tx: Tx, asker: Asker, reply: Reply, *, desk: Desk, clock: Clock) -> bytes:
    """Return the reply as the bytes of a mail from the asker to the mailbox. Raises UserError; nothing is stored then."""
    _check(reply, desk)
    ticket = tickets.get(tx, asker.ticket_id)
    mailbox = mailboxes.get(tx, ticket.mailbox_id)
    thread = [one for one in outbound.thread_of(tx, ticket.id) if sound_message_id(one)]
    ours = [one for one in thread if ticket_of(one, key=desk.token_key, instance=desk.instance) == ticket.id]
    subject = reply_subject(ticket.subject, format_reference(ticket.id))
    try:
        raw = compose(
            RenderedLetter(subject, reply.text, ""),
            sender=Address(asker.name, asker.address),
            to=(Address(mailbox.display_name, mailbox.address),),
            message_id=f"web.{_digest(asker, reply)[:32]}@{mailbox.address.rpartition('@')[2]}",
            in_reply_to=next(reversed(ours or thread), ""),
            references=tuple(thread),
            date=clock.now(),
            attachments=tuple(_file(one) for one in reply.files),
        )
    except ValueError as error:
        raise UserError("Your address cannot be written into a mail here. Reply to our mail instead.") from error
    if len(raw) > desk.max_mail_bytes:
        raise UserError("The reply is too large. Send fewer files at once.")
    return raw


def store(tx: Tx, asker: Asker, reply: Reply, *, sha256: str, size: int, clock: Clock) -> int:
    """Write the reply's row, whose bytes are durable already, and return it; the same form gives the same row."""
    mailbox_id = tickets.get(tx, asker.ticket_id).mailbox_id
    uid = int(_digest(asker, reply)[:15], 16)
    now = clock.now()
    row = {
        "mailbox_id": mailbox_id,
        "uidvalidity": inbound.WRITTEN_ON_THE_WEB,
        "uid": uid,
        "sha256": sha256,
        "size": size,
        "arrived_at": now,
        "stored_at": now,
        "quiet": False,
        "oversize": False,
        "state": "stored",
    }
    inbound.add_stored(tx, [row])
    return inbound.ids_at(tx, mailbox_id, inbound.WRITTEN_ON_THE_WEB, [uid])[0]


def take_in(tx: Tx, inbound_id: int, raw: bytes, *, desk: Desk, clock: Clock) -> Outcome | None:
    """Take the stored reply in as the poller takes mail in; None when that was done before."""
    stored = inbound.lock(tx, inbound_id)
    if stored is None:
        return None
    at = intake.place_of(tx, stored.mailbox_id, desk)
    return intake.take_in(tx, stored, parse(raw, own=at.own), at, desk=desk, clock=clock)


def _check(reply: Reply, desk: Desk) -> None:
    if not reply.text.strip() and not reply.files:
        raise UserError("The reply is empty. Write it, or choose a file, then send.")
    if len(reply.text) > TEXT_AT_MOST:
        raise UserError(f"The reply is longer than {TEXT_AT_MOST:,} letters. Shorten it, or send it as a file.")
    if len(reply.files) > FILES_AT_MOST:
        raise UserError(f"One reply takes {FILES_AT_MOST} files. Send the others with a second one.")
    room = room_for_files(desk)
    if sum(len(one.content) for one in reply.files) > room:
        raise UserError(
            f"The files have more than {room / 1_000_000:.0f} MB together. Send some of them with a second reply."
        )


def _file(one: Upload) -> Attachment:
    return Attachment(
        one.filename,
        one.content_type,
        len(one.content),
        hashlib.sha256(one.content).hexdigest(),
        "",
        False,
        one.content,
    )


def _digest(asker: Asker, reply: Reply) -> str:
    named = f"web reply:{asker.ticket_id}:{asker.person_id}:{reply.form_key}"
    return hashlib.sha256(named.encode()).hexdigest()
