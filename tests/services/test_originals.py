import pytest

from consultant.bootstrap import Services
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


def test_pictures_that_came_with_the_mail_are_shown_and_others_on_request_alone(services: Services, make: Make):
    raw = (
        b"From: a@asker.example\r\nTo: questions@desk.example\r\nSubject: Scan\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="b"\r\n\r\n'
        b'--b\r\nContent-Type: text/html\r\n\r\n<p>See <img src="cid:scan@x"><img src="https://t.example/p.gif"></p>\r\n'
        b"--b\r\nContent-Type: image/png\r\nContent-ID: <scan@x>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n"
    )
    message = rows.messages(services, make.ticket(raw))[0]

    with services.database.reading() as tx:
        usual = originals.safe_html(tx, message.id, blobs=services.blobs)
        asked = originals.safe_html(tx, message.id, blobs=services.blobs, remote_images=True)

    assert 'src="data:image/png;base64,iVBORw0KGgo="' in usual
    assert "t.example" not in usual
    assert 'src="https://t.example/p.gif"' in asked


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
