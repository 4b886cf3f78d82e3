import urllib.error
import urllib.request
from email.message import EmailMessage

import pytest

from consultant.demo.asker import body, first_words, serve
from consultant.demo.processes import HOST, free_port


def test_the_body_of_a_mail_is_its_part_of_that_kind_or_nothing():
    mail = EmailMessage()
    mail.set_content("plain words")

    assert body(mail, "plain").strip() == "plain words"
    assert body(mail, "html") == ""


def test_the_first_words_tell_mails_with_one_subject_apart():
    mail = EmailMessage()
    mail.set_content("Dana,\n\nUse M17.11, and leave the second line off: " + "it is part of the first. " * 9)

    assert first_words(mail).startswith("Dana, Use M17.11, and leave")
    assert len(first_words(mail)) <= 90


class NoMail:
    """The mail of somebody to whom nobody writes."""

    def inbox(self, _address: str) -> list[tuple[int, EmailMessage]]:
        return []


def test_the_page_is_served_without_a_word_in_the_terminal(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
):
    port = free_port(0)
    serve(NoMail(), ("dana@x.example",), port)  # type: ignore[arg-type]

    with urllib.request.urlopen(f"http://{HOST}:{port}/", timeout=10) as page:
        assert page.status == 200
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"http://{HOST}:{port}/a@x.example/7", timeout=10)

    assert capfd.readouterr() == ("", "")
    assert caplog.records == []
