from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from consultant.bootstrap import Services
from consultant.db.models import LetterCopy
from consultant.domain.rights import Role
from consultant.mail.letters import Answer
from tests.factories import rows
from tests.web.conftest import Browser


@pytest.fixture
def boss(sign_in: Callable[..., Browser]) -> Browser:
    return sign_in(Role.ADMINISTRATOR, "Ada Admin")


def typed(html: str = "<p>Hello {{ letter.coder }}</p>", **change: str) -> dict[str, str]:
    return {
        "subject": "{{ letter.subject_line }}",
        "text": "Hello {{ letter.coder }}",
        "html": html,
        "after": "0",
    } | change


def test_every_letter_is_listed_and_opens_as_shipped(boss: Browser, desk: Services):
    listed = boss.page("/letters")
    opened = boss.page("/letters/answer")

    assert "Answer" in listed.text
    assert "as shipped" in listed.text
    assert desk.renderer.shipped(Answer).text in opened.find("textarea", {"name": "text"}).text
    assert "letter.date_of_service" in opened.text


def test_the_preview_shows_sample_data_in_a_frame(boss: Browser):
    html = boss.post("/letters/answer/preview", **typed())
    text = boss.post("/letters/answer/preview", **typed(part="text"))

    assert "<p>Hello Priya Raman</p>" in html.text
    assert "default-src 'none'" in html.headers["Content-Security-Policy"]
    assert text.text.startswith("Subject: Re: Synvisc-One")


def test_a_wrong_template_shows_its_line_and_saves_nothing(boss: Browser, desk: Services):
    broken = typed("<p>\n{{ letter.nothing }}\n</p>")

    shown = boss.post("/letters/answer/preview", **broken)
    saved = boss.post("/letters/answer", **broken)

    assert "The html, line 2" in shown.text
    assert "&gt; {{ letter.nothing }}" in " ".join(shown.text.split())
    assert saved.status_code == 422
    assert "Not saved." in saved.text
    assert "{{ letter.nothing }}" in BeautifulSoup(saved.text, "html.parser").find("textarea", {"name": "html"}).text
    assert rows.every(desk, LetterCopy) == []


def test_a_version_is_saved_used_and_left_again(boss: Browser, desk: Services):
    saved = boss.post("/letters/answer", **typed())
    page = boss.page("/letters/answer")
    boss.post("/letters/answer/use", number="0")

    assert saved.status_code == 302
    assert "version 1 is used" in page.text
    assert "Ada Admin" in page.text
    assert "as shipped" in boss.page("/letters/answer").text
    assert "Hello {{ letter.coder }}" in boss.page("/letters/answer?version=1").text


def test_letters_that_are_not_there(boss: Browser):
    assert boss.page("/letters/nothing", status=404)
    assert boss.post("/letters/answer/use", number="7").status_code == 404
