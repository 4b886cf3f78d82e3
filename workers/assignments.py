"""Tell somebody that a ticket is theirs now."""

from consultant.bootstrap import Services
from consultant.db.queries.jobs import Claimed
from consultant.domain.jobs import TellAssigned
from consultant.services import desk_notices
from workers.lease import finish


def tell(services: Services, claimed: Claimed) -> None:
    """Queue the notice, unless the ticket went on to somebody else meanwhile or notices are off."""
    job = claimed.job
    assert isinstance(job, TellAssigned)  # noqa: S101 - JOBS maps the class to this function
    with services.database.transaction() as tx:
        if services.settings.notices == "on":
            desk_notices.tell_assigned(
                tx,
                job.ticket_id,
                job.user_id,
                job.event_id,
                renderer=services.renderer,
                clock=services.clock,
                desk=services.desk,
            )
        finish(tx, claimed)
