from pathlib import Path

import pytest

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.hcpcs_contractor import read_contractor
from consultant.coding.releases.hcpcs_table import read_descriptors
from consultant.coding.releases.modifiers import looks_like_modifiers, read_modifiers
from consultant.coding.systems.modifiers import LEVEL_1
from tests.coding.releases.official import write

PHYSICAL_STATUS = {f"P{at}" for at in range(1, 7)}


def test_every_modifier_of_cpt_is_explained():
    rows = {row.modifier: row for row in read_modifiers()}

    assert {code for code, row in rows.items() if row.system == "CPT"} == LEVEL_1 | PHYSICAL_STATUS
    assert all(7 < len(row.explanation) < 130 for row in rows.values())


def test_the_modifiers_that_may_bypass_a_pair_are_there():
    named = "E1 E2 E3 E4 FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 LT RT LC LD LM RC RI 24 25 57 58 78 79 27 59 91 XE XS XP XU"

    assert set(named.split()) <= {row.modifier for row in read_modifiers()}


def test_explanations_do_not_repeat_within_a_group():
    rows = list(read_modifiers())

    assert len({(row.group, row.explanation) for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("2,visit,words", r"line 3, column 1 \(modifier\): expected a modifier of two characters .*, not '2'"),
        ("25,visit,words", "that was not named before, not '25'"),
        ("24,,words", r"column 2 \(group\): expected what the modifier is about"),
        ("24,visit,", r"column 3 \(explanation\): expected an explanation"),
    ],
)
def test_damage_is_refused_with_file_line_column_and_what_was_expected(tmp_path: Path, row: str, expected: str):
    path = write(tmp_path, "own.csv", f"modifier,group,explanation\n25,visit,words\n{row}\n")

    with pytest.raises(UnreadableRelease, match=expected):
        list(read_modifiers(path))
    assert looks_like_modifiers(path)


@pytest.mark.shared
def test_every_official_modifier_of_hcpcs_is_explained_and_in_words_of_our_own(shared: Path):
    ours = {row.modifier: row for row in read_modifiers()}
    official = {
        row.code: row for row in read_descriptors(shared / "hcpcs/hcpcs_level2_2026_descriptors.csv") if row.modifier
    }
    older = {row.code for row in read_contractor(shared / "hcpcs/HCPC2019_CONTR_ANWEB.txt") if row.modifier}

    assert len(official) == 383
    assert set(official) | older <= set(ours)
    # Names of places on the body and of levels have no other words than their own.
    same = {code for code, row in official.items() if row.long.casefold() == ours[code].explanation.casefold()}
    assert not same & PHYSICAL_STATUS
    assert len(same) < 60
