from decimal import Decimal

import pytest

from consultant.coding.catalogue import Catalogue
from consultant.errors import Forbidden
from consultant.services.pages.check import TypedLine
from consultant.services.pages.tools import fee
from consultant.services.pages.tools.fee import FeeSheet
from consultant.services.pages.tools.told import Told
from tests.services.pages.tools.conftest import ASKER, CODER, TODAY

LINE = {"code": "20610", "on": "2026-08-27", "locality": "10112-00"}


def show(catalogue: Catalogue, **typed: str) -> FeeSheet:
    return fee.show(CODER, catalogue, typed, today=TODAY)


def test_the_amount_comes_with_its_formula_and_both_releases(priced: Catalogue):
    page = show(priced, **LINE, mod="rt", place="11")

    assert page.estimate is not None
    assert page.estimate.amount == Decimal("60.43")
    assert page.answer == (
        "20610-RT: Medicare allows about $60.43 outside a facility in Alabama, AL ((work 0.79 × 1.000 + practice expense "
        "1.10 × 0.875 + malpractice 0.10 × 0.566) × $33.4009 = $60.43). Source: Medicare physician fee schedule, third "
        "quarter of 2026, Medicare localities (GPCI), 2026; CMS, physician fee schedule (42 CFR 414.20 to 414.26)."
    )


@pytest.mark.parametrize(
    ("place", "facility", "amount"), [("22", True, "41.43"), ("11", False, "60.43"), ("", False, "60.43")]
)
def test_the_place_of_service_decides_between_the_rates(priced: Catalogue, place: str, facility: bool, amount: str):
    page = show(priced, **LINE, place=place)

    assert page.estimate is not None
    assert (page.facility, page.estimate.amount) == (facility, Decimal(amount))


def test_a_component_has_a_row_of_its_own(priced: Catalogue):
    line = LINE | {"code": "71046", "mod": "26"}

    found = show(priced, **line).fee

    assert found is not None
    assert found.row.modifier == "26"
    assert show(priced, **(line | {"mod": "TC"})).unchecked == "The fee schedule does not list 71046 with TC."


def test_without_a_schedule_for_the_date_it_is_not_checked(catalogue: Catalogue, priced: Catalogue):
    for library, on in ((catalogue, "2026-08-27"), (priced, "2025-08-27")):
        page = show(library, **(LINE | {"on": on}))

        assert page.unchecked is not None
        assert page.unchecked.startswith("Not checked: no release of “Medicare physician fee schedule”")
        assert (page.estimate, page.answer) == (None, "")


def test_the_schedule_of_the_quality_programme_is_asked_where_chosen(priced: Catalogue):
    assert "quality programme" in str(show(priced, **LINE, qpp="on").unchecked).lower()


def test_a_locality_is_asked_for(priced: Catalogue):
    page = show(priced, code="20610", on="2026-08-27")

    assert (page.estimate, [fee.key(place) for place in page.places]) == (None, ["02102-01", "10112-00"])
    assert page.wanted.startswith("Choose the locality")


def test_no_payment_is_told_with_its_reason(priced: Catalogue):
    page = show(priced, **LINE, mod="80")

    assert page.answer.startswith("20610: Not paid with 80: an assistant is never paid. Source: Medicare physician")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"code": "XYZ"}, "code"),
        ({"mod": "5"}, "mod"),
        ({"units": "0"}, "units"),
        ({"rank": "9"}, "rank"),
        ({"place": "1x"}, "place"),
        ({"others": "45380-59 and the rest"}, "others"),
        ({"on": "soon"}, "on"),
    ],
)
def test_what_cannot_be_read_is_named_at_its_field(priced: Catalogue, typed: dict[str, str], field: str):
    page = show(priced, **(LINE | typed))

    assert (set(page.wrong), page.estimate) == ({field}, None)


def test_a_ticket_fills_the_line_and_the_only_locality_of_its_state(priced: Catalogue):
    told = Told(1, (TypedLine("99214", "25"), TypedLine("20610", "RT", "1")), (), "2026-08-27", "AL", "11")

    several = Told(1, (*told.lines, TypedLine("45380", "59 RT", "2"), TypedLine("J7325", "", "48"), TypedLine("43239")))
    assert fee.filled(several, priced, TODAY)["others"] == "45380-59-RT x2, 43239"
    assert fee.filled(told, priced, TODAY) == {
        "on": "2026-08-27",
        "code": "20610",
        "mod": "RT",
        "units": "1",
        "others": "",
        "place": "11",
        "locality": "10112-00",
    }
    assert fee.filled(Told(1, state="OH"), priced, TODAY)["locality"] == ""


def test_procedures_of_one_session_are_counted_together_with_what_each_comes_to(priced: Catalogue):
    page = show(priced, code="45380", others="45385, 20610-RT x1, 43239", on="2026-08-27", locality="10112-00")

    assert page.session is not None
    assert [(one.name, str(one.amount)) for one in page.session.lines] == [
        ("45380", "10.02"),
        ("45385", "186.68"),
        ("20610-RT", "30.22"),
    ]
    assert (page.session.total, page.session.apart) == (Decimal("226.92"), Decimal("400.06"))
    assert "Together Medicare allows about $226.92 in Alabama, AL: 45380 $10.02 (of the endoscopy family" in page.answer
    assert "45378, less the value of the base, $142.93" in page.answer
    assert "Not listed by the schedule: 43239." in page.answer


def test_a_line_of_a_session_without_a_payment_says_why(priced: Catalogue):
    page = show(priced, code="45385", others="20610-80", on="2026-08-27", locality="10112-00")

    assert "20610-80 nothing (Not paid with 80: an assistant is never paid.)" in page.answer


def test_who_may_not_find_codes_may_not_calculate(catalogue: Catalogue):
    with pytest.raises(Forbidden):
        fee.show(ASKER, catalogue, {}, today=TODAY)
