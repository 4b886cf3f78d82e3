"""Procedure numbers that official edits name. Without a licensed list of CPT they are what tells a code from a town."""

from __future__ import annotations

from consultant.coding.catalogue import Catalogue
from consultant.coding.edits import Column, NotHeld, Setting, UnitLimit
from consultant.coding.sets import Reference

_LIMITS = {Reference.MUE_PRACTITIONER: Setting.PRACTITIONER, Reference.MUE_HOSPITAL: Setting.OUTPATIENT}
_PAIRS = {Reference.PTP_PRACTITIONER: Setting.PRACTITIONER, Reference.PTP_HOSPITAL: Setting.OUTPATIENT}


def is_edited(catalogue: Catalogue, code: str) -> bool | None:
    """Whether an installed edit names ``code`` (normal form); None where no edits are installed."""
    edits, held = catalogue.edits, False
    for release in catalogue.references:
        if setting := _LIMITS.get(release.system):
            limit = edits.units(code, release.effective_from, setting)
            held = held or not isinstance(limit, NotHeld)
            if isinstance(limit, UnitLimit):
                return True
        elif release.system is Reference.ADD_ONS:
            beside = edits.add_on(code, release.effective_from)
            if beside is not None and not isinstance(beside, NotHeld):
                return True
        elif setting := _PAIRS.get(release.system):
            for column in Column:
                found = edits.partners(code, release.effective_from, setting, column, 0, 1)
                held = held or not isinstance(found, NotHeld)
                if not isinstance(found, NotHeld) and found[0]:
                    return True
    return False if held else None
