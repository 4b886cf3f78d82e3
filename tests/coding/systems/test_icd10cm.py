import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.coding.systems import icd10cm


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("s52521a", "S52.521A"),
        ("e119", "E11.9"),
        ("U07.1", "U07.1"),
        ("M17.-", "M17"),
        ("m17-", "M17"),
        ("M17.1-", "M17.1"),
        ("I10", "I10"),
        ("C7A.00", "C7A.00"),
        (" z3a.20 ", "Z3A.20"),
        ("T36.0X1A", "T36.0X1A"),
        ("qa00159", "QA0.0159"),
    ],
)
def test_a_code_is_dotted_and_upper_case(written, code):
    assert icd10cm.normalise(written) == code


@pytest.mark.parametrize(
    "written", ["", "S5", "52.5", "AA1.1", "S52.52111", "S52..5", "S52-521", "250.00", "99213", "-"]
)
def test_another_shape_is_no_code(written):
    assert icd10cm.normalise(written) is None


@given(st.from_regex(r"[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?", fullmatch=True))
def test_a_normal_form_is_its_own_normal_form(code):
    assert icd10cm.normalise(code) == code
    assert icd10cm.normalise(code.replace(".", "").lower()) == code


@given(st.text())
def test_any_text_is_judged_without_an_error(text):
    code = icd10cm.normalise(text)

    assert code is None or 3 <= len(code) <= 8
