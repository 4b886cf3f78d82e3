"""Finding tickets by what people say to each other: a reference, an address, a code. Every way has an index."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from consultant.db.engine import Tx
from consultant.db.models import Person, Ticket, TicketCode
from consultant.db.queries.pages.rows import AnyRow

LIMIT = 10


def by_id(tx: Tx, ticket_id: int) -> Sequence[AnyRow]:
    return _tickets(tx, Ticket.id == ticket_id)


def by_address(tx: Tx, beginning: str) -> Sequence[AnyRow]:
    """Return the newest tickets of askers whose address begins so (lower case)."""
    people = select(Person.id).where(Person.address >= beginning, Person.address < beginning + "\uffff").limit(50)
    return _tickets(tx, Ticket.requester_id.in_(people))


def by_code(tx: Tx, code: str) -> Sequence[AnyRow]:
    """Return the newest tickets in whose shown lookups the code stands."""
    holding = (
        select(TicketCode.ticket_id).where(TicketCode.code == code).order_by(TicketCode.ticket_id.desc()).limit(50)
    )
    return _tickets(tx, Ticket.id.in_(select(holding.subquery().c.ticket_id)))


def _tickets(tx: Tx, where: ColumnElement[bool]) -> Sequence[AnyRow]:
    return tx.execute(
        select(Ticket.id, Ticket.subject, Ticket.state, Person.name, Person.address)
        .join(Person, Person.id == Ticket.requester_id)
        .where(where)
        .order_by(Ticket.id.desc())
        .limit(LIMIT)
    ).all()
