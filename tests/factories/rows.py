"""What stands in a desk's tables, for assertions."""

from typing import Any

from sqlalchemy import select

from consultant.bootstrap import Services
from consultant.db.base import Base
from consultant.db.models import InboundMail, Job, Message, OutboundMail, OutboundRecipient, Ticket, TicketEvent


def every(services: Services, model: type[Base], **where: Any) -> list[Any]:
    """Return the rows of a table, oldest first; parts of one thing by their position."""
    columns = model.__table__.columns
    first, *others = model.__table__.primary_key.columns
    order = [first, *([columns["position"]] if "position" in columns else []), *others]
    with services.database.reading() as tx:
        return list(tx.scalars(select(model).filter_by(**where).order_by(*order)))


def ticket(services: Services, ticket_id: int) -> Ticket:
    found: Ticket = every(services, Ticket, id=ticket_id)[0]
    return found


def messages(services: Services, ticket_id: int) -> list[Message]:
    return every(services, Message, ticket_id=ticket_id)


def history(services: Services, ticket_id: int) -> list[str]:
    """Return what happened to a ticket, in order."""
    return [row.what for row in events(services, ticket_id)]


def events(services: Services, ticket_id: int) -> list[TicketEvent]:
    return every(services, TicketEvent, ticket_id=ticket_id)


def inbound_mail(services: Services, inbound_id: int) -> InboundMail:
    found: InboundMail = every(services, InboundMail, id=inbound_id)[0]
    return found


def outbound_mail(services: Services, outbound_id: int) -> OutboundMail:
    found: OutboundMail = every(services, OutboundMail, id=outbound_id)[0]
    return found


def job_kinds(services: Services) -> list[str]:
    """Return the jobs that are owed, in order."""
    return [row.kind for row in every(services, Job)]


def recipients(services: Services, outbound_id: int) -> dict[str, str]:
    """Return the state of each recipient of a mail."""
    return {row.address: row.state for row in every(services, OutboundRecipient, outbound_id=outbound_id)}
