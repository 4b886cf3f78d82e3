import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.coding.sets import System
from consultant.coding.spelling import near_codes
from consultant.coding.systems import hcpcs, icd10cm


@pytest.mark.parametrize(
    ("system", "written", "meant"),
    [
        (System.CM, "E11.99", "E11.9"),
        (System.CM, "M17.1O", "M17.10"),
        (System.CM, "M71.11", "M17.11"),
        (System.CM, "S52.521", "S52.521A"),
        (System.HCPCS, "J7352", "J7325"),
        (System.HCPCS, "G7325", "J7325"),
    ],
)
def test_a_slip_of_the_hand_is_undone(system, written, meant):
    assert meant in near_codes(system, written)


@given(st.from_regex(r"[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?", fullmatch=True))
def test_no_code_is_near_itself_and_all_have_a_normal_form(code):
    near = near_codes(System.CM, code)

    assert code not in near
    assert all(other == (icd10cm.normalise(other) or other) for other in near)


def test_hcpcs_spellings_have_no_dot():
    assert not any("." in other for other in near_codes(System.HCPCS, "J7325"))
    assert any(hcpcs.normalise(other) for other in near_codes(System.HCPCS, "J7325"))
