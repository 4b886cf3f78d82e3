from dataclasses import replace

from consultant.bootstrap import Services
from consultant.db.models import Job, OutboundMail
from consultant.services import tickets
from tests.factories import rows
from tests.factories.make import Make
from tests.factories.work import work


def assign(services: Services, make: Make) -> None:
    ticket_id, person, lead = make.ticket(), make.person(), make.person()
    with services.database.transaction() as tx:
        tickets.assign(tx, lead, ticket_id, person.user_id, clock=services.clock)
    services.clock.forward(minutes=1)


def test_who_is_given_a_ticket_is_told_once(services: Services, make: Make):
    assign(services, make)

    work(services)
    work(services)

    assert len(rows.every(services, OutboundMail, kind="assigned")) == 1
    assert rows.every(services, Job, kind="tell_assigned") == []


def test_a_desk_without_notices_tells_nobody(services: Services, make: Make):
    assign(services, make)

    work(replace(services, settings=services.settings.model_copy(update={"notices": "off"})))

    assert rows.every(services, OutboundMail, kind="assigned") == []
    assert rows.every(services, Job, kind="tell_assigned") == []
