"""The lease of a job: its effect is written by its holder alone."""

from consultant.db.engine import Tx
from consultant.db.queries import jobs
from consultant.db.queries.jobs import Claimed
from consultant.errors import ConsultantError


class LeaseLostError(ConsultantError):
    """Another worker took the job over; its effect is not written twice."""


def finish(tx: Tx, claimed: Claimed) -> None:
    """End the job inside ``tx``. Raises LeaseLostError, which rolls the effect back."""
    if not jobs.finish(tx, claimed):
        raise LeaseLostError("the lease was lost")
