import pytest

from consultant.coding.rules.multiple_procedures import check
from tests.coding.rules.claims import claim


@pytest.mark.parametrize(
    ("lines", "codes", "said"),
    [
        (("11042", "20610", "80053"), ("11042", "20610"), "50 percent"),
        (("45385", "45380-XS"), ("45385", "45380"), "base endoscopy"),
    ],
)
def test_procedures_that_reduce_each_other_are_told(priced, lines, codes, said):
    (finding,) = check(claim(priced, lines=lines))

    assert (finding.rule, finding.severity.value, finding.codes) == ("multiple-procedure-reduction", "info", codes)
    assert said in finding.why


@pytest.mark.parametrize("line", ["11045-51", "99214-51"])
def test_51_on_an_add_on_code_or_a_visit_is_warned_about(priced, line):
    (finding,) = check(claim(priced, lines=("11042", line)))

    assert (finding.rule, finding.severity.value) == ("modifier-not-allowed", "warn")
    assert finding.codes == (line[:5], "51")


@pytest.mark.parametrize("lines", [(), ("20610",), ("20610", "45385"), ("11042", "11045"), ("11042", "71046")])
def test_codes_that_reduce_nothing_are_left_in_peace(priced, lines):
    assert list(check(claim(priced, lines=lines))) == []
