"""Parked mail: what waits for a person, and what was set aside."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, literal_column, select

from consultant.db.engine import Tx
from consultant.db.models import InboundMail, Mailbox
from consultant.db.queries.pages.rows import AnyRow

# Word for word the condition of the partial index.
_PARKED: ColumnElement[bool] = literal_column("(inbound_mails.state = 'parked')")

_ROW = (
    InboundMail.id,
    InboundMail.state,
    InboundMail.cause,
    InboundMail.detail,
    InboundMail.sender,
    InboundMail.subject,
    InboundMail.ticket_id,
    InboundMail.stored_at,
    InboundMail.size,
    InboundMail.uid,
    InboundMail.oversize,
    Mailbox.address.label("mailbox"),
)


def waiting(tx: Tx, before: int | None, *, limit: int) -> Sequence[AnyRow]:
    """Return the newest parked mails, of those that are older than ``before`` where it is given."""
    query = select(*_ROW).join(Mailbox, Mailbox.id == InboundMail.mailbox_id).where(_PARKED)
    if before is not None:
        query = query.where(InboundMail.id < before)
    return tx.execute(query.order_by(InboundMail.id.desc()).limit(limit)).all()


def one(tx: Tx, inbound_id: int) -> AnyRow | None:
    """Return a stored mail, whatever became of it."""
    return tx.execute(
        select(*_ROW).join(Mailbox, Mailbox.id == InboundMail.mailbox_id).where(InboundMail.id == inbound_id)
    ).first()
