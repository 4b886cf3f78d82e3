import threading

from consultant.bootstrap import Services
from consultant.db.models import InboundMail
from consultant.db.queries import inbound
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make


def test_what_was_stored_waits_in_order_and_bounded(services: Services, make: Make):
    ids = [make.stored(mail(str(number))) for number in range(4)]
    make.stored(mail("elsewhere"), mailbox="second")

    with services.database.reading() as tx:
        assert [one.id for one in inbound.waiting(tx, 1)] == ids
        assert [one.id for one in inbound.waiting(tx, 1, limit=2)] == ids[:2]


def test_a_mail_is_locked_while_it_is_in_one_of_the_states_that_were_asked_for(services: Services, make: Make):
    inbound_id = make.stored(mail())

    with services.database.transaction() as tx:
        assert inbound.lock(tx, inbound_id) is not None
        assert inbound.lock(tx, inbound_id, states=("parked",)) is None
        assert inbound.lock(tx, 987) is None


def test_the_first_mail_with_some_content_holds_the_claim(services: Services, make: Make):
    first, second = make.stored(mail("a")), make.stored(mail("b"))

    with services.database.transaction() as tx:
        assert inbound.claim_content(tx, "c" * 64, first) == first
        assert inbound.claim_content(tx, "c" * 64, second) == first
        assert inbound.claim_content(tx, "d" * 64, second) == second


def test_of_two_pollers_that_claim_the_same_content_at_once_one_gets_it(services: Services, make: Make):
    ids = [make.stored(mail(str(number))) for number in range(2)]
    barrier, holders = threading.Barrier(2), []

    def ask(inbound_id: int) -> None:
        barrier.wait()
        with services.database.transaction() as tx:
            holders.append(inbound.claim_content(tx, "c" * 64, inbound_id))

    threads = [threading.Thread(target=ask, args=(one,)) for one in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(holders)) == 1


def test_a_mail_becomes_a_message_once_and_is_not_settled_afterwards(services: Services, make: Make):
    make.ticket()
    inbound_id = make.stored(mail("b"))

    with services.database.transaction() as tx:
        assert inbound.take(tx, inbound_id, ticket_id=1, sender="s" * 2000, subject=None)
        assert not inbound.take(tx, inbound_id, ticket_id=1, sender=None, subject=None)
        assert not inbound.settle(tx, inbound_id, "parked")
        assert inbound.ticket_of(tx, inbound_id) == 1

    row = rows.inbound_mail(services, inbound_id)
    assert (row.state, len(row.sender or "")) == ("taken", 998)


def test_settling_keeps_cause_and_words_within_their_columns(services: Services, make: Make):
    inbound_id = make.stored(mail())

    with services.database.transaction() as tx:
        assert inbound.settle(tx, inbound_id, "parked", cause="loop", detail="d" * 2000, subject="s" * 2000)

    row = rows.inbound_mail(services, inbound_id)
    assert (row.state, row.cause, len(row.detail or ""), len(row.subject or "")) == ("parked", "loop", 998, 998)


def test_hashes_are_known_from_other_uidvalidities_of_the_same_mailbox_alone(services: Services, make: Make):
    raw = mail()
    first = make.stored(raw)
    make.stored(raw)
    make.stored(raw, mailbox="second")
    sha256 = rows.inbound_mail(services, first).sha256

    with services.database.reading() as tx:
        assert inbound.known_before(tx, 1, 99, [sha256]) == {sha256: inbound.Known(first, deleted=False)}
        assert inbound.known_before(tx, 1, 1, [sha256]) == {}
        assert inbound.known_before(tx, 1, 99, ["f" * 64]) == {}


def test_copies_wait_to_be_touched_once_their_mail_is_settled(services: Services, make: Make):
    make.stored(mail("waits"))
    make.ticket()
    make.taken(mail(sender="questions@desk.example"))

    with services.database.transaction() as tx:
        due = list(inbound.untouched(tx, 1, 1))
        assert [one for one, _uid in due] == [2, 3]
        assert len(inbound.untouched(tx, 1, 1, limit=1)) == 1
        inbound.add_receipts(tx, [2], "flag", now=services.clock.now())
        assert [one for one, _uid in inbound.untouched(tx, 1, 1)] == [3]

    assert rows.every(services, InboundMail)[1].touched_at == services.clock.now()
