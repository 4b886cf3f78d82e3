from datetime import date
from typing import Any

import pytest

from consultant.coding.edits import Setting
from consultant.coding.programs.claims import case_of, checking
from consultant.coding.rules import Line, Patient
from consultant.coding.sets import System
from consultant.errors import UserError

CLAIM: dict[str, Any] = {
    "id": "c1",
    "date": "2026-05-01",
    "setting": "practitioner",
    "lines": [{"code": "j7325", "modifiers": ["rt"], "units": 16}],
    "diagnoses": ["m1711"],
    "patient": {"age": 61, "sex": "F"},
}


def test_a_claim_is_read_into_normal_forms():
    case = case_of(CLAIM)

    assert case.diagnoses == ("M17.11",)
    assert case.lines == (Line(System.HCPCS, "J7325", ("RT",), 16),)
    assert (case.setting, case.patient, case.sequenced) == (Setting.PRACTITIONER, Patient(61, "F"), True)


def test_what_has_no_shape_of_a_code_is_kept_and_asked_for():
    case = case_of(
        {**CLAIM, "lines": [{"code": "99213"}, {"code": "ABC12"}, {"code": "10000"}], "diagnoses": ["250.00"]}
    )

    assert [(line.system, line.code) for line in case.lines] == [
        (System.CPT, "99213"),
        (System.HCPCS, "ABC12"),
        (System.CPT, "10000"),
    ]
    assert case.diagnoses == ("250.00",)


def test_a_claim_without_an_id_is_refused():
    with pytest.raises(UserError, match="id is missing"):
        case_of({name: value for name, value in CLAIM.items() if name != "id"})


def test_payer_and_place_may_stand_beside_the_rest():
    case = case_of({**CLAIM, "payer": "Texas Medicaid", "place_of_service": "02"})

    assert (case.on, case.payer, case.place) == (date(2026, 5, 1), "Texas Medicaid", "02")


def test_a_code_of_no_characters_is_unknown_and_stops_nothing(catalogue):
    claim = {**CLAIM, "lines": [{"code": " ", "modifiers": [" ", "25"]}], "diagnoses": [""]}

    assert {"hcpcs-not-checked", "hcpcs-unknown"} & {one["rule"] for one in checking(catalogue)(claim)["findings"]}


def test_a_claim_is_answered_with_what_the_rules_find(catalogue):
    found = checking(catalogue)({**CLAIM, "diagnoses": ["E11.9", "E10.9"]})["findings"]

    assert "excludes1" in {one["rule"] for one in found}
