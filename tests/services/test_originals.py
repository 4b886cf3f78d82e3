import pytest

from consultant.bootstrap import Services
from consultant.db.models import Attachment
from consultant.errors import NotFound
from consultant.services import originals
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make


def test_the_original_is_byte_for_byte_what_came(services: Services, make: Make):
    raw = mail("Grüße\tand  blanks ")
    message = rows.messages(services, make.ticket(raw))[0]

    with services.database.reading() as tx:
        assert originals.raw(tx, message.id, blobs=services.blobs) == raw


def test_our_own_message_has_no_original(services: Services, make: Make):
    ticket_id = make.ticket()
    make.answer(ticket_id)

    with services.database.reading() as tx, pytest.raises(NotFound):
        originals.raw(tx, rows.messages(services, ticket_id)[-1].id, blobs=services.blobs)


def test_html_is_made_safe(services: Services, make: Make):
    raw = mail(
        html="<p onclick='x()'>Is <b>M17.11</b> right?<script>alert(1)</script><img src='http://x.example/p.gif'></p>"
    )
    message = rows.messages(services, make.ticket(raw))[0]

    with services.database.reading() as tx:
        safe = originals.safe_html(tx, message.id, blobs=services.blobs)

    assert "<b>M17.11</b>" in safe
    assert "script" not in safe
    assert "onclick" not in safe


def test_a_file_comes_as_it_was_sent(services: Services, make: Make):
    make.ticket(mail(files=(("claim.bin", bytes(range(256))),)))
    row = rows.every(services, Attachment)[0]

    with services.database.reading() as tx:
        _row, file = originals.attachment(tx, row.id, blobs=services.blobs)
        with pytest.raises(NotFound):
            originals.attachment(tx, 987, blobs=services.blobs)

    assert (file.filename, file.content) == ("claim.bin", bytes(range(256)))


def test_a_stored_mail_is_shown_whatever_became_of_it(services: Services, make: Make):
    make.taken(b"\0\0")

    with services.database.reading() as tx:
        row, raw = originals.parked(tx, 1, blobs=services.blobs)
        html = originals.parked_html(tx, 1, blobs=services.blobs)
        with pytest.raises(NotFound):
            originals.parked(tx, 987, blobs=services.blobs)

    assert (row.state, raw, html) == ("parked", b"\0\0", "")


def test_bytes_that_are_gone_are_said_to_be_gone(services: Services, make: Make):
    message = rows.messages(services, make.ticket())[0]
    for path in (services.settings.data_dir / "blobs").rglob("*"):
        if path.is_file():
            path.unlink()

    with services.database.reading() as tx, pytest.raises(NotFound, match="Restore it from the backup"):
        originals.raw(tx, message.id, blobs=services.blobs)
