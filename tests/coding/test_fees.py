from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from consultant.coding.catalogue import ReferenceRelease
from consultant.coding.fees import Fee, Locality, Payment, payment
from consultant.coding.sets import Reference
from tests.coding.releases.test_fee_schedule import INJECTION

RELEASE = ReferenceRelease("a" * 64, Reference.FEES, "July", date(2026, 7, 1), date(2026, 9, 30))
ALABAMA = Locality(
    "10112", "AL", "00", "ALABAMA", Decimal("1.000"), Decimal("0.875"), Decimal("0.566"), replace(RELEASE)
)


def test_a_payment_follows_the_official_formula_to_the_cent():
    # (0.79 x 1.000 + 1.10 x 0.875 + 0.10 x 0.566) x 33.4009 = 60.4257; in a facility 41.4288
    paid = payment(Fee(INJECTION, RELEASE), ALABAMA)

    assert paid == Payment(non_facility=Decimal("60.43"), facility=Decimal("41.43"))


def test_half_a_cent_is_rounded_up():
    row = replace(INJECTION, work=Decimal("0.005"), non_facility_pe=Decimal(0), malpractice=Decimal(0))
    fee = Fee(replace(row, conversion_factor=Decimal(1)), RELEASE)

    assert payment(fee, ALABAMA).non_facility == Decimal("0.01")


def test_a_kind_of_place_without_a_payment_has_none():
    row = replace(INJECTION, facility_na=True)

    assert payment(Fee(row, RELEASE), ALABAMA) == Payment(Decimal("60.43"), None)


@pytest.mark.parametrize("status", ["B", "C", "I", "J", "N", "X"])
def test_values_for_information_make_no_payment(status: str):
    assert payment(Fee(replace(INJECTION, status=status), RELEASE), ALABAMA) == Payment(None, None)


def test_a_fee_says_its_indicators_in_words():
    words = {indicator.name: indicator.words for indicator in Fee(INJECTION, RELEASE).indicators}

    assert words["status"] == "paid separately when it is covered"
