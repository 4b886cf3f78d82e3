import pytest

from consultant.coding.rules.global_days import check
from tests.coding.rules.claims import claim


def test_57_beside_minor_procedures_alone_is_warned_about(priced):
    (finding,) = check(claim(priced, lines=("99214-57", "20610")))

    assert (finding.rule, finding.severity.value) == ("modifier-misplaced", "warn")
    assert finding.codes == ("99214", "57", "20610")
    assert "Physician fee" in finding.source or "fee schedule" in finding.source


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("99214", "20610"), "25"),
        (("99214", "27447"), "57"),
        (("99214-25", "27447"), "57"),
        (("99214", "20610", "27447"), "57"),
    ],
)
def test_a_visit_within_global_days_is_told(priced, lines, said):
    (finding,) = check(claim(priced, lines=lines))

    assert (finding.rule, finding.severity.value) == ("visit-in-global", "info")
    assert said in finding.why


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("99214",),
        ("20610", "27447"),
        ("99214-25", "20610"),
        ("99214-57", "27447"),
        ("99214-57", "27447", "20610"),
        ("99214-24", "20610"),
        ("99214-25", "20610", "27447"),
        ("99214", "G2211", "80053"),
        ("99214", "71046"),
    ],
)
def test_visits_that_say_how_they_stand_apart_are_fine(priced, lines):
    assert list(check(claim(priced, lines=lines))) == []


def test_without_a_schedule_57_alone_is_not_checked(desk):
    (finding,) = check(claim(desk, lines=("99214-57", "20610")))

    assert (finding.rule, finding.title) == ("not-checked", "Not checked: no fee schedule for this date")
    assert list(check(claim(desk, lines=("99214-25", "20610")))) == []
