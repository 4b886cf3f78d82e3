"""Acknowledge a question, once."""

from consultant.bootstrap import Services
from consultant.db.queries.jobs import Claimed
from consultant.domain.jobs import Acknowledge
from consultant.services import acknowledgements
from workers.lease import finish


def acknowledge(services: Services, claimed: Claimed) -> None:
    """Queue the acknowledgement, unless it was written before."""
    job = claimed.job
    assert isinstance(job, Acknowledge)  # noqa: S101 - JOBS maps the class to this function
    with services.database.transaction() as tx:
        acknowledgements.acknowledge(
            tx, job.ticket_id, renderer=services.renderer, clock=services.clock, desk=services.desk
        )
        finish(tx, claimed)
