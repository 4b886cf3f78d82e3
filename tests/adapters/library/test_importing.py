from pathlib import Path

import pytest

from consultant.adapters.library.hcpcs import SAMPLE
from consultant.adapters.library.icd10cm import packaged_tabular
from consultant.adapters.library.importing import build_release, kind_of
from consultant.coding.catalogue import System
from consultant.errors import UserError


def test_a_kind_is_told_from_the_content():
    assert kind_of(packaged_tabular()) == "ICD-10-CM tabular list (XML)"
    assert kind_of(SAMPLE) == "HCPCS Level II contractor file (fixed width)"


@pytest.mark.parametrize(
    "content", ["", "hello", "<html><body>Not found</body></html>", "<other/>", "<broken", "a,b,c\n1,2,3\n"]
)
def test_a_file_of_no_known_kind_is_refused_in_a_sentence(tmp_path: Path, content):
    path = tmp_path / "file.txt"
    path.write_text(content)

    with pytest.raises(UserError, match=r"file\.txt is no file that the desk can read"):
        kind_of(path)


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(UserError, match="is no file"):
        kind_of(tmp_path / "nowhere.txt")


def test_an_import_builds_what_its_content_says(tmp_path: Path):
    built = build_release(SAMPLE, tmp_path)

    assert built.described.system is System.HCPCS
    assert built.path.exists()


def test_a_refused_import_leaves_nothing(tmp_path: Path):
    path = tmp_path / "HCPC2026.txt"
    path.write_bytes(SAMPLE.read_bytes() + b"page 2 of 7\n")

    with pytest.raises(UserError, match=r"HCPC2026\.txt, line \d+: expected a HCPCS record"):
        build_release(path, tmp_path / "out")

    assert not (tmp_path / "out").exists()
