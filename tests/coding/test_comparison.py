from pathlib import Path

import pytest

from consultant.coding.catalogue import Listed
from consultant.coding.comparison import Change, Changed, Line, compare, likest
from consultant.coding.releases.code_lists import read_code_list
from consultant.coding.releases.icd10cm_tabular import read_tabular


def test_every_way_in_which_a_code_may_change_is_told():
    before = {
        "A00": Line("Cholera", billable=False),
        "A00.0": Line("Cholera, old", billable=True),
        "A00.1": Line("Sezary", billable=True),
        "A00.2": Line("One", billable=True),
        "A00.3": Line("Header once", billable=False),
    }
    after = {
        "A00": Line("Cholera", billable=False),
        "A00.1": Line("Sézary", billable=True),
        "A00.2": Line("One", billable=False),
        "A00.20": Line("One, left", billable=True),
        "A00.3": Line("Header once", billable=True),
        "A00.9": Line("Cholera, old and new", billable=True),
    }

    changes = {one.code: one for one in compare(before, after)}

    assert {code: one.change for code, one in changes.items()} == {
        "A00.0": Change.DELETED,
        "A00.1": Change.RETITLED,
        "A00.2": Change.SPLIT,
        "A00.20": Change.ADDED,
        "A00.3": Change.MERGED,
        "A00.9": Change.ADDED,
    }
    assert [one.code for one in changes["A00.0"].successors] == ["A00.9", "A00.20"]
    assert changes["A00.2"].successors == (Listed("A00.20", "One, left"),)
    assert changes["A00.1"] == Changed("A00.1", Change.RETITLED, "Sezary", "Sézary")


def test_equal_lists_have_no_changes():
    lines = {"A00": Line("Cholera", billable=True)}

    assert list(compare(lines, dict(lines))) == []


def test_a_seventh_character_is_kept_where_a_successor_has_it():
    near = [Listed("T78.110A", "milk, initial encounter"), Listed("T78.110S", "milk, sequela")]

    assert likest("T78.1XXS", "food, sequela", near, 5) == (near[1],)


@pytest.mark.shared
def test_what_april_2026_really_changed_since_the_list_of_fiscal_year_2025(shared: Path):
    before = {
        row.code: Line(row.long, billable=bool(row.billable))
        for row in read_code_list(shared / "icd10cm/icd10cm_codes_FY2025_short_long.csv.gz")
    }
    after = {
        row.code.replace(".", ""): Line(row.text, billable=row.billable)
        for row in read_tabular(shared / "icd10cm/icd10c-tabular-April-1-2026.xml.gz")
        if row.kind not in ("chapter", "block")
    }

    changes = {one.code: one for one in compare(before, after)}

    kinds = [one.change for one in changes.values()]
    assert (kinds.count(Change.ADDED), kinds.count(Change.DELETED), kinds.count(Change.SPLIT)) == (614, 12, 16)
    assert changes["T781XXA"].successors[0].code == "T7819XA"
    assert [one.code for one in changes["G35"].successors[:3]] == ["G35A", "G35B0", "G35B1"]
