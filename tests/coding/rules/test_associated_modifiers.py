from consultant.coding.rules.associated_modifiers import ASSOCIATED, bypassing


def test_repeats_are_none_of_them():
    assert not ASSOCIATED & {"76", "77", "22", "50", "51", "GA"}


def test_anatomic_global_and_x_modifiers_bypass_in_their_order():
    assert bypassing(("76", "XS", "GA", "RT", "25")) == ("XS", "RT", "25")
