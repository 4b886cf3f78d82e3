"""What follows a commit: wake-ups of workers and words to open dashboards. Lost with the transaction, or sent after it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from consultant.domain.jobs import Job

_KEY = "consultant.after"


@dataclass(frozen=True, slots=True)
class Woken:
    """A job row became due."""

    job_id: int
    job: Job


@dataclass(frozen=True, slots=True)
class Changed:
    """Something that dashboards show changed; ids only."""

    kind: str
    ids: Mapping[str, int]


Effect = Woken | Changed


def wake(tx: Session, job_id: int, job: Job) -> None:
    """Wake a worker for the job once ``tx`` is committed."""
    tx.info.setdefault(_KEY, []).append(Woken(job_id, job))


def tell(tx: Session, kind: str, **ids: int) -> None:
    """Tell open dashboards once ``tx`` is committed; the same word twice is told once."""
    effects = tx.info.setdefault(_KEY, [])
    changed = Changed(kind, ids)
    if changed not in effects:
        effects.append(changed)


def take(tx: Session) -> list[Effect]:
    """Return what was asked for in ``tx``, and forget it."""
    effects: list[Effect] = tx.info.pop(_KEY, [])
    return effects
