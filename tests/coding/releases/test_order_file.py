import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.order_file import OrderRow, looks_like_order_file, read_order_file

TITLES = st.text("abcdefgh XYZ,()-", min_size=1, max_size=60).map(str.strip).filter(bool)


def line(row: OrderRow) -> str:
    return f"{row.order:05d} {row.code:7} {int(row.billable)} {row.short:60} {row.long}"


def write(folder: Path, *lines: str) -> Path:
    path = folder / "icd10cm_order_2026.txt"
    path.write_bytes("\r\n".join(lines).encode("latin-1"))
    return path


@pytest.mark.shared
def test_the_official_excerpt_is_read_with_headers_and_both_titles(shared: Path):
    rows = list(read_order_file(shared / "layouts/icd10cm_order_2026.excerpt.txt"))

    assert rows[0] == OrderRow(1, "A00", False, "Cholera", "Cholera")
    assert rows[-1].code == "M5450"
    assert rows[-1].billable


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    st.lists(
        st.tuples(st.from_regex(r"[A-Z][0-9][A-Z0-9]{1,5}", fullmatch=True), st.booleans(), TITLES, TITLES), min_size=1
    )
)
def test_what_is_written_in_its_columns_is_read_back(tmp_path: Path, given_rows):
    rows = [OrderRow(place, *row) for place, row in enumerate(given_rows, 1)]

    path = write(tmp_path, *map(line, rows))

    assert list(read_order_file(path)) == rows
    assert looks_like_order_file(path.read_bytes())


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        (["00001 A00     0 Cholera"], 1),
        ([line(OrderRow(1, "A00", False, "Cholera", "Cholera")), "<html>"], 2),
        ([line(OrderRow(2, "A00", False, "a", "a")), line(OrderRow(2, "A01", False, "a", "a"))], 2),
        ([line(OrderRow(1, "A00", False, "a", "a")).replace("A00     0", "A00 0    ")], 1),
        ([""], 1),
    ],
)
def test_another_file_is_refused_at_its_line(tmp_path: Path, lines: list[str], at: int):
    with pytest.raises(UnreadableRelease) as refused:
        list(read_order_file(write(tmp_path, *lines)))

    assert (refused.value.file, refused.value.line) == ("icd10cm_order_2026.txt", at)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=400))
def test_any_bytes_are_rows_or_a_refusal(tmp_path: Path, data: bytes):
    path = tmp_path / "any.txt"
    path.write_bytes(data)

    with contextlib.suppress(UnreadableRelease):
        assert list(read_order_file(path))
