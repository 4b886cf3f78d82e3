"""Drafts: nothing that a person typed is lost."""

from datetime import datetime

from consultant.db.engine import Tx
from consultant.db.queries import drafts, tickets
from consultant.domain.rights import Action, Person, demand
from consultant.ports import Clock

TEXT_LIMIT = 200_000


def save(tx: Tx, person: Person, ticket_id: int, box: str, text: str, *, clock: Clock) -> datetime:
    """Keep what the person has typed so far (``box``: reply or note); return when. An empty text removes the draft."""
    demand(person, Action.WRITE_NOTE if box == "note" else Action.ANSWER)
    tickets.get(tx, ticket_id)
    now = clock.now()
    if text.strip():
        drafts.save(tx, ticket_id, person.user_id, box, text[:TEXT_LIMIT], now=now)
    else:
        drafts.remove(tx, ticket_id, person.user_id, box)
    return now


def load(tx: Tx, person: Person, ticket_id: int, box: str) -> str:
    """Return what the person had typed, or an empty text. Raises NotFound."""
    demand(person, Action.WRITE_NOTE if box == "note" else Action.ANSWER)
    tickets.get(tx, ticket_id)
    return drafts.load(tx, ticket_id, person.user_id, box) or ""
