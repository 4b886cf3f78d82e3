"""Mail that leaves: written once, claimed by one worker at a time, a state for each recipient."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, or_, select, update

from consultant.db.base import add as add_row
from consultant.db.engine import Tx
from consultant.db.models import Mailbox, Message, OutboundMail, OutboundRecipient
from consultant.domain.sending import BY_PERSONS, Delivery, Phase, derive


@dataclass(frozen=True, slots=True)
class Outbound:
    """A mail that this worker alone may hand to the server, with the recipients that are still owed it."""

    id: int
    ticket_id: int | None
    mailbox_id: int
    envelope_from: str
    raw: bytes
    claim: str
    attempts: int
    tried_since: datetime
    size_limit: int | None
    """How many bytes the server took at most when it was last asked, where it said so."""
    queued: tuple[str, ...]


def add(tx: Tx, *, recipients: Sequence[tuple[str, str]], now: datetime, **values: Any) -> int:
    """Write a mail with its frozen recipients (address, to or cc); return its id."""
    outbound_id = add_row(
        tx, OutboundMail, created_at=now, state=Delivery.QUEUED, phase=Phase.IDLE, attempts=0, **values
    )
    tx.connection().execute(
        insert(OutboundRecipient),
        [
            {
                "outbound_id": outbound_id,
                "address": address,
                "position": place,
                "field": field,
                "state": Delivery.QUEUED,
                "at": now,
            }
            for place, (address, field) in enumerate(recipients)
        ],
    )
    return outbound_id


def by_form_key(tx: Tx, form_key: str) -> OutboundMail | None:
    return tx.scalar(select(OutboundMail).where(OutboundMail.form_key == form_key))


def get(tx: Tx, outbound_id: int) -> OutboundMail | None:
    return tx.get(OutboundMail, outbound_id)


def written(tx: Tx, outbound_id: int) -> tuple[str, str]:
    """Return what the coder wrote into the mail, and the addresses in copy, parted by commas."""
    query = (
        select(Message.visible, Message.copied)
        .join(OutboundMail, OutboundMail.ticket_message_id == Message.id)
        .where(OutboundMail.id == outbound_id)
    )
    row = tx.connection().execute(query).one()
    return row.visible, row.copied or ""


def by_message_ids(tx: Tx, message_ids: Sequence[str]) -> int | None:
    """Return the mail with one of these Message-IDs, of which the first sixty are looked for."""
    wanted = tuple(message_ids)[:60]
    return tx.scalar(select(OutboundMail.id).where(OutboundMail.message_id.in_(wanted)).limit(1)) if wanted else None


def lock(tx: Tx, outbound_id: int) -> OutboundMail | None:
    """Return the row, locked until ``tx`` ends."""
    return tx.get(OutboundMail, outbound_id, with_for_update=True, populate_existing=True)


# Statements that every mail runs through are built once: building one costs more than running it.
_THIS = OutboundMail.id == bindparam("mail")
_HELD = OutboundMail.claim == bindparam("holder")
_RECIPIENTS = (
    select(OutboundRecipient.address, OutboundRecipient.state)
    .where(OutboundRecipient.outbound_id == bindparam("mail"))
    .order_by(OutboundRecipient.position)
)


def recipients(tx: Tx, outbound_id: int) -> dict[str, Delivery]:
    """Return the state of each recipient, in order."""
    rows = tx.connection().execute(_RECIPIENTS, {"mail": outbound_id})
    return {row.address: Delivery(row.state) for row in rows}


@dataclass(frozen=True, slots=True)
class Failed:
    """A person's letter that did not arrive, or whose fate is unknown."""

    id: int
    ticket_id: int
    author_id: int
    state: str


def failed_of_persons(tx: Tx, *, limit: int = 500) -> list[Failed]:
    """Return the letters of persons that wait for a person, the newest, oldest first."""
    rows = tx.connection().execute(
        select(OutboundMail.id, OutboundMail.ticket_id, OutboundMail.author_id, OutboundMail.state)
        .where(
            OutboundMail.state.in_((Delivery.REFUSED, Delivery.UNKNOWN)),
            OutboundMail.kind.in_(BY_PERSONS),
            OutboundMail.ticket_id.is_not(None),
            OutboundMail.author_id.is_not(None),
        )
        .order_by(OutboundMail.id.desc())
        .limit(limit)
    )
    return [Failed(row.id, row.ticket_id or 0, row.author_id or 0, row.state) for row in rows][::-1]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A recipient that refused a mail, and with which words."""

    address: str
    field: str
    answer: str | None


def refused(tx: Tx, outbound_id: int) -> list[Refusal]:
    """Return the recipients that refused the mail, in order."""
    rows = tx.connection().execute(
        select(OutboundRecipient.address, OutboundRecipient.field, OutboundRecipient.answer)
        .where(OutboundRecipient.outbound_id == outbound_id, OutboundRecipient.state == Delivery.REFUSED)
        .order_by(OutboundRecipient.position)
    )
    return [Refusal(row.address, row.field, row.answer) for row in rows]


_NOW = bindparam("now", type_=OutboundMail.not_before.type)
_CLAIM = (
    update(OutboundMail)
    .where(
        _THIS,
        OutboundMail.not_before <= _NOW,
        or_(OutboundMail.claimed_until.is_(None), OutboundMail.claimed_until <= _NOW),
    )
    .values(
        claim=bindparam("holder"),
        claimed_until=bindparam("until"),
        phase=Phase.ENVELOPE,
        attempts=OutboundMail.attempts + 1,
        tried_since=func.coalesce(OutboundMail.tried_since, _NOW),
    )
)


def claim(tx: Tx, outbound_id: int, *, now: datetime, until: datetime, token: str) -> bool:
    """Take the mail for one attempt, which begins with the envelope, unless another worker holds it or its time has not come."""
    values = {"mail": outbound_id, "now": now, "until": until, "holder": token}
    return tx.connection().execute(_CLAIM, values).rowcount == 1


_LOAD = (
    select(
        OutboundMail.ticket_id,
        OutboundMail.mailbox_id,
        OutboundMail.envelope_from,
        OutboundMail.raw,
        OutboundMail.attempts,
        OutboundMail.tried_since,
        Mailbox.smtp_max_bytes,
    )
    .join(Mailbox, Mailbox.id == OutboundMail.mailbox_id)
    .where(_THIS)
)


def load(tx: Tx, outbound_id: int, token: str) -> Outbound:
    """Return what the holder of the claim needs."""
    row = tx.connection().execute(_LOAD, {"mail": outbound_id}).one()
    queued = tuple(address for address, state in recipients(tx, outbound_id).items() if state is Delivery.QUEUED)
    return Outbound(
        outbound_id,
        row.ticket_id,
        row.mailbox_id,
        row.envelope_from,
        row.raw,
        token,
        row.attempts,
        row.tried_since,
        row.smtp_max_bytes,
        queued,
    )


def mailbox_of(tx: Tx, outbound_id: int) -> int | None:
    return tx.scalar(select(OutboundMail.mailbox_id).where(OutboundMail.id == outbound_id))


_NOTE = update(OutboundMail).where(_THIS, _HELD).values(phase=bindparam("step"), claimed_until=bindparam("until"))


def note_phase(tx: Tx, outbound_id: int, token: str, phase: Phase, *, until: datetime) -> bool:
    """Note how far the conversation goes next; False when the claim was lost and it must not go there."""
    values = {"mail": outbound_id, "holder": token, "step": phase, "until": until}
    return tx.connection().execute(_NOTE, values).rowcount == 1


_SET = (
    update(OutboundRecipient)
    .where(
        OutboundRecipient.outbound_id == bindparam("mail"),
        OutboundRecipient.address == bindparam("whom"),
        OutboundRecipient.state.in_(bindparam("before", expanding=True)),
    )
    .values(state=bindparam("now_is"), answer=bindparam("said"), at=bindparam("now"))
)
_REFRESH = update(OutboundMail).where(_THIS).values(state=bindparam("now_is"), finished_at=bindparam("ended"))


def set_recipients(
    tx: Tx,
    outbound_id: int,
    states: Mapping[str, tuple[Delivery, str | None]],
    *,
    now: datetime,
    before: Iterable[Delivery] = tuple(Delivery),
) -> Delivery:
    """Write what is known of recipients that are in one of the states ``before``; return the mail's, derived and written."""
    connection = tx.connection()
    accepted = list(before)
    for address, (state, answer) in states.items():
        said = None if answer is None else answer[:500]
        values = {"mail": outbound_id, "whom": address, "before": accepted, "now_is": state, "said": said, "now": now}
        connection.execute(_SET, values)
    return refresh(tx, outbound_id, now=now)


def refresh(tx: Tx, outbound_id: int, *, now: datetime) -> Delivery:
    """Derive the mail's state from its recipients and write it."""
    states = recipients(tx, outbound_id).values()
    state = derive(states)
    done = not {Delivery.QUEUED, Delivery.SENDING} & set(states)
    tx.connection().execute(_REFRESH, {"mail": outbound_id, "now_is": state, "ended": now if done else None})
    return state


def release(
    tx: Tx, outbound_id: int, token: str, *, not_before: datetime | None = None, answer: str | None = None
) -> bool:
    """End an attempt: the claim falls, the phase is idle; False when the claim was lost."""
    values: dict[str, Any] = {"claim": None, "claimed_until": None, "phase": Phase.IDLE}
    if not_before is not None:
        values["not_before"] = not_before
    if answer is not None:
        values["last_answer"] = answer[:500]
    done = tx.connection().execute(
        update(OutboundMail).where(OutboundMail.id == outbound_id, OutboundMail.claim == token).values(**values)
    )
    return done.rowcount == 1


def machine_mails_since(tx: Tx, since: datetime, address: str | None = None, *, kind: str = "acknowledged") -> int:
    """Count the acknowledgements, or letters of another kind, written since a moment, to one address or in all."""
    query = (
        select(func.count())
        .select_from(OutboundMail)
        .where(OutboundMail.kind == kind, OutboundMail.created_at >= since)
    )
    if address is not None:
        query = query.join(OutboundRecipient, OutboundRecipient.outbound_id == OutboundMail.id).where(
            OutboundRecipient.address == address
        )
    return int(tx.connection().execute(query).scalar_one())


def waiting_of_machines(tx: Tx, *, limit: int = 1000) -> list[tuple[int, str]]:
    """Return mails that no person wrote and no worker holds, each with a recipient that is still owed it; the newest."""
    query = (
        select(OutboundRecipient.outbound_id, OutboundRecipient.address)
        .join(OutboundMail, OutboundMail.id == OutboundRecipient.outbound_id)
        .where(
            OutboundMail.state == Delivery.QUEUED,
            OutboundMail.kind.not_in(BY_PERSONS),
            OutboundMail.claim.is_(None),
            OutboundRecipient.state == Delivery.QUEUED,
        )
    )
    rows = tx.connection().execute(query.order_by(OutboundMail.id.desc()).limit(limit))
    return [(row.outbound_id, row.address) for row in rows]


def thread_of(tx: Tx, ticket_id: int) -> list[str]:
    """Return the Message-IDs of the ticket's messages, oldest first, without letters that never left."""
    rows = tx.connection().execute(
        select(Message.message_id)
        .outerjoin(OutboundMail, OutboundMail.ticket_message_id == Message.id)
        .where(
            Message.ticket_id == ticket_id,
            Message.message_id.is_not(None),
            or_(OutboundMail.id.is_(None), OutboundMail.state != Delivery.CANCELLED),
        )
        .order_by(Message.id)
    )
    return [row.message_id for row in rows]


def written_after(tx: Tx, row: OutboundMail) -> bool:
    """Whether a person wrote to the same asker after this mail, and that letter left or still may."""
    query = select(OutboundMail.id).where(
        OutboundMail.ticket_id == row.ticket_id,
        OutboundMail.id > row.id,
        OutboundMail.kind.in_(BY_PERSONS),
        OutboundMail.state.not_in((Delivery.CANCELLED, Delivery.REFUSED)),
    )
    return tx.connection().execute(query.limit(1)).first() is not None


def requeue(tx: Tx, outbound_id: int, *, now: datetime) -> None:
    """Let the next attempt begin now, with the claims of earlier ones gone."""
    tx.connection().execute(
        update(OutboundMail)
        .where(OutboundMail.id == outbound_id)
        .values(
            not_before=now,
            claim=None,
            claimed_until=None,
            phase=Phase.IDLE,
            attempts=0,
            tried_since=None,
            finished_at=None,
        )
    )


def disclaim(tx: Tx, outbound_id: int) -> None:
    """Take the mail from whoever holds it: a worker that wakes up after a long silence does not go on to DATA."""
    values = {"claim": None, "claimed_until": None, "phase": Phase.IDLE}
    tx.connection().execute(update(OutboundMail).where(OutboundMail.id == outbound_id).values(**values))


def next_turn(tx: Tx, outbound_id: int) -> datetime | None:
    """Return when the mail may be tried next: after its pause and the claim that holds it; None when nobody is owed it."""
    row = (
        tx.connection()
        .execute(select(OutboundMail.not_before, OutboundMail.claimed_until).where(OutboundMail.id == outbound_id))
        .one_or_none()
    )
    if row is None or not {Delivery.QUEUED, Delivery.SENDING} & set(recipients(tx, outbound_id).values()):
        return None
    turn: datetime = max(row.not_before, row.claimed_until or row.not_before)
    return turn
