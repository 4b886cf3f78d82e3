from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.coding.calculators.fee_estimate import Asked, Estimate, estimate
from consultant.coding.calculators.fee_session import Procedure, session
from consultant.coding.fees import Fee, Locality
from tests.coding.releases.test_fee_schedule import INJECTION
from tests.coding.test_fees import ALABAMA, RELEASE

ONE = Decimal(1)
HERE: Locality = replace(ALABAMA, work=ONE, practice=ONE, malpractice=ONE)


def fee(code: str, dollars: str, multiple: str = "2", base: str = "", **row: Any) -> Fee:
    """A code whose value is that many dollars wherever it is done."""
    nothing = dict.fromkeys(("non_facility_pe", "facility_pe", "malpractice"), Decimal(0))
    values = {"code": code, "work": Decimal(dollars), "conversion_factor": ONE, "multiple": multiple, **nothing, **row}
    return Fee(replace(INJECTION, endoscopic_base=base, **values), RELEASE)


# The amounts of the example in the Medicare Claims Processing Manual, chapter 12, 40.6.
BASE = fee("45378", "255.40")
BIOPSY, POLYP = fee("45380", "285.98", "3", "45378"), fee("45385", "374.56", "3", "45378")
GASTRO_BASE = fee("43235", "150.00")
GASTRO = fee("43239", "200.00", "3", "43235")
JOINT, PLAIN = fee("20610", "60.00"), fee("99213", "90.00", "0")
BASES = {"45378": BASE, "43235": GASTRO_BASE}
ALL = (BASE, BIOPSY, POLYP, GASTRO_BASE, GASTRO, JOINT, PLAIN)


def of(*fees: Fee, bases: Mapping[str, Fee] = BASES, modifiers: Sequence[str] = ()) -> tuple[Estimate, ...]:
    return session([Procedure(one, Asked(tuple(modifiers), facility=False)) for one in fees], bases, HERE)


def amounts(*fees: Fee, **more: Any) -> list[str]:
    return [str(one.amount) for one in of(*fees, **more)]


@pytest.mark.parametrize(
    ("fees", "expected"),
    [
        ((BIOPSY, POLYP), ["30.58", "374.56"]),
        ((POLYP, BASE), ["374.56", "0.00"]),
        ((BASE, BIOPSY, POLYP), ["0.00", "30.58", "374.56"]),
        ((POLYP,), ["374.56"]),
        ((BASE,), ["255.40"]),
        ((BASE, JOINT), ["255.40", "30.00"]),
    ],
)
def test_within_a_family_the_highest_is_paid_in_full_and_others_less_the_base(
    fees: tuple[Fee, ...], expected: list[str]
):
    assert amounts(*fees) == expected


def test_families_count_as_one_service_each_and_are_ranked():
    assert amounts(GASTRO, BIOPSY, POLYP) == ["100.00", "30.58", "374.56"]
    assert amounts(GASTRO, GASTRO_BASE, JOINT) == ["200.00", "0.00", "30.00"]
    # Its codes are worth less than 210 each, and together (200, and 165 less 150) the family is worth more.
    family = fee("43239", "200", "3", "43235"), fee("43248", "165", "3", "43235")
    assert amounts(fee("45380", "210", "3", "45378"), *family) == ["105.00", "200.00", "15.00"]


def test_what_is_not_ranked_is_paid_in_full_and_takes_no_rank():
    assert amounts(PLAIN, JOINT, POLYP) == ["90.00", "30.00", "374.56"]
    assert of(PLAIN, JOINT)[0].notes == ()


def test_each_line_says_how_it_was_reached():
    gastro, biopsy, polyp = of(GASTRO, BIOPSY, POLYP)

    assert [step.words for step in biopsy.steps[1:]] == [
        "of the endoscopy family of 45378, less the value of the base, $255.40",
        "the family of 45378, number 1 of the day: 100 percent",
    ]
    assert polyp.steps[1].words == "the highest of the endoscopy family of 45378, in full"
    assert [step.words for step in gastro.steps[1:]] == ["its value, number 2 of the day: 50 percent"]
    assert "40.6" in biopsy.steps[1].source
    assert of(POLYP, BASE)[1].steps[1].words == "the base endoscopy 45378, paid within the others of its family"


def test_both_sides_take_the_base_off_for_both_sides():
    found = amounts(
        fee("31267", "200", "3", "31231", bilateral="1"),
        fee("31254", "150", "3", "31231", bilateral="1"),
        bases={"31231": fee("31231", "60")},
        modifiers=("50",),
    )

    assert found == ["300.00", "135.00"]


def test_without_a_value_of_the_base_nothing_is_taken_off_and_that_is_said():
    polyp, biopsy = of(POLYP, BIOPSY, bases={})

    assert (polyp.amount, biopsy.amount) == (Decimal("374.56"), Decimal("142.99"))
    assert "Its base endoscopy (45378) has no value here" in biopsy.notes[0]


def test_a_line_without_a_payment_takes_no_rank():
    refused, joint = session(
        [
            Procedure(fee("27447", "900", assistant="1"), Asked(("80",), facility=False)),
            Procedure(JOINT, Asked((), facility=False)),
        ],
        {},
        HERE,
    )

    assert (refused.amount, joint.amount) == (None, Decimal("60.00"))


def test_units_share_a_rank_which_is_said():
    one, other = session(
        [Procedure(POLYP, Asked((), facility=False)), Procedure(JOINT, Asked(("RT",), facility=False, units=2))],
        BASES,
        HERE,
    )

    assert (one.amount, other.amount) == (Decimal("374.56"), Decimal("60.00"))
    assert "share one rank" in other.notes[0]


def test_reductions_by_parts_of_a_value_are_named_where_they_may_hold():
    imaging = fee("72148", "100", "4")

    assert "not counted" not in str(of(imaging, JOINT)[0].notes)
    assert all("No reduction is counted here" in one.notes[0] for one in of(imaging, fee("72141", "90", "4")))


def lone(of: Fee) -> Decimal:
    return estimate(of, HERE, Asked((), facility=False)).amount or Decimal(0)


def total(found: Sequence[Estimate]) -> Decimal:
    return sum((one.amount or Decimal(0) for one in found), Decimal(0))


picked = st.lists(st.sampled_from(ALL), min_size=1, max_size=8)
priced = st.builds(
    lambda one, cents: Fee(replace(one.row, work=Decimal(cents) / 100), RELEASE),
    st.sampled_from(ALL),
    st.integers(0, 99_999),
)


@given(st.lists(priced, min_size=1, max_size=8))
def test_together_lines_are_never_more_than_their_sum_and_never_less_than_the_highest(fees: list[Fee]):
    found = of(*fees)

    assert total(found) <= sum((lone(one) for one in fees), Decimal(0))
    assert total(found) >= max(lone(one) for one in fees)
    assert all(one.amount is not None and 0 <= one.amount <= lone(each) for one, each in zip(found, fees, strict=True))


@given(picked.flatmap(lambda fees: st.tuples(st.just(fees), st.permutations(fees))))
def test_the_order_of_lines_does_not_matter(both: tuple[list[Fee], list[Fee]]):
    one, other = (
        Counter((each.row.code, found.amount, found.notes) for each, found in zip(fees, of(*fees), strict=True))
        for fees in both
    )

    assert one == other


@given(st.lists(st.sampled_from(ALL), min_size=2, max_size=8, unique_by=lambda one: one.row.code))
def test_one_more_procedure_never_makes_it_less(fees: list[Fee]):
    *fewer, _ = fees

    assert total(of(*fees)) >= total(of(*fewer))
