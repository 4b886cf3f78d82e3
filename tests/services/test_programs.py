from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.files.reader import Reader
from consultant.adapters.library.shelf import Shelf
from consultant.coding.catalogue import Catalogue
from consultant.domain.rights import Person, Role
from consultant.errors import Forbidden
from consultant.services import programs

CODER, ASKER = Person(1, Role.CODER, "Priya"), Person(2, Role.ASKER, "Dana")
ON = date(2026, 5, 1)
CLAIM = {"id": 1, "date": "2026-05-01", "setting": "practitioner", "lines": [], "diagnoses": ["E11.9", "E10.9"]}


@pytest.fixture
def catalogue(shipped_releases: Path) -> Catalogue:
    shelf = Shelf(shipped_releases)
    return shelf.catalogue(shelf.noted())


def test_a_coder_gets_what_the_command_line_prints(catalogue: Catalogue):
    assert programs.mentions(CODER, catalogue, {"text": "Bill 20610-RT"})["mentions"][0]["code"] == "20610"
    assert programs.search(CODER, catalogue, {"query": "M17.11"})["codes"][0]["code"] == "M17.11"
    assert programs.check(CODER, catalogue, CLAIM)["findings"][0]["rule"] == "excludes1"


def test_a_mail_without_a_date_came_today(catalogue: Catalogue):
    raw = b"From: dana@clinic.example\r\nSubject: M17.11\r\n\r\nIs it right?\r\n"

    shown = programs.preview(CODER, catalogue, raw, reader=Reader(), today=ON)

    assert [one["code"] for one in shown["mentions"]] == ["M17.11"]
    assert shown["unreadable"] is None


def test_of_what_is_no_mail_nothing_is_read_and_the_reason_is_told(catalogue: Catalogue):
    shown = programs.preview(CODER, catalogue, b"\x89PNG\r\n\x1a\n\x00\x00", reader=Reader(), today=ON)

    assert shown["unreadable"]
    assert (shown["mentions"], shown["lookups"], shown["findings"]) == ([], [], [])


def test_who_may_not_find_codes_may_ask_nothing(catalogue: Catalogue):
    with pytest.raises(Forbidden):
        programs.mentions(ASKER, catalogue, {"text": "20610"})
    with pytest.raises(Forbidden):
        programs.preview(ASKER, catalogue, b"", reader=Reader(), today=ON)
