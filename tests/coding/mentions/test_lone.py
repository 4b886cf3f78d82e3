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
        ("What is the difference between XS and 59?", ["XS", "59"]),
        ("Is XU better than 59 for 97530 with 97140?", ["XU", "59"]),
        ("Is 58, 78 or 79 right for a return to the OR? 27301", ["58", "78", "79"]),
        ("Do we need -LT/-RT or 50 on 69210?", ["LT", "RT", "50"]),
        ("Is it E0143 or E0149? RT/LT needed?", ["RT", "LT"]),
        ("Should we append 25 to 99214?", ["25"]),
        ("Should I append -59 to 97140?", ["59"]),
        ("Do I need the 59 modifier?", ["59"]),
        ("T1015 with 99213, SE or U1 modifier?", ["SE", "U1"]),
        ("90837 and 96127 x 2; is 59 needed?", ["59"]),
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
        "Kyphoplasty at T5 and T6 for fracture, 22513 and 22515",
        "Ratio 50/50 for 99213?",
        "Take 50 or 59 from the fee of 99213",
        "Aged 25 on the visit of 99213",
    ],
)
def test_what_is_a_number_or_a_word_is_none(catalogue, text):
    assert list(lone_modifiers(scene(text, catalogue), ())) == []
