from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.mue import MueRow, effective_of, looks_like_mue, read_mue, setting_of
from tests.coding.releases.official import MUE_HEADINGS, MUE_NOTICE, mue_csv, workbook, write

NAME = "MCR_MUE_PractitionerServices_Eff_07-01-2026.csv"


def test_rows_stand_below_a_quoted_notice_of_many_lines(tmp_path: Path):
    rows = [
        ("0001U", "1", "2 Date of Service Edit: Policy", "Code Descriptor / CPT Instruction"),
        ("J7325", "0", "1 Line Edit", "CMS Policy"),
        ("20610", "2", "3 Date of Service Edit: Clinical", "Anatomic Consideration"),
    ]
    path = write(tmp_path, NAME, mue_csv(*rows))

    assert list(read_mue(path)) == [
        MueRow("0001U", 1, 2, "Code Descriptor / CPT Instruction", "practitioner"),
        MueRow("J7325", 0, 1, "CMS Policy", "practitioner"),
        MueRow("20610", 2, 3, "Anatomic Consideration", "practitioner"),
    ]
    assert looks_like_mue(path)


@pytest.mark.parametrize(
    ("heading", "name", "setting"),
    [
        ("Practitioner Services MUE Values", "x.csv", "practitioner"),
        ("Outpatient Hospital Services MUE Values", "x.csv", "outpatient hospital"),
        ("DME Supplier Services MUE Values", "x.csv", "DME"),
        ("MUE Values", "MCR_MUE_OutpatientHospitalServices_Eff_07-01-2026.csv", "outpatient hospital"),
        ("MUE Values", "MCR_MUE_DMESupplierServices_Eff_07-01-2026.csv", "DME"),
    ],
)
def test_the_setting_is_told_by_the_heading_or_else_by_the_name(tmp_path: Path, heading: str, name: str, setting: str):
    headings = (MUE_HEADINGS[0], heading, *MUE_HEADINGS[2:])

    (row,) = read_mue(write(tmp_path, name, mue_csv(("E0100", "1", "3 x", "y"), headings=headings)))

    assert row.setting == setting


def test_a_table_that_does_not_tell_its_setting_is_refused(tmp_path: Path):
    content = mue_csv(("E0100", "1", "3 x", "y"), headings=(MUE_HEADINGS[0], "MUE Values", *MUE_HEADINGS[2:]))

    with pytest.raises(UnreadableRelease, match=r"x\.csv, line 5, column 2 \(MUE Values\): expected the setting"):
        list(read_mue(write(tmp_path, "x.csv", content)))
    assert setting_of("something else") is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (NAME, date(2026, 7, 1)),
        ("MUE_Practitioner_2026-04-01_reconstructed.csv", date(2026, 4, 1)),
        ("MUE_20260101.xlsx", date(2026, 1, 1)),
        ("MUE_Eff_13-45-2026.csv", None),
        ("MUE.csv", None),
    ],
)
def test_the_date_is_in_the_name_alone(name: str, expected: date | None):
    assert effective_of(name) == expected


def test_a_workbook_gives_the_same_rows(tmp_path: Path):
    path = workbook(
        tmp_path,
        "MUE.xlsx",
        [
            [MUE_NOTICE],
            list(MUE_HEADINGS),
            [100, 1, "3 Date of Service Edit: Clinical", "Data"],
            ["J7325", 0, "1 Line Edit", "x"],
        ],
    )

    assert [(row.code, row.value, row.indicator) for row in read_mue(path)] == [("00100", 1, 3), ("J7325", 0, 1)]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("2061", "2", "3 x", "y"), None),
        (("20610-", "2", "3 x", "y"), r"column 1 \(HCPCS/ CPT Code\): expected a CPT or HCPCS code"),
        (
            ("20610", "two", "3 x", "y"),
            r"column 2 \(Practitioner Services MUE Values\): expected a whole number, not 'two'",
        ),
        (("20610", "-2", "3 x", "y"), "expected a whole number, not '-2'"),
        (
            ("20610", "2", "4 x", "y"),
            r"column 3 .*: expected an adjudication indicator that begins with 1, 2 or 3, not '4 x'",
        ),
        (("20610", "2", "33", "y"), "column 3"),
        (("2", "20610", "3 x", "y"), "column 1"),
    ],
)
def test_damage_is_refused_with_file_line_column_and_what_was_expected(tmp_path: Path, row, expected: str | None):
    path = write(tmp_path, NAME, mue_csv(("0001U", "1", "2 x", "y"), row))

    if expected is None:
        assert [made.code for made in read_mue(path)] == ["0001U", "02061"]
    else:
        with pytest.raises(UnreadableRelease, match=rf"{NAME}, line 8.*{expected}"):
            list(read_mue(path))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            st.from_regex(r"[0-9]{5}|[A-Z][0-9]{4}|[0-9]{4}[TUM]", fullmatch=True),
            st.integers(0, 99_999),
            st.sampled_from((1, 2, 3)),
            st.text(st.characters(min_codepoint=33, max_codepoint=0x17F), max_size=20),
        ),
        min_size=1,
    )
)
def test_written_rows_come_back(tmp_path: Path, rows: list[tuple[str, int, int, str]]):
    content = mue_csv(*((code, str(value), f"{mai} Edit", why) for code, value, mai, why in rows))

    read = list(read_mue(write(tmp_path, NAME, content)))

    assert [(row.code, row.value, row.indicator, row.rationale) for row in read] == [
        (*row[:3], row[3].strip()) for row in rows
    ]


@pytest.mark.shared
def test_the_table_of_april_2026_is_counted_exactly(shared: Path):
    rows = list(read_mue(shared / "ncci/MUE_Practitioner_2026-04-01_reconstructed.csv"))

    assert len(rows) == len({row.code for row in rows}) == 15_095
    assert Counter(row.indicator for row in rows) == {3: 9637, 2: 5417, 1: 41}
    assert sum(row.value == 0 for row in rows) == 2642
    assert {row.setting for row in rows} == {"practitioner"}


@pytest.mark.shared
def test_the_official_excerpt_is_read(shared: Path):
    path = shared / "layouts/MCR_MUE_PractitionerServices_Eff_07-01-2026.excerpt.csv"

    assert [(row.code, row.value, row.indicator) for row in read_mue(path)] == [
        ("0001U", 1, 2),
        ("0002M", 1, 3),
        ("0010U", 2, 3),
        ("0022U", 2, 3),
    ]
