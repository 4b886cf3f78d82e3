"""The poller is killed at every step of the way in: every mail is exactly one ticket message afterwards."""

import smtplib
from datetime import UTC, datetime, timedelta

import pytest

from tests.factories.mails import mail
from tests.faults.desk import ADDRESS, FaultDesk

pytestmark = [pytest.mark.faults]

MAILS = 6
STEPS = [
    "fetched, nothing kept",
    "blob kept, no row",
    "row written, not committed",
    "raw committed, not parsed",
    "in the middle of taking in",
    "taken in, not flagged",
    "flagged, no receipt",
]


def send(desk: FaultDesk, first: int, count: int) -> None:
    with smtplib.SMTP("127.0.0.1", desk.submit_port, local_hostname="localhost") as server:
        for number in range(first, first + count):
            raw = mail(f"Question {number}", subject=f"Question {number}", message_id=f"{number}@asker.example")
            server.sendmail("dana@northfork-ortho.example", [ADDRESS], raw)


def settled(desk: FaultDesk, count: int) -> bool:
    """Whether so many mails are messages and every copy on the server has its receipt."""
    taken = desk.count("SELECT count(*) FROM messages WHERE source = 'asker'")
    return taken >= count and desk.count("SELECT count(*) FROM inbound_receipts") >= count


@pytest.mark.parametrize("step", STEPS)
def test_a_poller_killed_at_any_step_leaves_every_mail_exactly_one_message(fault_desk: FaultDesk, step: str) -> None:
    fault_desk.start_mail(read_from=datetime.now(UTC) - timedelta(days=1))
    send(fault_desk, 1, MAILS)

    fault_desk.start_poller(die_at=step)
    fault_desk.wait(lambda: fault_desk.died("poller"), f"the poller dies at “{step}”")
    send(fault_desk, MAILS + 1, 2)
    fault_desk.start_poller()
    fault_desk.wait(lambda: settled(fault_desk, MAILS + 2), "every mail is taken in")

    counts = fault_desk.rows("SELECT message_id, count(*) FROM messages GROUP BY message_id ORDER BY message_id")
    assert counts == sorted((f"{number}@asker.example", 1) for number in range(1, MAILS + 3))
    assert fault_desk.count("SELECT count(*) FROM tickets") == MAILS + 2
    assert fault_desk.count("SELECT count(*) FROM inbound_mails WHERE state = 'taken'") == MAILS + 2
    assert fault_desk.count("SELECT count(*) FROM jobs WHERE kind = 'attach_lookups'") == MAILS + 2
    assert fault_desk.count("SELECT count(*) FROM inbound_receipts") == MAILS + 2


def test_a_child_that_dies_in_the_middle_of_taking_in_costs_no_mail(fault_desk: FaultDesk) -> None:
    fault_desk.start_mail()
    fault_desk.start_poller(die_at="a child in the middle of taking in")
    fault_desk.wait(lambda: fault_desk.count("SELECT count(*) FROM mailbox_cursors"), "the poller connects")

    send(fault_desk, 1, MAILS)
    fault_desk.wait(lambda: settled(fault_desk, MAILS), "every mail is taken in")

    assert (fault_desk.data / "died").exists()
    assert not fault_desk.processes.ended("poller")
    assert fault_desk.count("SELECT count(*) FROM tickets") == MAILS
    assert fault_desk.count("SELECT count(DISTINCT message_id) FROM messages WHERE source = 'asker'") == MAILS
    assert fault_desk.count("SELECT count(*) FROM inbound_mails WHERE state = 'taken'") == MAILS
