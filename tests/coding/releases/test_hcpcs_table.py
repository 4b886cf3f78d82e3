from dataclasses import astuple, fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.hcpcs_contractor import HcpcsRow, read_contractor
from consultant.coding.releases.hcpcs_table import (
    looks_like_descriptors,
    looks_like_hcpcs_table,
    read_descriptors,
    read_hcpcs_table,
)
from tests.coding.releases.official import HCPCS_HEADINGS, hcpcs_csv, hcpcs_row, workbook, write


def test_a_row_gives_its_columns(tmp_path: Path):
    row = hcpcs_row(
        "J7325", PRICE1="51", PRICE3="52", MULT_PI="A", CIM1="60-9", MCM2="2049", STATUTE="1861", XREF1="J7322",
        PROCNOTE="0012", BETOS="O1E", TOS1="1", TOS2="P", TERM_DT="20261231",
    )  # fmt: skip
    row[HCPCS_HEADINGS.index("MULT_PI")] = "A"

    (made,) = read_hcpcs_table(write(tmp_path, "HCPC2026.csv", hcpcs_csv(row)))

    assert made == HcpcsRow(
        code="J7325",
        modifier=False,
        long="Ground mileage",
        short="Mileage",
        pricing=("51", "52"),
        multiple_pricing="A",
        manual=("60-9", "2049"),
        statute="1861",
        cross_references=("J7322",),
        coverage="C",
        processing_note="0012",
        betos="O1E",
        service_types=("1", "P"),
        added=date(2001, 1, 1),
        effective=date(2002, 1, 1),
        terminated=date(2026, 12, 31),
        action="N",
    )


def test_the_heading_row_is_found_below_disclaimers_in_a_workbook(tmp_path: Path):
    path = workbook(
        tmp_path,
        "HCPC2026.xlsx",
        [
            ["***Disclaimers"],
            [],
            ["*brand names may appear\u00a0"],
            HCPCS_HEADINGS,
            hcpcs_row("   A1"),
            hcpcs_row("A0425"),
        ],
    )

    assert [(row.code, row.modifier) for row in read_hcpcs_table(path)] == [("A1", True), ("A0425", False)]
    assert looks_like_hcpcs_table(path)


def test_a_long_text_that_goes_on_in_further_rows_is_joined(tmp_path: Path):
    rows = [
        hcpcs_row("A0425", **{"LONG DESCRIPTION": "Ground mileage, "}),
        hcpcs_row("A0425", RECID="4", **{"LONG DESCRIPTION": "per  mile"}),
        hcpcs_row("A0426"),
    ]

    made = list(read_hcpcs_table(write(tmp_path, "HCPC2026.csv", hcpcs_csv(*rows))))

    assert [row.long for row in made] == ["Ground mileage, per mile", "Ground mileage"]


def test_an_empty_date_of_the_last_action_is_the_date_of_adding(tmp_path: Path):
    (made,) = read_hcpcs_table(write(tmp_path, "a.csv", hcpcs_csv(hcpcs_row("A0425", ACT_EFF_DT=""))))

    assert made.effective == made.added == date(2001, 1, 1)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([hcpcs_row("A042")], r"line 2, column 1 \(HCPC\): expected a HCPCS code .*, not 'A042'"),
        (
            [hcpcs_row("LT", RECID="3")],
            r"line 2, column 3 \(RECID\): expected record type 3 for a code, 7 for a modifier",
        ),
        (
            [hcpcs_row("A0425", RECID="4")],
            r"line 2, column 3 \(RECID\): expected .* a first line before its continuation",
        ),
        (
            [hcpcs_row("A0425", **{"LONG DESCRIPTION": ""})],
            r"line 2, column 4 \(LONG DESCRIPTION\): expected a long description",
        ),
        ([hcpcs_row("A0425", ADD_DT="2001")], r"line 2, column 45 \(ADD DT\): expected a date .*, not '2001'"),
        (
            [hcpcs_row("A0425"), hcpcs_row("A0426")[:20]],
            "line 3, column 20: expected 48 cells, as the headings in line 1",
        ),
    ],
)
def test_damage_is_refused_with_file_line_column_and_what_was_expected(tmp_path: Path, rows, expected):
    with pytest.raises(UnreadableRelease, match=rf"HCPC2026\.csv, {expected}"):
        list(read_hcpcs_table(write(tmp_path, "HCPC2026.csv", hcpcs_csv(*rows))))


def test_a_table_without_a_column_is_refused_by_its_name(tmp_path: Path):
    content = hcpcs_csv(hcpcs_row("A0425")).replace(b"TERM DT", b"TERM")

    with pytest.raises(UnreadableRelease, match=r"line 1: expected also the headings of the HCPCS .*: TERM DT"):
        list(read_hcpcs_table(write(tmp_path, "a.csv", content)))


words = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x2FF, exclude_categories=("Cc", "Zs")), min_size=1, max_size=20
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    long=st.lists(words, min_size=1, max_size=8),
    code=st.from_regex(r"[A-CEGHJ-MP-V][0-9]{4}", fullmatch=True),
    added=st.dates(date(1980, 1, 1), date(2030, 1, 1)),
)
def test_written_rows_come_back(tmp_path: Path, long: list[str], code: str, added: date):
    row = hcpcs_row(code, ADD_DT=f"{added:%Y%m%d}", **{"LONG DESCRIPTION": " ".join(long)})

    (made,) = read_hcpcs_table(write(tmp_path, "a.csv", b"\xef\xbb\xbf" + hcpcs_csv(row)))

    assert (made.code, made.long, made.added) == (code, " ".join(" ".join(long).split()), added)


def test_descriptors_alone_are_read_and_told_from_the_whole_table(tmp_path: Path):
    words = write(
        tmp_path, "a.csv", 'HCPCS_CODE,SHORT_DESCRIPTION,LONG_DESCRIPTION\nA0425,Mileage,"Ground, each"\nLT,Left,Left\n'
    )
    whole = write(tmp_path, "b.csv", hcpcs_csv(hcpcs_row("A0425")))

    assert [astuple(row) for row in read_descriptors(words)] == [
        ("A0425", False, "Mileage", "Ground, each"),
        ("LT", True, "Left", "Left"),
    ]
    assert [looks_like_descriptors(words), looks_like_descriptors(whole)] == [True, False]
    assert [looks_like_hcpcs_table(words), looks_like_hcpcs_table(whole)] == [False, True]


@pytest.mark.parametrize("row", ["99213,x,y", "A0425,x,"])
def test_descriptors_of_other_codes_or_without_words_are_refused(tmp_path: Path, row: str):
    with pytest.raises(UnreadableRelease, match=r"line 2, column [13]"):
        list(read_descriptors(write(tmp_path, "a.csv", f"HCPCS_CODE,SHORT_DESCRIPTION,LONG_DESCRIPTION\n{row}\n")))


@pytest.mark.shared
def test_the_workbook_of_2019_agrees_with_its_text_in_every_field_of_every_code(shared: Path):
    table = list(read_hcpcs_table(shared / "hcpcs/HCPC2019_CONTR_ANWEB.xlsx"))
    text = list(read_contractor(shared / "hcpcs/HCPC2019_CONTR_ANWEB.txt"))

    differing = {
        (one.code, field.name): (getattr(one, field.name), getattr(other, field.name))
        for one, other in zip(table, text, strict=True)
        for field in fields(HcpcsRow)
        if getattr(one, field.name) != getattr(other, field.name)
    }

    assert (sum(not row.modifier for row in table), sum(row.modifier for row in table)) == (6440, 360)
    # The publisher's own twins differ in one type of service of two codes, and in nothing else.
    assert differing == {
        ("E0210", "service_types"): (("A", "L", "P", "R"), ("A", "L", "P")),
        ("E0776", "service_types"): (("A", "E", "P", "R"), ("A", "E", "P")),
    }


@pytest.mark.shared
def test_the_text_of_2019_written_as_a_table_comes_back_as_it_was(shared: Path, tmp_path: Path):
    text = list(read_contractor(shared / "hcpcs/HCPC2019_CONTR_ANWEB.txt"))

    made = list(read_hcpcs_table(write(tmp_path, "twin.csv", hcpcs_csv(*(_table_row(row) for row in text)))))

    # Which of six places a manual reference stands in is not kept, so they are compared as what they say.
    assert [replace(row, manual=()) for row in made] == [replace(row, manual=()) for row in text]


def _table_row(row: HcpcsRow) -> list[str]:
    cells = {
        "LONG DESCRIPTION": row.long,
        "SHORT DESCRIPTION": row.short,
        "STATUTE": row.statute,
        "COV": row.coverage,
        "PROCNOTE": row.processing_note,
        "BETOS": row.betos,
        "ACTION CD": row.action,
        "MULT_PI": row.multiple_pricing,
    }
    for stem, values in (("PRICE", row.pricing), ("XREF", row.cross_references), ("TOS", row.service_types)):
        cells |= {f"{stem}{at}": value for at, value in enumerate(values, 1)}
    for heading, day in (("ADD DT", row.added), ("ACT EFF DT", row.effective), ("TERM DT", row.terminated)):
        cells[heading] = f"{day:%Y%m%d}" if day else ""
    return hcpcs_row(row.code, **cells)


@pytest.mark.shared
def test_the_descriptors_of_2026_are_counted_exactly(shared: Path):
    rows = list(read_descriptors(shared / "hcpcs/hcpcs_level2_2026_descriptors.csv"))

    assert (sum(not row.modifier for row in rows), sum(row.modifier for row in rows)) == (8623, 383)
    assert len({row.code for row in rows}) == 9006


@pytest.mark.shared
def test_the_official_excerpt_of_october_2026_is_read(shared: Path):
    rows = list(read_hcpcs_table(shared / "layouts/HCPC2026_OCT_ANWEB.excerpt.csv"))

    assert [row.code for row in rows] == ["A1", "AC", "GD"]
    assert rows[2].terminated == date(2019, 12, 31)
