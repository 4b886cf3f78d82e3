"""Look at the files of a message: outside any transaction, written down in one."""

from consultant.bootstrap import Services
from consultant.db.queries.jobs import Claimed
from consultant.domain.jobs import ReadFiles
from consultant.services import files
from workers.lease import finish


def read(services: Services, claimed: Claimed) -> None:
    """Check, keep and read the files. Raises TransientError while the virus scanner is away."""
    job = claimed.job
    assert isinstance(job, ReadFiles)  # noqa: S101 - JOBS maps the class to this function
    with services.database.reading() as tx:
        wanted = files.unread(tx, job.message_id)
    found = {}
    if wanted is not None:
        original, waiting = wanted
        found = files.look(
            services.blobs.get(original),
            waiting,
            scanner=services.scanner,
            reader=services.files,
            blobs=services.blobs,
        )
    with services.database.transaction() as tx:
        files.note(tx, job.message_id, found, clock=services.clock)
        finish(tx, claimed)
