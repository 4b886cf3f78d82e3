from consultant.bootstrap import Services
from consultant.db.models import ReadLog
from consultant.services import reading
from tests.factories import rows
from tests.factories.make import Make


def test_every_reading_is_a_line_with_who_what_and_when(services: Services, make: Make):
    coder = make.person()
    for _ in range(2):
        with services.database.transaction() as tx:
            reading.record(tx, coder, "attachment", ticket_id=7, object_id=3, clock=services.clock)

    found = rows.every(services, ReadLog)
    assert [(row.user_id, row.what, row.ticket_id, row.object_id) for row in found] == [
        (coder.user_id, "attachment", 7, 3)
    ] * 2
    assert found[0].at == services.clock.now()
