from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library import mue_file
from consultant.adapters.library.mue_file import MueFile, build_mue
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.sets import Reference

pytestmark = pytest.mark.usefixtures("short")


HEAD = '"A notice of several words"\n"HCPCS/CPT Code","{setting} MUE Values","MUE Adjudication Indicator","MUE Rationale"\n'
NAMED = "MCR_MUE_{setting}_Eff_07-01-2026.csv"


def table(folder: Path, *rows: str, setting: str = "Practitioner Services", name: str = NAMED) -> Path:
    path = folder / name.format(setting=setting.split(maxsplit=1)[0])
    path.write_text(HEAD.format(setting=setting) + "".join(f"{row}\n" for row in rows))
    return path


def test_the_real_table_is_whole(shared: Path, tmp_path: Path):
    built = build_mue(shared / "ncci" / "MUE_Practitioner_2026-04-01_reconstructed.csv", tmp_path)
    file = MueFile(built.path)

    assert built.counts == {"codes": 15_095}
    assert file.release.system is Reference.MUE_PRACTITIONER
    assert (file.release.effective_from, file.release.effective_to) == (date(2026, 4, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("setting", "of"),
    [
        ("Practitioner Services", Reference.MUE_PRACTITIONER),
        ("Outpatient Hospital Services", Reference.MUE_HOSPITAL),
        ("DME Supplier Services", Reference.MUE_DME),
    ],
)
def test_each_setting_is_a_set_of_its_own(tmp_path: Path, setting: str, of: Reference):
    path = table(tmp_path, '"J1885","8","3 Date of Service Edit: Clinical","Prescribing Information"', setting=setting)

    assert MueFile(build_mue(path, tmp_path).path).release.system is of


def test_a_limit_says_value_indicator_and_rationale_and_nothing_where_there_is_none(tmp_path: Path):
    path = table(
        tmp_path,
        '"J1885","8","3 Date of Service Edit: Clinical","Prescribing Information"',
        '"64999","0","1 Line Edit","CMS Policy"',
    )
    file = MueFile(build_mue(path, tmp_path).path)

    limit = file.limit("J1885")
    assert limit is not None
    assert (limit.value, limit.indicator, limit.rationale) == (8, 3, "Prescribing Information")
    assert limit.release.label == "Medically unlikely edits, practitioner, third quarter of 2026"
    zero = file.limit("64999")
    assert zero is not None
    assert (zero.value, zero.indicator) == (0, 1)
    assert file.limit("J0001") is None


def test_a_file_whose_quarter_nobody_says_is_refused_and_can_be_told(tmp_path: Path):
    path = table(tmp_path, '"J1885","8","3 Clinical","Words"', name="mue.csv")

    with pytest.raises(UnreadableRelease, match="--effective"):
        build_mue(path, tmp_path / "shelf")
    built = build_mue(path, tmp_path / "shelf", effective=date(2025, 10, 1))
    assert built.described.effective_to == date(2025, 12, 31)


def test_a_code_that_stands_twice_is_refused_and_leaves_nothing(tmp_path: Path):
    path = table(tmp_path, '"J1885","8","3 Clinical","Words"', '"J1885","9","3 Clinical","Words"')

    with pytest.raises(UnreadableRelease, match="every code once"):
        build_mue(path, tmp_path / "shelf")
    assert not (tmp_path / "shelf").exists()


@pytest.mark.shared
def test_an_excerpt_is_no_whole_table(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(mue_file, "LEAST_CODES", 500)

    with pytest.raises(UnreadableRelease, match="a whole table of 500 codes or more, not 4"):
        build_mue(shared / "layouts" / "MCR_MUE_PractitionerServices_Eff_07-01-2026.excerpt.csv", tmp_path / "shelf")
    assert not (tmp_path / "shelf").exists()
