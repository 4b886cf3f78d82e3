"""Receipts for what was done to the server's copies, after what they became was committed."""

from collections.abc import Sequence

from consultant.db.engine import Tx
from consultant.db.queries import inbound
from consultant.ports import Clock


def due(tx: Tx, mailbox_id: int, uidvalidity: int) -> Sequence[tuple[int, int]]:
    """Return (row id, UID) of settled mails whose copy was not touched yet."""
    return inbound.untouched(tx, mailbox_id, uidvalidity)


def receipt(tx: Tx, inbound_ids: Sequence[int], action: str, *, clock: Clock) -> None:
    """Write the receipts."""
    inbound.add_receipts(tx, inbound_ids, action, now=clock.now())
