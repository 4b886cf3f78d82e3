from consultant.bootstrap import Services
from consultant.db.models import Attachment, Job, StoredFile
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make
from workers import jobs


def test_the_files_of_a_message_are_looked_at_by_a_job_of_their_own(services: Services, make: Make):
    make.ticket(mail(files=(("note.txt", b"Is J44.9 right?"),)))
    [job] = rows.every(services, Job, kind="read_files")

    jobs.run(services, job.id)

    [row] = rows.every(services, Attachment)
    [known] = rows.every(services, StoredFile)
    assert known.sha256 == row.sha256
    assert rows.every(services, Job, kind="read_files") == []


def test_a_mail_without_files_asks_for_no_such_job(services: Services, make: Make):
    make.ticket()

    assert rows.every(services, Job, kind="read_files") == []
