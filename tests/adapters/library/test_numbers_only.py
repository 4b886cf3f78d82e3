from pathlib import Path

import pytest

from consultant.adapters.library.numbers_only import NumbersOnly
from consultant.coding.catalogue import Listed
from consultant.coding.sets import System
from tests.factories.cpt import MARKER, built_cpt


@pytest.fixture
def file(tmp_path: Path) -> NumbersOnly:
    return NumbersOnly(built_cpt(tmp_path, tmp_path).path)


def test_numbers_answer_and_no_word_is_told(file: NumbersOnly):
    entry = file.entry(System.CPT, "69981")

    assert entry is not None
    assert (entry.text, entry.facts, entry.notes, entry.billable) == ("", (), (), True)
    assert file.listed_among(System.CPT, ["69982", "69999"]) == [Listed("69982", "")]
    assert {line.text for line in file.lines(System.CPT).values()} == {""}
    assert file.leaves(System.CPT, "69981", 3) == ((), 0)
    assert MARKER not in repr((entry, file.release))


def test_a_number_that_is_not_listed_is_not(file: NumbersOnly):
    assert file.entry(System.CPT, "69999") is None
