"""What changed lately, by the rows themselves: the way for dashboards to live on without Redis."""

from collections.abc import Sequence

from sqlalchemy import func, select

from consultant.db.engine import Tx
from consultant.db.models import Message, TicketEvent
from consultant.db.queries.pages.rows import AnyRow

AT_ONCE = 500


def newest(tx: Tx) -> tuple[int, int]:
    """Return the newest ids of history and of messages."""
    row = tx.execute(
        select(select(func.max(TicketEvent.id)).scalar_subquery(), select(func.max(Message.id)).scalar_subquery())
    ).one()
    return row[0] or 0, row[1] or 0


def events_after(tx: Tx, event_id: int) -> Sequence[AnyRow]:
    """Return (id, ticket) of history rows above ``event_id``, oldest first."""
    return tx.execute(
        select(TicketEvent.id, TicketEvent.ticket_id)
        .where(TicketEvent.id > event_id)
        .order_by(TicketEvent.id)
        .limit(AT_ONCE)
    ).all()


def messages_after(tx: Tx, message_id: int) -> Sequence[AnyRow]:
    """Return (id, ticket) of messages above ``message_id``, oldest first."""
    return tx.execute(
        select(Message.id, Message.ticket_id).where(Message.id > message_id).order_by(Message.id).limit(AT_ONCE)
    ).all()
