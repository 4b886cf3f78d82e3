import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.coding.systems import hcpcs


@pytest.mark.parametrize(("written", "code"), [("j7325", "J7325"), ("G0008", "G0008"), (" V2632 ", "V2632")])
def test_a_letter_and_four_digits_are_a_code(written, code):
    assert hcpcs.normalise(written) == code


@pytest.mark.parametrize("written", ["D0120", "F1234", "J732", "J73251", "J11.00", "99213", "JJ325", "J732\u0665"])
def test_dental_codes_and_other_shapes_are_none(written):
    assert hcpcs.normalise(written) is None


@given(st.text())
def test_any_text_is_judged_without_an_error(text):
    code = hcpcs.normalise(text)

    assert code is None or len(code) == 5
