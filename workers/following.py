"""Follow a switch of releases: open questions are read anew, answered ones are looked through, in batches."""

from consultant.bootstrap import Services
from consultant.db.engine import Tx
from consultant.db.queries import jobs
from consultant.db.queries.jobs import Claimed
from consultant.services import rechecks
from workers.lease import LeaseLostError, finish

AT_ONCE = 200
"""Tickets of one transaction."""


def follow(services: Services, claimed: Claimed) -> None:
    """Look at every ticket that the releases may concern. Begun anew after a crash, it finds the same and writes it once."""
    catalogue, clock = services.library, services.clock
    last: int | None = 0
    while last is not None:
        with services.database.transaction() as tx:
            _hold(services, tx, claimed)
            last = rechecks.renew_open(tx, after=last, limit=AT_ONCE, now=clock.now())
    today, ids = clock.now().date(), _watch(services, 0)
    while ids:
        with services.database.reading() as tx:
            codes = rechecks.watched(tx, ids)
        judged = rechecks.judge(codes, catalogue, today=today)
        with services.database.transaction() as tx:
            _hold(services, tx, claimed)
            rechecks.note(tx, judged, now=clock.now())
        ids = _watch(services, ids[-1])
    with services.database.transaction() as tx:
        finish(tx, claimed)


def _watch(services: Services, after: int) -> list[int]:
    with services.database.reading() as tx:
        return rechecks.answered(tx, after=after, limit=AT_ONCE, now=services.clock.now())


def _hold(services: Services, tx: Tx, claimed: Claimed) -> None:
    if not jobs.extend(tx, claimed, until=services.clock.now() + services.desk.lease):
        raise LeaseLostError("the lease was lost")
