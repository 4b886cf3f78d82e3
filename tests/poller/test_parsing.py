import os
import threading
from collections.abc import Iterator
from concurrent.futures import Future

import pytest

from consultant.bootstrap import Services
from consultant.config import Settings
from consultant.db.queries import inbound
from consultant.db.queries.inbound import Stored
from consultant.mail.parsed import NOBODY, Own, ParsedMail, Unreadable
from consultant.poller import parsing
from consultant.poller.parsing import Failed, InProcess, OwnProcess
from tests.factories.mails import mail
from tests.factories.make import Make


def _die() -> Failed:
    os._exit(9)


def _hang() -> Failed:
    threading.Event().wait(60)
    return Failed("never")


class Cruel(OwnProcess):
    """Mails with a mark in their subject end or hold the process that reads them."""

    def __init__(
        self, settings: Settings, *, deadly: frozenset[str] = frozenset(), endless: frozenset[str] = frozenset()
    ):
        self.deadly, self.endless = deadly, endless
        super().__init__(settings)

    def _submit(self, pool: parsing.Pool, stored: Stored, own: Own) -> Future[parsing.Answer]:
        if stored.sha256 in self.deadly:
            return pool.submit(_die)
        if stored.sha256 in self.endless:
            return pool.submit(_hang)
        return super()._submit(pool, stored, own)


@pytest.fixture
def stored(sqlite_services: Services) -> list[Stored]:
    """Ten mails that wait to be read."""
    make = Make(sqlite_services)
    for number in range(10):
        make.stored(mail(f"Question {number}", subject=f"Question {number}"))
    with sqlite_services.database.reading() as tx:
        return inbound.waiting(tx, 1)


@pytest.fixture
def closing() -> Iterator[list[OwnProcess]]:
    made: list[OwnProcess] = []
    yield made
    for mails in made:
        mails.close()


def said(answers: list[parsing.Answer]) -> list[str]:
    return [answer.subject if isinstance(answer, ParsedMail) else "failed" for answer in answers]


def test_mails_are_read_in_order_without_the_bytes_of_their_files(sqlite_services: Services):
    make = Make(sqlite_services)
    make.stored(mail(subject="With a file", files=(("claim.pdf", b"PDF"),)))
    make.stored(b"")
    with sqlite_services.database.reading() as tx:
        waiting = inbound.waiting(tx, 1)

    first, second = InProcess(sqlite_services.blobs).read(waiting, NOBODY)

    assert isinstance(first, ParsedMail)
    assert [(file.filename, file.size, file.content) for file in first.attachments] == [("claim.pdf", 3, b"")]
    assert isinstance(second, Unreadable)


def test_bytes_that_are_gone_and_readers_that_fail_are_said_in_words_that_name_nothing(
    sqlite_services: Services, stored: list[Stored], monkeypatch: pytest.MonkeyPatch
):
    sqlite_services.blobs.open_path(stored[0].sha256).unlink()
    monkeypatch.setattr(parsing, "parse", lambda *_a, **_k: 1 / 0)

    gone, failed = InProcess(sqlite_services.blobs).read(stored[:2], NOBODY)

    assert isinstance(gone, Failed)
    assert "backup" in gone.words
    assert failed == Failed("The desk failed while reading it (ZeroDivisionError). Read it again after an upgrade.")


def test_another_process_reads_the_same(sqlite_services: Services, stored: list[Stored], closing: list[OwnProcess]):
    mails = OwnProcess(sqlite_services.settings)
    closing.append(mails)

    assert list(mails.read(stored, NOBODY)) == list(InProcess(sqlite_services.blobs).read(stored, NOBODY))


def test_a_mail_that_ends_its_reader_is_failed_and_the_others_are_read(
    sqlite_services: Services, stored: list[Stored], closing: list[OwnProcess]
):
    mails = Cruel(sqlite_services.settings, deadly=frozenset({stored[2].sha256, stored[7].sha256}))
    closing.append(mails)

    answers = list(mails.read(stored, NOBODY))

    assert said(answers) == [f"Question {number}" if number not in {2, 7} else "failed" for number in range(10)]
    assert "ended the process" in str(answers[2])


def test_a_mail_that_holds_its_reader_is_failed_and_the_others_are_read(
    sqlite_services: Services, stored: list[Stored], closing: list[OwnProcess], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(parsing, "SECONDS_A_MAIL", 6.0)
    mails = Cruel(sqlite_services.settings, endless=frozenset({stored[1].sha256}))
    closing.append(mails)
    mails.wait_until_up()

    answers = list(mails.read(stored, NOBODY))

    assert said(answers) == [f"Question {number}" if number != 1 else "failed" for number in range(10)]
    assert "longer than" in str(answers[1])


def test_a_reader_that_is_ended_from_outside_loses_no_mail(
    sqlite_services: Services, stored: list[Stored], closing: list[OwnProcess]
):
    mails = OwnProcess(sqlite_services.settings)
    closing.append(mails)
    reading = mails.read(stored, NOBODY)
    first = next(reading)

    mails.kill_child()

    assert said([first, *reading]) == [f"Question {number}" for number in range(10)]


def test_what_one_mailbox_does_to_the_reader_harms_no_mail_of_another(
    sqlite_services: Services, stored: list[Stored], closing: list[OwnProcess]
):
    deadly = frozenset(one.sha256 for one in stored[1:4])
    mails = Cruel(sqlite_services.settings, deadly=deadly)
    closing.append(mails)
    answers: dict[str, list[parsing.Answer]] = {}

    def read(name: str, part: list[Stored]) -> None:
        answers[name] = list(mails.read(part, NOBODY))

    threads = [
        threading.Thread(target=read, args=("cruel", stored[:5])),
        threading.Thread(target=read, args=("good", stored[5:])),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert said(answers["cruel"]) == ["Question 0", "failed", "failed", "failed", "Question 4"]
    assert said(answers["good"]) == [f"Question {number}" for number in range(5, 10)]
