from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.building import Described, write_file
from consultant.adapters.library.mue_file import MueFile, build_mue
from consultant.adapters.library.opening import open_release
from consultant.coding.sets import Reference
from consultant.errors import PermanentError


def test_a_file_opens_as_what_it_is(shared: Path, tmp_path: Path):
    built = build_mue(shared / "ncci" / "MUE_Practitioner_2026-04-01_reconstructed.csv", tmp_path)

    assert isinstance(open_release(built.path), MueFile)


def test_a_layout_of_another_version_is_refused(tmp_path: Path):
    described = Described(Reference.ADD_ONS, "of tomorrow", date(2026, 7, 1), None, "tomorrow", ())
    built = write_file(tmp_path, described, "of tomorrow 9", lambda _: {})

    with pytest.raises(PermanentError, match="another layout: import its source again"):
        open_release(built.path)
