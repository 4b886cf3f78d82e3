from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from consultant.bootstrap import Services
from consultant.db.models import Attachment, Job, Message, ReadLog
from consultant.domain.rights import Role
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.pdfs import pdf
from tests.web.conftest import Browser
from workers import jobs

HTML = '<p>Hello <b>there</b></p><script>alert(1)</script><img src="http://track.example/p.gif"><a href="javascript:x">x</a>'


def ids(desk: Services) -> tuple[int, int]:
    with desk.database.reading() as tx:
        return tx.scalars(select(Message.id)).one(), tx.scalars(select(Attachment.id)).first() or 0


def logged(desk: Services) -> list[str]:
    with desk.database.reading() as tx:
        return list(tx.scalars(select(ReadLog.what).order_by(ReadLog.id)))


def test_the_html_part_is_shown_safe_under_a_policy_of_its_own(coder: Browser, make, desk: Services):
    make.ticket(mail("Hello there", html=HTML))
    message_id, _ = ids(desk)

    answer = coder.client.get(f"/messages/{message_id}/html")

    assert "<b>there</b>" in answer.text
    assert "script" not in answer.text.lower().replace("javascript", "")
    assert "track.example" not in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert policy.endswith("sandbox")
    assert "frame-ancestors 'self'" in policy
    assert logged(desk) == ["html"]


def test_the_original_comes_byte_for_byte_as_a_download(coder: Browser, make, desk: Services):
    raw = mail("Hello there")
    make.ticket(raw)
    message_id, _ = ids(desk)

    answer = coder.client.get(f"/messages/{message_id}/original")

    assert answer.data == raw
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="CQ-')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert logged(desk) == ["original"]


def test_headers_are_one_click_away(coder: Browser, make, desk: Services):
    make.ticket(mail("the body of it"))
    message_id, _ = ids(desk)

    page = coder.page(f"/messages/{message_id}/headers")

    assert "Message-ID:" in page.pre.text
    assert "the body of it" not in page.pre.text
    assert logged(desk) == ["headers"]


def test_a_file_is_only_ever_a_download(coder: Browser, make, desk: Services):
    make.ticket(mail(files=(("page.html", b"<script>alert(1)</script>"),)))
    _, attachment_id = ids(desk)

    answer = coder.client.get(f"/attachments/{attachment_id}")

    assert answer.data == b"<script>alert(1)</script>"
    assert answer.headers["Content-Disposition"] == "attachment; filename=\"page.html\"; filename*=UTF-8''page.html"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert logged(desk) == ["attachment"]


@pytest.mark.parametrize(
    "address", ["/messages/99/html", "/messages/99/original", "/messages/99/headers", "/attachments/99"]
)
def test_what_is_not_there_is_not_found(coder: Browser, address):
    coder.page(address, status=404)


def test_a_file_is_shown_as_pictures_and_text_and_each_look_is_logged(coder: Browser, make, desk: Services):
    ticket_id = make.ticket(mail("See the file.", files=(("note.pdf", pdf("Is J44.9 right?")),)))
    assert coder.page(f"/tickets/{ticket_id}").find("a", href="/attachments/1/preview") is None
    for job in rows.every(desk, Job, kind="read_files"):
        jobs.run(desk, job.id)

    page = coder.page(coder.page(f"/tickets/{ticket_id}").find("a", string="Show")["href"])
    picture = coder.client.get(page.find("img", loading="lazy")["src"])

    assert "Is J44.9 right?" in page.text
    assert (picture.status_code, picture.headers["Content-Type"], picture.data[:4]) == (200, "image/png", b"\x89PNG")
    assert picture.headers["X-Content-Type-Options"] == "nosniff"
    assert picture.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert logged(desk).count("preview") == 2


def test_a_file_whose_words_were_not_read_for_codes_says_why(coder: Browser, make, desk: Services):
    files = (
        ("scan.pdf", pdf("")),
        ("torn.pdf", b"%PDF-1.7 torn"),
        ("note.pdf", pdf("Is J44.9 right?")),
        ("a.zip", b"PK"),
    )
    ticket_id = make.ticket(mail("See the files.", files=files))
    for job in rows.every(desk, Job, kind="read_files"):
        jobs.run(desk, job.id)

    shown = [
        file.small.text.partition(", ")[2] for file in coder.page(f"/tickets/{ticket_id}").find_all("a", class_="file")
    ]

    assert shown == ["not read: it holds pictures and no text", "not read: it is damaged", "", ""]


def test_remote_images_come_only_when_asked_for_and_learn_no_address_of_ours(coder: Browser, make, desk: Services):
    make.ticket(mail("Hello", html='<p><img src="https://t.example/p.gif"></p>'))
    message_id, _ = ids(desk)

    usual = coder.client.get(f"/messages/{message_id}/html")
    asked = coder.client.get(f"/messages/{message_id}/html?images=remote")

    assert "t.example" not in usual.text
    assert "https:" not in usual.headers["Content-Security-Policy"]
    assert 'src="https://t.example/p.gif"' in asked.text
    assert "img-src data: https: http:" in asked.headers["Content-Security-Policy"]
    assert asked.headers["Content-Security-Policy"].endswith("sandbox")
    assert asked.headers["Referrer-Policy"] == "no-referrer"


class Watchful:
    """A scanner that finds what holds the word "virus"."""

    def scan(self, content: bytes) -> str | None:
        return "Test.Virus" if b"virus" in content else None


def test_what_the_scanner_finds_on_the_way_out_is_held_back_and_so_is_the_mail_around_it(
    coder: Browser, sign_in: Callable[..., Browser], app: Flask, make, desk: Services
):
    ticket_id = make.ticket(mail("Two files", files=(("bad.bin", b"a virus"), ("good.bin", b"fine"))))
    make.taken(mail("Away", subject="Out of office", files=(("bad.bin", b"a virus"),), Auto_Submitted="auto-replied"))
    for job in rows.every(desk, Job, kind="read_files"):
        jobs.run(desk, job.id)
    app.extensions["consultant"] = replace(app.extensions["consultant"], services=replace(desk, scanner=Watchful()))

    bad, good = coder.page("/attachments/1", status=400), coder.client.get("/attachments/2")
    original = coder.page(f"/messages/{ids(desk)[0]}/original", status=400)
    parked = sign_in(Role.LEAD).page("/parked/2/original", status=400)

    assert "held back: the virus scanner found Test.Virus" in bad.text
    assert good.data == b"fine"
    assert "The original is held back" in original.text
    assert "The original is held back" in parked.text
    assert "held back: Test.Virus" in coder.page(f"/tickets/{ticket_id}").text
