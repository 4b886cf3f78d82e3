from datetime import date

import pytest

from consultant.bootstrap import Services
from consultant.db.models import Job
from consultant.domain.rights import Person, Role
from consultant.errors import Forbidden, NotFound
from consultant.services import release_imports
from consultant.services.release_imports import HandedIn, Installed, Refused, State
from tests.factories import rows
from tests.factories.make import Make

FILE = HandedIn("pra.zip", "a" * 64, 3, date(2026, 7, 1))


@pytest.fixture
def lead(services: Services) -> Person:
    return Make(services).person(Role.LEAD, "Lee")


def test_a_file_is_asked_for_followed_and_reported(services: Services, lead: Person):
    with services.database.transaction() as tx:
        number = release_imports.ask(tx, lead, FILE, clock=services.clock)
    assert [job.kind for job in rows.every(services, Job)] == ["import_release"]

    with services.database.transaction() as tx:
        assert release_imports.begun(tx, number) == FILE
        release_imports.follow(tx, number, "reading f1.txt")
    with services.database.reading() as tx:
        [running] = release_imports.latest(tx, lead)
    assert (running.state, running.progress, running.open) == (State.RUNNING, "reading f1.txt", True)

    with services.database.transaction() as tx:
        over = release_imports.conclude(
            tx,
            number,
            [Installed("MUE", (("codes", 4),), (("added", 1),))],
            [Refused("readme.txt", "no file that the desk can read")],
            clock=services.clock,
        )
    with services.database.reading() as tx:
        [done] = release_imports.latest(tx, lead)
    assert over
    assert (done.state, done.open, done.finished_at) == (State.DONE, False, services.clock.now())
    assert done.installed == (Installed("MUE", (("codes", 4),), (("added", 1),)),)
    assert done.refused == (Refused("readme.txt", "no file that the desk can read"),)


def test_the_same_file_handed_in_twice_is_wanted_until_both_are_done(services: Services, lead: Person):
    with services.database.transaction() as tx:
        first, second = (release_imports.ask(tx, lead, FILE, clock=services.clock) for _ in range(2))
        assert not release_imports.conclude(tx, first, [], [Refused("x", "y")], clock=services.clock)
        assert release_imports.conclude(tx, second, [], [Refused("x", "y")], clock=services.clock)
        assert {one.state for one in release_imports.latest(tx, lead)} == {State.FAILED}


def test_who_may_not_is_refused_and_what_is_not_there_is_not_found(services: Services):
    coder, asker = Person(1, Role.CODER, ""), Person(2, Role.ASKER, "")
    with services.database.transaction() as tx:
        with pytest.raises(Forbidden):
            release_imports.ask(tx, coder, FILE, clock=services.clock)
        with pytest.raises(Forbidden):
            release_imports.latest(tx, asker)
        with pytest.raises(NotFound):
            release_imports.begun(tx, 7)
        with pytest.raises(NotFound):
            release_imports.conclude(tx, 7, [], [], clock=services.clock)
