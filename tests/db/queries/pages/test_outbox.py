from sqlalchemy import update

from consultant.bootstrap import Services
from consultant.db.models import OutboundMail
from consultant.db.queries.pages import outbox
from consultant.domain.sending import Delivery
from consultant.services import replies
from tests.factories.mails import mail
from tests.factories.make import Make


def test_what_is_unsettled_and_what_left_lately(services: Services, make: Make):
    person = make.person(name="Priya Raman")
    tickets, sent = [make.ticket(mail(subject=f"Question {n}")) for n in range(2)], []
    with services.database.transaction() as tx:
        for n in range(2):
            answer = replies.Answer(tickets[n], "M17.11.", (), f"form-key-{n}", 10**9, None, "answered")
            sent.append(
                replies.submit(
                    tx,
                    person,
                    answer,
                    catalogue=services.library,
                    renderer=services.renderer,
                    clock=services.clock,
                    desk=services.desk,
                ).outbound_id
            )
        tx.execute(update(OutboundMail).where(OutboundMail.id == sent[0]).values(state="sent"))

    with services.database.reading() as tx:
        assert [row.id for row in outbox.unsettled(tx, tuple(Delivery))] == [sent[1]]
        assert outbox.unsettled(tx, (Delivery.REFUSED,)) == []
        assert outbox.counts(tx) == {Delivery.QUEUED: 1}
        assert [row.id for row in outbox.lately(tx)] == [sent[1], sent[0]]
        assert [(row.outbound_id, row.field) for row in outbox.recipients(tx, sent)] == [
            (sent[0], "to"),
            (sent[1], "to"),
        ]
        assert outbox.unsettled(tx, (Delivery.QUEUED,))[0].author == "Priya Raman"
