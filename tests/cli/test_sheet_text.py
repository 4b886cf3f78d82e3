from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library import cpt_list
from consultant.adapters.library.catalogue import LibraryCatalogue
from consultant.adapters.library.opening import open_release
from consultant.cli.sheet_text import lines
from consultant.coding.catalogue import Catalogue
from consultant.coding.sets import System
from consultant.coding.sheet import sheet
from tests.coding.shipped import catalogue, releases
from tests.factories.cpt import ROWS, built_cpt

__all__ = ["catalogue", "releases"]


def test_every_section_is_a_line_and_the_release_comes_last(catalogue: Catalogue):
    said = list(lines(sheet(catalogue, System.CM, "S52.521", date(2026, 5, 1))))

    assert said[0].startswith("ICD-10-CM S52.521: Not billable.")
    assert any(line.startswith("  seventh character A: initial encounter") for line in said)
    assert said[-1] == "  [ICD-10-CM FY 2026, release of 1 Apr 2026]"


def test_units_are_said_for_each_setting(catalogue: Catalogue):
    said = "\n".join(lines(sheet(catalogue, System.HCPCS, "J7325", date(2026, 5, 1))))

    assert "    practitioner: not checked: " in said


def test_the_notice_of_cpt_is_said_beside_its_words_and_beside_what_is_spelled_nearly_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(cpt_list, "LEAST_CODES", 1)
    edition = LibraryCatalogue([open_release(built_cpt(tmp_path, tmp_path).path, cpt_licensed=True)])

    known, unknown = (list(lines(sheet(edition, System.CPT, code, date(2026, 5, 1)))) for code in ("69981", "69980"))

    assert known[1:3] == ["  " + ROWS["69981"], f"  [{edition.releases[0].notice}]"]
    assert unknown[1].startswith("  perhaps 69981 Invented service one")
    assert f"  [{edition.releases[0].notice}]" in unknown
