import pytest

from consultant.bootstrap import Services
from consultant.db.models import InboundMail, Job
from consultant.domain.rights import Role
from consultant.errors import NotFound
from consultant.services import parked
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make
from workers import jobs


def test_the_bytes_of_a_deleted_mail_are_erased_when_its_day_is_over(services: Services, make: Make):
    make.taken(mail("I am away.", auto_submitted="auto-replied"))
    [row] = rows.every(services, InboundMail, state="parked")
    with services.database.transaction() as tx:
        parked.delete(tx, make.person(Role.LEAD), row.id, clock=services.clock)
    [job] = rows.every(services, Job, kind="erase_original")

    jobs.run(services, job.id)
    assert services.blobs.get(row.sha256)
    services.clock.forward(days=1, minutes=1)
    jobs.run(services, job.id)

    with pytest.raises(NotFound):
        services.blobs.get(row.sha256)
    assert rows.every(services, Job, kind="erase_original") == []
