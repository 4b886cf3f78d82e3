import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.ptp_file import write as write_quarter
from consultant.adapters.library import pair_windows
from consultant.adapters.library.ptp_file import PtpFile, build_ptp
from consultant.coding.edits import Column
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.ptp import PtpRow, read_ptp
from consultant.coding.sets import Reference
from consultant.errors import UserError
from tests.coding.releases.official import ptp_text, workbook, write

ROWS = (
    "11042\t97597\t*\t19960101\t*\t1\tMore extensive procedure",
    "11042\t97602\t\t20020101\t20031231\t0\tMisuse of Column Two code with Column One code",
    "11042\t97602\t\t20050401\t*\t1\tStandards of medical/surgical practice",
    "0001A\tG0008\t\t20220101\t20220101\t9\tMutually exclusive procedures",
)
MORE = ("G0463\t36591\t\t20140101\t*\t0\tStandards of medical/surgical practice",)
NAME = "ccipra-v322r0-f{}.txt"
quick = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)


def parts(folder: Path, *tables: Sequence[str], name: str = NAME) -> list[Path]:
    return [write(folder, name.format(at), ptp_text(*rows)) for at, rows in enumerate(tables, 1)]


@pytest.fixture
def file(tmp_path: Path) -> PtpFile:
    return PtpFile(build_ptp(parts(tmp_path, ROWS, MORE), tmp_path / "shelf").path)


def test_parts_make_one_release_of_their_setting_and_quarter(file: PtpFile):
    release = file.release

    assert release.system is Reference.PTP_PRACTITIONER
    assert (release.effective_from, release.effective_to) == (date(2026, 7, 1), date(2026, 9, 30))
    assert release.label == "NCCI pairs, practitioner, third quarter of 2026"


def test_the_hospital_has_a_set_of_its_own_and_rows_are_counted(tmp_path: Path):
    built = build_ptp(parts(tmp_path, ROWS, MORE, name="ccioph-v321r0-f{}.txt"), tmp_path / "shelf")

    assert built.counts == {"pairs": 5, "codes": 7}
    assert built.described.system is Reference.PTP_HOSPITAL
    assert [source.name for source in built.described.sources] == ["ccioph-v321r0-f1.txt", "ccioph-v321r0-f2.txt"]


@pytest.mark.parametrize(
    ("on", "indicator", "begins", "ends"),
    [
        (date(2001, 12, 31), None, None, None),
        (date(2002, 1, 1), 0, date(2002, 1, 1), date(2003, 12, 31)),
        (date(2003, 12, 31), 0, date(2002, 1, 1), date(2003, 12, 31)),
        (date(2004, 1, 1), None, None, None),
        (date(2005, 4, 1), 1, date(2005, 4, 1), None),
        (date(2026, 9, 30), 1, date(2005, 4, 1), None),
    ],
)
def test_the_window_of_the_day_answers(
    file: PtpFile, on: date, indicator: int | None, begins: date | None, ends: date | None
):
    found = file.pair("11042", "97602", on)

    assert (found and found.modifier_indicator) == indicator
    if found is not None:
        assert (found.column1, found.column2) == ("11042", "97602")
        assert (found.effective, found.last_day) == (begins, ends)


def test_an_edit_says_its_rationale_and_whether_it_is_of_before_1996(file: PtpFile):
    old, new = (file.pair("11042", code, date(2026, 7, 1)) for code in ("97597", "97602"))

    assert old is not None
    assert new is not None
    assert (old.before_1996, old.rationale) == (True, "More extensive procedure")
    assert (new.before_1996, new.rationale) == (False, "Standards of medical/surgical practice")
    assert old.release is file.release


def test_an_edit_of_indicator_9_never_answers(file: PtpFile):
    on = date(2022, 1, 1)

    assert file.pair("0001A", "G0008", on) is None
    assert file.partners("0001A", on, Column.ONE, 0, 10) == (0, ())
    assert file.partners("G0008", on, Column.TWO, 0, 10) == (0, ())


@pytest.mark.parametrize("code", ["M17.11", "99213", "x", ""])
def test_codes_that_stand_in_no_pair_have_none(file: PtpFile, code: str):
    assert file.pair(code, "97602", date(2026, 7, 1)) is None
    assert file.pair("11042", code, date(2026, 7, 1)) is None
    assert file.partners(code, date(2026, 7, 1), Column.ONE, 0, 10) == (0, ())


def test_partners_are_counted_and_paged_by_code_in_both_columns(tmp_path: Path):
    rows = [f"11042\t{code}\t\t20200101\t*\t1\tWords" for code in ("97602", "0001A", "G0008", "97597")]
    rows += ["11042\t11043\t\t20200101\t20201231\t1\tWords", "A4550\tG0008\t\t20200101\t*\t0\tWords"]
    file = PtpFile(build_ptp(parts(tmp_path, rows), tmp_path).path)
    on = date(2026, 7, 1)

    count, page = file.partners("11042", on, Column.ONE, 1, 2)
    assert (count, [edit.column2 for edit in page]) == (4, ["97597", "97602"])
    count, page = file.partners("G0008", on, Column.TWO, 0, 10)
    assert (count, [edit.column1 for edit in page]) == (2, ["11042", "A4550"])


def test_a_workbook_and_a_text_may_be_parts_of_one_table(tmp_path: Path):
    cells = [row.split("\t") for row in MORE]
    heads = [["Column 1", "Column 2", "*=in existence", "Effective", "Deletion", "Modifier", "PTP Edit Rationale"]]
    given = [*parts(tmp_path, ROWS), workbook(tmp_path, "ccipra-v322r0-f2.xlsx", heads + cells)]

    file = PtpFile(build_ptp(given, tmp_path).path)

    assert file.pair("G0463", "36591", date(2026, 7, 1)) is not None


def test_the_order_of_rows_and_parts_changes_no_answer_and_repeats_count_once(tmp_path: Path):
    straight = PtpFile(build_ptp(parts(tmp_path, ROWS, MORE), tmp_path).path)
    mixed = build_ptp(parts(tmp_path, MORE, [*reversed(ROWS), ROWS[0]]), tmp_path)

    assert mixed.counts["pairs"] == 5
    for on in (date(2003, 1, 1), date(2026, 7, 1)):
        for column, code in ((Column.ONE, "11042"), (Column.TWO, "97602")):
            one, two = (each.partners(code, on, column, 0, 9) for each in (straight, PtpFile(mixed.path)))
            assert [(edit.column1, edit.column2, edit.rationale) for edit in one[1]] == [
                (edit.column1, edit.column2, edit.rationale) for edit in two[1]
            ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["11042\t97602\t\t20020101\t*\t2\tWords"], r"ccipra-v322r0-f2\.txt, line 8, column 6 \(modifier\): expected"),
        (
            ["11042\t97602\t\t20261001\t*\t1\tWords"],
            r"f2\.txt, line 8, column 4 \(effective\): expected a date as YYYYMMDD up to 2026-09-30, the last day",
        ),
        (["11042\t97602\t\t22020101\t*\t1\tWords"], r"f2\.txt, line 8, column 4 \(effective\)"),
        (["97602\t\t20020101\t*\t1\tWords"], r"f2\.txt, line 8, column 6: expected 7 cells, not 6"),
        (["11042\t97602\t\t20050401\t*\t0\tWords"], "11042 and 97602 from 2005-04-01 twice"),
    ],
)
def test_damage_in_any_part_is_named_and_leaves_nothing(tmp_path: Path, rows: list[str], words: str):
    given = parts(tmp_path, ROWS, [*MORE, *rows])

    with pytest.raises(UserError, match=words):
        build_ptp(given, tmp_path / "shelf")
    assert list((tmp_path / "shelf").iterdir()) == []


def test_a_last_part_that_was_cut_is_refused(tmp_path: Path):
    first, second = parts(tmp_path, ROWS, [*MORE, MORE[0].replace("36591", "36592")])
    second.write_bytes(second.read_bytes()[:-12])

    with pytest.raises(UnreadableRelease, match=r"f2\.txt, line 8, column 7 .*truncated"):
        build_ptp([first, second], tmp_path / "shelf")


def test_a_table_that_stops_before_the_codes_with_letters_lacks_its_last_parts(tmp_path: Path):
    with pytest.raises(UserError, match=r"f1\.txt: the pairs end at 11042, .*Import all of its parts together"):
        build_ptp(parts(tmp_path, ROWS), tmp_path)


def test_the_excerpt_of_a_real_part_is_no_release(shared: Path, tmp_path: Path):
    with pytest.raises(UserError, match="Import all of its parts together"):
        build_ptp([shared / "layouts" / "ccipra-v322r0-f1.excerpt.txt"], tmp_path / "shelf")


def test_another_quarter_than_the_names_say_is_refused(tmp_path: Path):
    with pytest.raises(UserError, match="is of 2026-07-01, not of 2025-01-01"):
        build_ptp(parts(tmp_path, ROWS, MORE), tmp_path, effective=date(2025, 1, 1))


def test_more_rationales_than_are_numbered_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pair_windows, "RATIONALES", 3)

    with pytest.raises(UnreadableRelease, match="no more than 3 different rationales"):
        build_ptp(parts(tmp_path, ROWS, MORE), tmp_path)


def test_the_workbooks_of_a_quarter_make_the_release_of_its_text(tmp_path: Path):
    text = build_ptp(write_quarter(tmp_path / "text", rows=2_000), tmp_path / "shelf")

    book = build_ptp(write_quarter(tmp_path / "book", rows=2_000, workbooks=True), tmp_path / "shelf")

    assert book.counts == text.counts
    with sqlite3.connect(book.path) as one, sqlite3.connect(text.path) as two:
        for table in ("column_one", "column_two", "rationale"):
            assert list(one.execute(f"SELECT * FROM {table}")) == list(two.execute(f"SELECT * FROM {table}"))


def test_what_was_read_is_told_in_bytes(tmp_path: Path):
    given, told = write_quarter(tmp_path, rows=5000), []

    build_ptp(given, tmp_path, read=told.append)

    assert sum(told) == sum(path.stat().st_size for path in given)


def test_a_generated_quarter_answers_as_its_rows_do(tmp_path: Path):
    given = write_quarter(tmp_path, rows=12_000, seed=3)
    rows = [row for path in given for row in read_ptp(path)]
    built = build_ptp(given, tmp_path)
    file = PtpFile(built.path)

    assert built.counts["pairs"] == len(rows)
    for row in rows[::97]:
        for on in (date(1999, 5, 1), date(2015, 4, 1), date(2026, 7, 1)):
            assert said(file, row[0], row[1], on) == expected(rows, row[0], row[1], on)


code = st.sampled_from(("0001A", "00100", "11042", "97602", "97597", "G0008", "V5299"))
day = st.dates(date(2020, 1, 1), date(2020, 1, 12)).map(lambda found: int(f"{found:%Y%m%d}"))
row = st.tuples(code, code, st.booleans(), day, st.just(0) | day, st.sampled_from((0, 1, 9)), st.sampled_from("ABC"))


@quick
@given(
    made=st.lists(row, min_size=1, max_size=60, unique_by=lambda made: (made[0], made[1], made[3])),
    cut=st.integers(0, 60),
)
def test_every_answer_is_that_of_a_plain_search_through_the_rows(tmp_path: Path, made: list[PtpRow], cut: int):
    made = (
        [*made, ("V5299", "00100", False, 20200101, 0, 1, "A")]
        if ("V5299", "00100") not in {m[:2] for m in made}
        else made
    )
    lines = [
        f"{one}\t{two}\t{'*' if before else ''}\t{begin}\t{end or '*'}\t{indicator}\t{words}"
        for one, two, before, begin, end, indicator, words in made
    ]
    tables = [table for table in (lines[:cut], lines[cut:]) if table]
    file = PtpFile(build_ptp(parts(tmp_path, *tables), tmp_path).path)
    codes = sorted({found for one in made for found in one[:2]})

    for on in (date(2019, 12, 31), date(2020, 1, 3), date(2020, 1, 8), date(2020, 1, 12), date(2026, 7, 1)):
        for one in codes:
            answers = [(two, expected(made, one, two, on)) for two in codes]
            for two, answer in answers:
                assert said(file, one, two, on) == answer
            in_force = [other for other, *_ in windows(made, one, on)]
            count, page = file.partners(one, on, Column.ONE, 0, 100)
            assert (count, [edit.column2 for edit in page]) == (len(in_force), sorted(in_force))


def windows(rows: Sequence[PtpRow], one: str, on: date) -> list[tuple[str, int, int, int, bool, str]]:
    """(other, indicator, first day, last day, of before 1996, rationale) of those with ``one`` in column 1 that bite."""
    at = int(f"{on:%Y%m%d}")
    return [
        (other, indicator, begins, ends, before, words)
        for first, other, before, begins, ends, indicator, words in rows
        if first == one and indicator != 9 and begins <= at and (not ends or at <= ends)
    ]


def expected(rows: Sequence[PtpRow], one: str, two: str, on: date) -> tuple[int, int, int, bool, str] | None:
    found = [window[1:] for window in windows(rows, one, on) if window[0] == two]
    return max(found, key=lambda window: window[1], default=None)


def said(file: PtpFile, one: str, two: str, on: date) -> tuple[int, int, int, bool, str] | None:
    found = file.pair(one, two, on)
    if found is None:
        return None
    begins, ends = (int(f"{at:%Y%m%d}") if at else 0 for at in (found.effective, found.last_day))
    return found.modifier_indicator, begins, ends, found.before_1996, found.rationale
