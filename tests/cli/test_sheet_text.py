from datetime import date

from consultant.cli.sheet_text import lines
from consultant.coding.catalogue import Catalogue
from consultant.coding.sets import System
from consultant.coding.sheet import sheet
from tests.coding.shipped import catalogue, releases

__all__ = ["catalogue", "releases"]


def test_every_section_is_a_line_and_the_release_comes_last(catalogue: Catalogue):
    said = list(lines(sheet(catalogue, System.CM, "S52.521", date(2026, 5, 1))))

    assert said[0].startswith("ICD-10-CM S52.521: Not billable.")
    assert any(line.startswith("  seventh character A: initial encounter") for line in said)
    assert said[-1] == "  [ICD-10-CM FY 2026, release of 1 Apr 2026]"


def test_units_are_said_for_each_setting(catalogue: Catalogue):
    said = "\n".join(lines(sheet(catalogue, System.HCPCS, "J7325", date(2026, 5, 1))))

    assert "    practitioner: not checked: " in said
