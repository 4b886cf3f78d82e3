"""Redis is stopped, emptied and absent: nothing is lost, and the desk goes on by itself."""

from pathlib import Path

import pytest
import redis

from consultant.demo.processes import HOST
from tests.faults.desk import FaultDesk
from tests.faults.sending import coder, open_ticket, queue_answer, state
from tests.faults.test_way_in import send

pytestmark = [pytest.mark.faults]


def start_all(desk: FaultDesk, releases: Path) -> None:
    desk.use_releases(releases)
    desk.start_mail()
    desk.start_poller()
    desk.start_beat()
    desk.start_worker()
    desk.wait(lambda: desk.count("SELECT count(*) FROM mailbox_cursors"), "the poller connects")


def has_lookups(desk: FaultDesk, count: int) -> bool:
    return desk.count("SELECT count(*) FROM tickets WHERE lookup_run_id IS NOT NULL") == count


def test_mail_is_taken_in_without_redis_and_lookups_follow_when_it_comes(
    fault_desk: FaultDesk, shipped_releases: Path
) -> None:
    start_all(fault_desk, shipped_releases)

    send(fault_desk, 1, 3)
    fault_desk.wait(lambda: fault_desk.count("SELECT count(*) FROM tickets") == 3, "tickets without Redis")
    assert not has_lookups(fault_desk, 3)
    fault_desk.start_redis()

    fault_desk.wait(lambda: has_lookups(fault_desk, 3), "lookups once Redis is there")


def test_redis_stopped_and_started_again_loses_nothing(fault_desk: FaultDesk, shipped_releases: Path) -> None:
    fault_desk.start_redis()
    start_all(fault_desk, shipped_releases)
    send(fault_desk, 1, 2)
    fault_desk.wait(lambda: has_lookups(fault_desk, 2), "lookups before")

    fault_desk.kill("redis")
    send(fault_desk, 3, 2)
    fault_desk.wait(lambda: fault_desk.count("SELECT count(*) FROM tickets") == 4, "tickets meanwhile")
    outbound_id = queue_answer(fault_desk, coder(fault_desk), 1)
    fault_desk.start_redis()

    fault_desk.wait(lambda: has_lookups(fault_desk, 4), "lookups after")
    fault_desk.wait(lambda: state(fault_desk, outbound_id) == "sent", "the answer leaves")
    assert len(fault_desk.smtp.script.taken) == 1


def test_redis_emptied_after_a_dispatch_loses_nothing(fault_desk: FaultDesk, shipped_releases: Path) -> None:
    fault_desk.start_redis()
    fault_desk.use_releases(shipped_releases)
    fault_desk.start_mail()
    outbound_id = queue_answer(fault_desk, coder(fault_desk), open_ticket(fault_desk))
    fault_desk.start_beat()
    client = redis.Redis(HOST, fault_desk.redis_port)
    fault_desk.wait(lambda: client.llen("relay"), "a tick is dispatched")

    client.flushall()
    client.close()
    fault_desk.start_worker()

    fault_desk.wait(lambda: state(fault_desk, outbound_id) == "sent", "the answer leaves")
    fault_desk.wait(lambda: has_lookups(fault_desk, 1), "lookups are attached")
    assert len(fault_desk.smtp.script.taken) == 1
