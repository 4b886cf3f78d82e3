from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from consultant.coding.calculators.fee_estimate import Asked, Estimate, estimate
from consultant.coding.fees import Fee
from tests.coding.releases.test_fee_schedule import INJECTION
from tests.coding.test_fees import ALABAMA, RELEASE


def of(*modifiers: str, facility: bool = False, units: int = 1, rank: int = 1, **row: Any) -> Estimate:
    fee = Fee(replace(INJECTION, **row), RELEASE)
    return estimate(fee, ALABAMA, Asked(modifiers, facility, units, rank))


def test_the_amount_is_the_formula_of_the_schedule_shown_in_full():
    found = of()

    assert found.amount == Decimal("60.43")
    assert found.steps[0].words == (
        "(work 0.79 × 1.000 + practice expense 1.10 × 0.875 + malpractice 0.10 × 0.566) × $33.4009"
    )
    assert of(facility=True).amount == Decimal("41.43")


@pytest.mark.parametrize(
    ("modifiers", "row", "amount", "words"),
    [
        (("50",), {"bilateral": "1"}, "90.65", "150 percent"),
        (("50",), {"bilateral": "3"}, "120.86", "200 percent"),
        (("80",), {"assistant": "2"}, "9.67", "16 percent"),
        (("AS",), {"assistant": "2"}, "8.22", "13.6 percent"),
        (("62",), {"co_surgeons": "2"}, "37.77", "62.5 percent"),
    ],
)
def test_a_modifier_changes_the_amount_by_its_percent(
    modifiers: tuple[str, ...], row: dict[str, str], amount: str, words: str
):
    found = of(*modifiers, **row)

    assert found.amount == Decimal(amount)
    assert words in found.steps[-1].words
    assert found.steps[-1].source.startswith("Medicare Claims Processing Manual, chapter 12")


@pytest.mark.parametrize(
    ("multiple", "rank", "amount"),
    [("2", 1, "60.43"), ("2", 2, "30.22"), ("2", 5, "30.22"), ("1", 3, "15.11"), ("0", 2, "60.43"), ("3", 2, "60.43")],
)
def test_the_rank_reduces_where_the_code_is_reduced(multiple: str, rank: int, amount: str):
    assert of(rank=rank, multiple=multiple).amount == Decimal(amount)


def test_a_reduction_that_needs_more_than_the_line_is_said_and_not_counted():
    (note,) = of(rank=2, multiple="3").notes

    assert "endoscopy" in note


def test_both_sides_are_counted_before_the_rank():
    found = of("50", rank=2)

    assert [step.amount for step in found.steps] == [Decimal("60.43"), Decimal("90.65"), Decimal("45.33")]


def test_units_multiply():
    assert of(units=3).amount == Decimal("181.29")


@pytest.mark.parametrize(
    ("modifier", "row", "words"),
    [
        ("80", {"assistant": "1"}, "Not paid with 80: an assistant is never paid."),
        ("62", {"co_surgeons": "0"}, "Not paid with 62: co-surgeons are not paid."),
    ],
)
def test_who_is_never_paid_has_no_amount(modifier: str, row: dict[str, str], words: str):
    found = of(modifier, **row)

    assert (found.amount, found.notes) == (None, (words,))


def test_papers_that_are_wanted_are_said():
    found = of("80", assistant="0")

    assert found.amount is not None
    assert found.notes == ("With 80: an assistant is paid only where papers show the medical need.",)


def test_50_where_the_values_are_for_both_sides_changes_nothing():
    found = of("50", bilateral="2")

    assert found.amount == Decimal("60.43")
    assert "50 changes nothing: its indicator is 2" in found.notes[0]


@pytest.mark.parametrize(
    ("row", "facility", "words"),
    [
        ({"status": "B"}, False, "Its status is B"),
        ({"facility_na": True}, True, "no payment in a facility"),
        ({"non_facility_na": True}, False, "no payment outside a facility"),
    ],
)
def test_without_a_payment_the_reason_is_said(row: dict[str, Any], facility: bool, words: str):
    found = of(facility=facility, **row)

    assert (found.amount, found.steps) == (None, ())
    assert words in found.notes[0]


def test_a_modifier_that_is_not_counted_is_named_and_a_silent_one_is_not():
    assert of("22", "RT").notes == ("22 is not counted here; the contractor may pay more or less because of it.",)


@pytest.mark.parametrize(("modifiers", "component"), [(("RT", "26"), "26"), (("TC",), "TC"), (("50",), "")])
def test_the_component_chooses_the_row(modifiers: tuple[str, ...], component: str):
    assert Asked(modifiers, facility=False).component == component
