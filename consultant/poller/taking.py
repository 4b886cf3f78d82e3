"""Read what is new in one mailbox: fetch, store, take in, and only then touch the server's copy."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from consultant import logs
from consultant.adapters.imap import Fetched, ImapMailbox
from consultant.bootstrap import Services
from consultant.db.models import Mailbox
from consultant.db.queries import inbound
from consultant.db.queries.inbound import Stored
from consultant.db.queries.mailboxes import Cursor
from consultant.errors import Conflict, PermanentError, TransientError
from consultant.mail.parsed import ParsedMail
from consultant.mail.parsed import Reading as MailReading
from consultant.mail.threads import Cause
from consultant.poller.lanes import Lanes, names_of
from consultant.poller.parsing import Failed, MailReader
from consultant.services import intake, storing, touching
from consultant.services.intake import Place

BATCH_MAILS = 50
BATCH_BYTES = 8_000_000
SIZES_AT_ONCE = 1000
log = logs.get("poller")


@dataclass(frozen=True, slots=True)
class Watch:
    """What reading one mailbox needs: the desk, the mailbox, its open connection, and who reads mails."""

    services: Services
    mailbox: Mailbox
    server: ImapMailbox
    mails: MailReader


def read_new(at: Watch, cursor: Cursor, stopped: Callable[[], bool]) -> Cursor:
    """Store and take in everything above the cursor, batch by batch; return the cursor after the last one.

    Copies on the server are touched along the way as far as they are settled; ``touch`` afterwards does the rest.

    While one batch is taken in, the next one is fetched and stored.
    """
    return read_again(at, cursor, list(_new_uids(at.server, cursor, read_from(at.mailbox))), stopped)


def read_again(at: Watch, cursor: Cursor, uids: Sequence[int], stopped: Callable[[], bool]) -> Cursor:
    """Store and take in these mails, wherever the cursor stands; return the cursor, which moves up alone."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="take-in") as beside:
        taking: Future[None] | None = None
        for start in range(0, len(uids), SIZES_AT_ONCE):
            part = uids[start : start + SIZES_AT_ONCE]
            for batch, read_to in _batches(part, at.server.sizes(part)):
                if stopped():
                    break
                cursor = store(at.services, at.server, cursor, batch, read_to)
                if taking is not None:
                    taking.result()
                taking = beside.submit(take_in_stored, at.services, at.mailbox.id, at.mails)
                with suppress(PermanentError):  # the reader asks for it again, and says what is refused
                    touch(at.services, at.mailbox, at.server, cursor.uidvalidity)
        if taking is not None:
            taking.result()
    return cursor


def read_from(mailbox: Mailbox) -> datetime | None:
    """From when on mail from before the cursor is read: as was told, else since the day before the mailbox came to the desk.

    The day before, because servers compare days in their own zone.
    """
    if mailbox.read_from is not None or mailbox.connected_at is None:
        return mailbox.read_from
    return mailbox.connected_at - timedelta(days=1)


def _new_uids(server: ImapMailbox, cursor: Cursor, read_from: datetime | None) -> Iterator[int]:
    first = cursor.last_uid + 1
    if first < cursor.quiet_below:
        yield from server.uids(first, cursor.quiet_below - 1, since=read_from)
    yield from server.uids(max(first, cursor.quiet_below))


def _batches(uids: Sequence[int], sizes: dict[int, int]) -> Iterator[tuple[list[tuple[int, int]], int]]:
    """Yield lists of (uid, size) with the UID that each list reads to. A mail that left meanwhile is in no list."""
    batch: list[tuple[int, int]] = []
    held = 0
    for uid in uids:
        size = sizes.get(uid)
        if size is None:
            continue
        if batch and (len(batch) == BATCH_MAILS or held + size > BATCH_BYTES):
            yield batch, batch[-1][0]
            batch, held = [], 0
        batch.append((uid, size))
        held += size
    if uids:
        yield batch, uids[-1]


def store(
    services: Services, server: ImapMailbox, cursor: Cursor, batch: Sequence[tuple[int, int]], read_to: int
) -> Cursor:
    """Fetch a batch and commit it as it came, before anything is parsed."""
    limit = services.settings.max_mail_bytes
    fetched: list[tuple[Fetched, int, bool]] = []
    for oversize in (False, True):
        sizes = {uid: size for uid, size in batch if (size > limit) is oversize}
        if sizes:
            fetched += [
                (mail, sizes.get(mail.uid, len(mail.raw)), oversize)
                for mail in server.fetch(list(sizes), headers_only=oversize)
            ]
    fetched.sort(key=lambda one: one[0].uid)
    hashes = services.blobs.put_many([mail.raw for mail, _, _ in fetched])
    rows = [
        storing.Fetched(mail.uid, sha256, size if oversize else len(mail.raw), mail.arrived_at, oversize)
        for (mail, size, oversize), sha256 in zip(fetched, hashes, strict=True)
    ]
    with services.database.transaction() as tx:
        storing.store(tx, cursor, rows, read_to=read_to, clock=services.clock)
    return Cursor(cursor.mailbox_id, cursor.uidvalidity, max(cursor.last_uid, read_to), cursor.quiet_below)


def take_in_stored(services: Services, mailbox_id: int, mails: MailReader) -> None:
    """Take in every stored mail of the mailbox, one transaction each, side by side where the database lets several write.

    A bad one is parked and holds nobody up.
    """
    while True:
        with services.database.reading() as tx:
            waiting = inbound.waiting(tx, mailbox_id, limit=BATCH_MAILS)
            place = intake.place_of(tx, mailbox_id, services.desk) if waiting else None
        if place is None:
            return
        with Lanes(services.database.writers) as lanes:
            for stored, mail in zip(waiting, mails.read(waiting, place.own), strict=True):
                names = names_of(mail) if isinstance(mail, ParsedMail) else frozenset[str]()
                lanes.run(names, partial(take_in_one, services, stored, mail, place))


def take_in_one(services: Services, stored: Stored, mail: MailReading | Failed, place: Place) -> None:
    """Take one mail in, or park it with its cause. Raises TransientError alone: then it is taken at the next look."""
    try:
        with services.database.transaction() as tx:
            if isinstance(mail, Failed):
                intake.park(tx, stored.id, Cause.ERROR, mail.words)
            else:
                intake.take_in(tx, stored, mail, place, desk=services.desk, clock=services.clock)
    except TransientError:
        raise
    except Conflict:
        log.info("another poller has taken the mail in", inbound_id=stored.id)
    except Exception as error:
        log.error("mail parked after an error", inbound_id=stored.id, exc_info=error)
        words = f"The desk failed while taking it in ({type(error).__name__}). Read it again after an upgrade."
        with services.database.transaction() as tx:
            intake.park(tx, stored.id, Cause.ERROR, words)


def touch(services: Services, mailbox: Mailbox, server: ImapMailbox, uidvalidity: int) -> None:
    """Flag or move the server's copies of settled mails, then write receipts. Repeated after a crash, and harmless then.

    Raises PermanentError when the server refuses: a person must mend that, and mail is taken in all the same.
    """
    if mailbox.after_intake == "leave":
        return
    while True:
        with services.database.reading() as tx:
            due = touching.due(tx, mailbox.id, uidvalidity)
        if not due:
            return
        uids = [uid for _, uid in due]
        if mailbox.after_intake == "move" and mailbox.move_to:
            server.move(uids, mailbox.move_to)
        else:
            server.flag(uids)
        with services.database.transaction() as tx:
            touching.receipt(tx, [inbound_id for inbound_id, _ in due], mailbox.after_intake, clock=services.clock)
