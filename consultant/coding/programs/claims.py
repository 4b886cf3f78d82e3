"""Claims as JSON objects, judged by every rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from consultant.coding.catalogue import Catalogue
from consultant.coding.edits import Setting
from consultant.coding.rules import Case, Line, Patient, check_case
from consultant.coding.sets import System
from consultant.coding.systems import cpt, hcpcs, icd10cm
from consultant.coding.wire import finding_json
from consultant.errors import UserError

_SETTINGS = {setting.value: setting for setting in (Setting.PRACTITIONER, Setting.OUTPATIENT)}


def checking(catalogue: Catalogue) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """What answers a line with the findings about its claim."""

    def answer(claim: Mapping[str, Any]) -> dict[str, Any]:
        return {"findings": [finding_json(finding) for finding in check_case(case_of(claim), catalogue)]}

    return answer


def case_of(claim: Mapping[str, Any]) -> Case:
    """The case that ``claim`` tells. Raises UserError naming the first thing that is missing or of another shape."""
    if "id" not in claim:
        raise UserError("id is missing")
    setting = _SETTINGS.get(str(claim.get("setting")))
    if setting is None:
        raise UserError("setting is neither practitioner nor outpatient")
    return Case(
        on=_date(claim.get("date")),
        diagnoses=tuple(_diagnosis(code) for code in _strings(claim.get("diagnoses"), "diagnoses")),
        lines=tuple(_line(line) for line in _list(claim.get("lines"), "lines")),
        sequenced=True,
        setting=setting,
        patient=_patient(claim.get("patient")),
        payer=_said(claim.get("payer")),
        place=_said(claim.get("place_of_service")),
    )


def _said(told: object) -> str | None:
    return str(told).strip() or None if told is not None else None


def _line(line: object) -> Line:
    if not isinstance(line, dict) or not isinstance(line.get("code"), str):
        raise UserError("a line has no code")
    units = line.get("units")
    if units is not None and (isinstance(units, bool) or not isinstance(units, int | float) or units < 0):
        raise UserError(f"the units of {line['code']} are no number")
    modifiers = _strings(line.get("modifiers") or [], f"the modifiers of {line['code']}")
    system, code = _procedure(line["code"])
    return Line(system, code, tuple(modifier.strip().upper() for modifier in modifiers), _whole(units))


def _whole(units: float | None) -> int | None:
    """Units as a whole number; a part of a unit counts as one more."""
    return None if units is None else -int(-units // 1)


def _procedure(written: str) -> tuple[System, str]:
    """System and normal form; what begins with a digit is a number of CPT, good or not, and all else HCPCS."""
    bare = written.strip().upper()
    if bare[:1].isdigit():
        return System.CPT, cpt.normalise(bare) or bare
    return System.HCPCS, hcpcs.normalise(bare) or bare


def _diagnosis(written: str) -> str:
    return icd10cm.normalise(written) or written.strip().upper()


def _patient(told: object) -> Patient:
    if told is None:
        return Patient()
    if not isinstance(told, dict):
        raise UserError("patient is no object")
    age, sex = told.get("age"), told.get("sex")
    if age is not None and (isinstance(age, bool) or not isinstance(age, int | float)):
        raise UserError("the patient's age is no number")
    return Patient(None if age is None else int(age), str(sex).strip().upper()[:1] if sex else None)


def _date(told: object) -> date:
    try:
        return date.fromisoformat(str(told))
    except ValueError:
        raise UserError("date is no day as YYYY-MM-DD") from None


def _strings(told: object, what: str) -> list[str]:
    found = _list(told, what)
    if not all(isinstance(item, str) for item in found):
        raise UserError(f"{what} are not all text")
    return found


def _list(told: object, what: str) -> list[Any]:
    if not isinstance(told, list):
        raise UserError(f"{what} are missing or no list")
    return told
