import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.coding.systems import cpt


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("99213", "99213"),
        ("00100", "00100"),
        ("0001f", "0001F"),
        ("0042T", "0042T"),
        ("0001U", "0001U"),
        ("0002M", "0002M"),
        ("0001A", "0001A"),
    ],
)
def test_numbers_of_a_published_section_have_the_shape(written, number):
    assert cpt.normalise(written) == number


@pytest.mark.parametrize(
    "written", ["02134", "69999", "70000", "9921", "992133", "5000U", "1200A", "9900T", "0001X", "9921\u0665"]
)
def test_numbers_between_the_sections_and_other_letters_have_not(written):
    assert cpt.normalise(written) is None


@pytest.mark.parametrize(
    ("number", "so"), [("99202", True), ("99499", True), ("99199", False), ("20610", False), ("0001F", False)]
)
def test_evaluation_and_management_is_a_range_of_numbers(number, so):
    assert cpt.is_evaluation(number) is so


@given(st.text())
def test_any_text_is_judged_without_an_error(text):
    number = cpt.normalise(text)

    assert number is None or len(number) == 5
