import contextlib
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant.coding.releases import lines, sheets
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.sheets import day, heading, procedure, rows, table
from tests.coding.releases.official import as_csv, workbook, write

COLUMNS = {"code": "HCPCS CPT CODE", "value": ".*VALUES?"}

quick = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
cells = st.lists(
    st.lists(
        st.text(st.characters(exclude_characters="\0\r", exclude_categories=("Cs", "Cc"))), min_size=2, max_size=5
    ),
    min_size=1,
    max_size=5,
)


def test_rows_are_numbered_by_the_line_on_which_they_begin(tmp_path: Path):
    path = write(tmp_path, "a.csv", 'a,"b\r\nstill b",c\r\n\r\n"d ""quoted""",e\r\n')

    assert list(rows(path)) == [(1, ["a", "b\r\nstill b", "c"]), (3, []), (4, ['d "quoted"', "e"])]


def test_tab_text_is_never_quoted(tmp_path: Path):
    path = write(tmp_path, "a.txt", 'code\twords, with commas, of all kinds\r\n1\t5" long\r\n')

    assert list(rows(path)) == [(1, ["code", "words, with commas, of all kinds"]), (2, ["1", '5" long'])]


def test_a_workbook_gives_what_its_cells_mean(tmp_path: Path):
    values = [["00100", 100, 2.5, 3.0, date(2026, 7, 1), None, True, "  0", None], [], ["x\ny"]]
    path = workbook(tmp_path, "a.xlsx", values)

    assert list(rows(path)) == [
        (1, ["00100", "100", "2.5", "3", "2026-07-01", "", "TRUE", "  0"]),
        (2, []),
        (3, ["x\ny"]),
    ]


def test_a_workbook_with_a_false_size_is_read_whole(tmp_path: Path):
    book = openpyxl.Workbook()
    for at in range(1, 6):
        book.active.append([at, at])
    book.save(tmp_path / "true.xlsx")
    _replaced(tmp_path / "true.xlsx", tmp_path / "false.xlsx", b'<dimension ref="A1:B5"', b'<dimension ref="A1:A1"')

    assert [cells for _, cells in rows(tmp_path / "false.xlsx")] == [[str(at), str(at)] for at in range(1, 6)]


def _replaced(source: Path, target: Path, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(source) as read, zipfile.ZipFile(target, "w") as made:
        for name in read.namelist():
            content = read.read(name)
            made.writestr(name, content.replace(old, new) if old else content)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('a,b\n1,"open\nand on\n', r"a\.csv, line 2: expected a closing quote .* before line 3 \(a truncated file\?\)"),
        ('a,b\n1,"x"y\n', r"a\.csv, line 2: expected quoted cells that end before the next delimiter"),
        ("a,b\rc,d\r", "lines that end in LF or CR LF, not a single CR"),
        ("a,b\n1,\0\n", r"line 2, column 3: expected plain text, not a binary file"),
        ("<html>a,b</html>", "not a web page"),
    ],
)
def test_damaged_text_is_refused_with_its_line(tmp_path: Path, content: str, expected: str):
    with pytest.raises(UnreadableRelease, match=expected):
        list(rows(write(tmp_path, "a.csv", content)))


def test_a_cell_without_end_is_refused_before_it_fills_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sheets, "LONGEST", 10_000)
    monkeypatch.setattr(lines, "LONGEST", 10_000)

    with pytest.raises(UnreadableRelease, match="line 2: expected a closing quote"):
        list(rows(write(tmp_path, "a.csv", 'a,b\n1,"' + "on and on\n" * 3000)))


def test_a_cell_may_hold_a_whole_document(tmp_path: Path):
    document = "<p>covered</p>\n" * 20_000

    assert list(rows(write(tmp_path, "a.csv", as_csv([["1", document]])))) == [(1, ["1", document])]


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x05\x06" + bytes(18)])
def test_a_damaged_workbook_is_refused(tmp_path: Path, content: bytes):
    with pytest.raises(UnreadableRelease, match=r"a\.xlsx, line 1: expected"):
        list(rows(write(tmp_path, "a.xlsx", content)))


def test_a_workbook_whose_sheet_is_cut_is_refused_with_the_row(tmp_path: Path):
    workbook(tmp_path, "whole.xlsx", [["a"], ["b"]])
    _replaced(tmp_path / "whole.xlsx", tmp_path / "cut.xlsx", b"</row></sheetData>", b"</row><row>")

    with pytest.raises(UnreadableRelease, match=r"cut\.xlsx, line 1: expected a whole workbook"):
        list(rows(tmp_path / "cut.xlsx"))


@quick
@given(made=cells)
def test_written_rows_come_back(tmp_path: Path, made: list[list[str]]):
    path = write(tmp_path, "a.csv", as_csv([["head", "head"], *made]))

    assert [row for _, row in rows(path, delimiter=",")][1:] == made


@quick
@given(content=st.binary(max_size=200), name=st.sampled_from(["a.csv", "a.xlsx"]))
def test_any_bytes_are_rows_or_refused(tmp_path: Path, content: bytes, name: str):
    with contextlib.suppress(UnreadableRelease):
        assert all(number > 0 for number, _ in rows(write(tmp_path, name, content)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(data=st.data())
def test_a_workbook_with_any_damage_is_rows_or_refused(tmp_path: Path, data: st.DataObject):
    workbook(tmp_path, "whole.xlsx", [["a", 1], ["b", 2]])
    _replaced(tmp_path / "whole.xlsx", tmp_path / "plain.xlsx", b"", b"")
    content = bytearray((tmp_path / "plain.xlsx").read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    with contextlib.suppress(UnreadableRelease):
        assert list(rows(write(tmp_path, "a.xlsx", bytes(content))))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(data=st.data())
def test_a_workbook_whose_xml_is_damaged_is_rows_or_refused(tmp_path: Path, data: st.DataObject):
    workbook(tmp_path, "whole.xlsx", [["a", 1], ["b", 2.5]])
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as archive:
        name = data.draw(st.sampled_from(archive.namelist()))
        xml = bytearray(archive.read(name))
        for _ in range(data.draw(st.integers(1, 3))):
            xml[data.draw(st.integers(0, len(xml) - 1))] = data.draw(st.sampled_from(b'<>"/=19Za \n'))
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as made:
            for other in archive.namelist():
                made.writestr(other, bytes(xml) if other == name else archive.read(other))

    with contextlib.suppress(UnreadableRelease):
        assert all(number > 0 for number, _ in rows(tmp_path / "a.xlsx"))


def test_a_table_is_found_below_a_notice_by_its_headings(tmp_path: Path):
    path = write(
        tmp_path, "a.csv", as_csv([["a notice\nof two lines", ""], ["HCPCS/\nCPT Code", "DME Values"], ["E0100", "2"]])
    )

    found = table(path, COLUMNS, what="a table")

    assert (found.line, found.titles) == (3, ["HCPCS/\nCPT Code", "DME Values"])
    assert [(line.number, line.text("code"), line.whole("value")) for line in found] == [(5, "E0100", 2)]


def test_columns_may_stand_in_any_order_and_more_may_stand_between(tmp_path: Path):
    path = write(tmp_path, "a.csv", "Values,More,HCPCS/CPT Code\n3,x,E0100\n")

    (line,) = table(path, COLUMNS, optional={"none": "NONE", "more": "MORE"}, what="a table")

    assert (line.text("code"), line.text("value"), line.text("more"), line.text("none")) == ("E0100", "3", "x", "")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("x,y\n1,2\n", "line 1: expected the headings of a table: HCPCS CPT CODE, ...VALUES?"),
        ("HCPCS/CPT Code,y\n1,2\n", "line 1: expected also the headings of a table: ...VALUES?"),
        ("HCPCS/CPT Code,Values\n", "line 2: expected rows below the headings"),
        ("HCPCS/CPT Code,Values\nE0100,1\nE0101\n", "line 3, column 1: expected 2 cells, as the headings in line 1"),
        ("HCPCS/CPT Code,Values\nE0100,1,more\n", "line 2, column 3: expected no more than 2 cells"),
    ],
)
def test_a_table_that_is_another_or_cut_is_refused(tmp_path: Path, content: str, expected: str):
    with pytest.raises(UnreadableRelease) as refused:
        list(table(write(tmp_path, "a.csv", content), COLUMNS, what="a table"))

    assert str(refused.value) == f"a.csv, {expected}"


@pytest.mark.parametrize(
    ("ask", "cell", "expected"),
    [
        ("procedure", "9921", None),
        ("procedure", "992134", "a CPT or HCPCS code of five characters, not '992134'"),
        ("whole", "-1", "a whole number, not '-1'"),
        ("whole", "", "a whole number, not ''"),
        ("number_of", "NaN", "a number, not 'NaN'"),
        ("number_of", "1e999", "a number, not '1e999'"),
        ("number_of", "x", "a number, not 'x'"),
        ("day", "20261301", "a date .*, not '20261301'"),
        ("begins", "", "a date"),
    ],
)
def test_a_wrong_cell_is_refused_with_line_and_column(tmp_path: Path, ask: str, cell: str, expected: str | None):
    path = write(tmp_path, "a.csv", f"HCPCS/CPT Code,Some Values\nE0100,{cell}\n")
    (line,) = table(path, COLUMNS, what="a table")

    if expected is None:
        getattr(line, ask)("value")
    else:
        with pytest.raises(UnreadableRelease, match=rf"a\.csv, line 2, column 2 \(Some Values\): expected {expected}"):
            getattr(line, ask)("value")


def test_numbers_dates_and_codes_are_read_as_people_write_them(tmp_path: Path):
    path = write(tmp_path, "a.csv", 'HCPCS/CPT Code,Values\n100,"$1,234.50"\n')
    (line,) = table(path, COLUMNS, what="a table")

    assert line.number_of("value") == Decimal("1234.50")
    assert line.procedure("code") == "00100"
    assert heading(' HCPCS/\nCPT "Code"*') == "HCPCS CPT CODE"
    assert [procedure(text) for text in ("j7325", "0001U", "99", "9921A", "", "A0425 ")] == [
        "J7325",
        "0001U",
        None,
        "9921A",
        None,
        "A0425",
    ]
    written = ("20260701", "2026-07-01", "07/01/2026", "7/1/2026 12:00:00 AM", "2026-07-01 00:00:00.000")
    assert {day(text) for text in written} == {date(2026, 7, 1)}
    assert [day(text) for text in ("", "20260230", "2026", "July 1")] == [None] * 4
