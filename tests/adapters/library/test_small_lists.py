from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.list_file import ListFile
from consultant.adapters.library.small_lists import (
    UNDATED,
    build_code_editor,
    build_jurisdictions,
    build_modifiers,
    build_places,
)
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.modifiers import SHIPPED
from consultant.coding.sets import Reference
from tests.coding.releases.official import write

EDITOR = '{"retrieved": "2026-07-11", "age_categories": {"newborn": {"min_age": 0, "max_age": 0}}, "codes": %s}'


@pytest.mark.shared
def test_the_real_places_are_whole_and_have_no_date(shared: Path, tmp_path: Path):
    built = build_places(shared / "misc/pos_codes.json", tmp_path)
    file = ListFile(built.path)

    assert built.counts == {"places": 49}
    assert (file.release.label, file.release.effective_from) == ("Place of service codes, without a date", UNDATED)
    assert file.by_key("11") == [{"code": "11", "name": "Office", "facility": False, "description": ""}]
    assert file.by_key("27") == []


def test_a_day_can_be_told(tmp_path: Path):
    path = write(tmp_path, "pos.csv", "POS Code,POS Name,POS Description\n11,Office,Where one goes\n")

    described = build_places(path, tmp_path / "shelf", effective=date(2026, 1, 1)).described

    assert (described.label, described.effective_from) == ("Place of service codes, as of 1 Jan 2026", date(2026, 1, 1))


def test_the_desks_own_modifiers_are_whole(tmp_path: Path):
    built = build_modifiers(SHIPPED, tmp_path)

    assert built.counts == {"modifiers": 426}
    assert ListFile(built.path).by_key("24")[0]["system"] == "CPT"


@pytest.mark.shared
def test_the_real_code_editor_is_whole_and_good_for_its_season(shared: Path, tmp_path: Path):
    built = build_code_editor(shared / "misc/mce_edits.json", tmp_path)
    file = ListFile(built.path)

    assert built.counts == {"lists": 7, "codes": 6_430}
    assert file.release.label == "Medicare Code Editor FY 2026, release of 1 Apr 2026"
    assert (file.release.effective_from, file.release.effective_to) == (date(2026, 4, 1), date(2026, 9, 30))
    assert [row["edit"] for row in file.by_key("A33")] == ["age_newborn"]


def test_an_editor_without_its_day_is_refused_and_can_be_told(tmp_path: Path):
    path = write(tmp_path, "mce.json", (EDITOR % '{"age_newborn": [{"code": "A33"}]}').replace("retrieved", "x"))

    with pytest.raises(UnreadableRelease, match="--effective"):
        build_code_editor(path, tmp_path / "shelf")
    built = build_code_editor(path, tmp_path / "shelf", effective=date(2025, 10, 1))
    assert (built.described.effective_from, built.described.effective_to) == (date(2025, 10, 1), date(2026, 9, 30))


@pytest.mark.shared
def test_the_real_jurisdictions_are_whole(shared: Path, tmp_path: Path):
    built = build_jurisdictions(shared / "misc/mac_jurisdictions.json", tmp_path)
    file = ListFile(built.path)

    assert built.counts == {"jurisdictions": 16, "states": 56}
    assert file.release.system is Reference.JURISDICTIONS
    assert file.release.label == "Medicare contractors' jurisdictions, as of 11 Jul 2026"


@pytest.mark.parametrize(
    ("name", "content", "build"),
    [
        ("pos.csv", "POS Code,POS Name,POS Description\n11,Office,a\n11,Office,b\n", build_places),
        ("mce.json", EDITOR % '{"age_newborn": [{"code": "A33"}, {"code": "A33"}]}', build_code_editor),
        ("modifiers.csv", "modifier,group,explanation\n25,visit,Our words\n25,visit,Others\n", build_modifiers),
        ("mac.json", '{"ab_mac_jurisdictions": []}', build_jurisdictions),
    ],
)
def test_a_refused_list_leaves_nothing(tmp_path: Path, name: str, content: str, build):
    with pytest.raises(UnreadableRelease):
        build(write(tmp_path, name, content), tmp_path / "shelf")
    assert not (tmp_path / "shelf").exists()
