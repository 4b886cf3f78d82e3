import zipfile
from datetime import date
from pathlib import Path

import pytest

from bench.ptp_file import write as write_quarter
from consultant.adapters.library.hcpcs import SAMPLE
from consultant.adapters.library.icd10cm import packaged_tabular
from consultant.adapters.library.importing import KEYS, build_release, kind_of, unfolded
from consultant.coding.releases.kinds import Kind
from consultant.coding.sets import Reference, System
from consultant.errors import UserError
from tests.factories.cpt import write_cpt
from tests.factories.hcpcs import contractor_file


def test_a_kind_is_told_from_the_content():
    assert kind_of(packaged_tabular()) == "ICD-10-CM tabular list (XML)"
    assert kind_of(SAMPLE) == "HCPCS Level II contractor file (fixed width)"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"hello", "is no file that the desk can read"),
        (b"a,b,c\n1,2,3\n", "is no file that the desk can read"),
        (b"", "is empty"),
        (b" \r\n", "is empty"),
        (b"<html><body>Not found</body></html>", r"expected plain text, not a web page \(HTML\)"),
        (b"<other/>", "not XML"),
        (b"<broken", "not XML"),
        (b"PK\x03\x04half", "a zip file or a workbook that is not whole"),
        (b"%PDF-1.7", "not a PDF document"),
        ("Code".encode("utf-16"), r"not UTF-16 text \(save it as UTF-8\)"),
    ],
)
def test_a_file_of_no_known_kind_is_refused_in_a_sentence(tmp_path: Path, content: bytes, words: str):
    path = tmp_path / "file.txt"
    path.write_bytes(content)

    with pytest.raises(UserError, match=rf"file\.txt.*{words}"):
        kind_of(path)


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(UserError, match="is no file"):
        kind_of(tmp_path / "nowhere.txt")


def test_an_import_builds_what_its_content_says(tmp_path: Path):
    path = tmp_path / "HCPC2026_JUL_ANWEB.txt"
    path.write_bytes(contractor_file())

    built = build_release(kind_of(path), [path], tmp_path)

    assert built.described.system is System.HCPCS
    assert built.path.exists()


def test_a_release_of_several_files_is_built_from_all_of_them(tmp_path: Path):
    paths = write_quarter(tmp_path, rows=3000)
    read = list[int]()

    built = build_release(Kind.PAIRS, paths, tmp_path, read=read.append)

    assert built.described.system is Reference.PTP_PRACTITIONER
    assert sum(read) == sum(path.stat().st_size for path in paths)


def test_a_file_that_is_not_what_it_is_said_to_be_is_refused_plainly(tmp_path: Path):
    with pytest.raises(UserError, match=r"line 1: expected .* medically unlikely edits"):
        build_release(KEYS["mue"], [SAMPLE], tmp_path / "out")


@pytest.mark.parametrize("effective", [date(1926, 4, 1), date(2029, 1, 1)])
def test_a_release_of_a_year_that_cannot_be_is_refused(tmp_path: Path, effective):
    with pytest.raises(UserError, match="cannot be"):
        build_release(Kind.CONTRACTOR, [SAMPLE], tmp_path, effective=effective, today=date(2026, 11, 29))

    assert list(tmp_path.iterdir()) == []


def test_a_refused_import_leaves_nothing(tmp_path: Path):
    path = tmp_path / "HCPC2026.txt"
    path.write_bytes(SAMPLE.read_bytes() + b"page 2 of 7\n")

    with pytest.raises(UserError, match=r"HCPC2026\.txt, line \d+: expected a HCPCS record"):
        build_release(kind_of(path), [path], tmp_path / "out")

    assert not (tmp_path / "out").exists()


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("icd10cm/icd10c-tabular-April-1-2026.xml.gz", "ICD-10-CM tabular list (XML)"),
        ("icd10cm/icd10cm_codes_FY2025_short_long.csv.gz", "list of ICD-10 codes"),
        ("icd10pcs/icd10pcs_codes_78638.tsv.gz", "list of ICD-10 codes"),
        ("icd10pcs/icd10pcs_tables_2021.xml", "ICD-10-PCS tables (XML)"),
        ("misc/pos_codes.json", "place of service codes"),
        ("misc/mce_edits.json", "Medicare Code Editor lists"),
        ("misc/mac_jurisdictions.json", "Medicare contractors' jurisdictions"),
        ("misc/gem_icd9_to_icd10cm_nber.csv", "general equivalence mappings"),
        ("icd10cm/icd10cm-drug-April-1-2026.xml", "ICD-10 index (XML)"),
        ("icd10pcs/icd10pcs_definitions_2021.xml", "ICD-10-PCS definitions (XML)"),
        ("layouts/GPCI2026.excerpt.csv", "Medicare localities and their cost indices"),
        ("layouts/icd10cm_order_2026.excerpt.txt", "ICD-10 order file (fixed width)"),
        ("hcpcs/HCPC2020_ANWEB_w_disclaimer.txt", "HCPCS Level II contractor file (fixed width)"),
    ],
)
def test_official_files_are_known_by_their_content(shared: Path, name: str, kind: str):
    assert kind_of(shared / name) == kind


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("icd10cm/code-list-April-2026.txt", "import the tabular list"),
        ("hcpcs/proc_notes_2020.txt", "is no file that the desk can read"),
    ],
)
def test_other_official_files_are_named_as_what_they_are(shared: Path, name: str, words: str):
    with pytest.raises(UserError, match=words):
        kind_of(shared / name)


def test_the_files_of_a_zip_are_met_one_by_one(tmp_path: Path):
    path = tmp_path / "quarter.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("HCPC2026_JUL_ANWEB.txt", SAMPLE.read_bytes())
        archive.writestr("readme.txt", "hello")

    met = {name: place.read_bytes() for name, place in unfolded(path)}

    assert set(met) == {"quarter.zip/HCPC2026_JUL_ANWEB.txt", "quarter.zip/readme.txt"}
    assert met["quarter.zip/HCPC2026_JUL_ANWEB.txt"] == SAMPLE.read_bytes()
    assert [name for name, _ in unfolded(SAMPLE)] == [SAMPLE.name]


def test_a_list_without_titles_is_refused_with_what_to_take_instead(tmp_path: Path):
    path = tmp_path / "code-list.txt"
    path.write_text("1\nA00-A09\nA00\nA00.0\n")

    with pytest.raises(UserError, match=r"without titles\. It was read and not installed: import the tabular list"):
        kind_of(path)


def test_cpt_is_built_under_a_licence_alone(tmp_path: Path):
    paths = write_cpt(tmp_path)

    assert kind_of(paths[0], cpt_licensed=True) is Kind.CPT
    assert build_release(Kind.CPT, paths, tmp_path, cpt_licensed=True).counts == {"codes": 3}
    with pytest.raises(UserError, match="CONSULTANT_CPT_LICENCE"):
        kind_of(paths[0])
    with pytest.raises(UserError, match="CONSULTANT_CPT_LICENCE"):
        build_release(Kind.CPT, paths, tmp_path)
