import threading
from datetime import timedelta

from consultant.bootstrap import Services
from consultant.db.models import Lease
from consultant.db.queries import leases
from tests.factories import rows


def take(services: Services, holder: str, seconds: float = 20) -> bool:
    now = services.clock.now()
    with services.database.transaction() as tx:
        return leases.take(tx, "mailbox:1", holder=holder, now=now, until=now + timedelta(seconds=seconds))


def test_a_lease_is_renewed_by_its_holder_and_refused_to_others_until_it_runs_out(services: Services):
    assert take(services, "a")
    assert not take(services, "b")
    services.clock.forward(seconds=15)
    assert take(services, "a")
    services.clock.forward(seconds=15)
    assert not take(services, "b")
    services.clock.forward(seconds=5)
    assert take(services, "b")
    assert not take(services, "a")


def test_letting_go_frees_it_for_the_next_and_only_the_holder_can(services: Services):
    take(services, "a")
    with services.database.transaction() as tx:
        leases.release(tx, "mailbox:1", holder="b")
    assert not take(services, "b")

    with services.database.transaction() as tx:
        leases.release(tx, "mailbox:1", holder="a")

    assert rows.every(services, Lease) == []
    assert take(services, "b")


def test_of_many_that_ask_at_once_one_gets_it(services: Services):
    barrier, won = threading.Barrier(4), []

    def ask(name: str) -> None:
        barrier.wait()
        if take(services, name):
            won.append(name)

    threads = [threading.Thread(target=ask, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(won) == 1


def test_a_turn_comes_once_in_so_long(services: Services):
    every = timedelta(seconds=30)

    def ask():
        with services.database.transaction() as tx:
            return leases.slot(tx, "mail to smtp.example", now=services.clock.now(), every=every)

    began = services.clock.now()
    assert ask() is None
    services.clock.forward(seconds=10)
    assert ask() == began + every
    services.clock.forward(seconds=20)
    assert ask() is None
