import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant.coding.releases.code_lists import ListedCode, ListShape, read_code_list, shape_of
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.xml_files import opened


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "shape", "codes", "billable"),
    [
        ("icd10cm/icd10cm_codes_FY2025_short_long.csv.gz", ListShape.TABLE, 97_584, 74_260),
        ("icd10cm/icd10cm-categories-April-1-2026.csv", ListShape.TABLE, 1_918, 0),
        ("icd10pcs/icd10pcs_codes_78638.tsv.gz", ListShape.TABBED, 78_638, 0),
        ("icd10cm/code-list-April-2026.txt", ListShape.BARE, 98_186, 0),
    ],
)
def test_the_lists_in_circulation_are_counted_exactly(
    shared: Path, name: str, shape: ListShape, codes: int, billable: int
):
    path = shared / name

    rows = list(read_code_list(path))

    assert len(rows) == len({row.code for row in rows}) == codes
    assert sum(row.billable is True for row in rows) == billable
    with opened(path) as source:
        head = source.read(4096)
    assert shape_of(head) is shape


def test_the_official_codes_file_has_code_and_long_title(tmp_path: Path):
    path = tmp_path / "icd10cm_codes_2026.txt"
    path.write_text("A000    Cholera due to Vibrio cholerae 01, biovar cholerae\r\nS52521A Torus fracture\r\n")

    assert list(read_code_list(path)) == [
        ListedCode("A000", long="Cholera due to Vibrio cholerae 01, biovar cholerae"),
        ListedCode("S52521A", long="Torus fracture"),
    ]


def test_a_block_of_one_category_is_no_second_code(tmp_path: Path):
    path = tmp_path / "list.txt"
    path.write_text("1\nB20-B20\nB20\nB20\nB25-B34\nB25\nB25.0\n")

    assert [row.code for row in read_code_list(path)] == ["B20", "B25", "B250"]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("code,billable,short,long\nA00,0,Cholera,Cholera\nA00\n", 3),
        ("code,long\nA00,Cholera\nnonsense,x\n", 3),
        ('code,long\nA00,Cholera\nA01,"Typhoid and', 3),
        ("A000    Cholera\nA001    Cholera\nA009    Cholera\n<html>\n", 4),
        ("<html><body>Not found</body></html>", 1),
        ("", 1),
    ],
)
def test_another_file_is_refused_at_its_line(tmp_path: Path, text: str, at: int):
    path = tmp_path / "codes.txt"
    path.write_text(text)

    with pytest.raises(UnreadableRelease) as refused:
        list(read_code_list(path))

    assert refused.value.line == at


def test_bytes_that_are_no_utf_8_are_refused(tmp_path: Path):
    path = tmp_path / "codes.csv"
    path.write_bytes(b"code,long\nA00,Chol\xe9ra\n")

    with pytest.raises(UnreadableRelease, match="UTF-8"):
        list(read_code_list(path))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=400))
def test_any_bytes_are_rows_or_a_refusal(tmp_path: Path, data: bytes):
    path = tmp_path / "any.txt"
    path.write_bytes(data)

    with contextlib.suppress(UnreadableRelease):
        list(read_code_list(path))
