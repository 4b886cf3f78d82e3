from consultant.bootstrap import Services
from consultant.db.queries import rechecks as writes
from consultant.db.queries.pages import rechecks
from tests.db.queries.test_rechecks import row
from tests.factories.make import Make


def test_what_waits_comes_with_its_ticket_and_what_was_seen_to_does_not(services: Services, make: Make):
    one, other, person = make.ticket(), make.ticket(), make.person()
    make.answer(one)
    with services.database.transaction() as tx:
        writes.note(tx, [row(services, one), row(services, other)])
        writes.see(tx, other, user_id=person.user_id, now=services.clock.now())

        [found] = rechecks.unseen(tx)

    assert (found.ticket_id, found.who, found.answered_at) == (one, "Dana Whitlock", services.clock.now())
