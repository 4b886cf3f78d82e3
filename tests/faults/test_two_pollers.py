"""Two pollers for one mailbox: one takes in, the other stands by, and takes over when the first falls silent."""

import contextlib
import os
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from consultant.config import Settings
from tests.faults.desk import FaultDesk
from tests.faults.test_way_in import send, settled

pytestmark = [pytest.mark.faults]

PRODUCTION_LEASE = "20"
AT_MOST = 30.0
SHORT_LEASE = 5.0
BESIDE = 5.0
"""Seconds that taking over costs beside the lease and the standby's next look, which comes within a quarter of a lease."""
HOLDER = "SELECT holder FROM leases WHERE name LIKE 'mailbox:%'"


def start_two(desk: FaultDesk, lease: str) -> None:
    desk.start_mail()
    for name in ("first", "second"):
        desk.processes.python(name, "-m", "tests.faults.dying", "poller", CONSULTANT_POLLER_LEASE_SECONDS=lease)
        desk.wait(lambda: desk.count("SELECT count(*) FROM mailbox_cursors"), "a poller connects")


def holder(desk: FaultDesk) -> str | None:
    """Return the name of the process that holds the mailbox, if one does."""
    pids = [int(str(found).split(":")[1]) for (found,) in desk.rows(HOLDER)]
    return next((name for name in ("first", "second") if desk.processes.pid(name) in pids), None)


def other(name: str) -> str:
    return "second" if name == "first" else "first"


def stopped(pid: int) -> bool:
    """Whether every thread of the process stands still, as Linux says it (proc_pid_stat(5))."""
    return all(
        (thread / "stat").read_text().rpartition(")")[2].split()[0] == "T"
        for thread in Path(f"/proc/{pid}/task").iterdir()
    )


def freeze(desk: FaultDesk, name: str) -> None:
    """Stop a process between two of its transactions: who sleeps with SQLite's lock in hand keeps everybody waiting."""
    while True:
        os.killpg(desk.processes.pid(name), signal.SIGSTOP)
        desk.wait(lambda: stopped(desk.processes.pid(name)), "every thread stands still")
        if not desk.url.startswith("sqlite"):
            return
        with contextlib.closing(sqlite3.connect(desk.url.removeprefix("sqlite:///"), timeout=0)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                os.killpg(desk.processes.pid(name), signal.SIGCONT)
            else:
                return


def test_a_standby_takes_over_within_half_a_minute_of_a_death(fault_desk: FaultDesk) -> None:
    start_two(fault_desk, str(SHORT_LEASE))
    send(fault_desk, 1, 2)
    fault_desk.wait(lambda: settled(fault_desk, 2), "mail is taken in")

    fault_desk.kill(fault_desk.wait(lambda: holder(fault_desk), "a poller holds the mailbox"))
    died = time.monotonic()
    send(fault_desk, 3, 2)
    fault_desk.wait(lambda: settled(fault_desk, 4), "the standby takes mail in")

    assert time.monotonic() - died < SHORT_LEASE * 1.25 + BESIDE
    assert float(PRODUCTION_LEASE) * 1.25 + BESIDE <= AT_MOST
    assert Settings.model_fields["poller_lease_seconds"].default == float(PRODUCTION_LEASE)
    assert fault_desk.count("SELECT count(*) FROM tickets") == 4


def test_a_poller_that_was_frozen_and_wakes_up_does_not_take_in_beside_its_successor(fault_desk: FaultDesk) -> None:
    start_two(fault_desk, "2")
    first = fault_desk.wait(lambda: holder(fault_desk), "a poller holds the mailbox")
    send(fault_desk, 1, 40)
    fault_desk.wait(lambda: fault_desk.count("SELECT count(*) FROM tickets") > 3, "mail is taken in")

    freeze(fault_desk, first)
    fault_desk.wait(lambda: holder(fault_desk) == other(first), "the standby takes over")
    os.killpg(fault_desk.processes.pid(first), signal.SIGCONT)
    send(fault_desk, 41, 20)
    fault_desk.wait(lambda: settled(fault_desk, 60), "all mail is taken in")

    assert fault_desk.count("SELECT count(*) FROM tickets") == 60
    assert fault_desk.count("SELECT count(DISTINCT message_id) FROM messages WHERE source = 'asker'") == 60
    assert fault_desk.count("SELECT count(*) FROM messages WHERE source = 'asker'") == 60
    assert fault_desk.count("SELECT count(*) FROM inbound_mails WHERE state <> 'taken'") == 0


def test_a_poller_that_ends_in_order_hands_over_at_once(fault_desk: FaultDesk) -> None:
    start_two(fault_desk, PRODUCTION_LEASE)
    first = fault_desk.wait(lambda: holder(fault_desk), "a poller holds the mailbox")
    told = time.monotonic()

    os.kill(fault_desk.processes.pid(first), signal.SIGTERM)
    fault_desk.wait(lambda: holder(fault_desk) == other(first), "the standby takes over")

    assert time.monotonic() - told < AT_MOST / 2
