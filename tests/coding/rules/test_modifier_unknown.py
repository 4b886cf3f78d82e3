import pytest

from consultant.coding.rules.modifier_unknown import check
from tests.coding.rules.claims import claim


@pytest.mark.parametrize("modifier", ["ZZ", "98", "R1", "2", "LTT"])
def test_a_modifier_that_no_list_has_stops(desk, modifier):
    (finding,) = check(claim(desk, lines=(f"20610-{modifier}",)))

    assert (finding.rule, finding.severity.value, finding.codes) == ("modifier-unknown", "stop", ("20610", modifier))


@pytest.mark.parametrize("modifier", ["25", "59", "XS", "RT", "E4", "P3", "1P", "QW", "JZ", "AI", "CQ"])
def test_a_published_modifier_is_fine(desk, modifier):
    assert list(check(claim(desk, lines=(f"20610-{modifier}",)))) == []
