"""Two pollers for one mailbox: one takes in, the other stands by, and takes over when the first falls silent."""

import os
import signal
import time

import pytest

from tests.faults.desk import FaultDesk
from tests.faults.test_way_in import send, settled

pytestmark = [pytest.mark.faults]

PRODUCTION_LEASE = "20"
AT_MOST = 30.0
HOLDER = "SELECT holder FROM leases WHERE name LIKE 'mailbox:%'"


def start_two(desk: FaultDesk, lease: str) -> None:
    desk.start_mail()
    for name in ("first", "second"):
        desk.processes.python(name, "-m", "consultant.cli", "poller", CONSULTANT_POLLER_LEASE_SECONDS=lease)
        desk.wait(lambda: desk.count("SELECT count(*) FROM mailbox_cursors"), "a poller connects")


def holder(desk: FaultDesk) -> str:
    """Return the name of the process that holds the mailbox."""
    [(found,)] = desk.rows(HOLDER)
    pid = int(str(found).split(":")[1])
    return next(name for name in ("first", "second") if desk.processes.pid(name) == pid)


def test_a_standby_takes_over_within_half_a_minute_of_a_death(fault_desk: FaultDesk) -> None:
    start_two(fault_desk, PRODUCTION_LEASE)
    send(fault_desk, 1, 2)
    fault_desk.wait(lambda: settled(fault_desk, 2), "mail is taken in")

    fault_desk.kill(holder(fault_desk))
    died = time.monotonic()
    send(fault_desk, 3, 2)
    fault_desk.wait(lambda: settled(fault_desk, 4), "the standby takes mail in")

    assert time.monotonic() - died < AT_MOST
    assert fault_desk.count("SELECT count(*) FROM tickets") == 4


def test_a_poller_that_was_frozen_and_wakes_up_does_not_take_in_beside_its_successor(fault_desk: FaultDesk) -> None:
    start_two(fault_desk, "2")
    first = holder(fault_desk)
    send(fault_desk, 1, 40)
    fault_desk.wait(lambda: fault_desk.count("SELECT count(*) FROM tickets") > 3, "mail is taken in")

    os.killpg(fault_desk.processes.pid(first), signal.SIGSTOP)
    fault_desk.wait(lambda: holder(fault_desk) != first, "the standby takes over")
    os.killpg(fault_desk.processes.pid(first), signal.SIGCONT)
    send(fault_desk, 41, 20)
    fault_desk.wait(lambda: settled(fault_desk, 60), "all mail is taken in")

    assert fault_desk.count("SELECT count(*) FROM tickets") == 60
    assert fault_desk.count("SELECT count(DISTINCT message_id) FROM messages WHERE source = 'asker'") == 60
    assert fault_desk.count("SELECT count(*) FROM messages WHERE source = 'asker'") == 60
    assert fault_desk.count("SELECT count(*) FROM inbound_mails WHERE state <> 'taken'") == 0


def test_a_poller_that_ends_in_order_hands_over_at_once(fault_desk: FaultDesk) -> None:
    start_two(fault_desk, PRODUCTION_LEASE)
    first = holder(fault_desk)
    told = time.monotonic()

    os.kill(fault_desk.processes.pid(first), signal.SIGTERM)
    fault_desk.wait(lambda: fault_desk.rows(HOLDER) and holder(fault_desk) != first, "the standby takes over")

    assert time.monotonic() - told < AT_MOST / 2
