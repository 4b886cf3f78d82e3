from datetime import date

import pytest

from consultant.coding.catalogue import ReferenceRelease
from consultant.coding.crosswalks import Equivalent, dotted_icd9
from consultant.coding.sets import Reference

RELEASE = ReferenceRelease("a" * 64, Reference.GEM, "GEM", date(2017, 10, 1), None)


@pytest.mark.parametrize(
    ("code", "procedure", "written"),
    [
        ("25000", False, "250.00"),
        ("042", False, "042"),
        ("V9120", False, "V91.20"),
        ("E8120", False, "E812.0"),
        ("8154", True, "81.54"),
        ("66", True, "66"),
    ],
)
def test_an_icd_9_code_gets_its_dot(code: str, procedure: bool, written: str):
    assert dotted_icd9(code, procedure=procedure) == written


@pytest.mark.parametrize(
    ("target", "approximate", "combination", "words"),
    [
        ("A00.0", False, False, ("the same meaning",)),
        ("A00.0", True, False, ("close, not the same meaning",)),
        (None, True, False, ("no code of the other system says this",)),
        (
            "A00.0",
            True,
            True,
            ("close, not the same meaning", "only together with others: choice 2 of scenario 1"),
        ),
    ],
)
def test_flags_are_said_in_words(target: str | None, approximate: bool, combination: bool, words: tuple[str, ...]):
    one = Equivalent("001.0", target, approximate, combination, 1, 2, RELEASE)

    assert one.words == words
