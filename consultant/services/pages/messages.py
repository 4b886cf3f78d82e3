"""Which ticket a message or a file belongs to: asked before anything of it is shown."""

from consultant.db.engine import Tx
from consultant.db.queries.pages import messages as queries
from consultant.domain.rights import Action, Person, demand
from consultant.errors import NotFound


def ticket_of(tx: Tx, person: Person, message_id: int) -> int:
    """Return the ticket of a message. Raises NotFound, Forbidden."""
    demand(person, Action.READ_TICKET)
    found = queries.ticket_of(tx, message_id)
    if found is None:
        raise NotFound("There is no such message.")
    return found


def ticket_of_attachment(tx: Tx, person: Person, attachment_id: int) -> int:
    """Return the ticket of a file. Raises NotFound, Forbidden."""
    demand(person, Action.READ_TICKET)
    found = queries.ticket_of_attachment(tx, attachment_id)
    if found is None:
        raise NotFound("There is no such file.")
    return found
