from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library import icd10_lists
from consultant.adapters.library.catalogue import LibraryCatalogue
from consultant.adapters.library.icd10_lists import build_code_list, build_order_file, build_pcs_tables, stored, titled
from consultant.adapters.library.opening import open_release
from consultant.adapters.library.release_file import ReleaseFile
from consultant.coding.catalogue import Billable, Expired, Header, NotChecked
from consultant.coding.releases.code_lists import ListedCode
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.sets import System
from tests.coding.releases.test_icd10pcs_tables import TABLE

ORDER = [
    ("A00", "0", "Cholera"),
    ("A000", "1", "Cholera due to Vibrio cholerae 01, biovar cholerae"),
    ("S52521A", "1", "Torus fracture of lower end of right radius, initial encounter for closed fracture"),
]


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of a few codes count as whole."""
    monkeypatch.setattr(icd10_lists, "LEAST_CODES", 1)


def order_file(folder: Path, rows=ORDER, first: int = 1) -> Path:
    path = folder / "icd10cm_order_2026.txt"
    path.write_text(
        "".join(
            f"{n:05d} {code:7} {valid} {text[:60]:60} {text}\n" for n, (code, valid, text) in enumerate(rows, first)
        )
    )
    return path


@pytest.mark.usefixtures("short")
def test_an_order_file_answers_for_its_fiscal_year(tmp_path: Path):
    built = build_order_file(order_file(tmp_path), tmp_path / "out")

    library = LibraryCatalogue([ReleaseFile(built.path)])
    on = date(2026, 5, 1)
    header, leaf = library.ask(System.CM, "A00", on), library.ask(System.CM, "S52.521A", on)
    assert built.described.label == "ICD-10-CM FY 2026, release of 1 Oct 2025 (list)"
    assert isinstance(header, Header)
    assert [(one.code, one.text) for one in header.leaves] == [("A00.0", ORDER[1][2])]
    assert isinstance(leaf, Billable)
    assert leaf.entry.text == ORDER[2][2]


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize(("first", "words"), [(2, "line 1: expected order number 1, not 2: lines are missing")])
def test_an_order_file_with_lines_left_out_is_refused(tmp_path: Path, first: int, words: str):
    with pytest.raises(UnreadableRelease, match=words):
        build_order_file(order_file(tmp_path, first=first), tmp_path / "out")


def test_a_part_of_a_list_never_says_of_a_code_that_there_is_none(tmp_path: Path):
    built = build_order_file(order_file(tmp_path), tmp_path / "out")

    library = LibraryCatalogue([ReleaseFile(built.path)])
    lacking = library.ask(System.CM, "E11.9", date(2026, 5, 1))
    assert built.described.label == "ICD-10-CM FY 2026, release of 1 Oct 2025 (part of 3 codes)"
    assert isinstance(lacking, NotChecked)
    assert lacking.reason == "not in the part of the ICD-10-CM list that is installed"
    assert isinstance(library.ask(System.CM, "A00.0", date(2026, 5, 1)), Billable)


@pytest.mark.usefixtures("short")
def test_a_list_that_does_not_say_its_year_asks_for_the_first_day(tmp_path: Path):
    path = tmp_path / "codes.tsv"
    path.write_text("0016070\tBypass Cerebral Ventricle to Nasopharynx, Open Approach\n")

    with pytest.raises(UnreadableRelease, match="--effective YYYY-MM-DD"):
        build_code_list(path, tmp_path / "out")
    built = build_code_list(path, tmp_path / "out", effective=date(2024, 10, 1))

    assert (built.described.system, built.described.effective_to) == (System.PCS, date(2025, 9, 30))


@pytest.mark.usefixtures("short")
def test_the_tables_make_codes_with_the_words_of_their_values(tmp_path: Path):
    path = tmp_path / "tables.xml"
    path.write_text(TABLE)

    built = build_pcs_tables(path, tmp_path / "out")

    entry = ReleaseFile(built.path).entry(System.PCS, "00163ZB")
    assert built.described.effective_from == date(2026, 10, 1)
    assert entry is not None
    assert entry.text == "Bypass Ventricle, Cisterns, Percutaneous Approach"


def test_titles_leave_out_what_is_not_there(tmp_path: Path):
    from consultant.coding.releases.icd10pcs_tables import read_pcs_tables

    path = tmp_path / "tables.xml"
    path.write_text(TABLE.replace("Cisterns", "No Qualifier"))

    (row,) = read_pcs_tables(path)

    assert next(titled(row)) == ("00160ZB", "Bypass Ventricle, Open Approach")


def test_a_code_lies_below_the_longest_listed_beginning_of_its_own():
    rows = [ListedCode("A001"), ListedCode("A00"), ListedCode("A0011"), ListedCode("B20")]

    entries = stored(System.CM, rows)

    assert [(one.code, one.parent, one.last, one.billable) for one in entries] == [
        ("A00", -1, 2, False),
        ("A00.1", 0, 2, False),
        ("A00.11", 1, 2, True),
        ("B20", -1, 3, True),
    ]


@pytest.mark.shared
def test_with_the_list_of_the_year_before_what_was_deleted_is_known_as_expired(shared: Path, releases, tmp_path: Path):
    built = build_code_list(shared / "icd10cm/icd10cm_codes_FY2025_short_long.csv.gz", tmp_path)

    library = LibraryCatalogue([ReleaseFile(built.path), *(open_release(one.path) for one in releases)])
    before, after = library.ask(System.CM, "G35", date(2025, 9, 1)), library.ask(System.CM, "G35", date(2026, 5, 1))
    gone = library.ask(System.CM, "T78.1XXA", date(2026, 5, 1))
    assert built.counts == {"codes": 97_584, "billable": 74_260}
    assert isinstance(before, Billable)
    assert isinstance(after, Header)
    assert after.stopped == date(2025, 10, 1)
    assert isinstance(gone, Expired)
    assert gone.last_day == date(2025, 9, 30)
    assert gone.successors[0].code == "T78.19XA"
    assert all(one.code.endswith("A") for one in gone.successors)


@pytest.mark.shared
def test_the_official_lists_of_procedures_are_counted_exactly(shared: Path, tmp_path: Path):
    listed = build_code_list(shared / "icd10pcs/icd10pcs_codes_78638.tsv.gz", tmp_path, effective=date(2024, 10, 1))
    made = build_pcs_tables(shared / "icd10pcs/icd10pcs_tables_2021.xml", tmp_path)

    assert (listed.counts["billable"], made.counts["billable"]) == (78_638, 78_136)
    assert made.described.label == "ICD-10-PCS FY 2021, release of 1 Oct 2020 (list)"


@pytest.mark.shared
def test_categories_alone_are_no_list(shared: Path, tmp_path: Path):
    with pytest.raises(UnreadableRelease, match="codes below their categories"):
        build_code_list(shared / "icd10cm" / "icd10cm-categories-April-1-2026.csv", tmp_path / "shelf")
    assert not (tmp_path / "shelf").exists()


def test_a_part_of_a_list_does_not_speak_beside_the_whole_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    part = ReleaseFile(build_order_file(order_file(tmp_path), tmp_path, effective=date(2026, 4, 1)).path)
    monkeypatch.setattr(icd10_lists, "LEAST_CODES", 1)
    rows = [*ORDER, ("B20", "1", "Human immunodeficiency virus [HIV] disease")]
    whole = ReleaseFile(build_order_file(order_file(tmp_path, rows), tmp_path, effective=date(2025, 10, 1)).path)

    answer = LibraryCatalogue([whole, part]).ask(System.CM, "B20", date(2026, 5, 1))

    assert part.release.sample
    assert isinstance(answer, Billable)
