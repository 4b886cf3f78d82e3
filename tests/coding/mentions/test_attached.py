import pytest

from consultant.coding.mentions.attached import modifiers_after, units_around


@pytest.mark.parametrize(
    ("behind", "modifiers"),
    [
        ("-25", ("25",)),
        ("-25-95", ("25", "95")),
        (" -25 -95", ("25", "95")),
        ("-LT,59", ("LT", "59")),
        ("-LT/59", ("LT", "59")),
        ("-25 and 59", ("25", "59")),
        (",50", ("50",)),
        (".25", ("25",)),
        ("RT", ("RT",)),
        ("-lt", ("LT",)),
        (" modifier 59", ("59",)),
        (" with modifiers 25, 95", ("25", "95")),
        (" (RT)", ("RT",)),
        (" with a 25 modifier", ("25",)),
        (" with lt modifier", ("LT",)),
        (" w/ PT modifier", ("PT",)),
        (" with a 25.", ("25",)),
        (" with a 50 mg dose", ()),
        (" with the 25 year old", ()),
        (" jz 480u", ("JZ",)),
        (" kx, jw", ("KX", "JW")),
        (" RT 59", ("RT", "59")),
        (" 25 minutes", ()),
        (" 50 mg", ()),
        (" x2", ()),
        (" AS well", ()),
        (" at noon", ()),
        (", 99214", ()),
        (".00", ()),
        ("-2024", ()),
        ("25", ()),
        ("", ()),
    ],
)
def test_modifiers_are_read_in_order_or_not_at_all(behind, modifiers):
    text = f"99213{behind}"

    found, end = modifiers_after(text, 5)

    assert found == modifiers
    assert end >= 5
    assert modifiers or end == 5


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("J1100 x 12", 12),
        ("J1100 x12 units", 12),
        ("J1100 (3 units)", 3),
        ("J1100, 4 units", 4),
        ("J1100 qty: 5", 5),
        ("J1100 units 6", 6),
        ("7 units of J1100", 7),
        ("8 x J1100", 8),
        ("J1100 for 9 units", 9),
        ("J1100 10 mg x 2", 2),
        ("J1100 (40mg = 4 units)", 4),
        ("J1100 80mg (2 units)", 2),
        ("J1100 30mg, billed 2 units", 2),
        ("J1100 15 mg x 3 days", None),
        ("1 unit or 2 units of J1100", None),
        ("J1100 for 9 days", None),
        ("J1100 4 mg", None),
        ("J1100 x 3 days", None),
        ("J1100", None),
    ],
)
def test_units_are_read_before_and_behind(text, units):
    start = text.index("J1100")

    assert units_around(text, start, start + 5)[0] == units
