import itertools
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.ptp_file import write as write_quarter
from consultant.coding.releases import ptp
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.ptp import PtpFile, file_of, looks_like_ptp, read_pairs, read_ptp
from tests.coding.releases.official import PTP_HEADINGS, PTP_ROWS, ptp_text, workbook, write

READ = [
    ("0001A", "0591T", False, 20220101, 20231231, 1, "Misuse of Column Two code with Column One code"),
    ("0001A", "G0008", False, 20220101, 20220101, 9, "Mutually exclusive procedures"),
    ("11042", "97597", True, 19960101, 0, 1, "More extensive procedure"),
    ("11042", "97602", False, 20020101, 20031231, 0, "Misuse of Column Two code with Column One code"),
    ("11042", "97602", False, 20050401, 0, 0, "Misuse of Column Two code with Column One code"),
]
NAME = "ccipra-v322r0-f1.txt"
quick = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_pairs_are_tuples_in_file_order_with_all_their_windows(tmp_path: Path, end: str):
    path = write(tmp_path, NAME, ptp_text(*PTP_ROWS, end=end))

    assert list(read_ptp(path)) == READ
    assert looks_like_ptp(path)


def test_codes_and_windows_are_kept_as_the_caller_wants_and_turned_once(tmp_path: Path):
    path, turned = write(tmp_path, NAME, ptp_text(*PTP_ROWS * 3)), list[str]()

    def numbered(code: str) -> int:
        turned.append(code)
        return int(code[1:4])

    batches = read_pairs(path, code=numbered, window=lambda window: window[3])

    assert [indicator for *_, indicator in itertools.chain.from_iterable(batches)] == [row[5] for row in READ] * 3
    assert len(turned) == len(set(turned))


def test_a_pair_that_begins_after_the_latest_day_is_refused(tmp_path: Path):
    path = write(tmp_path, NAME, ptp_text(*PTP_ROWS))

    with pytest.raises(
        UnreadableRelease, match=r"line 7, column 4 \(effective\): expected .* up to 2021-12-31, the last"
    ):
        list(read_pairs(path, code=str, window=tuple, latest=date(2021, 12, 31)))
    assert list(read_pairs(path, code=str, window=tuple, latest=date(2022, 1, 1)))


def test_a_last_line_without_end_and_blank_lines_are_read(tmp_path: Path):
    path = write(tmp_path, NAME, ptp_text(*PTP_ROWS[:3], "", *PTP_ROWS[3:]).rstrip())

    assert list(read_ptp(path)) == READ


def test_a_file_larger_than_a_block_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ptp, "_CHUNK", 50)
    path = write(tmp_path, NAME, ptp_text(*PTP_ROWS * 20))

    assert list(read_ptp(path)) == READ * 20


def test_the_first_pair_is_there_before_the_file_is_read(tmp_path: Path):
    path = write(tmp_path, NAME, ptp_text(*PTP_ROWS * 20_000))

    with path.open("rb") as stream:
        first = next(read_ptp(stream))
        read = stream.tell()

    assert first == READ[0]
    assert read < path.stat().st_size / 20


def test_a_line_with_a_cell_too_few_is_not_made_good_by_one_with_a_cell_too_many(tmp_path: Path):
    few, many = PTP_ROWS[0].rpartition("\t")[0], f"Words\t{PTP_ROWS[1]}"

    with pytest.raises(UnreadableRelease, match="line 8, column 6: expected 7 cells, not 6"):
        list(read_ptp(write(tmp_path, NAME, ptp_text(PTP_ROWS[2], few, many, PTP_ROWS[3]))))


def test_a_workbook_gives_the_same_pairs_though_its_cells_are_numbers(tmp_path: Path):
    heads = [
        ["CPT only copyright"],
        ["Column1/Column2 Edits"],
        [
            "Column 1",
            "Column 2",
            "*=in existence\nprior to 1996",
            "Effective\nDate",
            "Deletion\nDate\n*=no data",
            "Modifier\n0=not allowed",
            "PTP Edit Rationale",
        ],
        ["", "", "", "", "", "9=not applicable"],
    ]
    cells = [row.split("\t") for row in PTP_ROWS]
    typed = [[int(cell) if cell.isdigit() else cell or None for cell in row] for row in cells]
    path = workbook(
        tmp_path, "ccipra-v322r0-f1.xlsx", [*heads, *typed, [100, "G0008", None, 20220101, "*", 0, "Words"]]
    )

    assert list(read_ptp(path)) == [*READ, ("00100", "G0008", False, 20220101, 0, 0, "Words")]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1104\u00e9\t97602\t\t20020101\t*\t0\tWords", r"column 1 \(column 1\): expected a CPT or HCPCS code"),
        (
            "11042\t976022\t\t20020101\t*\t0\tWords",
            r"column 2 \(column 2\): expected a CPT or HCPCS code .*, not '976022'",
        ),
        (
            "11042\t97602\tx\t20020101\t*\t0\tWords",
            r"column 3 \(in existence\): expected an asterisk or nothing, not 'x'",
        ),
        (
            "11042\t97602\t\t20021301\t*\t0\tWords",
            r"column 4 \(effective\): expected a date as YYYYMMDD, not '20021301'",
        ),
        ("11042\t97602\t\t*\t20020101\t0\tWords", r"column 4 \(effective\): expected a date as YYYYMMDD, not '\*'"),
        (
            "11042\t97602\t\t20020101\t\t0\tWords",
            r"column 5 \(deletion\): expected a date as YYYYMMDD or an asterisk, not ''",
        ),
        (
            "11042\t97602\t\t20020101\t*\t2\tWords",
            r"column 6 \(modifier\): expected the modifier indicator 0, 1 or 9, not '2'",
        ),
        ("11042\t97602\t\t20020101\t*\t0\t", r"column 7 \(ptp edit rationale\): expected a rationale in words, not ''"),
        ("11042\t97602\t\t20020101\t*\t0", "column 6: expected 7 cells, not 6"),
        ("11042\t97602\t\t20020101\t*\t0\tWords\tmore", "column 8: expected 7 cells, not 8"),
        ("<html>", "column 1: expected 7 cells, not 1"),
    ],
)
@pytest.mark.parametrize("last", [True, False])
def test_damage_is_refused_with_file_line_column_and_what_was_expected(
    tmp_path: Path, row: str, expected: str, last: bool
):
    content = ptp_text(*PTP_ROWS, row) if not last else ptp_text(*PTP_ROWS).decode() + row

    with pytest.raises(UnreadableRelease, match=rf"ccipra-v322r0-f1\.txt, line 12, {expected}"):
        list(read_ptp(write(tmp_path, NAME, content)))


def test_a_last_line_that_stops_within_its_rationale_is_refused(tmp_path: Path):
    content = ptp_text(*PTP_ROWS).decode().rstrip()[:-9]

    with pytest.raises(
        UnreadableRelease, match=r"line 11, column 7 .*: expected 'Misuse .* One code' to the end \(a trunc"
    ):
        list(read_ptp(write(tmp_path, NAME, content)))


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ([], r"line 1: expected the headings Column 1, Column 2, \.\.\. in the first lines of an NCCI PTP file"),
        (
            [PTP_HEADINGS[2].replace("Column 2\t*=in existence", "*=in existence\tColumn 2")],
            "line 1, column 2: .*'Column 2'",
        ),
        (
            [PTP_HEADINGS[2].replace("\tPTP Edit Rationale", "")],
            "line 1, column 7: expected the heading 'Ptp edit rationale'",
        ),
    ],
)
def test_a_file_with_other_headings_is_refused(tmp_path: Path, headings: list[str], expected: str):
    with pytest.raises(UnreadableRelease, match=expected):
        list(read_ptp(write(tmp_path, NAME, ptp_text(*PTP_ROWS, headings=headings))))


def test_headings_without_pairs_are_refused(tmp_path: Path):
    with pytest.raises(UnreadableRelease, match="line 7: expected pairs below the headings"):
        list(read_ptp(write(tmp_path, NAME, ptp_text())))


def test_bytes_of_no_encoding_are_refused_with_their_line(tmp_path: Path):
    content = ptp_text(*PTP_ROWS).replace(b"More extensive", b"More \x81xtensive")

    with pytest.raises(UnreadableRelease, match="line 9, column 33: expected text in UTF-8 or Windows-1252"):
        list(read_ptp(write(tmp_path, NAME, content)))


def test_words_in_windows_text_are_read(tmp_path: Path):
    content = ptp_text("11042\t97602\t\t20020101\t*\t0\tCaf\u00e9 \u2013 x").decode().encode("cp1252")

    assert next(read_ptp(write(tmp_path, NAME, content)))[6] == "Caf\u00e9 \u2013 x"


def test_a_line_without_end_is_refused_before_it_fills_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ptp, "_CHUNK", 100)
    monkeypatch.setattr(ptp, "LONGEST", 1000)

    with pytest.raises(UnreadableRelease, match="line 7: expected lines of tab text"):
        list(read_ptp(write(tmp_path, NAME, ptp_text("x" * 5000))))


def test_a_workbook_of_something_else_and_a_wrong_cell_in_one_are_refused(tmp_path: Path):
    other = workbook(tmp_path, "other.xlsx", [["a", "b"]] * 40)
    wrong = workbook(tmp_path, "wrong.xlsx", [PTP_HEADINGS[2].split("\t"), ["11042", "97602", None, 2002, "*", 0, "x"]])

    with pytest.raises(UnreadableRelease, match=r"other\.xlsx, line 30: expected the headings"):
        list(read_ptp(other))
    with pytest.raises(UnreadableRelease, match=r"wrong\.xlsx, line 2, column 4 \(effective\)"):
        list(read_ptp(wrong))
    assert not looks_like_ptp(other)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ccipra-v322r0-f1.txt", PtpFile("practitioner", "32.2", 0, 1, date(2026, 7, 1))),
        ("ccioph-v320r1-f4.xlsx", PtpFile("outpatient hospital", "32.0", 1, 4, date(2026, 1, 1))),
        ("CCIPRA-V303R0-F2.TXT", PtpFile("practitioner", "30.3", 0, 2, date(2024, 10, 1))),
        ("ccipra-v325r0-f1.txt", None),
        ("MUE.csv", None),
    ],
)
def test_the_name_of_a_file_tells_setting_and_quarter(name: str, expected: PtpFile | None):
    assert file_of(name) == expected


code = st.from_regex(r"[0-9]{5}|[A-Z][0-9]{4}|[0-9]{4}[A-Z]", fullmatch=True)
day = st.dates(date(1990, 1, 1), date(2035, 12, 31)).map(lambda found: int(f"{found:%Y%m%d}"))
words = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=30)


@quick
@given(
    made=st.lists(
        st.tuples(code, code, st.booleans(), day, st.just(0) | day, st.sampled_from((0, 1, 9)), words), min_size=1
    )
)
def test_written_pairs_come_back(tmp_path: Path, made: list[ptp.PtpRow]):
    rows = [
        f"{one}\t{two}\t{'*' if before else ''}\t{begin}\t{end or '*'}\t{modifier}\t{rationale}"
        for one, two, before, begin, end, modifier, rationale in made
    ]

    assert list(read_ptp(write(tmp_path, NAME, ptp_text(*rows)))) == made


@pytest.mark.parametrize(
    ("rows", "setting"), [(3, "practitioner"), (2500, "outpatient hospital"), (40_001, "practitioner")]
)
def test_the_generated_quarter_has_exactly_the_rows_and_traps_that_were_asked_for(
    tmp_path: Path, rows: int, setting: str
):
    files = write_quarter(tmp_path, rows=rows, setting=setting, seed=7)

    read = list(
        itertools.chain.from_iterable(
            read_ptp(path) for path in files if path.stat().st_size > len("\r\n".join((*PTP_HEADINGS, "")))
        )
    )

    named = [file_of(path.name) for path in files]
    assert [found and (found.setting, found.part) for found in named] == [(setting, part) for part in (1, 2, 3, 4)]
    assert len(read) == rows
    assert len({(one, two, begin) for one, two, _, begin, *_ in read}) == rows
    assert read == sorted(read, key=lambda row: (row[0], row[1], row[3]))
    if rows > 1000:
        assert {row[5] for row in read} == {0, 1, 9}
        assert all(row[3] == row[4] for row in read if row[5] == 9)
        assert len({row[:2] for row in read}) < rows
        assert any(row[2] for row in read)


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path):
    made = [write_quarter(tmp_path / folder, rows=500, seed=seed) for folder, seed in (("a", 1), ("b", 1), ("c", 2))]

    first, again, other = ([path.read_bytes() for path in files] for files in made)
    assert first == again != other


@pytest.mark.shared
def test_the_official_excerpt_is_read(shared: Path):
    rows = list(read_ptp(shared / "layouts/ccipra-v322r0-f1.excerpt.txt"))

    assert len(rows) == 8
    assert rows[0][:6] == ("0001A", "0591T", False, 20220101, 20231231, 1)
    assert rows[-1][4] == 0
