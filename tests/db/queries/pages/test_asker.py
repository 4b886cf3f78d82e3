from consultant.bootstrap import Services
from consultant.db.queries.pages import asker as queries
from tests.factories.mails import mail
from tests.factories.make import Make
from tests.factories.work import work


def test_mail_of_both_sides_is_read_and_nothing_of_machines(services: Services, make: Make):
    ticket_id = make.ticket(mail(files=(("claim.pdf", b"x" * 900),)))
    services.clock.forward(minutes=2)
    work(services)  # the acknowledgement is a machine's
    make.answer(ticket_id, cc=("second@clinic.example",))
    services.clock.forward(minutes=1)
    work(services)

    with services.database.reading() as tx:
        found = queries.messages(tx, ticket_id)
        files = queries.files(tx, [row.id for row in found])
        head = queries.head(tx, ticket_id)

    assert [(row.source, row.sending, bool(row.arrived)) for row in found] == [
        ("desk", "sent", True),
        ("asker", None, False),
    ]
    assert [file.filename for file in files] == ["claim.pdf"]
    assert (head.id, head.state) == (ticket_id, "answered")
