import pytest

from consultant.bootstrap import Services
from consultant.db.queries.pages import search
from tests.factories.cases import attach_codes
from tests.factories.mails import mail
from tests.factories.make import Make


@pytest.fixture
def ticket_id(make: Make) -> int:
    return make.ticket(mail(subject="Knee"))


def test_tickets_are_found_by_id_address_and_code(services: Services, ticket_id: int):
    attach_codes(services, ticket_id)

    with services.database.reading() as tx:
        for rows in (search.by_id(tx, ticket_id), search.by_address(tx, "dana@north"), search.by_code(tx, "M17.11")):
            assert [(row.id, row.subject, row.name) for row in rows] == [(ticket_id, "Knee", "Dana Whitlock")]
        assert search.by_id(tx, 999) == []
        assert search.by_address(tx, "dana@south") == []
        assert search.by_code(tx, "M17.12") == []


def test_an_address_is_matched_from_its_beginning_alone(services: Services, ticket_id: int):
    with services.database.reading() as tx:
        assert search.by_address(tx, "northfork") == []
        assert search.by_address(tx, "%") == []
    assert ticket_id
