"""Deliver one mail: claim, envelope, data, verdict. Each phase is noted before it is taken: the envelope with the claim, DATA by itself.

Before DATA a failure is tried again. From DATA on, only the server's answer decides; silence makes the fate unknown,
and no machine sends it again. The claim fences: a worker that lost it does not go on to DATA.
"""

import secrets
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from consultant import logs
from consultant.bootstrap import Services
from consultant.db.engine import Database, Tx
from consultant.db.queries import jobs, leases, mailboxes, outbound
from consultant.db.queries.jobs import Claimed
from consultant.db.queries.outbound import Outbound
from consultant.domain.jobs import DeliverEmail
from consultant.domain.sending import Delivery, Phase
from consultant.errors import ConfigError, PermanentError, TransientError
from consultant.ports import Session, Verdict
from consultant.services import deliveries
from workers.lease import LeaseLostError, finish

DATA_MINUTES = 11
"""A server may take ten minutes to answer the final dot (RFC 5321, 4.5.3.2.6)."""
LONGEST_PAUSE = timedelta(hours=1)
FIRST_PATIENCE, LAST_PATIENCE = 0.1, 60.0
"""Seconds between attempts to write an outcome; they double, which makes two minutes."""
log = logs.get("outbound")

_OWED = (Delivery.QUEUED, None)
Known = Mapping[str, tuple[Delivery, str | None]]


def deliver(services: Services, claimed: Claimed) -> None:
    """Bring one mail as far as it goes now, and write what is known of each recipient."""
    mail = _claim(services, claimed)
    if mail is None:
        return
    if not mail.queued:
        _end(services, claimed, mail, {})
        return
    try:
        session = services.mailer.session(mail.mailbox_id)
    except (TransientError, PermanentError) as error:
        _end(services, claimed, mail, {}, answer=str(error))
        return
    try:
        _converse(services, claimed, mail, session)
    finally:
        session.close()


def _claim(services: Services, claimed: Claimed) -> Outbound | None:
    """Take the mail; what an earlier worker left behind when it died in DATA is unknown now."""
    job = claimed.job
    assert isinstance(job, DeliverEmail)  # noqa: S101 - JOBS maps the class to this function
    now = services.clock.now()
    token = secrets.token_hex(12)
    with services.database.transaction() as tx:
        if (turn := _server_turn(services, tx, job.outbound_id, now=now)) is not None:
            jobs.put_off(tx, claimed, until=turn, error=None)
            return None
        if not outbound.claim(tx, job.outbound_id, now=now, until=now + services.desk.lease, token=token):
            _wait_for_turn(tx, claimed, job.outbound_id, now=now)
            return None
        deliveries.recover(tx, job.outbound_id, now=now)
        return outbound.load(tx, job.outbound_id, token)


def _server_turn(services: Services, tx: Tx, outbound_id: int, *, now: datetime) -> datetime | None:
    """None when the server may get a mail now, else when to ask again; servers that are sent too much at once put us off."""
    per_minute = services.desk.mails_per_minute
    mailbox_id = outbound.mailbox_of(tx, outbound_id) if per_minute else None
    if mailbox_id is None:
        return None
    every = timedelta(minutes=1) / per_minute
    try:
        host = services.identity(mailbox_id).account.host
    except ConfigError:  # the attempt itself says it, and the mail waits for whoever mends the setting
        return None
    turn = leases.slot(tx, f"mail to {host[:50]}", now=now, every=every)
    # Many wait: each asks again at a moment of its own, so that they do not all come at once.
    return None if turn is None else turn + every * (secrets.randbelow(100) / 10)


def _wait_for_turn(tx: Tx, claimed: Claimed, outbound_id: int, *, now: datetime) -> None:
    """The mail is held by another worker or its time has not come: look again then; a finished one ends the job."""
    turn = outbound.next_turn(tx, outbound_id)
    if turn is None:
        finish(tx, claimed)
    else:
        jobs.put_off(tx, claimed, until=max(turn, now + timedelta(seconds=1)), error=None)


def _converse(services: Services, claimed: Claimed, mail: Outbound, session: Session) -> None:
    _note_size_limit(services, mail, session.size_limit())
    try:
        raw = session.sign(mail.raw)
        # Nobody reads reports on what a machine wrote: RFC 3461 lets the null sender ask for none.
        envid = str(mail.id) if mail.envelope_from else ""
        words = session.envelope(mail.envelope_from, mail.queued, size=len(raw), envid=envid)
    except (TransientError, PermanentError) as error:
        _end(services, claimed, mail, {}, answer=str(error))
        return
    known: dict[str, tuple[Delivery, str | None]] = {
        address: _judge(verdict) for address, verdict in words.items() if not verdict.accepted
    }
    accepted = [address for address in mail.queued if address not in known]
    if not accepted:
        _end(services, claimed, mail, known, answer=_last(words))
        return
    _note_data(services, claimed, mail, accepted)
    try:
        verdict = session.data(raw)
    except TransientError as error:
        known |= dict.fromkeys(accepted, (Delivery.UNKNOWN, f"{error}; the server may have taken the mail"))
        _end(services, claimed, mail, known, answer=str(error))
        return
    known |= dict.fromkeys(accepted, _judge(verdict))
    _end(services, claimed, mail, known, answer=f"{verdict.code} {verdict.text}")


def _note_data(services: Services, claimed: Claimed, mail: Outbound, accepted: list[str]) -> None:
    """Note that DATA comes next, and for whom. Raises LeaseLostError: then it must not come."""
    now = services.clock.now()
    until = now + timedelta(minutes=DATA_MINUTES)
    with services.database.transaction() as tx:
        held = outbound.note_phase(tx, mail.id, mail.claim, Phase.DATA, until=until)
        if not held or not jobs.extend(tx, claimed, until=until):
            raise LeaseLostError("another worker has taken the mail over")
        outbound.set_recipients(tx, mail.id, dict.fromkeys(accepted, (Delivery.SENDING, None)), now=now)


def _note_size_limit(services: Services, mail: Outbound, size_limit: int | None) -> None:
    """Note what the server takes at most, where that is news: larger files leave as links."""
    if size_limit != mail.size_limit:
        with services.database.transaction() as tx:
            mailboxes.note_smtp_limit(tx, mail.mailbox_id, size_limit)


def _end(services: Services, claimed: Claimed, mail: Outbound, known: Known, *, answer: str | None = None) -> None:
    """Write the attempt's outcome; what is still queued is tried again later, with doubling pauses."""
    now = services.clock.now()
    retry_at = now + _pause(services.desk.retry, mail.attempts)
    if now - mail.tried_since > services.desk.give_up_after:
        last = answer or "no server took it"
        owed = [address for address in mail.queued if known.get(address, _OWED)[0] is Delivery.QUEUED]
        words = f"given up after {services.desk.give_up_after.days or 1} days; the last word: {last}"
        known = {**known, **dict.fromkeys(owed, (Delivery.REFUSED, words))}

    def write(tx: Tx) -> None:
        again = deliveries.conclude(tx, mail, known, answer=answer, retry_at=retry_at, clock=services.clock)
        if again is None:
            raise LeaseLostError("another worker has taken the mail over")
        if again:
            # What the server said names people; it stands in the outbox alone.
            jobs.put_off(tx, claimed, until=retry_at, error="not delivered yet; the outbox has the server's answer")
        else:
            finish(tx, claimed)

    _persist(services.database, write)


def _persist(database: Database, write: Callable[[Tx], None]) -> None:
    """Write what the server said, also when the database is away for a while: nobody else knows it.

    After a minute or two the claim has run out, or soon will, and the fate is unknown. Raises what ``write`` raises, and
    TransientError.
    """
    pause = FIRST_PATIENCE
    while True:
        try:
            with database.transaction() as tx:
                write(tx)
        except TransientError:
            if pause > LAST_PATIENCE:
                raise
            time.sleep(pause)
            pause *= 2
        else:
            return


def _judge(verdict: Verdict) -> tuple[Delivery, str | None]:
    words = f"{verdict.code} {verdict.text}"
    if verdict.accepted:
        return Delivery.SENT, words
    return (Delivery.QUEUED if verdict.temporary else Delivery.REFUSED), words


def _last(words: Mapping[str, Verdict]) -> str | None:
    return next((f"{verdict.code} {verdict.text}" for verdict in words.values()), None)


def _pause(first: timedelta, attempts: int) -> timedelta:
    whole: timedelta = min(first * 2 ** min(attempts - 1, 20), LONGEST_PAUSE)
    return timedelta(seconds=whole.total_seconds() * (1 + secrets.randbelow(256) / 1024))
