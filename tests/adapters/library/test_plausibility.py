"""Cut files and files of another day, which no reader can tell from one file alone."""

import gzip
from datetime import date
from pathlib import Path

import pytest

from bench.ptp_file import write as write_quarter
from consultant.adapters.library.building import BuiltRelease
from consultant.adapters.library.importing import build_release, kind_of
from consultant.coding.releases.kinds import Kind
from consultant.errors import UserError
from tests.factories.hcpcs import LAST, contractor_file

HEAD = '"HCPCS/CPT Code","Practitioner Services MUE Values","MUE Adjudication Indicator","MUE Rationale"\n'


def limits(path: Path, values: dict[str, int]) -> Path:
    path.write_text(
        HEAD + "".join(f'"{code}","{value}","1 Line Edit","CMS Policy"\n' for code, value in values.items())
    )
    return path


def mue(number: int = 600, *, value: int = 1) -> dict[str, int]:
    return {f"{at:05d}": value for at in range(20_000, 20_000 + number)} | {"V5364": 1}


def build(
    folder: Path, path: Path, *installed: BuiltRelease, told: date | None = None, insist: bool = False
) -> BuiltRelease:
    return build_release(
        kind_of(path),
        [path],
        folder / "shelf",
        effective=told,
        installed=[one.path for one in installed],
        insisted=insist,
    )


def quarter(number: int) -> str:
    return f"MCR_MUE_PractitionerServices_Eff_{3 * number - 2:02d}-01-2026.csv"


def test_the_rows_of_one_quarter_under_the_name_of_another_are_refused_and_nothing_is_kept(tmp_path: Path):
    before = build(tmp_path, limits(tmp_path / quarter(2), mue()))
    path = limits(tmp_path / quarter(3), mue() | {"20001": 7})

    with pytest.raises(
        UserError, match=r"rows of “Medically unlikely edits, practitioner, second .*” but for 2|of 1 Jul 2026"
    ):
        build(tmp_path, path, before)

    assert [one.name for one in (tmp_path / "shelf").iterdir()] == [before.path.name]


def test_whoever_knows_better_says_the_first_day(tmp_path: Path):
    before = build(tmp_path, limits(tmp_path / quarter(2), mue()))
    path = limits(tmp_path / quarter(3), mue())

    assert build(tmp_path, path, before, told=date(2026, 7, 1)).described.effective_from == date(2026, 7, 1)
    assert build(tmp_path, path, before, insist=True).described.effective_from == date(2026, 7, 1)


def test_a_quarter_that_changes_as_quarters_do_is_taken(tmp_path: Path):
    before = build(tmp_path, limits(tmp_path / quarter(2), mue()))
    changed = mue() | {f"{at:05d}": 2 for at in range(20_000, 20_020)}

    assert build(tmp_path, limits(tmp_path / quarter(3), changed), before).counts == {"codes": 601}


def test_the_same_file_again_is_no_other_day(tmp_path: Path):
    path = limits(tmp_path / quarter(2), mue())
    before = build(tmp_path, path)

    assert build(tmp_path, path, before).sha256 == before.sha256
    assert before.path.exists()


def test_a_table_that_lost_more_rows_than_a_quarter_does_is_refused(tmp_path: Path):
    before = build(tmp_path, limits(tmp_path / quarter(2), mue(1_000)))
    path = limits(tmp_path / quarter(3), mue(700))

    with pytest.raises(UserError, match=r"has 701 rows, and .* has 1,001: .*--insist"):
        build(tmp_path, path, before)
    assert build(tmp_path, path, before, insist=True).counts == {"codes": 701}


def test_a_contractor_file_cut_within_its_last_codes_is_refused(tmp_path: Path):
    path = tmp_path / "HCPC2026_JUL_ANWEB.txt"
    lines = contractor_file().splitlines(keepends=True)
    path.write_bytes(b"".join(line for line in lines if not line.startswith(LAST)))

    with pytest.raises(
        UserError, match=r"HCPC2026_JUL_ANWEB\.txt ends at V5010, and a whole one reaches V5364: was it cut"
    ):
        build(tmp_path, path)
    assert not list((tmp_path / "shelf").iterdir())


def test_a_part_of_the_pairs_cut_on_a_line_end_is_told_by_the_quarter_before(tmp_path: Path):
    before = build_release(Kind.PAIRS, write_quarter(tmp_path / "old", rows=3_000, version="321"), tmp_path / "shelf")
    parts = write_quarter(tmp_path / "new", rows=3_000, seed=2)
    lines = parts[1].read_text().splitlines(keepends=True)
    parts[1].write_text("".join(lines[:-200]))

    with pytest.raises(UserError, match="no release loses so many"):
        build_release(Kind.PAIRS, parts, tmp_path / "shelf", installed=[before.path])


REAL = (
    ("icd10cm/icd10cm_codes_FY2025_short_long.csv.gz", r"reaches Z99\.89", 0.7),
    ("icd10cm/icd10cm_codes_FY2025_short_long.csv.gz", r"has no U09\.9", 0.99999),
    ("icd10pcs/icd10pcs_codes_78638.tsv.gz", "reaches XY0", 0.999),
    ("hcpcs/HCPC2020_ANWEB_w_disclaimer.txt", "reaches V5364", 0.9995),
    ("hcpcs/HCPC2019_CONTR_ANWEB.txt", "reaches V5364", 0.5),
    ("hcpcs/hcpcs_level2_2026_descriptors.csv", "reaches V5364", 0.9),
    ("ncci/MUE_Practitioner_2026-04-01_reconstructed.csv", "reaches V53", 0.99),
    ("ncci/AOC_2026Q3_pairs.csv", "reaches G2212", 0.98),
    ("misc/gem_icd9_to_icd10cm_nber.csv", "reaches V91", 0.97),
)


@pytest.mark.shared
@pytest.mark.parametrize(("name", "words", "kept"), REAL)
def test_an_official_file_cut_on_a_line_end_is_refused(
    shared: Path, tmp_path: Path, name: str, words: str, kept: float
):
    content = (shared / name).read_bytes()
    plain = gzip.decompress(content) if name.endswith(".gz") else content
    path = tmp_path / Path(name).name.removesuffix(".gz")
    lines = plain.splitlines(keepends=True)
    path.write_bytes(b"".join(lines[: int(len(lines) * kept)]))
    told = date(2025, 10, 1) if "pcs" in name else None

    with pytest.raises(UserError, match=words):
        build(tmp_path, path, told=told)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("ncci/MUE_Practitioner_2026-04-01_reconstructed.csv", "MUE_Practitioner_2026-07-01.csv"),
        ("ncci/AOC_2026Q3_pairs.csv", "AOC_2026Q4_pairs.csv"),
        ("icd10cm/icd10cm_codes_FY2025_short_long.csv.gz", "icd10cm_codes_FY2026_short_long.csv.gz"),
        ("hcpcs/hcpcs_level2_2026_descriptors.csv", "hcpcs_level2_2025_descriptors.csv"),
    ],
)
def test_an_official_file_under_another_year_is_refused(shared: Path, tmp_path: Path, name: str, other: str):
    before = build(tmp_path, shared / name)
    path = tmp_path / other
    path.write_bytes((shared / name).read_bytes())

    with pytest.raises(UserError, match="these are the rows of"):
        build(tmp_path, path, before)


def test_add_on_codes_of_years_ago_under_a_new_name_are_refused(tmp_path: Path):
    path = tmp_path / "AOC_2027Q1_pairs.csv"
    path.write_text("addon_code,primary_code,aoc_type,effective_date,end_date\nG2212,G0463,1,2024-01-01,\n")

    with pytest.raises(UserError, match="newest row is of 1 Jan 2024"):
        build(tmp_path, path)
    assert build(tmp_path, path, told=date(2027, 1, 1)).counts["pairs"] == 1


@pytest.mark.shared
def test_the_tabular_list_of_another_year_beside_a_list_is_taken(shared: Path, tmp_path: Path):
    before = build(tmp_path, shared / "icd10cm/icd10cm_codes_FY2025_short_long.csv.gz")

    assert build(tmp_path, shared / "icd10cm/icd10c-tabular-April-1-2026.xml.gz", before).counts["billable"] == 74_719
