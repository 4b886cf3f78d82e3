"""Internal notes: for the desk only. They live where the mailer cannot read."""

from consultant.db import after
from consultant.db.engine import Tx
from consultant.db.queries import drafts, notes, tickets
from consultant.domain.rights import Action, Person, demand
from consultant.errors import Conflict, UserError
from consultant.ports import Clock


def add(tx: Tx, person: Person, ticket_id: int, text: str, *, form_key: str, clock: Clock) -> int:
    """Write a note and return its id; the same form twice is one note. Raises Conflict when the form now says something else."""
    demand(person, Action.WRITE_NOTE)
    if not text.strip():
        raise UserError("The note is empty. Write it, then save.")
    tickets.lock(tx, ticket_id)
    before = notes.by_form_key(tx, form_key)
    if before is not None:
        if (before.ticket_id, before.text.strip()) != (ticket_id, text.strip()):
            raise Conflict(
                "A note from this form was saved before. Your changed text is kept; save it once more as another note."
            )
        return before.id
    now = clock.now()
    note_id = notes.add(tx, ticket_id=ticket_id, user_id=person.user_id, at=now, text=text, form_key=form_key)
    tickets.change(tx, ticket_id, newest_note_id=note_id, changed_at=now)
    tickets.record(tx, ticket_id, "note", now=now, actor="user", actor_id=person.user_id, note_id=note_id)
    drafts.remove(tx, ticket_id, person.user_id, "note")
    after.tell(tx, "ticket", ticket_id=ticket_id)
    return note_id
