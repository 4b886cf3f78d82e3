from dataclasses import replace
from decimal import Decimal

import pytest

from consultant.coding.fee_words import explained
from tests.coding.releases.test_fee_schedule import INJECTION


def test_every_indicator_is_said_in_the_order_of_the_file():
    found = explained(INJECTION)

    assert [(indicator.name, indicator.value) for indicator in found] == [
        ("status", "A"),
        ("professional and technical parts", "0"),
        ("global days", "000"),
        ("multiple procedures", "2"),
        ("both sides", "1"),
        ("assistant at surgery", "1"),
        ("co-surgeons", "0"),
        ("team of surgeons", "0"),
        ("supervision", "09"),
    ]
    assert all(indicator.words for indicator in found)


@pytest.mark.parametrize(
    ("change", "name", "value"),
    [
        ({"non_facility_na": True}, "outside a facility", "NA"),
        ({"facility_na": True}, "in a facility", "NA"),
        ({"endoscopic_base": "31622"}, "base endoscopy", "31622"),
        ({"opps_facility_pe": Decimal("1.2"), "imaging_family": "88"}, "imaging limit", "88"),
    ],
)
def test_what_holds_for_some_codes_alone_is_said_there(change: dict[str, object], name: str, value: str):
    found = {indicator.name: indicator.value for indicator in explained(replace(INJECTION, **change))}

    assert found[name] == value


def test_a_blank_is_left_out_and_a_value_of_tomorrow_stands_without_words():
    found = explained(replace(INJECTION, supervision="", team="8"))

    assert [indicator.words for indicator in found if indicator.name == "team of surgeons"] == [""]
    assert "supervision" not in {indicator.name for indicator in found}
