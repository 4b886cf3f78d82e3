from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.add_on_file import AddOnFile, build_add_ons
from consultant.adapters.library.building import Described, write_file
from consultant.adapters.library.mue_file import MueFile, build_mue
from consultant.adapters.library.numbers_only import NumbersOnly
from consultant.adapters.library.opening import open_release
from consultant.adapters.library.ptp_file import PtpFile, build_ptp
from consultant.coding.sets import Reference
from consultant.errors import PermanentError
from tests.adapters.library.test_ptp_file import MORE, parts
from tests.factories.cpt import built_cpt


def test_a_file_opens_as_what_it_is(shared: Path, tmp_path: Path):
    built = build_mue(shared / "ncci" / "MUE_Practitioner_2026-04-01_reconstructed.csv", tmp_path)

    assert isinstance(open_release(built.path), MueFile)


def test_pairs_and_add_on_codes_open_as_what_they_are(tmp_path: Path):
    add_ons = tmp_path / "AOC_2026Q3.csv"
    add_ons.write_text("addon_code,primary_code,aoc_type,effective_date,end_date\n11045,11042,1,2013-01-01,\n")

    assert isinstance(open_release(build_ptp(parts(tmp_path, MORE), tmp_path).path), PtpFile)
    assert isinstance(open_release(build_add_ons(add_ons, tmp_path).path), AddOnFile)


def test_a_layout_of_another_version_is_refused(tmp_path: Path):
    described = Described(Reference.ADD_ONS, "of tomorrow", date(2026, 7, 1), None, "tomorrow", ())
    built = write_file(tmp_path, described, "of tomorrow 9", lambda _: {})

    with pytest.raises(PermanentError, match="another layout: import its source again"):
        open_release(built.path)


def test_words_of_cpt_open_under_a_licence_alone(tmp_path: Path):
    path = built_cpt(tmp_path, tmp_path).path

    assert isinstance(open_release(path), NumbersOnly)
    assert not isinstance(open_release(path, cpt_licensed=True), NumbersOnly)
