"""The acknowledgement of a question: at most once a ticket, within budgets, and never a second time whatever is killed."""

from datetime import timedelta

from consultant.db.engine import Tx
from consultant.db.queries import outbound, people, tickets
from consultant.domain.desk import Desk
from consultant.domain.references import format_reference
from consultant.domain.tickets import OWED, State
from consultant.mail.letters import Acknowledged
from consultant.ports import Clock, Renderer
from consultant.services import letters
from consultant.services.links import thread_link
from consultant.services.replies import due_words
from consultant.services.writing import Envelope, write

HOUR = timedelta(hours=1)


def acknowledge(tx: Tx, ticket_id: int, *, renderer: Renderer, clock: Clock, desk: Desk) -> int | None:
    """Queue the acknowledgement and return its outbound id; None when it was written before, comes too late, or a budget is used up.

    It says the reference and the due time and nothing of the question: whoever wrote the From line may be somebody else.
    """
    ticket = tickets.lock(tx, ticket_id)
    if ticket.acknowledged:
        return None
    now = clock.now()
    tickets.change(tx, ticket_id, acknowledged=True)
    if State(ticket.state) not in OWED:
        # The asker has heard from a person, or the question was closed: an acknowledgement would only confuse.
        tickets.record(tx, ticket_id, "not acknowledged", now=now, why=f"the ticket is {ticket.state} already")
        return None
    requester = people.get(tx, ticket.requester_id)
    if requester.no_machine_mail_at is not None:
        tickets.record(tx, ticket_id, "not acknowledged", now=now, why="the asker complained of machine mail")
        return None
    if (
        outbound.machine_mails_since(tx, now - HOUR, requester.address) >= desk.acknowledgements_per_address_hour
        or outbound.machine_mails_since(tx, now - HOUR) >= desk.acknowledgements_per_hour
    ):
        tickets.record(tx, ticket_id, "not acknowledged", now=now, why="over budget")
        return None
    link = thread_link(ticket_id, requester.id, desk=desk, now=now)
    letter = Acknowledged(
        subject=ticket.subject,
        reference=format_reference(ticket_id),
        due=due_words(ticket.due_at, now, desk.working.zone),
        greeting=requester.name.split(" ")[0],
        thread_url=link.url,
        thread_until=link.until,
        desk=desk.name,
    )
    rendered, version = letters.render(tx, letter, renderer=renderer)
    envelope = Envelope(
        kind="acknowledged",
        cc=(),
        form_key=f"acknowledged:{ticket_id}",
        author_id=None,
        author_name=desk.name,
        not_before=now,
        machine=True,
        version=version,
    )
    outbound_id = write(
        tx,
        ticket,
        rendered,
        envelope,
        said=f"Told the asker the reference and that an answer is due {letter.due}.",
        why="Written by the desk, once.",
        desk=desk,
        now=now,
    )
    tickets.record(tx, ticket_id, "acknowledged", now=now, outbound_id=outbound_id)
    return outbound_id
