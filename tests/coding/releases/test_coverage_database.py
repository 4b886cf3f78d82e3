import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant.coding.releases.archives import members
from consultant.coding.releases.coverage_database import (
    LAYOUTS,
    ContractorRow,
    JurisdictionRow,
    PolicyContractorRow,
    PolicyDiagnosisRow,
    PolicyGroupRow,
    PolicyProcedureRow,
    PolicyRow,
    StateRow,
    looks_like_coverage,
    read_coverage,
    table_of,
)
from consultant.coding.releases.errors import UnreadableRelease
from tests.coding.releases.official import as_csv, write

LONG_HTML = "<p>Covered when:</p>\r\n<ul>\r\n<li>\u201cquoted\u201d, and more</li></ul>\n" * 3000

# Headings in the order of the export, with some that are not read, and one row.
TABLES: dict[str, tuple[str, list[str], object]] = {
    "ncd_trkg": (
        (
            "NCD_id,NCD_vrsn_num,natl_cvrg_type,cvrg_lvl_cd,NCD_mnl_sect,NCD_mnl_sect_title,NCD_efctv_dt,NCD_impltn_dt,"
            "NCD_trmntn_dt,itm_srvc_desc,indctn_lmtn,last_updt_tmstmp"
        ),
        [
            "1",
            "3",
            "True",
            "2",
            "310.1",
            "Trials",
            "2024-05-27 00:00:00",
            "",
            "",
            "x",
            LONG_HTML,
            "2025-05-27 12:20:33",
        ],
        PolicyRow(
            "NCD", "1", "3", "310.1", "Trials", date(2024, 5, 27), None, "", LONG_HTML.strip(), date(2025, 5, 27)
        ),
    ),
    "lcd": (
        (
            "lcd_id,lcd_version,title,determination_number,orig_det_eff_date,ent_det_end_date,rev_eff_date,rev_end_date,"
            "indication,status,date_retired,last_updated"
        ),
        ["33252", "12", "Psychiatry", "", "2015-10-01 00:00:00", "", "2020-07-01 00:00:00", "", LONG_HTML, "A", "", ""],
        PolicyRow("LCD", "33252", "12", "L33252", "Psychiatry", date(2020, 7, 1), None, "A", LONG_HTML.strip()),
    ),
    "article": (
        (
            "article_id,article_version,title,article_type,display_id,article_eff_date,article_end_date,article_rev_eff_date,"
            "description,status,date_retired"
        ),
        ["52840", "2", "Trials", "1", "A52840", "2015-10-01 00:00:00", "2025-06-30 00:00:00", "", "<p>x</p>", "R", ""],
        PolicyRow("article", "52840", "2", "A52840", "Trials", date(2015, 10, 1), date(2025, 6, 30), "R", "<p>x</p>"),
    ),
    "lcd_x_hcpc_code": (
        "lcd_id,lcd_version,hcpc_code_id,hcpc_code_version,hcpc_code_group,range,last_updated,long_description,short_description",
        ["33252", "12", "90791", "1", "1", "N", "2020-06-19 22:52:07.840000000", "SECRET", "SECRET"],
        PolicyProcedureRow("LCD", "33252", "12", "90791", "1"),
    ),
    "article_x_hcpc_code": (
        (
            "article_id,article_version,hcpc_code_id,hcpc_code_version,hcpc_code_group,range,last_updated,long_description,"
            "short_description"
        ),
        ["52840", "2", "G0276", "1", "2", "N", "", "SECRET", "SECRET"],
        PolicyProcedureRow("article", "52840", "2", "G0276", "2"),
    ),
    "article_x_icd10_covered": (
        (
            "article_id,article_version,icd10_code_id,icd10_code_version,icd10_covered_group,range,last_updated,sort_order,"
            "description,asterisk"
        ),
        ["52840", "2", "M17.11", "1", "1", "N", "", "1", "Osteoarthritis, right knee", "Y"],
        PolicyDiagnosisRow("52840", "2", "M17.11", "1", covered=True, starred=True),
    ),
    "article_x_icd10_noncovered": (
        (
            "article_id,article_version,icd10_code_id,icd10_code_version,icd10_noncovered_group,range,last_updated,sort_order,"
            "description,asterisk"
        ),
        ["52840", "2", "b20", "1", "3", "N", "", "1", "HIV", "N"],
        PolicyDiagnosisRow("52840", "2", "B20", "3", covered=False, starred=False),
    ),
    "lcd_x_hcpc_code_group": (
        "lcd_id,lcd_version,hcpc_code_group,paragraph,last_updated",
        ["33252", "12", "1", "<p>a\nb</p>", ""],
        PolicyGroupRow("LCD", "33252", "12", "procedures", "1", "<p>a\nb</p>"),
    ),
    "article_x_hcpc_code_group": (
        "article_id,article_version,hcpc_code_group,paragraph,last_updated",
        ["52840", "2", "1", "", ""],
        PolicyGroupRow("article", "52840", "2", "procedures", "1", ""),
    ),
    "article_x_icd10_covered_group": (
        "article_id,article_version,icd10_covered_group,paragraph,icd10_covered_ast,last_updated",
        ["52840", "2", "1", "<p>only with</p>", "", ""],
        PolicyGroupRow("article", "52840", "2", "covered", "1", "<p>only with</p>"),
    ),
    "article_x_icd10_noncovered_group": (
        "article_id,article_version,icd10_noncovered_group,paragraph,icd10_noncovered_ast,last_updated",
        ["52840", "2", "1", "all others", "", ""],
        PolicyGroupRow("article", "52840", "2", "noncovered", "1", "all others"),
    ),
    "lcd_x_contractor": (
        "lcd_id,lcd_version,contractor_id,contractor_type_id,contractor_version,last_updated",
        ["33252", "12", "373", "9", "1", ""],
        PolicyContractorRow("LCD", "33252", "12", "373", "9", "1"),
    ),
    "article_x_contractor": (
        "article_id,article_version,contractor_id,contractor_type_id,contractor_version,last_updated",
        ["52840", "2", "373", "9", "1", ""],
        PolicyContractorRow("article", "52840", "2", "373", "9", "1"),
    ),
    "contractor": (
        "contractor_id,contractor_type_id,contractor_version,contractor_bus_name,contractor_number,last_updated",
        ["373", "9", "1", "First Coast, Inc.", "09102", ""],
        ContractorRow("373", "9", "1", "09102", "First Coast, Inc."),
    ),
    "contractor_jurisdiction": (
        "contractor_id,contractor_type_id,contractor_version,state_id,active_date,term_date,last_updated",
        ["373", "9", "1", "12", "2009-02-02 00:00:00", "2030-12-31 00:00:00", ""],
        JurisdictionRow("373", "9", "1", "12", date(2030, 12, 31)),
    ),
    "state_lookup": ("state_id,state_abbrev,description", ["12", "FL", "Florida"], StateRow("12", "FL", "Florida")),
}
tables = pytest.mark.parametrize("kind", sorted(TABLES))


def content_of(kind: str, *rows: list[str]) -> bytes:
    return as_csv([TABLES[kind][0].split(","), *(rows or (TABLES[kind][1],))])


@tables
def test_a_table_is_known_by_its_headings_alone_and_gives_its_row(tmp_path: Path, kind: str):
    path = write(tmp_path, "any name.csv", content_of(kind))

    assert table_of(path) == kind
    assert list(read_coverage(path)) == [TABLES[kind][2]]
    assert looks_like_coverage(path)


def test_every_table_that_is_read_is_tested():
    assert set(TABLES) == set(LAYOUTS)


@tables
def test_descriptions_of_procedures_are_never_read(tmp_path: Path, kind: str):
    assert "SECRET" not in repr(list(read_coverage(write(tmp_path, "a.csv", content_of(kind)))))


def test_headings_without_rows_are_an_empty_table(tmp_path: Path):
    empty = as_csv([TABLES["article_x_icd10_noncovered"][0].split(",")])

    assert list(read_coverage(write(tmp_path, "a.csv", empty))) == []


@tables
def test_the_marks_of_utf_8_and_columns_in_another_order_do_not_matter(tmp_path: Path, kind: str):
    headings, row, expected = TABLES[kind]

    turned = as_csv([headings.split(",")[::-1], row[::-1]])

    assert list(read_coverage(write(tmp_path, "a.csv", b"\xef\xbb\xbf" + turned))) == [expected]


@pytest.mark.parametrize(
    ("kind", "heading", "cell", "expected"),
    [
        ("lcd", "lcd_id", "L33252", r"expected a whole number, not 'L33252'"),
        ("lcd", "title", "", "expected a title"),
        ("lcd", "rev_eff_date", "soon", r"expected a date .*, not 'soon'"),
        ("article_x_hcpc_code", "hcpc_code_id", "9079", "expected a CPT or HCPCS code of five characters"),
        ("article_x_icd10_covered", "icd10_code_id", "99213", "expected an ICD-10-CM code, not '99213'"),
        ("article_x_contractor", "contractor_id", "", "expected a whole number"),
        ("contractor", "contractor_bus_name", "", "expected the name of the contractor"),
        ("state_lookup", "state_abbrev", "Florida", "expected the letters of a state"),
    ],
)
def test_damage_is_refused_with_file_line_column_and_what_was_expected(tmp_path: Path, kind, heading, cell, expected):
    at = TABLES[kind][0].split(",").index(heading)
    row = list(TABLES[kind][1])
    row[at] = cell

    with pytest.raises(UnreadableRelease, match=rf"{kind}\.csv, line \d+, column {at + 1} \({heading}\): {expected}"):
        list(read_coverage(write(tmp_path, f"{kind}.csv", content_of(kind, TABLES[kind][1], row))))


def test_a_file_cut_within_a_document_is_refused(tmp_path: Path):
    content = content_of("lcd")

    with pytest.raises(
        UnreadableRelease, match=r"lcd\.csv, line 2: expected a closing quote .* \(a truncated file\?\)"
    ):
        list(read_coverage(write(tmp_path, "lcd.csv", content[: len(content) // 2])))


def test_other_tables_of_the_export_are_not_known_and_say_so(tmp_path: Path):
    path = write(tmp_path, "region_lookup.csv", "region_id,description\n1,x\n")

    assert not looks_like_coverage(path)
    with pytest.raises(UnreadableRelease, match="the headings of a table of the Medicare Coverage Database"):
        list(read_coverage(path))


def test_the_export_is_read_as_it_comes_zip_in_zip(tmp_path: Path):
    path = write(
        tmp_path, "all_data.zip", zipped({"all_lcd.zip": _bundle("lcd"), "all_article.zip": _bundle("article")})
    )

    read = {member.name.rsplit("/", 1)[1]: list(read_coverage(member.path)) for member in members(path)}

    assert read == {f"{kind}.csv": [TABLES[kind][2]] for kind in TABLES if kind.startswith(("lcd", "article"))}


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _bundle(prefix: str) -> bytes:
    inner = zipped({f"{kind}.csv": content_of(kind) for kind in TABLES if kind.startswith(prefix)})
    return zipped({f"{prefix}_csv.zip": inner})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            st.integers(1, 99_999),
            st.from_regex(r"[A-TV-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?", fullmatch=True),
            st.integers(1, 20),
            st.booleans(),
            st.text(st.characters(exclude_characters="\0\r", exclude_categories=("Cs", "Cc"))),
        ),
        min_size=1,
    )
)
def test_written_diagnoses_come_back(tmp_path: Path, rows: list[tuple[int, str, int, bool, str]]):
    lines = [
        [str(number), "2", code, "1", str(group), "N", "", "1", words, "Y" if starred else "N"]
        for number, code, group, starred, words in rows
    ]

    read = list(read_coverage(write(tmp_path, "a.csv", content_of("article_x_icd10_covered", *lines))))

    assert read == [
        PolicyDiagnosisRow(str(number), "2", code, str(group), covered=True, starred=starred)
        for number, code, group, starred, _ in rows
    ]
