"""Run one job row: claim it, do it, and finish it in the transaction of its effect."""

import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta

from consultant import logs
from consultant.bootstrap import Services
from consultant.db.queries import jobs as rows
from consultant.db.queries.jobs import Claimed
from consultant.domain.jobs import (
    Acknowledge,
    AttachLookups,
    DeliverEmail,
    EraseOriginal,
    FollowReleases,
    ImportRelease,
    Job,
    LookInSent,
    ReadFiles,
    TellAssigned,
)
from consultant.errors import ConsultantError, TransientError
from consultant.services import deliveries
from workers import acknowledgements, assignments, erasing, files, following, imports, lookups, outbound, sent
from workers.lease import LeaseLostError

JOBS: Mapping[type[Job], Callable[[Services, Claimed], None]] = {
    AttachLookups: lookups.attach,
    Acknowledge: acknowledgements.acknowledge,
    DeliverEmail: outbound.deliver,
    EraseOriginal: erasing.erase,
    ReadFiles: files.read,
    LookInSent: sent.look,
    TellAssigned: assignments.tell,
    ImportRelease: imports.import_release,
    FollowReleases: following.follow,
}
ATTEMPTS_AT_MOST = 12
FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=10)
log = logs.get("jobs")


def run(services: Services, job_id: int) -> None:
    """Do the job if it is due and free. A failure puts it off, at last for good with its cause; nothing is swallowed."""
    now = services.clock.now()
    with services.database.transaction() as tx:
        claimed = rows.claim(tx, job_id, now=now, until=now + services.desk.lease, lease=secrets.token_hex(12))
    if claimed is None:
        return
    try:
        JOBS[type(claimed.job)](services, claimed)
    except LeaseLostError:
        log.warning("another worker has taken the job over", job_id=job_id)
    except Exception as error:
        log.warning("job failed", job_id=job_id, attempt=claimed.attempts, exc_info=error)
        _put_off(services, claimed, error)


def pause(attempts: int) -> timedelta:
    """Return how long to wait after so many failures: doubling, with up to a quarter of jitter, ten minutes at most."""
    whole: timedelta = min(FIRST_PAUSE * 2 ** min(attempts - 1, 20), LONGEST_PAUSE)
    return timedelta(seconds=whole.total_seconds() * (1 + secrets.randbelow(256) / 1024))


def _put_off(services: Services, claimed: Claimed, error: Exception) -> None:
    now = services.clock.now()
    words = str(error) if isinstance(error, ConsultantError) else type(error).__name__
    with services.database.transaction() as tx:
        if isinstance(error, TransientError) or claimed.attempts < ATTEMPTS_AT_MOST:
            rows.put_off(tx, claimed, until=now + pause(claimed.attempts), error=words)
            return
        rows.give_up(tx, claimed, now=now, error=words)
        if isinstance(claimed.job, DeliverEmail):
            deliveries.give_up(tx, claimed.job.outbound_id, why=words, now=now)
    if isinstance(claimed.job, ImportRelease):
        imports.give_up(services, claimed.job.import_id, words)
