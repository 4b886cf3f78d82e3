from datetime import timedelta

from consultant.bootstrap import Services
from consultant.db.queries import authorisations
from tests.factories.make import Make


def test_a_request_is_taken_out_by_whom_it_belongs_to_while_it_lasts(services: Services, make: Make):
    mailbox_id, now = make.mailbox(), services.clock.now()
    with services.database.transaction() as tx:
        authorisations.begin(
            tx,
            state_sha256="a" * 64,
            mailbox_id=mailbox_id,
            login="google",
            user_id=None,
            until=now + timedelta(minutes=1),
        )

    with services.database.transaction() as tx:
        assert authorisations.claim(tx, "a" * 64, user_id=1, now=now) is None
        assert authorisations.claim(tx, "a" * 64, user_id=None, now=now + timedelta(minutes=1)) is None
        row = authorisations.claim(tx, "a" * 64, user_id=None, now=now)
        assert row is not None
        assert (row.mailbox_id, row.login) == (mailbox_id, "google")
        assert authorisations.claim(tx, "a" * 64, user_id=None, now=now) is None


def test_a_mailbox_that_is_not_there_keeps_nothing(services: Services):
    with services.database.reading() as tx:
        assert authorisations.kept(tx, 5) is None
