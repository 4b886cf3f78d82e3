from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.hcpcs import (
    SAMPLE,
    build_hcpcs,
    build_hcpcs_descriptors,
    build_hcpcs_table,
    effective_date,
)
from consultant.adapters.library.release_file import ReleaseFile
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.hcpcs_contractor import read_contractor
from consultant.coding.sets import System


def test_the_shipped_sample_says_that_it_is_one(releases):
    built = releases[1]

    assert built.described.sample
    assert built.described.label == "HCPCS Level II sample of 70 codes, 2026"
    assert built.counts == {"codes": 70, "modifiers": 59, "terminated": 1}


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("HCPC2019_CONTR_ANWEB.txt", date(2019, 1, 1)),
        ("HCPC2026_OCT_ANWEB.txt", date(2026, 10, 1)),
        ("hcpcs.txt", date(2023, 1, 1)),
    ],
)
def test_the_first_day_is_in_the_name_or_in_the_newest_action(name, begins):
    assert effective_date(Path(name), list(read_contractor(SAMPLE))) == begins


def test_a_file_of_an_operator_is_no_sample(tmp_path: Path):
    path = tmp_path / "HCPC2026_JUL_ANWEB.txt"
    path.write_bytes(SAMPLE.read_bytes())

    built = build_hcpcs(path, tmp_path / "out")

    assert not built.described.sample
    assert built.described.label == "HCPCS Level II, July 2026"
    assert (built.described.effective_from, built.described.effective_to) == (date(2026, 7, 1), date(2026, 12, 31))


def test_attributes_are_shown_in_words(releases):
    entry = ReleaseFile(releases[1].path).entry(System.HCPCS, "J7325")

    facts = dict(entry.facts)
    assert facts["Coverage"] == "carrier judgement"
    assert facts["Last action"] == "no change, 2017-01-01"
    assert "Terminated" not in facts


def test_a_code_that_stands_twice_is_refused(tmp_path: Path):
    record = next(line for line in SAMPLE.read_text("latin-1").splitlines() if line.startswith("V"))
    path = tmp_path / "HCPC2026.txt"
    path.write_text(f"{record}\n{record}\n")

    with pytest.raises(UnreadableRelease, match="every code once"):
        build_hcpcs(path, tmp_path / "out")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "codes"), [("HCPC2019_CONTR_ANWEB.txt", 6440), ("HCPC2020_ANWEB_w_disclaimer.txt", 6710)]
)
def test_the_official_files_become_releases(shared: Path, tmp_path: Path, name, codes):
    built = build_hcpcs(shared / "hcpcs" / name, tmp_path)

    assert built.counts["codes"] == codes


@pytest.mark.shared
def test_the_workbook_and_the_text_of_2019_make_the_same_release(shared: Path, tmp_path: Path):
    text = build_hcpcs(shared / "hcpcs/HCPC2019_CONTR_ANWEB.txt", tmp_path / "text")
    table = build_hcpcs_table(shared / "hcpcs/HCPC2019_CONTR_ANWEB.xlsx", tmp_path / "table")

    assert table.counts == text.counts == {"codes": 6_440, "modifiers": 360, "terminated": 515}
    assert table.described.label == text.described.label == "HCPCS Level II, January 2019"


@pytest.mark.shared
def test_a_file_of_modifiers_alone_is_refused(shared: Path, tmp_path: Path):
    with pytest.raises(UnreadableRelease, match="procedure codes beside the modifiers"):
        build_hcpcs_table(shared / "layouts" / "HCPC2026_OCT_ANWEB.excerpt.csv", tmp_path / "shelf")
    assert not (tmp_path / "shelf").exists()


@pytest.mark.shared
def test_descriptors_without_dates_are_a_list_of_their_year(shared: Path, tmp_path: Path):
    built = build_hcpcs_descriptors(shared / "hcpcs" / "hcpcs_level2_2026_descriptors.csv", tmp_path)

    assert built.counts == {"codes": 8_623, "modifiers": 383, "terminated": 0}
    assert built.described.label == "HCPCS Level II, 2026 (descriptors, without dates)"
    assert (built.described.effective_from, built.described.effective_to) == (date(2026, 1, 1), date(2026, 12, 31))
    assert ReleaseFile(built.path).undated


def test_descriptors_whose_year_nobody_says_are_refused_and_can_be_told(tmp_path: Path):
    path = tmp_path / "codes.csv"
    path.write_text("HCPCS_CODE,SHORT_DESCRIPTION,LONG_DESCRIPTION\nJ0001,One,One of them\n")

    with pytest.raises(UnreadableRelease, match="--effective"):
        build_hcpcs_descriptors(path, tmp_path / "out")
    built = build_hcpcs_descriptors(path, tmp_path / "out", effective=date(2025, 7, 1))
    assert built.described.effective_from == date(2025, 7, 1)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["HCPC2026_JUL_ANWEB.txt", "HCPC2017_JAN_ANWEB.txt"])
def test_a_file_of_another_year_than_its_name_says_is_refused(shared: Path, tmp_path: Path, name: str):
    path = tmp_path / name
    path.write_bytes((shared / "hcpcs" / "HCPC2019_CONTR_ANWEB.txt").read_bytes())

    with pytest.raises(UnreadableRelease, match="the newest is of 1 Jan 2019: is it of another year"):
        build_hcpcs(path, tmp_path / "out")
