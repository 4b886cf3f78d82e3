from datetime import timedelta

from consultant.bootstrap import Services
from consultant.db.queries import heartbeats


def test_heartbeats_are_renewed_listed_pruned_and_taken_back(services: Services):
    now = services.clock.now()
    with services.database.transaction() as tx:
        for name, kind, at in (("a", "worker", now), ("b", "worker", now + timedelta(seconds=9)), ("c", "beat", now)):
            heartbeats.note(tx, name, kind=kind, host="h", began_at=now, now=at)
        heartbeats.note(tx, "a", kind="worker", host="h", began_at=now, now=now + timedelta(seconds=20))
        assert [row.name for row in heartbeats.every(tx)] == ["c", "a", "b"]

    with services.database.transaction() as tx:
        heartbeats.prune(tx, before=now + timedelta(seconds=5))
        heartbeats.remove(tx, "b")
        assert [row.name for row in heartbeats.every(tx)] == ["a"]
