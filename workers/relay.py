"""The relay: wakes workers for every job that is due and that nobody was told of lately. Redis may forget; rows do not."""

from datetime import timedelta

from consultant.bootstrap import Services
from consultant.db.queries import jobs


def wake_due(services: Services) -> int:
    """Wake for what is due; return how many rows were told."""
    now = services.clock.now()
    told_before = now - timedelta(seconds=services.settings.tell_again_seconds)
    with services.database.transaction() as tx:
        return jobs.wake_due(tx, now=now, told_before=told_before)
