"""Askers and who takes part in which ticket."""

from datetime import datetime

from sqlalchemy import bindparam, func, select, union_all, update

from consultant.db.base import fit, per_dialect
from consultant.db.engine import Tx
from consultant.db.models import Participant, Person, Ticket

_FIND = select(Person.id).where(Person.address == bindparam("address"))
_ADD = per_dialect(
    lambda dialect: dialect.insert(Person).on_conflict_do_nothing(index_elements=[Person.address]).returning(Person.id)
)
_JOIN = per_dialect(
    lambda dialect: dialect.insert(Participant).on_conflict_do_nothing(
        index_elements=[Participant.ticket_id, Participant.person_id]
    )
)


def ensure(tx: Tx, address: str, name: str, *, now: datetime) -> int:
    """Return the id of the person with this address (lower case), new or known."""
    connection = tx.connection()
    found = connection.execute(_FIND, {"address": address}).scalar_one_or_none()
    if found is None:
        found = connection.execute(
            _ADD(tx), {"address": address, "name": fit(name), "first_seen_at": now}
        ).scalar_one_or_none()
    if found is None:  # somebody else added the person meanwhile
        found = connection.execute(_FIND, {"address": address}).scalar_one()
    return int(found)


_FIND_ASKER = select(
    Person.id,
    select(func.count())
    .select_from(Ticket)
    .where(Ticket.requester_id == Person.id, Ticket.created_at > bindparam("since", type_=Ticket.created_at.type))
    .scalar_subquery(),
).where(Person.address == bindparam("address"))


def ensure_asker(tx: Tx, address: str, name: str, *, now: datetime, since: datetime) -> tuple[int, int]:
    """Return the id of the person with this address (lower case), and how many tickets the person opened since then."""
    found = tx.connection().execute(_FIND_ASKER, {"address": address, "since": since}).one_or_none()
    return (found[0], found[1]) if found is not None else (ensure(tx, address, name, now=now), 0)


def join(tx: Tx, ticket_id: int, person_id: int, *, now: datetime) -> None:
    """Let a person take part; who already does stays."""
    tx.connection().execute(_JOIN(tx), {"ticket_id": ticket_id, "person_id": person_id, "joined_at": now})


_REQUESTS = (
    select(Person.id)
    .join(Ticket, Ticket.requester_id == Person.id)
    .where(Ticket.id == bindparam("ticket"), Person.address == bindparam("address"))
)
_JOINED = (
    select(Person.id)
    .join(Participant, Participant.person_id == Person.id)
    .where(Participant.ticket_id == bindparam("ticket"), Person.address == bindparam("address"))
)
_TAKES_PART = union_all(_REQUESTS, _JOINED)


def takes_part(tx: Tx, ticket_id: int, address: str) -> bool:
    """Say whether the address takes part in the ticket: it asked, or somebody at the desk let it in."""
    return tx.connection().execute(_TAKES_PART, {"ticket": ticket_id, "address": address}).first() is not None


def set_no_machine_mail(tx: Tx, person_id: int, *, since: datetime | None) -> None:
    """Say since when no machine writes to the person; None lets machines write again."""
    tx.connection().execute(update(Person).where(Person.id == person_id).values(no_machine_mail_at=since))


def get(tx: Tx, person_id: int) -> Person:
    return tx.get_one(Person, person_id)
