from datetime import timedelta

import pytest

from consultant.bootstrap import Services
from consultant.db.queries import jobs
from consultant.domain.jobs import AttachLookups
from workers.lease import LeaseLostError, finish


def test_a_job_is_finished_by_its_holder_alone(services: Services):
    now = services.clock.now()
    with services.database.transaction() as tx:
        jobs.put(tx, AttachLookups(1), now=now, due_at=now)
        held = jobs.claim(tx, 1, now=now, until=now + timedelta(minutes=1), lease="a")
    assert held is not None

    with pytest.raises(LeaseLostError), services.database.transaction() as tx:
        finish(tx, jobs.Claimed(1, held.job, "b", 1))
    with services.database.transaction() as tx:
        finish(tx, held)
    with pytest.raises(LeaseLostError), services.database.transaction() as tx:
        finish(tx, held)
