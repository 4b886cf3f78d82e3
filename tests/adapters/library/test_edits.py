from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.edits import LibraryEdits
from consultant.adapters.library.mue_file import MueFile, build_mue
from consultant.coding.edits import NotHeld, Setting, UnitLimit
from tests.adapters.library.test_mue_file import table


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
