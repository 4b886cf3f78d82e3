"""Parked mail as a page: what it is, why it waits, what a person can do about it."""

from dataclasses import dataclass
from datetime import datetime
from html import escape

from consultant.db.engine import Tx
from consultant.db.queries.pages import parked as queries
from consultant.db.queries.pages.rows import AnyRow
from consultant.domain.references import format_reference
from consultant.domain.rights import Action, Person, demand
from consultant.errors import NotFound
from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail
from consultant.mail.threads import Cause
from consultant.ports import BlobStore
from consultant.services import originals

AT_ONCE = 100
"""Parked mails on one page of the list."""
MOST = 10_000
"""Parked mails that one command works on."""
MACHINES = frozenset({Cause.AUTOMATED, Cause.LOOP, Cause.BOUNCE, Cause.COMPLAINT})
"""Causes that the desk settled by itself: nothing waits for a person."""
UNREADABLE = frozenset({Cause.UNREADABLE, Cause.ERROR})

TITLES: dict[Cause, str] = {
    Cause.UNREADABLE: "Unreadable",
    Cause.LOOP: "Loop",
    Cause.AUTOMATED: "Automated",
    Cause.BOUNCE: "Undelivered",
    Cause.COMPLAINT: "Complaint report",
    Cause.SPAM: "Spam",
    Cause.FAILED_AUTHENTICATION: "Failed authentication",
    Cause.STRANGER: "New sender for a known ticket",
    Cause.TOO_LARGE: "Too large",
    Cause.OVER_BUDGET: "Over budget",
    Cause.NOT_INVITED: "Not invited",
    Cause.UNKNOWN_DOMAIN: "Unknown domain",
    Cause.BLOCKED: "Blocked sender",
    Cause.ERROR: "Could not be taken in",
}


@dataclass(frozen=True, slots=True)
class ParkedMail:
    """A stored mail. ``state`` is parked, discarded, deleted or taken (a person settled it meanwhile)."""

    id: int
    state: str
    cause: Cause
    detail: str
    sender: str | None
    subject: str
    ticket_id: int | None
    reference: str | None
    stored_at: datetime
    size: int
    uid: int
    mailbox: str

    @property
    def title(self) -> str:
        """The cause in two or three words."""
        return TITLES[self.cause]

    @property
    def settled_by_desk(self) -> bool:
        """Whether nothing waits for a person."""
        return self.cause in MACHINES

    @property
    def readable(self) -> bool:
        """Whether it can become a message."""
        return self.cause is not Cause.UNREADABLE


@dataclass(frozen=True, slots=True)
class ParkedPage:
    """The list, and the one that is looked at. ``older``: the id behind which the next page of the list begins."""

    waiting: tuple[ParkedMail, ...]
    sorted_by_desk: tuple[ParkedMail, ...]
    chosen: ParkedMail | None
    older: int | None


def every(tx: Tx, person: Person) -> tuple[ParkedMail, ...]:
    """Return all parked mails, the newest first. Raises Forbidden."""
    demand(person, Action.SEE_PARKED)
    return tuple(_mail(row) for row in queries.waiting(tx, None, limit=MOST))


def show(tx: Tx, person: Person, chosen_id: int | None, *, before: int | None = None) -> ParkedPage:
    """Return the parked mails and the chosen one, by default the newest. Raises NotFound, Forbidden."""
    demand(person, Action.SEE_PARKED)
    mails = tuple(_mail(row) for row in queries.waiting(tx, before, limit=AT_ONCE + 1))
    older = mails[AT_ONCE - 1].id if len(mails) > AT_ONCE else None
    mails = mails[:AT_ONCE]
    waiting = tuple(mail for mail in mails if not mail.settled_by_desk)
    settled = tuple(mail for mail in mails if mail.settled_by_desk)
    chosen = next(iter((*waiting, *settled)), None)
    if chosen_id is not None:
        chosen = next((mail for mail in mails if mail.id == chosen_id), None) or one(tx, person, chosen_id)
    return ParkedPage(waiting, settled, chosen, older)


def one(tx: Tx, person: Person, inbound_id: int) -> ParkedMail:
    """Return one stored mail that is or was parked. Raises NotFound, Forbidden."""
    demand(person, Action.SEE_PARKED)
    row = queries.one(tx, inbound_id)
    if row is None or row.cause is None:
        raise NotFound("There is no such parked mail.")
    return _mail(row)


def safe_view(tx: Tx, person: Person, inbound_id: int, *, blobs: BlobStore, checked: bool = False) -> str:
    """Return what the mail says as HTML that is safe in a sandboxed frame; its text where it has no HTML. Raises NotFound, Forbidden."""
    if one(tx, person, inbound_id).state == "deleted":
        return "<p>This mail was deleted.</p>"
    html = originals.parked_html(tx, inbound_id, blobs=blobs, checked=checked)
    if html:
        return html
    mail = parse(originals.parked(tx, inbound_id, blobs=blobs)[1])
    if not isinstance(mail, ParsedMail):
        return (
            f"<p>This mail cannot be read: {escape(mail.reason)}</p><p>Its original is kept and can be downloaded.</p>"
        )
    return f"<pre>{escape(mail.text)}</pre>"


def _mail(row: AnyRow) -> ParkedMail:
    try:
        cause = Cause(row.cause)
    except ValueError:
        cause = Cause.ERROR
    return ParkedMail(
        id=row.id,
        state=row.state,
        cause=cause,
        detail=row.detail or cause.sentence,
        sender=row.sender,
        subject=row.subject or "(subject could not be read)",
        ticket_id=row.ticket_id,
        reference=format_reference(row.ticket_id) if row.ticket_id else None,
        stored_at=row.stored_at,
        size=row.size,
        uid=row.uid,
        mailbox=row.mailbox,
    )
