from datetime import timedelta

from consultant.bootstrap import Services
from consultant.db.queries import alerts


def test_something_that_lasts_has_one_row_and_may_come_again(services: Services):
    now = services.clock.now()
    with services.database.transaction() as tx:
        for words in ("first", "second"):
            alerts.raise_(tx, "process", "worker", words, now=now)
        alerts.raise_(tx, "due_soon", "7", "", now=now)
        [row] = alerts.open_for_administrators(tx)
        assert row.words == "first"
        alerts.reword(tx, row.id, "third")
        alerts.told(tx, [row.id], now=now)
        alerts.end(tx, [row.id], now=now + timedelta(hours=1))
        alerts.raise_(tx, "process", "worker", "again", now=now + timedelta(hours=2))

    with services.database.reading() as tx:
        assert [row.words for row in alerts.open_for_administrators(tx)] == ["again"]
        assert [row.about for row in alerts.open_of(tx, "due_soon")] == ["7"]
        assert [row.words for row in alerts.lately(tx, now)] == ["again", "third"]
        assert [row.words for row in alerts.lately(tx, now + timedelta(hours=3))] == ["again"]
