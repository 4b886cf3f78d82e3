from collections import Counter
from pathlib import Path

import pytest

from consultant.coding.releases.code_editor import (
    AgeGroup,
    EditRow,
    looks_like_code_editor,
    read_age_groups,
    read_code_editor,
)
from consultant.coding.releases.errors import UnreadableRelease
from tests.coding.releases.official import write


def test_codes_stand_with_their_edit_and_their_dot(tmp_path: Path):
    path = write(
        tmp_path,
        "mce.json",
        '{"age_categories": {"newborn": {"min_age": 0, "max_age": 0}},'
        '"codes": {"age_newborn": [{"code": "A33", "description": "Tetanus"}, {"code": "E8411"}]}}',
    )

    assert list(read_code_editor(path)) == [
        EditRow("age_newborn", "A33", "Tetanus"),
        EditRow("age_newborn", "E84.11", ""),
    ]
    assert read_age_groups(path) == (AgeGroup("age_newborn", 0, 0),)
    assert looks_like_code_editor(path)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ('{"x": {"code": "A33"}}', "a list of codes for the edit 'x'"),
        ('{"x": [{"code": "A33"}, {"code": "99213"}]}', "an ICD-10-CM code as entry 2 of the edit 'x'"),
        ('{"x": ["A33"]}', "an ICD-10-CM code as entry 1"),
    ],
)
def test_other_codes_are_refused(tmp_path: Path, codes: str, expected: str):
    with pytest.raises(UnreadableRelease, match=expected):
        list(read_code_editor(write(tmp_path, "mce.json", f'{{"codes": {codes}}}')))


@pytest.mark.parametrize(
    "ages", ['{"min_age": 3, "max_age": 1}', '{"min_age": "0", "max_age": 1}', "7", '{"min_age": 0}']
)
def test_other_ages_are_refused(tmp_path: Path, ages: str):
    with pytest.raises(UnreadableRelease, match="ages from and to for the group 'adult'"):
        read_age_groups(write(tmp_path, "mce.json", f'{{"age_categories": {{"adult": {ages}}}}}'))


@pytest.mark.shared
def test_the_lists_are_counted_exactly(shared: Path):
    path = shared / "misc/mce_edits.json"

    assert Counter(row.edit for row in read_code_editor(path)) == {
        "manifestation_not_pdx": 422,
        "unacceptable_pdx": 2656,
        "age_newborn": 42,
        "age_pediatric": 125,
        "age_maternity": 2543,
        "age_adult": 856,
        "unacceptable_pdx_unless_secondary": 1,
    }
    assert {(group.edit, group.youngest, group.oldest) for group in read_age_groups(path)} == {
        ("age_newborn", 0, 0),
        ("age_pediatric", 0, 17),
        ("age_maternity", 9, 64),
        ("age_adult", 15, 124),
    }
