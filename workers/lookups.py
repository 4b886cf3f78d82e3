"""Attach lookups: read outside any transaction, write in one."""

from consultant.bootstrap import Services
from consultant.db.queries.jobs import Claimed
from consultant.domain.jobs import AttachLookups
from consultant.errors import TransientError
from consultant.services import lookups
from workers.lease import finish


def attach(services: Services, claimed: Claimed) -> None:
    """Read the question and write what was found. Raises TransientError when the question changed meanwhile."""
    job = claimed.job
    assert isinstance(job, AttachLookups)  # noqa: S101 - JOBS maps the class to this function
    with services.database.reading() as tx:
        text, reading = lookups.read(tx, job.ticket_id, catalogue=services.library)
    with services.database.transaction() as tx:
        if not lookups.attach(tx, job.ticket_id, text, reading, clock=services.clock):
            raise TransientError("the question changed while it was read")
        finish(tx, claimed)
