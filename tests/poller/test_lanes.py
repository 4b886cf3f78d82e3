from threading import Barrier, Event, Lock

import pytest

from consultant.errors import TransientError
from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail
from consultant.poller.lanes import Lanes, names_of

PATIENCE = 20.0


def read(headers: str) -> ParsedMail:
    mail = parse(f"To: questions@desk.example\r\n{headers}\r\n\r\nText".encode())
    assert isinstance(mail, ParsedMail)
    return mail


def names(*words: str) -> frozenset[str]:
    return frozenset(words)


def test_work_without_a_name_in_common_runs_side_by_side():
    met = Barrier(2, timeout=PATIENCE)

    with Lanes(2) as lanes:
        lanes.run(names("a"), met.wait)
        lanes.run(names("b"), met.wait)

    assert not met.broken


def test_work_that_shares_a_name_runs_in_order():
    done: list[int] = []
    lock, later = Lock(), Event()

    def first() -> None:
        later.wait(0.2)  # time for the second to overtake, were it let
        with lock:
            done.append(1)

    def second() -> None:
        later.set()
        with lock:
            done.append(2)

    with Lanes(2) as lanes:
        lanes.run(names("a", "m1"), first)
        lanes.run(names("b", "m1"), second)

    assert done == [1, 2]


@pytest.mark.parametrize("count", [1, 2])
def test_an_error_reaches_who_asked_and_what_shares_a_name_is_not_begun(count: int):
    begun: list[str] = []

    def fails() -> None:
        raise TransientError("the database did not answer")

    def both() -> None:
        with Lanes(count) as lanes:
            lanes.run(names("a"), fails)
            lanes.run(names("a"), lambda: begun.append("second"))

    with pytest.raises(TransientError, match="did not answer"):
        both()

    assert begun == []


def test_an_error_of_the_last_work_is_not_lost():
    def fails() -> None:
        raise TransientError("the database did not answer")

    with pytest.raises(TransientError), Lanes(2) as lanes:
        lanes.run(names("a"), fails)


def test_one_lane_works_where_it_is_called():
    done: list[int] = []

    with Lanes(1) as lanes:
        lanes.run(names(), lambda: done.append(1))
        assert done == [1]


def test_an_answer_shares_a_name_with_its_question_and_a_stranger_does_not():
    question = read("From: a@asker.example\r\nSubject: Units\r\nMessage-ID: <q1@asker.example>")
    answer = read(
        "From: b@asker.example\r\nSubject: Other\r\nMessage-ID: <q2@asker.example>\r\nIn-Reply-To: <q1@asker.example>"
    )
    stranger = read("From: c@asker.example\r\nSubject: Knee\r\nMessage-ID: <q3@asker.example>")

    assert names_of(question) & names_of(answer)
    assert not names_of(question) & names_of(stranger)


def test_two_mails_of_one_writer_and_a_subject_written_again_share_a_name():
    first = read("From: a@asker.example\r\nSubject: Units")

    assert names_of(first) & names_of(read("From: A@asker.example\r\nSubject: Knee"))
    assert names_of(first) & names_of(read("From: b@asker.example\r\nSubject: Re: Units"))


def test_mails_that_say_nothing_share_nothing():
    assert not names_of(read("Subject:"))
