from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library import fee_file
from consultant.adapters.library.fee_file import FeeFile, build_fees
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.sets import Reference
from tests.coding.releases.official import FEE_ROWS, FEE_STACK, FEE_TITLES, fee_csv, write
from tests.coding.releases.test_fee_schedule import INJECTION, NAME

pytestmark = pytest.mark.usefixtures("short")


PRICING = 23
"""The place of PRIC IND, which files had not before 2026."""


def narrow(line: str) -> str:
    cells = line.split(",")
    return ",".join(cells[:PRICING] + cells[PRICING + 1 :])


def test_a_file_of_32_columns_keeps_every_value_and_indicator(tmp_path: Path):
    built = build_fees(write(tmp_path, NAME, fee_csv(*FEE_ROWS)), tmp_path / "shelf")
    file = FeeFile(built.path)

    assert built.counts == {"codes": 3, "rows": 3}
    assert file.release.label == "Medicare physician fee schedule, third quarter of 2026"
    assert (file.release.effective_from, file.release.effective_to) == (date(2026, 7, 1), date(2026, 9, 30))
    [fee] = file.fees("20610")
    assert fee.row == INJECTION
    assert fee.release is file.release
    assert file.fees("99999") == ()


def test_descriptions_are_nowhere_in_the_release_file(tmp_path: Path):
    built = build_fees(write(tmp_path, NAME, fee_csv(*FEE_ROWS)), tmp_path / "shelf")

    assert b"our own words" not in built.path.read_bytes()


def test_a_file_of_31_columns_is_read_and_one_release_serves_all_before_2026(tmp_path: Path):
    titles = [line.replace("2026", "2024").replace("July", "April") for line in FEE_TITLES]
    content = fee_csv(*map(narrow, FEE_ROWS), stack=list(map(narrow, FEE_STACK)), titles=list(map(narrow, titles)))
    content = content.replace(b"33.4009", b"33.2875")

    file = FeeFile(build_fees(write(tmp_path, "PPRRVU24_APR.csv", content), tmp_path / "shelf").path)

    assert file.release.system is Reference.FEES
    assert (file.release.effective_from, file.release.effective_to) == (date(2024, 4, 1), date(2024, 6, 30))
    assert file.fees("20610")[0].row.pricing == ""


@pytest.mark.parametrize(
    ("name", "of"),
    [("PPRRVU2026_Jul_nonQPP.csv", Reference.FEES), ("PPRRVU2026_Jul_QPP.csv", Reference.FEES_QPP)],
)
def test_the_two_files_of_a_release_are_two_sets(tmp_path: Path, name: str, of: Reference):
    content = fee_csv(*FEE_ROWS).replace(b"33.4009", b"33.4009" if of is Reference.FEES else b"33.5675")

    assert build_fees(write(tmp_path, name, content), tmp_path / "shelf").described.system is of


@pytest.mark.parametrize(
    ("name", "title", "words"),
    [
        ("PPRRVU2026_Jul_QPP.csv", "2026", r"factor 33\.5675 of 2026, not 33\.4009"),
        ("PPRRVU25_JUL.csv", "2025", r"factor 32\.3465 of 2025, not 33\.4009"),
        ("PPRRVU2025_Jul.csv", "2026", "the year 2026 of the title in the file's name too"),
    ],
)
def test_a_schedule_of_another_year_or_programme_than_it_says_is_refused(
    tmp_path: Path, name: str, title: str, words: str
):
    titles = [line.replace("2026", title) for line in FEE_TITLES]
    path = write(tmp_path, name.replace("2025_Jul", "2025_Jul_nonQPP"), fee_csv(*FEE_ROWS, titles=titles))

    with pytest.raises(UnreadableRelease, match=words):
        build_fees(path, tmp_path / "shelf")
    assert not list((tmp_path / "shelf").glob("*"))


def test_a_file_that_does_not_say_which_of_the_two_it_is_is_refused(tmp_path: Path):
    with pytest.raises(UnreadableRelease, match="QPP or nonQPP in the file's name"):
        build_fees(write(tmp_path, "PPRRVU2026.csv", fee_csv(*FEE_ROWS)), tmp_path / "shelf")


def test_a_title_without_a_quarter_is_refused_and_the_quarter_can_be_told(tmp_path: Path):
    titles = [line.replace("July Release", "") for line in FEE_TITLES]
    path = write(tmp_path, NAME, fee_csv(*FEE_ROWS, titles=titles))

    with pytest.raises(UnreadableRelease, match="--effective"):
        build_fees(path, tmp_path / "shelf")
    assert build_fees(path, tmp_path / "shelf", effective=date(2026, 1, 1)).described.effective_to == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("row", "words"), [(FEE_ROWS[0], "every code with each modifier once"), ("2061", "line 13.*32 cells")]
)
def test_a_refused_file_leaves_nothing(tmp_path: Path, row: str, words: str):
    path = write(tmp_path, NAME, fee_csv(*FEE_ROWS, "20611" + FEE_ROWS[0][5:], row))

    with pytest.raises(UnreadableRelease, match=words):
        build_fees(path, tmp_path / "shelf")
    assert list((tmp_path / "shelf").iterdir()) == []


@pytest.mark.shared
def test_the_excerpt_of_the_official_file_is_read_but_is_no_whole_schedule(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    excerpt = shared / "layouts" / "PPRRVU2026_Jul_nonQPP.excerpt.redacted.csv"

    assert build_fees(excerpt, tmp_path).counts["rows"] == 3
    monkeypatch.setattr(fee_file, "LEAST_ROWS", 10_000)
    with pytest.raises(UnreadableRelease, match="a whole schedule of 10,000 rows or more, not 3"):
        build_fees(excerpt, tmp_path / "shelf")
    assert list((tmp_path / "shelf").iterdir()) == []
