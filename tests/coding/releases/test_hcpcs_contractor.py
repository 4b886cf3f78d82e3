from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant.adapters.library.hcpcs import SAMPLE
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.hcpcs_contractor import looks_like_contractor_file, read_contractor


def record(
    code: str,
    text: str,
    *,
    kind: str = "3",
    sequence: int = 100,
    short: str = "",
    coverage: str = "C",
    added: str = "20100101",
    effective: str = "20170101",
    terminated: str = "",
    action: str = "N",
) -> str:
    head = f"{code:>5}{sequence:05d}{kind}{text:80}"
    if kind in "48":
        return head.rstrip()
    line = f"{head}{short:28}51      A".ljust(229) + coverage
    return line.ljust(268) + f"{added:8}{effective:8}{terminated:8}{action}"


def write(folder: Path, *lines: str, encoding: str = "latin-1") -> Path:
    path = folder / "HCPC2026_ANWEB.txt"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def test_a_record_gives_its_columns(tmp_path: Path):
    path = write(tmp_path, record("J7325", "Hyaluronan, 1 mg", short="Synvisc", terminated="20261231"))

    (row,) = read_contractor(path)

    assert (row.code, row.modifier, row.long, row.short) == ("J7325", False, "Hyaluronan, 1 mg", "Synvisc")
    assert (row.pricing, row.multiple_pricing, row.coverage, row.action) == (("51",), "A", "C", "N")
    assert (row.added, row.effective, row.terminated) == (date(2010, 1, 1), date(2017, 1, 1), date(2026, 12, 31))


def test_continuation_lines_are_joined_with_a_blank_however_short_they_are(tmp_path: Path):
    path = write(
        tmp_path,
        record("A0425", "Ground mileage,"),
        record("A0425", "per statute", kind="4", sequence=200),
        record("A0425", "mile", kind="4", sequence=300).ljust(316),
        record("LT", "Left side", kind="7"),
        record("LT", "of the body", kind="8", sequence=200),
    )

    rows = list(read_contractor(path))

    assert [row.long for row in rows] == ["Ground mileage, per statute mile", "Left side of the body"]
    assert [row.modifier for row in rows] == [False, True]
    assert rows[1].code == "LT"


def test_disclaimers_before_the_first_record_are_skipped(tmp_path: Path):
    path = write(tmp_path, "***Disclaimers\t\t", "", "names\u00ae may appear", record("A0425", "Ground mileage"))

    assert [row.code for row in read_contractor(path)] == ["A0425"]
    assert looks_like_contractor_file(path)


def test_latin_1_bytes_are_read(tmp_path: Path):
    path = write(tmp_path, record("A0425", "Caf\u00e9\u00ae"))

    assert next(read_contractor(path)).long == "Caf\u00e9\u00ae"


@pytest.mark.parametrize(
    ("lines", "line", "expected"),
    [
        ([], 1, "HCPCS records"),
        (["only words"], 1, "HCPCS records"),
        ([record("A0425", "x"), "page 2 of 7"], 2, "a HCPCS record"),
        ([record("A0425", "x", kind="4")], 1, "the first line of A0425"),
        ([record("A0425", "x"), record("A0426", "y", kind="4")], 2, "the first line of A0426"),
        ([record("A0425", "x", added="20101301")], 1, r"ADD DT as YYYYMMDD in columns 269 to 276, not '20101301'"),
        ([record("A0425", "x"), record("A0426", "")], 2, "a long description in columns 12 to 91"),
    ],
)
def test_damage_is_refused_with_file_line_and_what_was_expected(tmp_path: Path, lines, line, expected):
    with pytest.raises(UnreadableRelease, match=rf"HCPC2026_ANWEB\.txt, line {line}: expected {expected}"):
        list(read_contractor(write(tmp_path, *lines)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes):
    path = tmp_path / "any.txt"
    path.write_bytes(content)

    try:
        rows = list(read_contractor(path))
    except UnreadableRelease:
        return
    assert all(row.code and row.long for row in rows)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "codes", "modifiers", "terminated"),
    [("HCPC2019_CONTR_ANWEB.txt", 6440, 360, 506), ("HCPC2020_ANWEB_w_disclaimer.txt", 6710, 369, 605)],
)
def test_the_official_files_are_counted_exactly(shared: Path, name, codes, modifiers, terminated):
    rows = list(read_contractor(shared / "hcpcs" / name))

    assert sum(not row.modifier for row in rows) == codes
    assert sum(row.modifier for row in rows) == modifiers
    assert sum(row.terminated is not None for row in rows if not row.modifier) == terminated


def test_a_web_page_is_no_contractor_file(tmp_path: Path):
    path = tmp_path / "page.txt"
    path.write_text("<html>HCPCS A0425 Ground mileage</html>")

    assert not looks_like_contractor_file(path)


def test_a_line_that_is_missing_within_a_long_text_is_told_by_the_numbers_of_the_others(tmp_path: Path):
    lines = SAMPLE.read_bytes().splitlines(keepends=True)
    at = next(place for place, line in enumerate(lines) if line[5:11] == b"003004")
    path = tmp_path / "HCPC2026.txt"
    path.write_bytes(b"".join(lines[: at - 1] + lines[at:]))

    with pytest.raises(
        UnreadableRelease, match=rf"line {at}: expected sequence number 00200 .*, not 00300: lines are missing"
    ):
        list(read_contractor(path))
