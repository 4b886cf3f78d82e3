"""Answered tickets whose codes changed, for the page of those who see to them."""

from collections.abc import Sequence

from sqlalchemy import func, select

from consultant.db.engine import Tx
from consultant.db.models import ChangedCode, Message, Person, Ticket, User
from consultant.db.queries.pages.rows import AnyRow

LIMIT = 500


def unseen(tx: Tx) -> Sequence[AnyRow]:
    """Return the changes that nobody has seen to, the newest first, with their tickets, askers and answers."""
    answered_at = (
        select(func.max(Message.at))
        .where(Message.ticket_id == Ticket.id, Message.source == "desk", Message.kind == "answer")
        .scalar_subquery()
    )
    return tx.execute(
        select(
            ChangedCode.ticket_id,
            ChangedCode.system,
            ChangedCode.code,
            ChangedCode.answered,
            ChangedCode.on_date,
            ChangedCode.status_before,
            ChangedCode.status_after,
            ChangedCode.detail,
            ChangedCode.successors,
            ChangedCode.found_at,
            Ticket.subject,
            Ticket.state,
            Person.name.label("who"),
            Person.address,
            User.name.label("assignee"),
            answered_at.label("answered_at"),
        )
        .join(Ticket, Ticket.id == ChangedCode.ticket_id)
        .join(Person, Person.id == Ticket.requester_id)
        .outerjoin(User, User.id == Ticket.assignee_id)
        .where(ChangedCode.seen_at.is_(None))
        .order_by(ChangedCode.ticket_id.desc(), ChangedCode.answered.desc(), ChangedCode.id)
        .limit(LIMIT)
    ).all()
