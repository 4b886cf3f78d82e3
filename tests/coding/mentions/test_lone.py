import pytest

from consultant.coding.mentions.lone import lone_modifiers
from consultant.coding.mentions.scene import scene


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Is modifier 59 or XS right?", ["59", "XS"]),
        ("When do you use 25 vs 57? Our surgeons ask.", ["25", "57"]),
        ("Do we need 95 or GT for Medicaid?", ["95", "GT"]),
        ("Does G2211 go with 99214 if a 25 is on it?", ["25"]),
        ("Which code gets the 59?", ["59"]),
        ("Hospice claim, GV or GW?", ["GV", "GW"]),
        ("Does the waived test need QW? It was billed.", ["QW"]),
        ("Medicare claim. GY? Thanks", ["GY"]),
    ],
)
def test_modifiers_without_a_code_are_found(catalogue, text, codes):
    assert [one.code for one in lone_modifiers(scene(text, catalogue), ())] == codes


@pytest.mark.parametrize(
    "text",
    [
        "The PO is 27447, for the claim.",
        "We use 25 or 30 mg of it. Can it be billed?",
        "A 59 year old, the claim was denied",
        "Can the PA bill? The PT is out.",
        "Take 25 or 26 home.",
    ],
)
def test_what_is_a_number_or_a_word_is_none(catalogue, text):
    assert list(lone_modifiers(scene(text, catalogue), ())) == []
