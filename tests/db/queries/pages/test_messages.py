from sqlalchemy import select

from consultant.bootstrap import Services
from consultant.db.models import Attachment, Message
from consultant.db.queries.pages import messages
from tests.factories.mails import mail
from tests.factories.make import Make


def test_messages_and_files_know_their_ticket(services: Services, make: Make):
    ticket_id = make.ticket(mail(files=(("note.pdf", b"x"),)))

    with services.database.reading() as tx:
        message_id, file_id = tx.scalars(select(Message.id)).one(), tx.scalars(select(Attachment.id)).one()
        assert messages.ticket_of(tx, message_id) == ticket_id
        assert messages.ticket_of_attachment(tx, file_id) == ticket_id
        assert messages.ticket_of(tx, 999) is None
        assert messages.ticket_of_attachment(tx, 999) is None
