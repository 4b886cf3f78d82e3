from consultant.bootstrap import Services
from consultant.db.queries.pages import parked
from tests.factories.mails import mail
from tests.factories.make import Make


def test_only_parked_mail_waits_and_every_stored_mail_can_be_asked_for(services: Services, make: Make):
    make.ticket()
    make.taken(mail("Away", subject="Out of office", Auto_Submitted="auto-replied"))

    with services.database.reading() as tx:
        waiting = parked.waiting(tx, None, limit=9)
        assert [(row.cause, row.mailbox) for row in waiting] == [("automated", "questions@desk.example")]
        assert parked.one(tx, waiting[0].id) is not None
        assert parked.one(tx, 999) is None
