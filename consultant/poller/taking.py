"""Read what is new in one mailbox: fetch, store, take in, and only then touch the server's copy."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from consultant import logs
from consultant.adapters.imap import Fetched, ImapMailbox
from consultant.bootstrap import Services
from consultant.db.models import Mailbox
from consultant.db.queries import inbound
from consultant.db.queries.inbound import Stored
from consultant.db.queries.mailboxes import Cursor
from consultant.errors import PermanentError
from consultant.poller.crew import Crew
from consultant.poller.lanes import Lanes, names_of
from consultant.services import intake, storing, touching
from consultant.services.intake import Place

BATCH_MAILS = 50
BATCH_BYTES = 8_000_000
SIZES_AT_ONCE = 1000
log = logs.get("poller")


@dataclass(frozen=True, slots=True)
class Watch:
    """What reading one mailbox needs: the desk, the mailbox, its open connection, and who reads mails and takes them in."""

    services: Services
    mailbox: Mailbox
    server: ImapMailbox
    crew: Crew


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
                taking = beside.submit(take_in_stored, at.services, at.mailbox.id, at.crew)
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


def take_in_stored(services: Services, mailbox_id: int, crew: Crew) -> None:
    """Take in every stored mail of the mailbox, one transaction each, side by side where the database lets several write.

    A bad one is parked and holds nobody up.
    """
    while True:
        waiting, place = _waiting(services, mailbox_id)
        if place is None:
            return
        mails = crew.reader.read(waiting, place.own)
        try:
            with Lanes(crew.takers.at(place), crew.takers.at_once) as lanes:
                for stored, mail in zip(waiting, mails, strict=True):
                    lanes.run(names_of(mail), stored, mail)
        except BrokenProcessPool:
            # One of them, or the machine: who is to blame shows when each is taken in by itself.
            log.error("a process that takes mail in has ended", mailbox_id=mailbox_id)
            _take_in_singly(services, mailbox_id, crew)


def _take_in_singly(services: Services, mailbox_id: int, crew: Crew) -> None:
    waiting, place = _waiting(services, mailbox_id)
    if place is not None:
        for stored, mail in zip(waiting, crew.reader.read(waiting, place.own), strict=True):
            crew.takers.alone(stored, mail, place)


def _waiting(services: Services, mailbox_id: int) -> tuple[Sequence[Stored], Place | None]:
    """Return the next mails that wait, and where they are taken in; None when none waits."""
    with services.database.reading() as tx:
        waiting = inbound.waiting(tx, mailbox_id, limit=BATCH_MAILS)
        return waiting, intake.place_of(tx, mailbox_id, services.desk) if waiting else None


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
