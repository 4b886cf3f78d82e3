"""Finding tickets by what people say to each other: a reference, an address, a code. Every way has an index."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, select

from consultant.db.engine import Tx
from consultant.db.models import Person, Ticket, TicketCode, TicketWord
from consultant.db.queries.pages.rows import AnyRow

LIMIT = 10
WITH_A_WORD = 5000
"""Tickets that are looked through for the other words, so that a search costs the same as the desk grows."""


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


def by_words(tx: Tx, words: Sequence[str]) -> Sequence[AnyRow]:
    """Return the newest tickets in which all the words stand, among the newest ``WITH_A_WORD`` with the longest of them."""
    longest, *others = sorted(words, key=len, reverse=True)
    holding = (
        select(TicketWord.ticket_id)
        .where(TicketWord.word == longest)
        .order_by(TicketWord.ticket_id.desc())
        .limit(WITH_A_WORD)
        .subquery()
    )
    wanted = select(holding.c.ticket_id)
    for word in others:
        wanted = wanted.where(exists().where(TicketWord.word == word, TicketWord.ticket_id == holding.c.ticket_id))
    return _tickets(tx, Ticket.id.in_(wanted.order_by(holding.c.ticket_id.desc()).limit(LIMIT)))


def _tickets(tx: Tx, where: ColumnElement[bool]) -> Sequence[AnyRow]:
    return tx.execute(
        select(Ticket.id, Ticket.subject, Ticket.state, Person.name, Person.address)
        .join(Person, Person.id == Ticket.requester_id)
        .where(where)
        .order_by(Ticket.id.desc())
        .limit(LIMIT)
    ).all()
