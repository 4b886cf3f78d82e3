"""Drafts: nothing that a person typed is lost. A question back begins as one."""

from datetime import datetime

from consultant.coding.missing import letter
from consultant.db.engine import Tx
from consultant.db.queries import case, drafts, tickets
from consultant.domain.rights import Action, Person, demand
from consultant.errors import NotFound
from consultant.ports import Clock
from consultant.services import facts

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


def ask_back(tx: Tx, person: Person, ticket_id: int, *, clock: Clock) -> None:
    """Write the questions that the answer depends on below what the person has typed; nothing is sent.

    Raises NotFound where nothing is missing any more.
    """
    demand(person, Action.ANSWER)
    run = case.shown_run(tx, tickets.get(tx, ticket_id).lookup_run_id)
    asked = facts.lacking((run.missing if run else None) or (), facts.said(tx, ticket_id))
    if not asked:
        raise NotFound("Nothing is missing any more.")
    add_below(tx, person, ticket_id, letter(asked), clock=clock)


def add_below(tx: Tx, person: Person, ticket_id: int, text: str, *, clock: Clock) -> None:
    """Write words below what the person has typed as an answer; nothing is sent. Raises NotFound, Forbidden."""
    demand(person, Action.ANSWER)
    tickets.get(tx, ticket_id)
    typed = drafts.load(tx, ticket_id, person.user_id, "reply") or ""
    whole = "\n\n".join(part for part in (typed.rstrip(), text) if part)
    drafts.save(tx, ticket_id, person.user_id, "reply", whole[:TEXT_LIMIT], now=clock.now())
