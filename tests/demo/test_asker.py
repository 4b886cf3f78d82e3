import urllib.error
import urllib.request
from email.message import EmailMessage

import pytest

from consultant.demo.asker import body, serve
from consultant.demo.processes import HOST, free_port


def test_the_body_of_a_mail_is_its_part_of_that_kind_or_nothing():
    mail = EmailMessage()
    mail.set_content("plain words")

    assert body(mail, "plain").strip() == "plain words"
    assert body(mail, "html") == ""


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
