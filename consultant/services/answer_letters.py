"""The letter that a coder's answer leaves as, the same for the preview and for sending."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from consultant.db.engine import Tx
from consultant.db.models import Ticket
from consultant.db.queries import case, people
from consultant.domain.desk import Desk
from consultant.domain.references import format_reference
from consultant.domain.rights import Person
from consultant.domain.sizes import in_words
from consultant.mail.letters import Answer, LinkedFile, QuestionBack
from consultant.services.links import thread_link
from consultant.services.parcels import Parcel


@dataclass(frozen=True, slots=True)
class Draft:
    """What a coder has written: an answer, or a question back, with the files beside it."""

    text: str
    asked_back: bool
    files: Sequence[Parcel] = ()


def letter_of(
    tx: Tx, person: Person, ticket: Ticket, draft: Draft, *, desk: Desk, now: datetime
) -> Answer | QuestionBack:
    """Return the letter to the requester. Files that do not fit into the mail are links in it."""
    requester = people.get(tx, ticket.requester_id)
    greets = requester.name and not _greets(draft.text, requester.name)
    greeting = requester.name.split(" ")[0] if greets else ""
    link = thread_link(ticket.id, requester.id, desk=desk, now=now)
    linked = tuple(
        LinkedFile(one.filename, in_words(one.size), link.to_file(one.sha256))
        for one in draft.files
        if not one.attached
    )
    if draft.asked_back:
        return QuestionBack(
            subject=ticket.subject,
            reference=format_reference(ticket.id),
            body=draft.text,
            coder=person.name,
            greeting=greeting,
            files=linked,
            thread_url=link.url,
            thread_until=link.until,
            desk=desk.name,
        )
    run = case.shown_run(tx, ticket.lookup_run_id)
    return Answer(
        subject=ticket.subject,
        reference=format_reference(ticket.id),
        body=draft.text,
        coder=person.name,
        greeting=greeting,
        date_of_service=f"{run.on_date.day} {run.on_date:%b %Y}" if run is not None and run.date_said else "",
        sources=tuple(run.release_labels) if run is not None else (),
        files=linked,
        thread_url=link.url,
        thread_until=link.until,
        desk=desk.name,
    )


def _greets(text: str, name: str) -> bool:
    """Whether the coder's text begins with a greeting of its own."""
    first = text.strip().splitlines()[0] if text.strip() else ""
    return (
        len(first) <= 60
        and first.rstrip().endswith((",", ":"))
        and name.split(" ", maxsplit=1)[0].lower() in first.lower()
    )
