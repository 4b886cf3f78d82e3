import zipfile
from pathlib import Path

import pytest

from consultant.adapters.library.handing_in import keepable
from consultant.adapters.library.importing import unfolded
from consultant.coding.releases.veiled import VeiledFile
from consultant.coding.releases.wordless import NOT_KEPT
from consultant.errors import UserError
from tests.coding.releases.official import FEE_ROWS, fee_csv, write
from tests.factories.cpt import MARKER, write_cpt, zip_cpt

SCHEDULE = fee_csv(*(row.replace("our own words", MARKER) for row in FEE_ROWS))


def given(path: Path) -> VeiledFile:
    veiled = VeiledFile(path.name)
    veiled.write(path.read_bytes())
    return veiled


def nested(folder: Path) -> Path:
    inner, outer = folder / "rvu.zip", folder / "RVU26C.zip"
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("PPRRVU2026_Jul_nonQPP.csv", SCHEDULE)
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(inner, "rvu.zip")
        archive.writestr("guide.pdf", f"%PDF {MARKER}")
    return outer


def test_a_zip_is_kept_without_the_words_and_with_every_name(tmp_path: Path):
    path = keepable(given(nested(tmp_path)), tmp_path, cpt_licensed=False)

    assert MARKER.encode() not in path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["rvu.zip/PPRRVU2026_Jul_nonQPP.csv", "guide.pdf"]
        assert archive.read("guide.pdf") == NOT_KEPT
        assert archive.getinfo("rvu.zip/PPRRVU2026_Jul_nonQPP.csv").file_size > 1000


def test_under_a_licence_all_of_it_is_kept(tmp_path: Path):
    before = nested(tmp_path)

    assert keepable(given(before), tmp_path, cpt_licensed=True).read_bytes() == before.read_bytes()


@pytest.mark.parametrize("packed", [False, True])
def test_cpt_is_refused_before_anything_of_it_is_written(tmp_path: Path, packed: bool):
    path = zip_cpt(tmp_path) if packed else write_cpt(tmp_path)[0]
    into = tmp_path / "into"
    into.mkdir()

    with pytest.raises(UserError, match="was not kept: it is a licensed CPT file"):
        keepable(given(path), into, cpt_licensed=False)
    assert not any(MARKER.encode() in left.read_bytes() for left in into.iterdir())


def test_a_file_that_no_reader_knows_is_not_kept(tmp_path: Path):
    with pytest.raises(UserError, match="was not kept: it is none that the desk can read"):
        keepable(given(write(tmp_path, "guide.txt", f"Words {MARKER}")), tmp_path, cpt_licensed=False)


def test_what_a_command_unpacks_has_no_words_either(tmp_path: Path):
    met = {name: place.read_bytes() for name, place in unfolded(nested(tmp_path))}

    assert set(met) == {"RVU26C.zip/rvu.zip/PPRRVU2026_Jul_nonQPP.csv", "RVU26C.zip/guide.pdf"}
    assert not any(MARKER.encode() in content for content in met.values())
