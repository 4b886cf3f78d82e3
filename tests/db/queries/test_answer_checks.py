from datetime import date

from consultant.bootstrap import Services
from consultant.db.queries import answer_checks
from tests.factories import rows
from tests.factories.make import Make


def test_what_was_found_in_an_answer_comes_back_by_its_message(services: Services, make: Make):
    ticket_id = make.ticket()
    [message] = rows.messages(services, ticket_id)
    with services.database.transaction() as tx:
        answer_checks.add(
            tx,
            message_id=message.id,
            ticket_id=ticket_id,
            on_date=date(2026, 8, 27),
            date_said=True,
            release_labels=["FY 2026"],
            codes=[{"system": "cm", "code": "M17.1", "status": "header"}],
            findings=[],
            reason="so",
            made_at=services.clock.now(),
        )

    with services.database.reading() as tx:
        found = answer_checks.of(tx, message.id)

        assert found is not None
        assert (found.reason, found.codes[0]["code"]) == ("so", "M17.1")
        assert answer_checks.of(tx, 99) is None
