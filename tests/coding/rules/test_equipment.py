from pathlib import Path

import pytest

from consultant.adapters.library.catalogue import LibraryCatalogue
from consultant.adapters.library.hcpcs import build_hcpcs_descriptors
from consultant.adapters.library.release_file import ReleaseFile
from consultant.coding.rules.equipment import check
from tests.coding.releases.official import write
from tests.coding.rules.claims import claim


@pytest.mark.parametrize("line", ["E0114-KX", "E0601-GA"])
def test_equipment_that_is_neither_new_rented_nor_used_is_warned_about(desk, line):
    (finding,) = check(claim(desk, lines=(line,)))

    assert (finding.rule, finding.severity.value, finding.codes) == ("equipment-modifier", "warn", (line[:5],))


def test_an_orthosis_without_a_side_is_told(desk):
    (finding,) = check(claim(desk, lines=("L1833",)))

    assert (finding.rule, finding.severity.value, finding.codes) == ("side-missing", "info", ("L1833",))


@pytest.mark.parametrize(
    "lines", [("E0114-NU-KX",), ("E0601-RR-GZ",), ("L1833-RT", "L1833-LT"), ("J1885",), ("99213",)]
)
def test_equipment_that_says_what_is_asked_is_fine(desk, lines):
    assert list(check(claim(desk, lines=lines))) == []


def test_what_local_policy_asks_for_is_not_checked_in_one_line(desk):
    (finding,) = check(claim(desk, lines=("E0601-RR", "E0114-NU", "E0601-RR-KX")))

    assert (finding.rule, finding.codes) == ("not-checked", ("E0601", "E0114"))
    assert "KX" in finding.why


def test_without_prices_new_or_rented_is_not_checked(tmp_path: Path):
    text = (
        b"HCPCS_CODE,SHORT_DESCRIPTION,LONG_DESCRIPTION\nE0601,Device,A device\nE0114,Crutch,Crutches\nLT,Left,Left\n"
    )
    built = build_hcpcs_descriptors(write(tmp_path, "descriptors_2026.csv", text), tmp_path / "shelf")
    bare = LibraryCatalogue([ReleaseFile(built.path)])

    (finding,) = check(claim(bare, lines=("E0601", "E0114-NU", "E0601")))

    assert (finding.rule, finding.codes) == ("not-checked", ("E0601",))
    assert list(check(claim(bare, lines=("E9999",)))) == []
