import pytest

from consultant.coding.systems import modifiers


@pytest.mark.parametrize(
    ("written", "modifier"), [("lt", "LT"), ("25", "25"), ("xs", "XS"), (" f1 ", "F1"), ("1p", "1P")]
)
def test_two_characters_of_the_lists_are_a_modifier(written, modifier):
    assert modifiers.normalise(written) == modifier


@pytest.mark.parametrize("written", ["", "2", "250", "00", "ZZ", "60", "L"])
def test_other_pairs_are_none(written):
    assert modifiers.normalise(written) is None


def test_words_that_look_like_modifiers_are_modifiers_all_the_same():
    assert modifiers.WORDLIKE <= modifiers.LEVEL_2


def test_level_one_and_level_two_do_not_meet():
    assert not modifiers.LEVEL_1 & modifiers.LEVEL_2


@pytest.mark.shared
def test_every_published_level_two_modifier_is_known(shared):
    listed = (
        line.split(",")[0] for line in (shared / "hcpcs/hcpcs_level2_2026_descriptors.csv").read_text().splitlines()
    )
    published = {code for code in listed if len(code) == 2}

    # ZA to ZC named the makers of biosimilars until 2018.
    assert published - {"ZA", "ZB", "ZC"} == modifiers.LEVEL_2
