from datetime import date
from types import SimpleNamespace

import pytest

from consultant.coding.crosswalks import Equivalent
from consultant.coding.edits import NotHeld
from consultant.coding.mentions.zones import zones
from consultant.coding.old_codes import old_codes

ON = date(2026, 8, 1)
LISTED = {"250.00": "E11.9", "401.9": "I10", "401": "I10", "V58.67": "Z79.4"}


class Mappings:
    """Four old codes and what they became."""

    def forward(self, system, code, on):
        target = LISTED.get(code)
        return (Equivalent(code, target, True, False, 0, 0, None),) if target else ()


def found(text: str, mappings: object = None) -> list[tuple[str, str | None]]:
    catalogue = SimpleNamespace(crosswalks=mappings or Mappings())
    return [(one.code, one.equivalents[0].target) for one in old_codes(text, zones(text), catalogue, ON)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("ICD-9 250.00 and 401.9 were on the old claim", ["250.00", "401.9"]),
        ("the ICD9 code was 250.00, we need ICD-10", ["250.00"]),
        ("dx 250.00 with neuropathy", ["250.00"]),
        ("coded as 401.9 before", ["401.9"]),
        ("ICD-9-CM 401 and V58.67", ["401", "V58.67"]),
        ("glucose 250.00 mg/dL", []),
        ("paid $250.00, ICD-9 is over", []),
        ("ICD-9 123.45", []),
        ("ICD-9 was 401.9, glucose 250.00 mg/dL", ["401.9"]),
        ("> ICD-9 250.00", []),
        ("", []),
    ],
)
def test_an_old_code_is_told_from_amounts_and_values(text, codes):
    assert [code for code, _ in found(text)] == codes


def test_it_comes_with_what_it_became():
    assert found("ICD-9 250.00") == [("250.00", "E11.9")]


def test_without_mappings_nothing_is_said():
    missing = SimpleNamespace(forward=lambda system, code, on: NotHeld("no mappings are installed"))

    assert found("ICD-9 250.00", missing) == []
