"""The worker is killed in each phase of sending, and the SMTP server fails in each way: no answer leaves twice, none is lost."""

import pytest

from tests.faults.desk import FaultDesk
from tests.faults.sending import coder, open_ticket, queue_answer, state

pytestmark = [pytest.mark.faults]

# Where the worker dies, what the server has then, and what the desk must say in the end.
DEATHS = [
    ("job claimed, not committed", "sent"),
    ("mail claimed", "sent"),
    ("connected", "sent"),
    ("recipients accepted", "sent"),
    ("about to send data", "unknown"),
    ("server has the mail", "unknown"),
    ("outcome written, not committed", "unknown"),
]
# How the server fails, once, and what the desk must say in the end.
MOODS = [
    ("busy", "sent", 1),
    ("drop before data", "unknown", 0),
    ("drop in data", "unknown", 0),
    ("drop after data", "unknown", 1),
    ("refuse", "refused", 0),
]


def start(desk: FaultDesk, *, die_at: str = "") -> None:
    desk.start_redis()
    desk.start_beat()
    desk.start_worker(die_at)


@pytest.mark.parametrize(("step", "end"), DEATHS)
def test_a_worker_killed_in_any_phase_sends_no_answer_twice_and_loses_none(
    fault_desk: FaultDesk, step: str, end: str
) -> None:
    fault_desk.start_mail()
    person = coder(fault_desk)
    outbound_id = queue_answer(fault_desk, person, open_ticket(fault_desk))

    start(fault_desk, die_at=step)
    fault_desk.wait(lambda: fault_desk.died("worker"), f"the worker dies at “{step}”")
    fault_desk.forget_long_claims()
    fault_desk.start_worker()
    fault_desk.wait(lambda: state(fault_desk, outbound_id) in {"sent", "unknown"}, "the mail is settled")
    later = queue_answer(fault_desk, person, open_ticket(fault_desk, "Another"))
    fault_desk.wait(lambda: state(fault_desk, later) == "sent", "the desk goes on")

    assert state(fault_desk, outbound_id) == end
    copies = [taken for taken in fault_desk.smtp.script.taken if b"Knee question" in taken[2]]
    assert len(copies) == (0 if step == "about to send data" else 1)
    if end == "unknown":
        assert fault_desk.count("SELECT min(attention) FROM tickets") == 0, "a person sees it on top"


@pytest.mark.parametrize(("mood", "end", "copies"), MOODS)
def test_a_server_that_fails_once_leaves_every_recipient_in_a_true_state(
    fault_desk: FaultDesk, mood: str, end: str, copies: int
) -> None:
    fault_desk.start_mail()
    person = coder(fault_desk)
    fault_desk.smtp.script.mood, fault_desk.smtp.script.times = mood, 1
    outbound_id = queue_answer(fault_desk, person, open_ticket(fault_desk))

    start(fault_desk)
    fault_desk.wait(lambda: state(fault_desk, outbound_id) in {"sent", "unknown", "refused"}, "the mail is settled")
    later = queue_answer(fault_desk, person, open_ticket(fault_desk, "Another"))
    fault_desk.wait(lambda: state(fault_desk, later) == "sent", "the desk goes on")

    assert state(fault_desk, outbound_id) == end
    assert len([taken for taken in fault_desk.smtp.script.taken if b"Knee question" in taken[2]]) == copies
    if end == "refused":
        assert fault_desk.rows("SELECT state, attention FROM tickets ORDER BY id")[0] == ("open", 0), "reopened, on top"


def test_a_server_that_is_down_gets_the_answer_when_it_is_back(fault_desk: FaultDesk) -> None:
    fault_desk.start_mail()
    fault_desk.smtp.down()
    outbound_id = queue_answer(fault_desk, coder(fault_desk), open_ticket(fault_desk))

    start(fault_desk)
    fault_desk.wait(
        lambda: fault_desk.count("SELECT attempts FROM outbound_mails") >= 2, "the desk tries more than once"
    )
    assert state(fault_desk, outbound_id) == "queued"
    fault_desk.smtp = fault_desk.smtp.up_again()

    fault_desk.wait(lambda: state(fault_desk, outbound_id) == "sent", "the answer leaves")
    assert len(fault_desk.smtp.script.taken) == 1


def test_two_workers_on_one_mail_send_it_once(fault_desk: FaultDesk) -> None:
    fault_desk.start_mail()
    person = coder(fault_desk)
    mails = [queue_answer(fault_desk, person, open_ticket(fault_desk, f"Question {number}")) for number in range(8)]

    start(fault_desk)
    fault_desk.start_second_worker()
    fault_desk.wait(lambda: all(state(fault_desk, mail) == "sent" for mail in mails), "all answers leave")

    assert len(fault_desk.smtp.script.taken) == len(mails)
