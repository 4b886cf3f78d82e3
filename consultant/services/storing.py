"""Keep mail as it came: rows for UIDs, and the cursor that says how far the mailbox was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from consultant.db.engine import Tx
from consultant.db.queries import inbound, jobs, mailboxes
from consultant.db.queries.inbound import Known
from consultant.db.queries.mailboxes import Cursor
from consultant.domain.jobs import ERASED_AFTER, EraseOriginal
from consultant.ports import Clock


@dataclass(frozen=True, slots=True)
class Fetched:
    """A mail as the server gave it, with the hash under which its bytes lie in the blob store."""

    uid: int
    sha256: str
    size: int
    arrived_at: datetime | None
    oversize: bool


def open_cursor(tx: Tx, mailbox_id: int, uidvalidity: int, uidnext: int, *, clock: Clock) -> Cursor:
    """Return the mailbox's cursor under this UIDVALIDITY, begun where there is none.

    The first one starts at UIDNEXT, or at the mailbox's date where one was told. After UIDVALIDITY changed, all mail is
    looked at again and matched by hash. What lay there before is quiet: never acknowledged.
    """
    known = mailboxes.cursor(tx, mailbox_id, uidvalidity)
    if known is not None:
        return known
    rescan = mailboxes.has_cursor(tx, mailbox_id)
    whole = rescan or mailboxes.get(tx, mailbox_id).read_from is not None
    cursor = Cursor(mailbox_id, uidvalidity, last_uid=0 if whole else uidnext - 1, quiet_below=uidnext)
    mailboxes.begin_cursor(tx, cursor, now=clock.now())
    mailboxes.connected(tx, mailbox_id, now=clock.now())
    return cursor


def store(tx: Tx, cursor: Cursor, batch: Sequence[Fetched], *, read_to: int, clock: Clock) -> None:
    """Write a row for each mail of the batch and move the cursor to ``read_to``. The blobs are durable already.

    A mail that was stored under an earlier UIDVALIDITY becomes a linked duplicate at once; one that a person deleted
    stays deleted, and the bytes that came with it again are erased again.
    """
    now = clock.now()
    before: dict[str, Known] = {}
    if any(mail.uid < cursor.quiet_below for mail in batch):
        before = inbound.known_before(tx, cursor.mailbox_id, cursor.uidvalidity, {mail.sha256 for mail in batch})
    if batch:
        inbound.add_stored(
            tx,
            [
                {
                    "mailbox_id": cursor.mailbox_id,
                    "uidvalidity": cursor.uidvalidity,
                    "uid": mail.uid,
                    "sha256": mail.sha256,
                    "size": mail.size,
                    "arrived_at": mail.arrived_at,
                    "stored_at": now,
                    "quiet": mail.uid < cursor.quiet_below,
                    "oversize": mail.oversize,
                    "state": "stored" if known is None else "deleted" if known.deleted else "duplicate",
                    "duplicate_of": None if known is None else known.id,
                }
                for mail in batch
                for known in (before.get(mail.sha256),)
            ],
        )
        deleted = [mail.uid for mail in batch if mail.sha256 in before and before[mail.sha256].deleted]
        for inbound_id in inbound.ids_at(tx, cursor.mailbox_id, cursor.uidvalidity, deleted) if deleted else ():
            jobs.put(tx, EraseOriginal(inbound_id), now=now, due_at=now + ERASED_AFTER)
    mailboxes.move_cursor(tx, cursor.mailbox_id, cursor.uidvalidity, read_to, now=now)
