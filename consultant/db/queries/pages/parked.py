"""Parked mail: what waits for a person, and what was set aside."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, literal_column, select

from consultant.db.engine import Tx
from consultant.db.models import InboundMail, Mailbox
from consultant.db.queries.pages.rows import AnyRow

AT_ONCE = 100

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


def waiting(tx: Tx) -> Sequence[AnyRow]:
    """Return the newest parked mails."""
    query = (
        select(*_ROW)
        .join(Mailbox, Mailbox.id == InboundMail.mailbox_id)
        .where(_PARKED)
        .order_by(InboundMail.id.desc())
        .limit(AT_ONCE)
    )
    return tx.execute(query).all()


def one(tx: Tx, inbound_id: int) -> AnyRow | None:
    """Return a stored mail, whatever became of it."""
    return tx.execute(
        select(*_ROW).join(Mailbox, Mailbox.id == InboundMail.mailbox_id).where(InboundMail.id == inbound_id)
    ).first()
