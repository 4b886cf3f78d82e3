import io
from pathlib import Path

import pytest

from consultant.coding.releases.fee_schedule import read_fee_schedule
from consultant.coding.releases.kinds import Kind, kind_of
from consultant.coding.releases.wordless import NOT_KEPT, without_words
from tests.coding.releases.official import FEE_ROWS, FEE_STACK, FEE_TITLES, fee_csv, workbook, write
from tests.coding.releases.test_fee_schedule import NAME
from tests.factories.cpt import MARKER, write_cpt


def kept(path: Path) -> bytes:
    with path.open("rb") as stream:
        return b"".join(without_words(stream))


def test_a_fee_schedule_loses_its_descriptions_and_nothing_else(tmp_path: Path):
    path = write(tmp_path, NAME, fee_csv(*(row.replace("our own words", MARKER) for row in FEE_ROWS)))
    before = list(read_fee_schedule(path))

    after = write(tmp_path, NAME, kept(path))

    assert MARKER.encode() not in after.read_bytes()
    assert list(read_fee_schedule(after)) == before
    assert kind_of(after) is Kind.FEES
    assert b"2026 National Physician Fee Schedule" in after.read_bytes()


def test_a_workbook_of_the_schedule_becomes_rows_without_them(tmp_path: Path):
    lines = [line.split(",") for line in (*FEE_TITLES, *FEE_STACK, *FEE_ROWS)]
    rows = [[MARKER if cell == "our own words" else cell for cell in line] for line in lines]
    path = workbook(tmp_path, "PPRRVU2026_Jul_nonQPP.xlsx", rows)

    after = write(tmp_path, NAME, kept(path))

    assert MARKER.encode() not in after.read_bytes()
    assert [row.code for row in read_fee_schedule(after)] == ["20610", "71046", "00100"]


def test_of_cpt_the_numbers_are_left_by_which_it_is_known(tmp_path: Path):
    path = write_cpt(tmp_path)[0]

    after = write(tmp_path, "LONGULT.txt", kept(path))

    assert MARKER.encode() not in after.read_bytes()
    assert kind_of(after) is Kind.CPT


@pytest.mark.parametrize("content", [b"%PDF words", b"<html>words</html>", b"words", b"", b"\x1f\x8bbroken"])
def test_of_what_no_reader_knows_nothing_is_left(tmp_path: Path, content: bytes):
    path = write(tmp_path, "some.file", content)

    assert kept(path) == NOT_KEPT
    assert kind_of(write(tmp_path, "some.file", NOT_KEPT)) is None


def test_other_official_files_stay_as_they_are():
    content = b"00001 A00     0 " + b"Cholera".ljust(60) + b" Cholera\n"

    assert b"".join(without_words(io.BytesIO(content))) == content
