from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.add_on_file import AddOnFile, build_add_ons
from consultant.adapters.library.edits import LibraryEdits
from consultant.adapters.library.mue_file import MueFile, build_mue
from consultant.adapters.library.ptp_file import PtpFile, build_ptp
from consultant.coding.edits import AddOn, Column, NotHeld, PairEdit, Setting, UnitLimit
from tests.adapters.library.test_mue_file import table
from tests.adapters.library.test_ptp_file import MORE, parts

pytestmark = pytest.mark.usefixtures("short")


@pytest.fixture
def edits(tmp_path: Path) -> LibraryEdits:
    """Two quarters for practitioners, one for hospitals."""
    given = [
        ("Practitioner Services", "MUE_Eff_04-01-2026.csv", "8"),
        ("Practitioner Services", "MUE_Eff_07-01-2026.csv", "4"),
        ("Outpatient Hospital Services", "MUE_Eff_07-01-2026.csv", "6"),
    ]
    return LibraryEdits(
        [
            MueFile(
                build_mue(table(tmp_path, f"J1885,{value},3 Clinical,Words", setting=setting, name=name), tmp_path).path
            )
            for setting, name, value in given
        ]
    )


@pytest.mark.parametrize(
    ("on", "setting", "value"),
    [
        (date(2026, 6, 30), Setting.PRACTITIONER, 8),
        (date(2026, 7, 1), Setting.PRACTITIONER, 4),
        (date(2026, 7, 1), Setting.OUTPATIENT, 6),
    ],
)
def test_the_release_of_the_quarter_and_setting_answers(edits: LibraryEdits, on: date, setting: Setting, value: int):
    found = edits.units("J1885", on, setting)

    assert isinstance(found, UnitLimit)
    assert found.value == value


@pytest.mark.parametrize(
    ("on", "setting"),
    [
        (date(2026, 3, 31), Setting.PRACTITIONER),
        (date(2026, 10, 1), Setting.PRACTITIONER),
        (date(2026, 7, 1), Setting.DME),
    ],
)
def test_a_date_that_no_release_speaks_of_is_said(edits: LibraryEdits, on: date, setting: Setting):
    found = edits.units("J1885", on, setting)

    assert isinstance(found, NotHeld)
    assert "is installed" in found.reason


def test_a_code_without_an_edit_has_none(edits: LibraryEdits):
    assert edits.units("J9999", date(2026, 7, 1), Setting.PRACTITIONER) is None


@pytest.fixture
def pairs(tmp_path: Path) -> LibraryEdits:
    """Two quarters for practitioners; the newer one has closed what the older had open."""
    older = parts(tmp_path, ["11042\t97602\t\t20200101\t*\t1\tWords", *MORE], name="ccipra-v321r0-f{}.txt")
    newer = parts(tmp_path, ["11042\t97602\t\t20200101\t20260531\t1\tWords", *MORE], name="ccipra-v322r0-f{}.txt")
    return LibraryEdits([PtpFile(build_ptp(given, tmp_path).path) for given in (older, newer)])


def test_a_pair_is_found_in_both_orders_and_says_which_column_is_which(pairs: LibraryEdits):
    on = date(2026, 5, 31)

    one, other = (pairs.pair(*codes, on, Setting.PRACTITIONER) for codes in (("11042", "97602"), ("97602", "11042")))

    assert isinstance(one, PairEdit)
    assert (one.column1, one.column2) == ("11042", "97602")
    assert other == one


def test_the_newest_release_answers_for_every_date_before_its_end(pairs: LibraryEdits):
    found = pairs.pair("11042", "97602", date(2020, 1, 1), Setting.PRACTITIONER)

    assert isinstance(found, PairEdit)
    assert found.release.label.endswith("third quarter of 2026")
    assert pairs.pair("11042", "97602", date(2026, 6, 1), Setting.PRACTITIONER) is None
    assert pairs.pair("11042", "97602", date(2019, 12, 31), Setting.PRACTITIONER) is None


@pytest.mark.parametrize(
    ("on", "setting"),
    [
        (date(2026, 10, 1), Setting.PRACTITIONER),
        (date(2026, 7, 1), Setting.OUTPATIENT),
        (date(2026, 7, 1), Setting.DME),
    ],
)
def test_pairs_of_a_date_or_setting_that_is_not_held_are_not_silence(pairs: LibraryEdits, on: date, setting: Setting):
    assert isinstance(pairs.pair("11042", "97602", on, setting), NotHeld)
    assert isinstance(pairs.partners("11042", on, setting, Column.ONE, 0, 10), NotHeld)


def test_partners_are_paged(pairs: LibraryEdits):
    found = pairs.partners("36591", date(2026, 7, 1), Setting.PRACTITIONER, Column.TWO, 0, 10)

    assert not isinstance(found, NotHeld)
    assert (found[0], [edit.column1 for edit in found[1]]) == (1, ["G0463"])


def test_add_on_codes_are_asked_both_ways(tmp_path: Path, edits: LibraryEdits):
    path = tmp_path / "AOC_2026Q3_pairs.csv"
    path.write_text(
        "addon_code,primary_code,aoc_type,effective_date,end_date\n11045,11042,1,2013-01-01,\n", encoding="ascii"
    )
    held = LibraryEdits([AddOnFile(build_add_ons(path, tmp_path).path)])
    on, after = date(2026, 7, 1), date(2026, 10, 1)

    found = held.add_on("11045", on)
    assert isinstance(found, AddOn)
    assert (found.type, found.primaries) == (1, ("11042",))
    assert held.add_ons_of("11042", on) == (found,)
    assert held.add_on("11042", on) is None
    assert isinstance(held.add_on("11045", after), NotHeld)
    assert isinstance(held.add_ons_of("11042", after), NotHeld)
    assert isinstance(edits.add_on("11045", on), NotHeld)
