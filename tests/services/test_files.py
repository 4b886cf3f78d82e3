from dataclasses import replace

import pytest

from consultant.bootstrap import Services
from consultant.db.models import Attachment, Job, StoredFile
from consultant.errors import Conflict, NotFound, TransientError, UserError
from consultant.services import files, lookups, originals
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make
from tests.factories.pdfs import pdf
from workers import jobs


class Watchful:
    """A scanner that finds what holds the word "virus"."""

    def scan(self, content: bytes) -> str | None:
        return "Test.Virus" if b"virus" in content else None


class Away:
    def scan(self, content: bytes) -> str | None:
        raise TransientError(f"the virus scanner did not answer ({len(content)})")


def run(services: Services) -> None:
    for job in rows.every(services, Job, kind="read_files"):
        jobs.run(services, job.id)


def content(services: Services, name: str) -> files.File:
    [row] = rows.every(services, Attachment, filename=name)
    with services.database.reading() as tx:
        return files.attachment(tx, row.id, blobs=services.blobs)


def test_a_file_comes_as_it_was_sent_before_and_after_it_was_read(services: Services, make: Make):
    data = bytes(range(256))
    make.ticket(mail(files=(("claim.bin", data),)))

    before = content(services, "claim.bin")
    run(services)
    after = content(services, "claim.bin")

    assert before == after == files.File("claim.bin", "application/octet-stream", data)
    assert services.blobs.get(rows.every(services, Attachment)[0].sha256) == data
    with pytest.raises(NotFound), services.database.reading() as tx:
        files.attachment(tx, 987, blobs=services.blobs)


def test_what_a_pdf_says_is_read_for_codes_and_shown_as_pictures(services: Services, make: Make):
    ticket_id = make.ticket(mail("See the file.", files=(("note.pdf", pdf("Is J44.9 right?")),)))
    with services.database.reading() as tx:
        assert "J44.9" not in lookups.question(tx, ticket_id)

    run(services)

    with services.database.reading() as tx:
        assert "Is J44.9 right?" in lookups.question(tx, ticket_id)
        shown = files.preview(tx, 1)
        picture, kind = files.picture(tx, 1, 0, blobs=services.blobs)
        with pytest.raises(NotFound):
            files.picture(tx, 1, 1, blobs=services.blobs)
    assert (shown.filename, shown.pictures, shown.text) == ("note.pdf", 1, "Is J44.9 right?")
    assert (picture[:4], kind) == (b"\x89PNG", "image/png")
    assert len(rows.every(services, Job, kind="attach_lookups")) == 1


def test_the_same_file_is_kept_and_read_once(services: Services, make: Make):
    for number in range(2):
        make.ticket(mail(f"Question {number}", subject=f"Question {number}", files=(("note.pdf", pdf("Same")),)))

    run(services)

    assert len(rows.every(services, Attachment)) == 2
    assert len(rows.every(services, StoredFile)) == 1


def test_a_file_that_another_mail_brought_meanwhile_is_read_for_codes_too(services: Services, make: Make):
    same = (("note.pdf", pdf("Is J44.9 right?")),)
    make.ticket(mail("First", subject="First", files=same))
    second = make.ticket(mail("Second", subject="Second", files=same))
    reads = rows.every(services, Job, kind="read_files")
    for job in rows.every(services, Job, kind="attach_lookups"):
        jobs.run(services, job.id)

    for job in reads:
        jobs.run(services, job.id)

    assert second in [job.ticket_id for job in rows.every(services, Job, kind="attach_lookups")]


def test_an_infected_file_is_held_back_and_its_mail_is_not(services: Services, make: Make):
    guarded = replace(services, scanner=Watchful())
    ticket_id = Make(guarded).ticket(mail("Two files", files=(("bad.bin", b"a virus"), ("good.bin", b"fine"))))
    run(guarded)

    assert content(guarded, "good.bin").content == b"fine"
    with pytest.raises(UserError, match=r"held back: the virus scanner found Test\.Virus"):
        content(guarded, "bad.bin")
    with pytest.raises(NotFound), guarded.database.reading() as tx:
        files.preview(tx, 1)
    assert "Two files" in rows.messages(guarded, ticket_id)[0].visible


def test_while_the_scanner_is_away_nothing_is_let_through_and_the_job_waits(services: Services, make: Make):
    guarded = replace(services, scanner=Away())
    Make(guarded).ticket(mail(files=(("note.bin", b"fine"),)))

    run(guarded)

    with pytest.raises(Conflict, match="does not answer"):
        files.found_in(content(guarded, "note.bin").content, scanner=guarded.scanner)
    [job] = rows.every(guarded, Job, kind="read_files")
    assert "virus scanner did not answer" in str(job.last_error)
    services.clock.forward(minutes=20)
    run(replace(guarded, scanner=Watchful()))
    assert content(guarded, "note.bin").content == b"fine"


def test_what_is_found_later_holds_a_file_back_wherever_it_came(services: Services, make: Make):
    same = (("old.txt", b"Is J44.9 right?"),)
    make.ticket(mail("One", subject="One", files=same))
    make.ticket(mail("Two", subject="Two", files=same))
    run(services)

    with services.database.transaction() as tx:
        files.hold_back(tx, 1, "Test.Virus", clock=services.clock)

    with services.database.reading() as tx:
        for attachment_id in (1, 2):
            with pytest.raises(UserError, match="held back"):
                files.attachment(tx, attachment_id, blobs=services.blobs)
            with pytest.raises(NotFound):
                files.preview(tx, attachment_id)
    assert rows.every(services, StoredFile)[0].text is None


def test_a_virus_in_a_file_of_a_mail_is_found_in_the_mail():
    raw = mail(files=(("bad.bin", b"a virus"),))  # in base64, so that the word is not in the bytes
    assert b"virus" not in raw

    assert files.found_in_mail(raw, scanner=Watchful()) == "Test.Virus"
    assert files.found_in_mail(b"virus", scanner=Watchful()) == "Test.Virus"
    assert files.found_in_mail(mail(), scanner=Watchful()) is None
    assert files.found_in_mail(raw, scanner=None) is None


def test_a_picture_is_its_own_preview_and_other_files_have_none(services: Services, make: Make):
    make.ticket(mail(files=(("plain.bin", b"\x01\x02"),)))
    run(services)

    with pytest.raises(NotFound, match="can be shown"), services.database.reading() as tx:
        files.preview(tx, 1)


def test_an_infected_picture_is_not_shown_in_its_mail_either(services: Services):
    guarded = replace(services, scanner=Watchful())
    raw = (
        b"From: a@asker.example\r\nTo: questions@desk.example\r\nSubject: Scan\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="b"\r\n\r\n'
        b'--b\r\nContent-Type: text/html\r\n\r\n<p>See <img src="cid:scan@x"></p>\r\n'
        b"--b\r\nContent-Type: image/png\r\nContent-ID: <scan@x>\r\n\r\nvirus\r\n--b--\r\n"
    )
    ticket_id = Make(guarded).ticket(raw)
    message_id = rows.messages(guarded, ticket_id)[0].id
    with guarded.database.reading() as tx:
        unseen = originals.safe_html(tx, message_id, blobs=guarded.blobs, checked=True)
    run(guarded)

    with guarded.database.reading() as tx:
        html = originals.safe_html(tx, message_id, blobs=guarded.blobs, checked=True)

    assert "data:image" not in unseen + html


def test_what_is_only_called_a_picture_has_no_preview(services: Services, make: Make):
    for content_type, content in (("image/png", b"\x89PNG\r\n\x1a\nrest"), ("image/gif", b"<svg onload=x()>")):
        head = f"Content-Type: {content_type}; name=a\r\nContent-Disposition: attachment\r\n".encode()
        make.ticket(b"From: a@asker.example\r\nSubject: " + content_type.encode() + b"\r\n" + head + b"\r\n" + content)
    run(services)

    with services.database.reading() as tx:
        assert files.preview(tx, 1).pictures == 1
        with pytest.raises(NotFound, match="can be shown"):
            files.preview(tx, 2)
