"""Every letter as it is sent, in plain files beside this one, so that a reviewer reads the mail in the diff.

``CONSULTANT_RENEW_LETTERS=1 pytest tests/emails`` writes them anew.
"""

import os
import re
from pathlib import Path

import pytest

from consultant.adapters.rendering import TEMPLATES, JinjaRenderer
from consultant.mail.html_text import html_to_text
from consultant.mail.letters import LETTERS as KINDS
from consultant.mail.letters import folder_of
from tests.emails.letters import LETTERS

RENDERER = JinjaRenderer()
REVIEWED = Path(__file__).parent / "reviewed"


def reviewed(file, written):
    path = REVIEWED / file
    if os.environ.get("CONSULTANT_RENEW_LETTERS") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(written, encoding="utf-8", newline="")
    return path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", LETTERS)
def test_the_text_of_a_letter_is_as_reviewed(name):
    letter = RENDERER.render(LETTERS[name])
    written = f"Subject: {letter.subject}\n\n{letter.text}"

    assert written == reviewed(f"{name}.txt", written)


@pytest.mark.parametrize("name", LETTERS)
def test_the_html_of_a_letter_is_as_reviewed(name):
    written = RENDERER.render(LETTERS[name]).html

    assert written == reviewed(f"{name}.html", written)


def test_nothing_is_reviewed_that_is_no_longer_sent():
    assert {path.stem for path in REVIEWED.iterdir()} == set(LETTERS)


@pytest.mark.parametrize("name", LETTERS)
def test_text_and_html_say_the_same(name):
    letter = RENDERER.render(LETTERS[name])

    def words(text):
        return set(re.findall(r"\w+", text.casefold())) - FURNITURE

    said, shown = words(letter.text), words(html_to_text(letter.html))
    assert said == shown


# Words that one part needs for its form alone: column heads, the link that the text writes out, the sender's name on top.
FURNITURE = {
    "line",
    "code",
    "units",
    "unit",
    "for",
    "https",
    "desk",
    "example",
    "t",
    "cq",
    "120418",
    "120420",
    "consultant",
    "coding",
    "gif",
    "tickets",
    "outbox",
    "health",
    "files",
    "5f2b",
}


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_loads_nothing_and_runs_nothing(name):
    html = RENDERER.render(LETTERS[name]).html

    assert not re.search(r"<(?:script|img|link|iframe|form)\b|url\(|@import|javascript:(?!x\))", html, re.IGNORECASE)
    assert html.count("<style") == 1


@pytest.mark.parametrize("name", LETTERS)
def test_the_text_part_stays_within_its_width(name):
    lines = RENDERER.render(LETTERS[name]).text.split("\n")

    assert max(len(line) for line in lines if "https://" not in line) <= 64


def test_every_letter_has_its_folder_and_a_snapshot():
    for kind in KINDS:
        assert {path.name for path in (TEMPLATES / folder_of(kind)).iterdir()} == {
            "subject.txt",
            "body.txt",
            "body.html",
        }
        assert any(isinstance(letter, kind) for letter in LETTERS.values())
