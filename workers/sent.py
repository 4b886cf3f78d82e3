"""Look for a mail of unknown fate in its mailbox's Sent folder, where servers put what they took. Its absence proves nothing."""

from datetime import timedelta

from consultant import logs
from consultant.adapters.imap import is_in_sent
from consultant.bootstrap import Services
from consultant.db.queries import jobs, mailboxes, outbound
from consultant.db.queries.jobs import Claimed
from consultant.domain.jobs import LookInSent
from consultant.domain.sending import Delivery
from consultant.errors import ConsultantError
from consultant.services import deliveries
from workers.lease import finish

PAUSES = (timedelta(minutes=10), timedelta(minutes=30))
"""Between looks; after the last one a person or a report settles it."""
log = logs.get("outbound")


def look(services: Services, claimed: Claimed) -> None:
    """Settle the mail when its Message-ID is found."""
    job = claimed.job
    assert isinstance(job, LookInSent)  # noqa: S101 - JOBS maps the class to this function
    wanted = _wanted(services, job.outbound_id)
    found = wanted and _found(services, job.outbound_id)
    now = services.clock.now()
    with services.database.transaction() as tx:
        if found:
            deliveries.found_in_sent(tx, job.outbound_id, now=now)
        if found or not wanted or claimed.attempts > len(PAUSES):
            finish(tx, claimed)
        else:
            jobs.put_off(tx, claimed, until=now + PAUSES[claimed.attempts - 1], error=None)


def _wanted(services: Services, outbound_id: int) -> bool:
    with services.database.reading() as tx:
        return Delivery.UNKNOWN in outbound.recipients(tx, outbound_id).values()


def _found(services: Services, outbound_id: int) -> bool:
    with services.database.reading() as tx:
        row = outbound.get(tx, outbound_id)
        mailbox = mailboxes.find(tx, row.mailbox_id) if row is not None else None
    if row is None or mailbox is None or not mailbox.enabled:
        return False
    try:
        return is_in_sent(services.account(mailbox), row.message_id)
    except ConsultantError as error:
        log.info("the Sent folder could not be looked at", mailbox_id=mailbox.id, exc_info=error)
        return False
