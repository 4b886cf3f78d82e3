import pytest

from consultant.bootstrap import Services
from consultant.db.models import Job, LookupRun
from consultant.services import lookups as use_case
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make
from workers import jobs


def test_lookups_are_attached_even_where_no_release_is_installed(services: Services, make: Make):
    ticket_id = make.ticket()

    jobs.run(services, rows.every(services, Job, kind="attach_lookups")[0].id)

    assert rows.ticket(services, ticket_id).lookup_run_id is not None
    assert rows.every(services, Job, kind="attach_lookups") == []


def test_a_question_that_changes_while_it_is_read_is_read_again(
    services: Services, make: Make, monkeypatch: pytest.MonkeyPatch
):
    ticket_id = make.ticket(message_id="a@asker.example")
    real = use_case.read

    def read(tx: object, number: int, **more: object) -> object:
        found = real(tx, number, **more)  # type: ignore[arg-type]
        monkeypatch.undo()
        make.taken(mail("And M17.12?", subject="Re: Knee question", in_reply_to="a@asker.example"))
        return found

    monkeypatch.setattr(use_case, "read", read)
    [job] = rows.every(services, Job, kind="attach_lookups")

    jobs.run(services, job.id)

    assert rows.every(services, LookupRun) == []
    [job] = rows.every(services, Job, kind="attach_lookups")
    assert job.last_error == "the question changed while it was read"
    services.clock.forward(minutes=1)
    jobs.run(services, job.id)
    assert rows.ticket(services, ticket_id).lookup_run_id is not None
