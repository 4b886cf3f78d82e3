import pytest

from consultant.coding.rules.modifier_place import check
from tests.coding.rules.claims import claim


@pytest.mark.parametrize(
    ("line", "modifier"),
    [
        ("20610-25", "25"),
        ("27447-57", "57"),
        ("71046-25", "25"),
        ("J1885-25", "25"),
        ("80053-24", "24"),
        ("99213-59", "59"),
        ("99214-XU", "XU"),
        ("99213-79", "79"),
    ],
)
def test_a_modifier_of_another_kind_of_service_is_warned_about(desk, line, modifier):
    (finding,) = check(claim(desk, lines=(line,)))

    assert (finding.rule, finding.severity.value) == ("modifier-misplaced", "warn")
    assert finding.codes == (line[:5], modifier)


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("99214-25", "20610"),
        ("99214-57",),
        ("99214-24",),
        ("92014-25",),
        ("G0439-25",),
        ("90791-25",),
        ("20610-59",),
        ("20610-79",),
        ("T1015-25",),
    ],
)
def test_modifiers_in_their_place_are_fine(desk, lines):
    assert list(check(claim(desk, lines=lines))) == []
