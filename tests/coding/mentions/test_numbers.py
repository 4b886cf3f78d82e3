from types import SimpleNamespace
from typing import Any

import pytest

from consultant.coding.edits import Column, NotHeld, UnitLimit
from consultant.coding.mentions.numbers import is_edited
from consultant.coding.sets import Reference

MUE, PTP, ADD_ON = Reference.MUE_PRACTITIONER, Reference.PTP_PRACTITIONER, Reference.ADD_ONS


def holding(*systems: Reference) -> Any:
    """A catalogue whose edits name 20610 (a limit), 20611 (a pair) and 64484 (an add-on), as far as they are installed."""
    none = NotHeld("nothing is installed")
    limit = object.__new__(UnitLimit)
    edits = SimpleNamespace(
        units=lambda code, on, setting: (limit if code == "20610" else None) if MUE in systems else none,
        add_on=lambda code, on: (object() if code == "64484" else None) if ADD_ON in systems else none,
        partners=lambda code, on, setting, column, offset, most: (
            (int(code == "20611" and column is Column.TWO), ()) if PTP in systems else none
        ),
    )
    releases = [SimpleNamespace(system=system, effective_from=None) for system in systems]
    return SimpleNamespace(references=releases, edits=edits)


@pytest.mark.parametrize(("code", "named"), [("20610", True), ("20611", True), ("64484", True), ("97205", False)])
def test_a_number_is_named_by_a_limit_a_pair_or_as_an_add_on(code, named):
    assert is_edited(holding(MUE, PTP, ADD_ON), code) is named


def test_without_edits_nothing_is_known():
    assert is_edited(holding(), "20610") is None
    assert is_edited(holding(Reference.GEM), "20610") is None
