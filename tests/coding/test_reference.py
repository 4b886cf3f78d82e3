from datetime import date

import pytest

from consultant.coding.catalogue import ReferenceRelease
from consultant.coding.reference import EditorList
from consultant.coding.sets import Reference

RELEASE = ReferenceRelease("a" * 64, Reference.EDITOR, "Editor", date(2026, 4, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("edit", "ages", "words"),
    [
        ("unacceptable_pdx", (None, None), "not accepted as the principal diagnosis"),
        ("age_newborn", (0, 0), "for newborns (under one year)"),
        ("age_maternity", (9, 64), "for the ages of childbirth (9 to 64 years)"),
        ("list_of_tomorrow", (None, None), "list of tomorrow"),
    ],
)
def test_a_list_of_the_editor_is_said_in_words(edit: str, ages: tuple[int | None, int | None], words: str):
    assert EditorList(edit, *ages, RELEASE).words == words
