from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.gem_file import GemFile, build_gem
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.sets import Reference
from tests.coding.releases.official import write

NBER = "misc/gem_icd9_to_icd10cm_nber.csv"


@pytest.mark.shared
def test_the_real_file_is_whole(shared: Path, tmp_path: Path):
    built = build_gem(shared / NBER, tmp_path)
    file = GemFile(built.path)

    assert built.counts == {"mappings": 23_912, "codes": 14_567, "without a map": 425}
    assert file.release.system is Reference.GEM
    assert file.release.label == "ICD-9-CM to ICD-10-CM crosswalk (GEM), of a year that the file does not state"
    [diabetes] = file.of_source("250.00")
    assert (diabetes.source, diabetes.target, diabetes.approximate) == ("250.00", "E11.9", True)
    assert ("250.00", "E11.9") in [(one.source, one.target) for one in file.of_target("E11.9")]
    assert file.of_source("999.99X") == ()


@pytest.mark.parametrize(
    ("name", "content", "of", "source", "target"),
    [
        ("2018_I9gem.txt", "0010  A000    00000\n", Reference.GEM, "001.0", "A00.0"),
        ("2018_I10gem.txt", "A000    0010  00000\n", Reference.GEM_BACKWARD, "A00.0", "001.0"),
        ("gem_i9pcs_2018.txt", "8154  0SRC0J9 10000\n", Reference.GEM_PCS, "81.54", "0SRC0J9"),
        ("gem_pcsi9_2018.txt", "0SRC0J9 8154  10000\n", Reference.GEM_PCS_BACKWARD, "0SRC0J9", "81.54"),
    ],
)
def test_each_direction_and_system_is_a_set_of_its_own(
    tmp_path: Path, name: str, content: str, of: Reference, source: str, target: str
):
    file = GemFile(build_gem(write(tmp_path, name, content), tmp_path / "shelf").path)

    assert file.release.system is of
    assert file.release.label.endswith(", FY 2018")
    assert file.release.effective_from == date(2017, 10, 1)
    [one] = file.of_source(source)
    assert (one.source, one.target, one.words[0]) == (
        source,
        target,
        "close, not the same meaning" if one.approximate else "the same meaning",
    )


def test_a_file_of_both_directions_is_refused_and_leaves_nothing(tmp_path: Path):
    path = write(tmp_path, "gem.txt", "0010  A000    00000\nA000    0010  00000\n")

    with pytest.raises(UnreadableRelease, match="mappings in one direction"):
        build_gem(path, tmp_path / "shelf")
    assert not (tmp_path / "shelf").exists()
