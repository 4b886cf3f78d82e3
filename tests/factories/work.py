"""Does what workers do, in this process: every job that is due, until nothing is."""

from sqlalchemy import select

from consultant.bootstrap import Services
from consultant.db.models import Job
from workers import jobs


def due_jobs(services: Services) -> list[int]:
    """Return the rows that a worker could take now."""
    now = services.clock.now()
    with services.database.reading() as tx:
        rows = tx.scalars(select(Job).where(Job.failed_at.is_(None), Job.due_at <= now).order_by(Job.id)).all()
        return [row.id for row in rows if row.leased_until is None or row.leased_until <= now]


def work(services: Services, rounds: int = 20) -> int:
    """Run every due job, and those that come of them; return how many ran."""
    ran = 0
    for _ in range(rounds):
        ids = due_jobs(services)
        if not ids:
            return ran
        for job_id in ids:
            jobs.run(services, job_id)
            ran += 1
    raise AssertionError(f"jobs are still due after {rounds} rounds")
