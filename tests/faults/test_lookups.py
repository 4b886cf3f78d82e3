"""The worker is killed while it attaches lookups: they are there once, afterwards."""

from pathlib import Path

import pytest

from tests.faults.desk import FaultDesk
from tests.faults.sending import open_ticket

pytestmark = [pytest.mark.faults]


@pytest.mark.parametrize("step", ["job claimed, not committed", "lookups read", "lookups written, not committed"])
def test_a_worker_killed_while_it_attaches_lookups_leaves_them_attached_once(
    fault_desk: FaultDesk, step: str, shipped_releases: Path
) -> None:
    fault_desk.use_releases(shipped_releases)
    fault_desk.start_mail()
    fault_desk.start_redis()
    open_ticket(fault_desk)

    fault_desk.start_beat()
    fault_desk.start_worker(die_at=step)
    fault_desk.wait(lambda: fault_desk.died("worker"), f"the worker dies at “{step}”")
    fault_desk.start_worker()
    fault_desk.wait(
        lambda: fault_desk.count("SELECT count(*) FROM tickets WHERE lookup_run_id IS NOT NULL"), "lookups are attached"
    )

    assert fault_desk.count("SELECT count(*) FROM lookup_runs") == 1
    assert fault_desk.count("SELECT count(*) FROM ticket_codes WHERE code = 'M17.11'") == 1
    assert fault_desk.count("SELECT count(*) FROM jobs WHERE kind = 'attach_lookups'") == 0
