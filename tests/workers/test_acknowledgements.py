from consultant.bootstrap import Services
from consultant.db.models import Job, OutboundMail
from tests.factories import rows
from tests.factories.make import Make
from tests.factories.work import work
from workers import jobs


def test_an_acknowledgement_is_written_and_its_job_ended_in_one_transaction(services: Services, make: Make):
    make.ticket()
    services.clock.forward(seconds=46)
    [job] = rows.every(services, Job, kind="acknowledge")

    jobs.run(services, job.id)
    jobs.run(services, job.id)

    assert [row.kind for row in rows.every(services, OutboundMail)] == ["acknowledged"]
    assert rows.every(services, Job, kind="acknowledge") == []


def test_an_acknowledgement_leaves_from_nobody(services: Services, make: Make):
    make.ticket()
    services.clock.forward(seconds=46)

    work(services)

    [(sender, recipients, raw)] = services.mailer.delivered
    assert (sender, recipients) == ("", ("dana@northfork-ortho.example",))
    assert b"Auto-Submitted: auto-replied" in raw
