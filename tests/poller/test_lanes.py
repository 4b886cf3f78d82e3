import threading
from concurrent.futures import Future
from datetime import UTC, datetime

import pytest

from consultant.db.queries.inbound import Stored
from consultant.errors import TransientError
from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail
from consultant.poller.failed import Failed
from consultant.poller.lanes import Lanes, names_of

PATIENCE = 20.0
NOW = datetime(2026, 11, 28, tzinfo=UTC)


def read(headers: str) -> ParsedMail:
    mail = parse(f"To: questions@desk.example\r\n{headers}\r\n\r\nText".encode())
    assert isinstance(mail, ParsedMail)
    return mail


def names(*words: str) -> frozenset[str]:
    return frozenset(words)


class Hall:
    """Takes mails in when told so."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.under_way: dict[int, Future[None]] = {}

    def take(self, stored: Stored, _mail: object) -> Future[None]:
        self.begun.append(stored.id)
        self.under_way[stored.id] = Future()
        return self.under_way[stored.id]

    def done(self, number: int) -> None:
        self.under_way[number].set_result(None)


def stored(number: int) -> Stored:
    return Stored(
        id=number,
        mailbox_id=1,
        sha256="",
        size=0,
        quiet=False,
        oversize=False,
        arrived_at=None,
        stored_at=NOW,
        by_web=False,
    )


MAIL = Failed("nothing was read")


def test_mails_without_a_name_in_common_are_under_way_together():
    hall = Hall()

    with Lanes(hall.take, 2) as lanes:
        lanes.run(names("a"), stored(1), MAIL)
        lanes.run(names("b"), stored(2), MAIL)
        assert hall.begun == [1, 2]
        assert not any(future.done() for future in hall.under_way.values())
        hall.done(1)
        hall.done(2)


@pytest.mark.parametrize(("first", "second"), [(names("a", "m1"), names("b", "m1")), (names("a"), names("a"))])
def test_mails_that_share_a_name_are_taken_in_order(first: frozenset[str], second: frozenset[str]):
    hall = Hall()

    with Lanes(hall.take, 2) as lanes:
        lanes.run(first, stored(1), MAIL)
        later = threading.Thread(target=lanes.run, args=(second, stored(2), MAIL))
        later.start()
        assert hall.begun == [1]
        hall.done(1)
        later.join(PATIENCE)
        assert hall.begun == [1, 2]
        hall.done(2)


def test_no_more_are_under_way_than_told():
    hall = Hall()

    with Lanes(hall.take, 2) as lanes:
        lanes.run(names("a"), stored(1), MAIL)
        lanes.run(names("b"), stored(2), MAIL)
        later = threading.Thread(target=lanes.run, args=(names("c"), stored(3), MAIL))
        later.start()
        assert hall.begun == [1, 2]
        hall.done(2)
        later.join(PATIENCE)
        assert hall.begun == [1, 2, 3]
        hall.done(1)
        hall.done(3)


def test_an_error_reaches_who_asked_and_what_shares_a_name_is_not_begun():
    begun: list[int] = []

    def fails(stored: Stored, _mail: object) -> Future[None]:
        begun.append(stored.id)
        failed: Future[None] = Future()
        failed.set_exception(TransientError("the database did not answer"))
        return failed

    def both() -> None:
        with Lanes(fails, 2) as lanes:
            lanes.run(names("a"), stored(1), MAIL)
            lanes.run(names("a"), stored(2), MAIL)

    with pytest.raises(TransientError, match="did not answer"):
        both()

    assert begun == [1]


def test_an_error_of_the_last_one_is_not_lost():
    hall = Hall()

    def last() -> None:
        with Lanes(hall.take, 2) as lanes:
            lanes.run(names("a"), stored(1), MAIL)
            hall.under_way[1].set_exception(TransientError("the database did not answer"))

    with pytest.raises(TransientError):
        last()


def test_a_mail_that_could_not_be_read_shares_nothing():
    assert not names_of(MAIL)


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
