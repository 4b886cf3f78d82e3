"""A desk whose processes live, for tests of what is watched."""

from consultant.bootstrap import Services
from consultant.db.queries import heartbeats, mailboxes
from consultant.domain.supervision import Process
from consultant.services.health import Around

AROUND = Around(redis=None, disk_free=60_000_000_000, disk_whole=100_000_000_000)


def all_beat(services: Services, *, but: Process | None = None) -> None:
    """Let every process be heard now, and the servers of all mailboxes."""
    now = services.clock.now()
    with services.database.transaction() as tx:
        for kind in Process:
            if kind is not but:
                heartbeats.note(tx, f"{kind}:host:1", kind=kind, host="host", began_at=now, now=now)
        for box in mailboxes.every(tx):
            mailboxes.heard(tx, box.id, answered_at=now, trouble=None)
