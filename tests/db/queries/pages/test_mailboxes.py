from datetime import timedelta

from sqlalchemy import update

from consultant.bootstrap import Services
from consultant.db.models import InboundMail, Mailbox
from consultant.db.queries.pages import mailboxes
from consultant.domain.authorisations import Login
from tests.factories.mails import mail
from tests.factories.make import Make


def test_every_mailbox_is_a_row_and_its_cursor_tells_when_mail_came(services: Services, make: Make):
    make.mailbox("second", login=Login.GOOGLE, secret=None)
    make.stored(mail())
    services.clock.forward(hours=1)
    make.stored(mail(message_id="b@x.example"))

    with services.database.reading() as tx:
        first, second = mailboxes.every(tx)

    assert (first.name, second.name) == ("main", "second")
    assert first.moved_at is not None
    assert (second.moved_at, second.granted_at) == (None, None)


def test_mailboxes_in_use_that_a_provider_signs_in_are_told_apart(services: Services, make: Make):
    make.mailbox()
    asked, off = make.mailbox("asked", login=Login.GOOGLE), make.mailbox("off", login=Login.GOOGLE)
    with services.database.transaction() as tx:
        tx.get_one(Mailbox, off).enabled = False

    with services.database.reading() as tx:
        assert [row.id for row in mailboxes.granted(tx)] == [asked]


def test_arrivals_are_told_once_an_hour_and_a_rescan_brings_none(services: Services, make: Make):
    began = services.clock.now()
    make.stored(mail())
    services.clock.forward(hours=2)
    for _ in range(2):
        make.stored(mail())
    last = services.clock.now()
    make.stored(mail(), mailbox="second", quiet=True)

    with services.database.reading() as tx:
        assert mailboxes.arrivals(tx, began - timedelta(hours=1)) == {1: [began, last]}
        assert mailboxes.arrivals(tx, began) == {1: [last]}


def test_what_is_written_on_the_web_does_not_hide_that_a_mailbox_is_silent(services: Services, make: Make):
    began = services.clock.now()
    make.stored(mail())
    with services.database.transaction() as tx:
        tx.execute(update(InboundMail).values(uidvalidity=0))

    with services.database.reading() as tx:
        assert mailboxes.arrivals(tx, began - timedelta(hours=1)) == {}
