"""The outbox: what has not left, and what left lately."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, func, literal_column, select

from consultant.db.engine import Tx
from consultant.db.models import OutboundMail, OutboundRecipient, Ticket, User
from consultant.db.queries.pages.rows import AnyRow
from consultant.domain.sending import Delivery

AT_ONCE = 100
LATELY = 30

# Word for word the condition of the partial index.
_OPEN: ColumnElement[bool] = literal_column("(outbound_mails.state IN ('queued', 'sending', 'unknown', 'refused'))")

_ROW = (
    OutboundMail.id,
    OutboundMail.ticket_id,
    OutboundMail.kind,
    OutboundMail.state,
    OutboundMail.phase,
    OutboundMail.attempts,
    OutboundMail.last_answer,
    OutboundMail.created_at,
    OutboundMail.not_before,
    OutboundMail.tried_since,
    OutboundMail.finished_at,
    OutboundMail.letter_version,
    func.coalesce(Ticket.subject, OutboundMail.subject).label("subject"),
    User.name.label("author"),
)


def unsettled(tx: Tx, states: Sequence[Delivery]) -> Sequence[AnyRow]:
    """Return the mails in these of the states that are not the last one, newest first."""
    query = (
        select(*_ROW)
        .outerjoin(Ticket, Ticket.id == OutboundMail.ticket_id)
        .outerjoin(User, User.id == OutboundMail.author_id)
        .where(_OPEN, OutboundMail.state.in_(states))
    )
    return tx.execute(query.order_by(OutboundMail.id.desc()).limit(AT_ONCE)).all()


def counts(tx: Tx) -> dict[Delivery, int]:
    """Count the mails of each state that is not the last one."""
    query = select(OutboundMail.state, func.count()).where(_OPEN).group_by(OutboundMail.state)
    return {Delivery(state): int(count) for state, count in tx.execute(query).all()}


def waiting(tx: Tx) -> int:
    """Count the mails that a machine will hand to a server."""
    query = select(func.count()).select_from(OutboundMail).where(OutboundMail.state == Delivery.QUEUED)
    return int(tx.connection().execute(query).scalar_one())


def lately(tx: Tx) -> Sequence[AnyRow]:
    """Return the newest mails of any state."""
    query = (
        select(*_ROW)
        .outerjoin(Ticket, Ticket.id == OutboundMail.ticket_id)
        .outerjoin(User, User.id == OutboundMail.author_id)
    )
    return tx.execute(query.order_by(OutboundMail.id.desc()).limit(LATELY)).all()


def recipients(tx: Tx, outbound_ids: Iterable[int]) -> Sequence[AnyRow]:
    """Return the recipients of mails in their order."""
    return tx.execute(
        select(
            OutboundRecipient.outbound_id,
            OutboundRecipient.address,
            OutboundRecipient.field,
            OutboundRecipient.state,
            OutboundRecipient.answer,
        )
        .where(OutboundRecipient.outbound_id.in_(list(outbound_ids)))
        .order_by(OutboundRecipient.outbound_id, OutboundRecipient.position)
    ).all()
