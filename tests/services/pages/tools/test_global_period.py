from datetime import date

import pytest

from consultant.coding.catalogue import Catalogue
from consultant.errors import Forbidden
from consultant.services.pages.check import TypedLine
from consultant.services.pages.tools import global_period
from consultant.services.pages.tools.global_period import GlobalSheet
from consultant.services.pages.tools.told import Told
from tests.services.pages.tools.conftest import ASKER, CODER, TODAY


def show(catalogue: Catalogue, **typed: str) -> GlobalSheet:
    return global_period.show(CODER, catalogue, typed, today=TODAY)


def test_the_days_come_from_the_schedule_of_the_date(priced: Catalogue):
    page = show(priced, code="27447", on="2026-08-27", second="2026-09-20", kind="visit")

    assert page.period is not None
    assert (page.period.first, page.period.last) == (date(2026, 8, 26), date(2026, 11, 25))
    assert [one.modifier for one in page.speaking] == ["24"]
    assert page.answer == (
        "27447 of 27 Aug 2026 has 090 global days: 26 Aug 2026 to 25 Nov 2026. 20 Sep 2026 lies within them: 24 for an "
        f"unrelated visit. Source: {page.release}; Medicare Claims Processing Manual, chapter 12, 40.1 to 40.4."
    )


def test_a_second_day_outside_needs_no_modifier(priced: Catalogue):
    page = show(priced, code="20610", on="2026-08-27", second="2026-08-28")

    assert page.speaking == ()
    assert "28 Aug 2026 lies outside them, so no modifier" in page.answer


def test_without_a_schedule_it_is_not_checked_and_the_days_may_be_chosen(catalogue: Catalogue):
    page = show(catalogue, code="27447", on="2026-08-27")
    chosen = show(catalogue, code="27447", on="2026-08-27", days="010")

    assert page.unchecked is not None
    assert page.unchecked.startswith("Not checked: no release of “Medicare physician fee schedule”")
    assert (page.period, page.answer) == (None, "")
    assert chosen.period is not None
    assert chosen.period.last == date(2026, 9, 6)
    assert "global days as chosen by the coder" in chosen.answer


def test_a_code_that_the_schedule_does_not_list_is_not_checked(priced: Catalogue):
    page = show(priced, code="20611", on="2026-08-27")

    assert page.unchecked == "The fee schedule does not list 20611. Choose the days by hand."


def test_a_code_without_a_count_of_days_says_why(priced: Catalogue):
    page = show(priced, code="71046", on="2026-08-27")

    assert (page.days, page.period) == ("XXX", None)
    assert page.without is not None
    assert "global concept does not apply" in page.without


@pytest.mark.parametrize(
    ("typed", "field"), [({"code": "XYZ"}, "code"), ({"on": "soon"}, "on"), ({"second": "later"}, "second")]
)
def test_what_cannot_be_read_is_named_at_its_field(priced: Catalogue, typed: dict[str, str], field: str):
    page = show(priced, **({"code": "27447", "on": "2026-08-27"} | typed))

    assert (set(page.wrong), page.period, page.answer) == ({field}, None, "")


def test_a_ticket_fills_its_first_procedure(catalogue: Catalogue):
    told = Told(1, (TypedLine("99214", "25"), TypedLine("20610", "RT")), on="2026-08-27")

    assert global_period.filled(told, catalogue, TODAY) == {"on": "2026-08-27", "code": "20610"}


def test_who_may_not_find_codes_may_not_calculate(catalogue: Catalogue):
    with pytest.raises(Forbidden):
        global_period.show(ASKER, catalogue, {}, today=TODAY)
