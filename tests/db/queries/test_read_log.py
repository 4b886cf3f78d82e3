from consultant.bootstrap import Services
from consultant.db.models import ReadLog
from consultant.db.queries import read_log
from tests.factories import rows
from tests.factories.make import Make


def test_lines_are_only_ever_added(services: Services, make: Make):
    coder = make.person()
    for what in ("ticket", "ticket", "search"):
        with services.database.transaction() as tx:
            read_log.add(tx, at=services.clock.now(), user_id=coder.user_id, what=what, ticket_id=None, object_id=None)

    assert [row.what for row in rows.every(services, ReadLog)] == ["ticket", "ticket", "search"]
    assert {name for name in dir(read_log) if not name.startswith("_")} & {"update", "delete", "remove"} == set()
