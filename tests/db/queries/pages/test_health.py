from sqlalchemy import update

from consultant.bootstrap import Services
from consultant.db.models import Job
from consultant.db.queries.pages import health
from consultant.db.queries.pages.health import Waiting
from tests.factories.mails import mail
from tests.factories.make import Make


def test_figures_count_what_waits_and_since_when(services: Services, make: Make):
    began = services.clock.now()
    make.stored(mail("not taken in"))
    make.taken(mail())
    make.answer(1)
    services.clock.forward(minutes=1)

    with services.database.transaction() as tx:
        tx.execute(update(Job).where(Job.kind == "acknowledge").values(failed_at=began))
    with services.database.reading() as tx:
        now = services.clock.now()
        assert health.untaken(tx) == Waiting(1, began)
        assert health.outbox(tx) == {"queued": Waiting(1, began)}
        assert health.failed_jobs(tx) == {"acknowledge": 1}
        due = health.due_jobs(tx, now)
        assert (due.count, due.since) == (2, began)
        assert health.parked(tx) == 0
