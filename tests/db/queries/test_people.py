import threading

from consultant.bootstrap import Services
from consultant.db.models import Person
from consultant.db.queries import people
from tests.factories import rows
from tests.factories.mails import ASKER
from tests.factories.make import Make


def test_an_address_is_one_person_and_keeps_its_first_name(services: Services):
    now = services.clock.now()
    with services.database.transaction() as tx:
        first = people.ensure(tx, ASKER, "Dana Whitlock", now=now)
        again = people.ensure(tx, ASKER, "D. W.", now=now)
        other = people.ensure(tx, "x@x.example", "n" * 2000, now=now)

    assert first == again != other
    with services.database.reading() as tx:
        assert people.get(tx, first).name == "Dana Whitlock"
        assert len(people.get(tx, other).name) == 998


def test_two_mails_of_a_new_person_at_once_make_one(services: Services):
    barrier, ids = threading.Barrier(3), []

    def ensure() -> None:
        barrier.wait()
        with services.database.transaction() as tx:
            ids.append(people.ensure(tx, ASKER, "Dana", now=services.clock.now()))

    threads = [threading.Thread(target=ensure) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(ids)) == 1
    assert len(rows.every(services, Person)) == 1


def test_the_requester_takes_part_and_others_once_they_are_let_in(services: Services, make: Make):
    ticket_id, other = make.ticket(), make.ticket(text="Another question")

    with services.database.transaction() as tx:
        eve = people.ensure(tx, "eve@else.example", "Eve", now=services.clock.now())
        assert people.takes_part(tx, ticket_id, ASKER)
        assert not people.takes_part(tx, ticket_id, "eve@else.example")
        assert not people.takes_part(tx, 987, ASKER)
        for _ in range(2):
            people.join(tx, ticket_id, eve, now=services.clock.now())
        assert people.takes_part(tx, ticket_id, "eve@else.example")
        assert not people.takes_part(tx, other, "eve@else.example")
