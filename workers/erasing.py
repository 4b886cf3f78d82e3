"""Erase what a person deleted, when its day of grace is over."""

from consultant.bootstrap import Services
from consultant.db.queries.jobs import Claimed
from consultant.domain.jobs import EraseOriginal
from consultant.services import parked
from workers.lease import finish


def erase(services: Services, claimed: Claimed) -> None:
    """Erase the original of a deleted mail; done twice, it is done."""
    job = claimed.job
    assert isinstance(job, EraseOriginal)  # noqa: S101 - JOBS maps the class to this function
    with services.database.transaction() as tx:
        parked.erase(tx, job.inbound_id, blobs=services.blobs)
        finish(tx, claimed)
