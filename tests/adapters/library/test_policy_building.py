from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.policy_building import build_coverage, build_coverage_index
from consultant.adapters.library.policy_file import PolicyFile
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.sets import Reference
from tests.adapters.library.coverage_export import ARTICLES, LCDS, NCDS, Rows, export
from tests.coding.releases.official import INDEX_HEADINGS, as_csv, write


@pytest.mark.parametrize(
    ("rows", "of", "begins", "counts"),
    [
        (ARTICLES, Reference.COVERAGE_ARTICLES, date(2026, 7, 20), {"policies": 3, "code rows": 6}),
        (LCDS, Reference.COVERAGE_LCD, date(2026, 7, 10), {"policies": 1, "code rows": 1}),
        (NCDS, Reference.COVERAGE_NCD, date(2026, 5, 27), {"policies": 1}),
        ({**NCDS, **LCDS, **ARTICLES}, Reference.COVERAGE, date(2026, 7, 20), {"policies": 5, "code rows": 7}),
    ],
)
def test_an_export_is_one_release_of_what_its_documents_are(
    tmp_path: Path, rows: Rows, of: Reference, begins: date, counts: dict[str, int]
):
    parts = export(tmp_path, rows)
    read = list[int]()

    built = build_coverage(parts, tmp_path / "shelf", read=read.append)

    assert built.described.system is of
    assert (built.described.effective_from, built.described.effective_to) == (begins, None)
    assert built.counts == counts
    assert sum(read) == sum(path.stat().st_size for path in parts)
    assert len(built.described.sources) == len(parts)


def test_tables_may_come_in_any_order(tmp_path: Path):
    parts = export(tmp_path, ARTICLES)

    one, other = (build_coverage(given, tmp_path / "shelf") for given in (parts, parts[::-1]))

    for built in (one, other):
        found = PolicyFile(built.path).of_code("M17.11", date(2026, 8, 1))
        assert {(policy.display, policy.states, policy.contractors) for policy in found} == {
            ("A52840", ("FL",), ("First Coast, Inc.",)),
            ("A52841", ("TX",), ("Novitas",)),
        }


def test_rows_of_no_document_are_left_out_and_counted(tmp_path: Path):
    stray = {"article_id": "9", "article_version": "9", "hcpc_code_id": "J1885", "hcpc_code_group": "1"}
    rows = {**ARTICLES, "article_x_hcpc_code": [*ARTICLES["article_x_hcpc_code"], stray]}

    built = build_coverage(export(tmp_path, rows), tmp_path / "shelf")

    assert built.counts == {"policies": 3, "code rows": 6, "code rows without a document": 1}
    assert PolicyFile(built.path).of_code("J1885", date(2026, 8, 1)) == []


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        (["article"], r"documents \(a table ncd_trkg, lcd or article\)"),
        (["article_x_icd10_covered", "state_lookup"], "also the tables article_x_icd10_covered, state_lookup"),
    ],
)
def test_an_export_that_lacks_tables_is_refused_and_leaves_nothing(tmp_path: Path, lacking: list[str], words: str):
    rows = {table: given for table, given in ARTICLES.items() if table not in lacking}

    with pytest.raises(UnreadableRelease, match=words):
        build_coverage(export(tmp_path, rows), tmp_path / "shelf")
    assert not (tmp_path / "shelf").exists()


def test_a_damaged_table_leaves_nothing(tmp_path: Path):
    parts = export(tmp_path, ARTICLES)
    last = parts[3]
    last.write_bytes(last.read_bytes() + b"x,x\r\n")

    with pytest.raises(UnreadableRelease, match=r"article_x_icd10_noncovered\.csv, line 3"):
        build_coverage(parts, tmp_path / "shelf")
    assert list((tmp_path / "shelf").iterdir()) == []


def test_the_day_can_be_told_and_must_be_where_no_row_says_it(tmp_path: Path):
    rows = {**LCDS, "lcd": [LCDS["lcd"][0] | {"last_updated": ""}]}
    parts = export(tmp_path, rows)

    with pytest.raises(UnreadableRelease, match="--effective"):
        build_coverage(parts, tmp_path / "shelf")
    built = build_coverage(parts, tmp_path / "shelf", effective=date(2026, 8, 1))
    assert built.described.label == "Medicare local coverage determinations, as of 1 Aug 2026"


@pytest.mark.shared
def test_the_real_index_is_whole(shared: Path, tmp_path: Path):
    built = build_coverage_index(shared / "policy/mcd_lcd_article_index_2025-08.csv", tmp_path)
    found = PolicyFile(built.path).about(["urine", "drug"], date(2025, 9, 1))

    assert built.counts == {"policies": 3_133}
    assert built.described.label == "Medicare coverage policies, titles alone, as of 8 Aug 2025"
    noridian = next(policy for policy in found if policy.display == "L36668")
    assert (noridian.title, noridian.effective) == ("Urine Drug Testing", date(2025, 8, 14))
    assert noridian.contractors == ("Noridian Healthcare Solutions, LLC",)
    assert noridian.url == "https://www.cms.gov/medicare-coverage-database/view/lcd.aspx?lcdid=36668&ver=45"


def test_an_index_without_days_of_update_is_refused_and_its_day_can_be_told(tmp_path: Path):
    row = ["N\n(MAC - Part A)", "L1", "1", "LCD", "4", "08/14/2025", "", "N/A", "T", "", "", "u"]
    path = write(tmp_path, "index.csv", as_csv([INDEX_HEADINGS, row]))

    with pytest.raises(UnreadableRelease, match="--effective"):
        build_coverage_index(path, tmp_path / "shelf")
    assert build_coverage_index(path, tmp_path / "shelf", effective=date(2026, 1, 1)).counts["policies"] == 1
