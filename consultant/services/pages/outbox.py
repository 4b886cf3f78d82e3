"""The outbox as a page: state of each mail and each recipient, the server's last word, and what a person may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from consultant.db.engine import Tx
from consultant.db.queries.pages import outbox as queries
from consultant.db.queries.pages.rows import AnyRow
from consultant.domain.desk import Desk
from consultant.domain.references import format_reference
from consultant.domain.rights import Action, Person, demand
from consultant.domain.sending import BY_PERSONS, Delivery
from consultant.mail.letters import SHIPPED
from consultant.services.pages.thread import Recipient

KINDS: Mapping[str, str] = {
    "answer": "Answer",
    "question_back": "Question back",
    "acknowledged": "Acknowledgement",
    "access_code": "Code for the web view",
    "notice": "Notice to the desk",
    "self_test": "Self-test of a mailbox",
    "send_failed": "Notice of failed mail",
    "due_soon": "Notice of what is due",
    "assigned": "Notice of an assignment",
    "alert": "Alert to an administrator",
}

_FOR_A_PERSON = (Delivery.REFUSED, Delivery.UNKNOWN)
_UNDERWAY = (Delivery.QUEUED, Delivery.SENDING)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A mail of ours on its way, or past it."""

    id: int
    ticket_id: int | None
    reference: str | None
    subject: str
    kind: str
    by_person: bool
    author: str | None
    state: Delivery
    attempts: int
    last_answer: str | None
    created_at: datetime
    not_before: datetime
    finished_at: datetime | None
    recipients: tuple[Recipient, ...]
    given_up_at: datetime | None
    """When a mail that servers put off is handed to a person; None before the first attempt."""
    copy: str | None
    """The administrator's copy that the letter was made from; None for the shipped one."""

    @property
    def may_retry(self) -> bool:
        """Whether a person may have it sent (again): some recipient has it not, or perhaps not."""
        return any(one.state in {Delivery.REFUSED, Delivery.UNKNOWN} for one in self.recipients) or self.delayed

    @property
    def refused(self) -> tuple[Recipient, ...]:
        """Those for whom its text may be written anew."""
        return tuple(one for one in self.recipients if one.state is Delivery.REFUSED) if self.by_person else ()

    @property
    def delayed(self) -> bool:
        """Whether it waits for another attempt."""
        return self.state is Delivery.QUEUED and self.attempts > 0

    @property
    def may_cancel(self) -> bool:
        """Whether something of it can still be kept from leaving."""
        return any(one.state in {Delivery.QUEUED, Delivery.REFUSED} for one in self.recipients)

    @property
    def needs_person(self) -> bool:
        """Whether no machine goes on with it."""
        return self.state in _FOR_A_PERSON


@dataclass(frozen=True, slots=True)
class OutboxPage:
    """What needs a person, what goes on by itself, and what is done; of each the newest, and how many there are in all."""

    for_a_person: tuple[Outgoing, ...]
    underway: tuple[Outgoing, ...]
    done: tuple[Outgoing, ...]
    all_for_a_person: int
    all_underway: int


def show(tx: Tx, person: Person, *, desk: Desk) -> OutboxPage:
    """Return the outbox. Raises Forbidden."""
    demand(person, Action.SEE_OUTBOX)
    found = (*queries.unsettled(tx, _FOR_A_PERSON), *queries.unsettled(tx, _UNDERWAY), *queries.lately(tx))
    rows = {row.id: row for row in found}
    counts = queries.counts(tx)
    recipients: dict[int, list[Recipient]] = {}
    for row in queries.recipients(tx, rows):
        recipients.setdefault(row.outbound_id, []).append(
            Recipient(row.address, row.field, Delivery(row.state), row.answer)
        )
    mails = _mails(sorted(rows.values(), key=lambda row: -row.id), recipients, desk)
    return OutboxPage(
        tuple(mail for mail in mails if mail.needs_person),
        tuple(mail for mail in mails if mail.state in _UNDERWAY),
        tuple(mail for mail in mails if mail.state in {Delivery.SENT, Delivery.CANCELLED}),
        all_for_a_person=sum(counts.get(state, 0) for state in _FOR_A_PERSON),
        all_underway=sum(counts.get(state, 0) for state in _UNDERWAY),
    )


def _mails(rows: Sequence[AnyRow], recipients: Mapping[int, list[Recipient]], desk: Desk) -> tuple[Outgoing, ...]:
    return tuple(
        Outgoing(
            id=row.id,
            ticket_id=row.ticket_id,
            reference=None if row.ticket_id is None else format_reference(row.ticket_id),
            subject=row.subject,
            kind=KINDS.get(row.kind, row.kind),
            by_person=row.kind in BY_PERSONS,
            author=row.author,
            state=Delivery(row.state),
            attempts=row.attempts,
            last_answer=row.last_answer,
            created_at=row.created_at,
            not_before=row.not_before,
            finished_at=row.finished_at,
            recipients=tuple(recipients.get(row.id, ())),
            given_up_at=row.tried_since + desk.give_up_after if row.tried_since else None,
            copy=None if row.letter_version == SHIPPED else row.letter_version,
        )
        for row in rows
    )
