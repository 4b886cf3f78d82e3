import pytest
from sqlalchemy import select

from consultant.bootstrap import Services
from consultant.db.models import Message
from consultant.domain.rights import Person, Role
from consultant.errors import Forbidden, NotFound
from consultant.services.pages import messages
from tests.factories.make import Make


def test_a_message_leads_to_its_ticket_for_who_may_read_it(services: Services, make: Make):
    ticket_id, person = make.ticket(), make.person()

    with services.database.reading() as tx:
        message_id = tx.scalars(select(Message.id)).one()
        assert messages.ticket_of(tx, person, message_id) == ticket_id
        for ask in (messages.ticket_of, messages.ticket_of_attachment):
            with pytest.raises(NotFound):
                ask(tx, person, 999)
            with pytest.raises(Forbidden):
                ask(tx, Person(1, Role.ASKER, "Dana"), message_id)
