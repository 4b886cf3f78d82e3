import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace

import pytest

from consultant.bootstrap import Services
from consultant.db.after import Changed, Effect, Woken
from consultant.db.engine import Database
from consultant.db.models import InboundMail, Message
from consultant.db.queries import inbound
from consultant.db.queries.inbound import Stored
from consultant.errors import TransientError
from consultant.mail.parsed import Reading
from consultant.poller import taking
from consultant.poller.crew import Crew
from consultant.poller.failed import Failed
from consultant.poller.parsing import InProcess
from consultant.poller.takers import Hand, InPlace, OwnProcesses, Pool, Takers
from consultant.services import intake
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make

COUNT = 6


def _die() -> list[Effect]:
    os._exit(9)


class Cruel(OwnProcesses):
    """Mails with a mark end the process that takes them in; with ``once``, only the first time."""

    deadly: frozenset[str] = frozenset()
    once = False

    def _ask(self, pool: Pool, stored: Stored, mail: Reading | Failed, place: bytes) -> Future[Sequence[Effect]]:
        if stored.sha256 not in self.deadly:
            return super()._ask(pool, stored, mail, place)
        if self.once:
            self.deadly -= {stored.sha256}
        return pool.submit(_die)


@pytest.fixture
def told(services: Services) -> tuple[Services, list[Effect]]:
    """A desk that notes what its commits are followed by."""
    found: list[Effect] = []
    database = Database(services.database.engine, after_commit=found.extend)
    return replace(services, database=database), found


@pytest.fixture
def processes(told: tuple[Services, list[Effect]]) -> Iterator[Callable[..., OwnProcesses]]:
    made: list[OwnProcesses] = []
    desk, _ = told

    def start(kind: type[OwnProcesses] = OwnProcesses) -> OwnProcesses:
        made.append(kind(hand(desk), desk.settings.database, "ERROR"))
        return made[-1]

    yield start
    for takers in made:
        takers.close()


def hand(desk: Services) -> Hand:
    return Hand(desk.database, desk.desk, desk.clock)


def store(desk: Services) -> list[Stored]:
    make = Make(desk)
    for number in range(COUNT):
        sender = f"asker{number}@practice{number}.example"
        make.stored(
            mail(f"Text {number}", subject=f"Question {number}", sender=sender, message_id=f"{number}@x.example")
        )
    with desk.database.reading() as tx:
        return list(inbound.waiting(tx, 1, limit=COUNT))


def take_in(desk: Services, takers: Takers) -> None:
    taking.take_in_stored(desk, 1, Crew(InProcess(desk.blobs), takers))


def states(desk: Services) -> list[str]:
    return [row.state for row in sorted(rows.every(desk, InboundMail), key=lambda row: row.id)]


def subjects(desk: Services) -> set[str]:
    return {row.subject for row in rows.every(desk, Message)}


EVERY = {f"Question {number}" for number in range(COUNT)}


def test_what_follows_the_commit_of_a_child_is_done_by_who_asked(
    told: tuple[Services, list[Effect]], processes: Callable[..., OwnProcesses]
):
    desk, effects = told
    store(desk)
    effects.clear()

    take_in(desk, processes())

    assert subjects(desk) == EVERY
    assert len([one for one in effects if isinstance(one, Woken)]) == COUNT
    assert len([one for one in effects if isinstance(one, Changed) and one.kind == "ticket"]) == COUNT


def test_processes_that_end_cost_no_mail(told: tuple[Services, list[Effect]], processes: Callable[..., OwnProcesses]):
    desk, _ = told
    takers = processes()
    store(desk)

    takers.kill_children()
    take_in(desk, takers)

    assert states(desk) == ["taken"] * COUNT
    assert subjects(desk) == EVERY


def test_a_process_that_ends_on_the_way_costs_no_mail(
    told: tuple[Services, list[Effect]], processes: Callable[..., OwnProcesses]
):
    desk, _ = told
    takers = processes(Cruel)
    takers.deadly, takers.once = frozenset({store(desk)[2].sha256}), True

    take_in(desk, takers)

    assert states(desk) == ["taken"] * COUNT
    assert subjects(desk) == EVERY


def test_a_mail_that_ends_whoever_takes_it_in_is_parked_and_holds_nobody_up(
    told: tuple[Services, list[Effect]], processes: Callable[..., OwnProcesses]
):
    desk, _ = told
    takers = processes(Cruel)
    takers.deadly = frozenset({store(desk)[2].sha256})

    take_in(desk, takers)

    assert states(desk) == ["taken", "taken", "parked", "taken", "taken", "taken"]
    [parked] = [row for row in rows.every(desk, InboundMail) if row.state == "parked"]
    assert "ended the process" in str(parked.detail)
    assert subjects(desk) == EVERY - {"Question 2"}


def test_a_mail_that_waits_for_the_database_is_left_for_the_next_look(
    services: Services, monkeypatch: pytest.MonkeyPatch
):
    store(services)

    def away(*_: object, **__: object) -> None:
        raise TransientError("the database did not answer")

    with monkeypatch.context() as without:
        without.setattr(intake, "take_in", away)
        with pytest.raises(TransientError):
            take_in(services, InPlace(hand(services)))
    assert states(services) == ["stored"] * COUNT

    take_in(services, InPlace(hand(services)))

    assert states(services) == ["taken"] * COUNT
