import pytest

from consultant.coding.systems import icd10pcs


@pytest.mark.parametrize(
    ("written", "code"), [("0SRC0J9", "0SRC0J9"), ("xw033e5", "XW033E5"), (" 30233N1 ", "30233N1")]
)
def test_seven_characters_of_the_tables_are_a_code(written, code):
    assert icd10pcs.normalise(written) == code


@pytest.mark.parametrize("written", ["0SRC0J", "0SRC0J99", "0SRCOJ9", "0SRCIJ9", "ASRC0J9", ""])
def test_letters_o_and_i_and_other_lengths_are_no_code(written):
    assert icd10pcs.normalise(written) is None
