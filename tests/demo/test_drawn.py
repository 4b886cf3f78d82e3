import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from consultant.adapters.library.shelf import Shelf
from consultant.coding.lookup import read_case
from consultant.demo.drawn import _plain, draw
from consultant.errors import PermanentError
from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail

NOW = datetime(2026, 5, 4, 15, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def shelf(shipped_releases: Path) -> Shelf:
    return Shelf(shipped_releases)


def test_the_same_seed_draws_the_same_question(shelf: Shelf):
    library = shelf.catalogue(shelf.noted())

    one, two = (draw(shelf, library, "questions@desk.example", NOW, 2, seed=7) for _ in range(2))

    assert [(drawn.mentioned, drawn.described, drawn.decoys) for drawn in one] == [
        (drawn.mentioned, drawn.described, drawn.decoys) for drawn in two
    ]


def test_a_drawn_question_names_its_codes_and_hides_them_among_decoys(shelf: Shelf):
    library = shelf.catalogue(shelf.noted())

    for drawn in draw(shelf, library, "questions@desk.example", NOW, 60, seed=11):
        mail = parse(bytes(drawn.mail))
        assert isinstance(mail, ParsedMail)
        shown = {card.code for card in read_case(mail.visible, library, received=NOW.date()).cards}

        assert {*drawn.mentioned, drawn.described} <= shown
        assert not shown & set(drawn.decoys)
        npi = re.search(r"NPI (\d{10})", mail.text)
        assert npi is not None
        assert luhn("80840" + npi[1])


def luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def test_a_diagnosis_that_would_read_as_a_hcpcs_code_keeps_its_dot(shelf: Shelf):
    library = shelf.catalogue(shelf.noted())

    assert (_plain("G04.39", library), _plain("S52.521A", library), _plain("F73", library)) == (
        "g04.39",
        "s52521a",
        "f73",
    )


def test_without_a_readable_release_of_diagnoses_it_says_what_to_do(shelf: Shelf):
    with pytest.raises(PermanentError, match="consultant setup"):
        draw(shelf, shelf.catalogue(()), "questions@desk.example", NOW, 2, seed=7)
