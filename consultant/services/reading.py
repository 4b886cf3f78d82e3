"""The read log: reading is an act too."""

from consultant.db.engine import Tx
from consultant.db.queries import read_log
from consultant.domain.rights import Person
from consultant.ports import Clock
from consultant.services.thread_access import Asker


def record(
    tx: Tx, person: Person, what: str, *, ticket_id: int | None = None, object_id: int | None = None, clock: Clock
) -> None:
    """Append who read what, in the same transaction in which it was read."""
    read_log.add(tx, at=clock.now(), user_id=person.user_id, what=what, ticket_id=ticket_id, object_id=object_id)


def record_asker(tx: Tx, asker: Asker, what: str, *, object_id: int | None = None, clock: Clock) -> None:
    """Append what an asker read in the thread's web view."""
    read_log.add(
        tx, at=clock.now(), person_id=asker.person_id, what=what, ticket_id=asker.ticket_id, object_id=object_id
    )
