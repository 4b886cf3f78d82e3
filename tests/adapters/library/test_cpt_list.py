from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library import cpt_list
from consultant.adapters.library.cpt_list import build_cpt
from consultant.adapters.library.opening import open_release
from consultant.adapters.library.release_file import ReleaseFile
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.sets import System
from consultant.errors import UserError
from tests.factories.cpt import MARKER, NOTICE, ROWS, built_cpt, text, write_cpt


def opened(path: Path) -> ReleaseFile:
    file = open_release(path, cpt_licensed=True)
    assert isinstance(file, ReleaseFile)
    return file


def test_the_files_of_an_edition_become_one_release_of_its_calendar_year(tmp_path: Path):
    built = built_cpt(tmp_path, tmp_path)
    entry = opened(built.path).entry(System.CPT, "69981")

    assert (built.described.label, built.counts) == ("CPT 2026 (part of 3 codes)", {"codes": 3})
    assert (built.described.effective_from, built.described.effective_to) == (date(2026, 1, 1), date(2026, 12, 31))
    assert [source.name for source in built.described.sources] == ["LONGULT.txt", "SHORTU.txt"]
    assert entry is not None
    assert (entry.text, entry.billable) == (ROWS["69981"], True)
    assert entry.facts == (("Short descriptor", f"Inv srv {MARKER} 0"),)


def test_a_list_of_many_codes_counts_as_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    part = built_cpt(tmp_path, tmp_path).described
    monkeypatch.setattr(cpt_list, "LEAST_CODES", 3)
    whole = built_cpt(tmp_path, tmp_path).described

    assert (part.sample, whole.sample, whole.label) == (True, False, "CPT 2026")


def test_without_a_licence_nothing_is_built_and_the_setting_is_named(tmp_path: Path):
    paths = write_cpt(tmp_path)

    with pytest.raises(UserError, match=r"LONGULT.txt, SHORTU.txt was not installed: .* CONSULTANT_CPT_LICENCE"):
        build_cpt(paths, tmp_path, licensed=False)

    assert list(tmp_path.glob("*.release")) == []


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("SHORTU.txt", text({"69981": "x"}), r"the same codes as in LONGULT\.txt \(2 differ\)"),
        ("LONG.txt", text(ROWS), "one file of long descriptors"),
        ("SHORTU.txt", text(ROWS) + "69981\tx\r\n", "every code once"),
        ("SHORTU.txt", text(ROWS, NOTICE.replace("2026", "2025")), "one edition"),
    ],
)
def test_files_that_do_not_belong_together_leave_nothing(tmp_path: Path, name: str, content: str, expected: str):
    long, _ = write_cpt(tmp_path)
    (tmp_path / name).write_text(content, newline="")

    with pytest.raises(UnreadableRelease, match=expected):
        build_cpt([long, tmp_path / name], tmp_path, licensed=True)

    assert list(tmp_path.glob("*.release")) == []


def test_a_first_day_is_taken_as_said(tmp_path: Path):
    paths = write_cpt(tmp_path, notice="")

    with pytest.raises(UnreadableRelease, match="say --effective"):
        build_cpt(paths, tmp_path, licensed=True)
    built = build_cpt(paths, tmp_path, licensed=True, effective=date(2027, 1, 1))

    assert built.described.effective_to == date(2027, 12, 31)
