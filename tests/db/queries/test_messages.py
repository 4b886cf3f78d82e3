from consultant.bootstrap import Services
from consultant.db.models import Attachment
from consultant.db.queries import messages
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make


def test_the_original_of_an_askers_message_is_found_and_ours_has_none(services: Services, make: Make):
    ticket_id = make.ticket()
    make.answer(ticket_id)

    with services.database.reading() as tx:
        original = messages.original(tx, 1)
        assert original is not None
        assert (original.ticket_id, original.sha256) == (ticket_id, rows.inbound_mail(services, 1).sha256)
        assert messages.original(tx, 2) is None
        assert messages.ticket_of(tx, 2) == ticket_id
        assert messages.ticket_of(tx, 987) is None


def test_files_are_written_within_their_columns(services: Services, make: Make):
    make.ticket(mail(files=(("f" * 1500 + ".txt", b"x"), ("b.txt", b"y"))))

    found = rows.every(services, Attachment)
    assert len(found) == 2
    assert max(len(row.filename) for row in found) <= 998
    with services.database.transaction() as tx:
        messages.add_attachments(tx, 1, ())
        assert messages.attachment(tx, 987) is None
