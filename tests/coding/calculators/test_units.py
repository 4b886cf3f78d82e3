from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from consultant.coding.calculators.units import (
    MOST,
    MOST_CONTAINERS,
    Amount,
    Billed,
    Dimension,
    Dose,
    amount,
    bill,
    containers,
    dose_of,
)
from consultant.coding.releases.hcpcs_contractor import read_contractor

ON = date(2026, 5, 1)


def mg(number: str) -> Amount:
    return Amount(Decimal(number), "mg")


TEN = Dose(mg("10"))


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("Injection, abc, 10 mg", "10 mg"),
        ("Injection, abc, per 10 mg", "10 mg"),
        ("Injection, abc, up to 40 mg", "up to 40 mg"),
        ("Injection, abc, per 100 units", "100 units"),
        ("Injection, abc, 1 unit", "1 unit"),
        ("Abc, per i.u.", "1 unit"),
        ("Injection, abc, per factor viii i.u.", "1 unit"),
        ("Injection, abc, 1 million units", "1,000,000 units"),
        ("Injection, abc, per 1,000 usp units", "1,000 units"),
        ("Injection, abc, per 1 usp unit (up to 999 usp units)", "1 unit"),
        ("Abc (25 mg per cc); per 0.5 cc", "0.5 ml"),
        ("Injection, abc, 25 micrograms", "25 mcg"),
        ("Injection, abc, per gm", "1 g"),
        ("Infusion, abc, 250 cc", "250 ml"),
        ("Abc (500 ml = 1 unit)", "500 ml"),
        ("Abc, for intra-articular injection, per dose", "1 dose"),
        ("Injection, abc, per single use vial", "1 dose"),
        ("Injection, abc, not otherwise specified,10 mg", "10 mg"),
        ("Injection, abc-twza 1 mg", "1 mg"),
        ("Injection, abc 10 mg and helper", "10 mg"),
        ("Injection, abc, per 2 meq", "2 meq"),
        ("Abc, diagnostic, per millicurie", "1 mci"),
    ],
)
def test_the_dose_of_a_code_is_read_from_its_text(text: str, dose: str):
    assert str(dose_of(text)) == dose


@pytest.mark.parametrize(
    "text",
    [
        "Unclassified drugs",
        "Injection, abc 10 mg and def 3 mg",
        "Injection, abc/def, 1 g/0.125 g (1.125 g)",
        "Injection, abc, 10 mg/ml",
        "Injection, abc, over 10 cc",
        "Abc, oral, greater than 3 mg, but less than or equal to 6 mg abc",
        "Abc, per square centimeter",
        "Injection, abc, 0 mg",
    ],
)
def test_a_text_without_one_amount_has_no_dose(text: str):
    assert dose_of(text) is None


def test_nearly_every_drug_of_the_official_list_has_a_dose(shared: Path):
    rows = read_contractor(shared / "hcpcs" / "HCPC2020_ANWEB_w_disclaimer.txt")
    drugs = [row.long for row in rows if row.code.startswith("J") and row.long.lower().startswith("injection")]

    assert len(drugs) > 500
    assert sum(dose_of(text) is not None for text in drugs) / len(drugs) > 0.97


@pytest.mark.parametrize(
    ("text", "told", "dimension"),
    [
        ("80 mg", "80 mg", Dimension.MASS),
        ("1,000 units", "1,000 units", Dimension.ACTIVITY),
        (".5cc", "0.5 ml", Dimension.VOLUME),
        ("1.50 g", "1.5 g", Dimension.MASS),
        ("2 million units", "2,000,000 units", Dimension.ACTIVITY),
        ("10 mEq", "10 meq", Dimension.CHARGE),
        ("3 mCi", "3 mci", Dimension.RADIATION),
        ("1 dose", "1 dose", Dimension.COUNT),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, told: str, dimension: Dimension):
    assert (str(amount(text)), amount(text).dimension) == (told, dimension)


@pytest.mark.parametrize("text", ["", "80", "mg", "80 stone", "0 mg", f"{MOST + 1} mg", "-4 mg", "4 mg extra"])
def test_what_is_no_amount_is_refused_with_a_sentence(text: str):
    with pytest.raises(ValueError, match=r"\.$"):
        amount(text)


def test_containers_are_counted_one_by_one():
    assert [str(one) for one in containers("2 x 40 mg, 20 mg and 3 vials of 1,000 mg")] == [
        *["40 mg"] * 2,
        "20 mg",
        *["1,000 mg"] * 3,
    ]


@pytest.mark.parametrize("text", ["", " , ", "two vials", "40 mg, nonsense", f"{MOST_CONTAINERS + 1} x 1 mg"])
def test_what_is_no_container_is_refused_with_a_sentence(text: str):
    with pytest.raises(ValueError, match=r"\.$"):
        containers(text)


def test_a_dose_with_a_rest_makes_a_line_for_each():
    # 305 mg from four single-dose vials of 100 mg at 10 mg a unit: 31 and 9, as Medicare contractors count it.
    found = bill(TEN, mg("305"), (mg("100"),) * 4, single_dose=True, on=ON)

    assert found == Billed(TEN, mg("305"), 31, mg("400"), mg("95"), 9, None)
    assert found.rounded


def test_a_rest_within_the_last_begun_unit_is_no_line_and_jz_says_so():
    found = bill(Dose(mg("100")), mg("70"), (mg("100"),), single_dose=True, on=ON)

    assert (found.units, found.wasted, found.modifier) == (1, 0, "JZ")
    assert str(found.left) == "30 mg"


def test_a_container_of_several_doses_has_neither_modifier():
    found = bill(TEN, mg("20"), (mg("100"),), single_dose=False, on=ON)

    assert (found.units, found.wasted, found.modifier) == (2, 0, None)


def test_without_containers_nothing_is_said_of_waste():
    assert bill(TEN, mg("80"), (), single_dose=True, on=ON) == Billed(TEN, mg("80"), 8)


def test_amounts_of_one_dimension_are_converted():
    found = bill(Dose(Amount(Decimal(1), "g")), mg("1500"), (Amount(Decimal(2), "g"),), single_dose=True, on=ON)

    assert (found.units, str(found.given), str(found.left)) == (2, "1.5 g", "0.5 g")


def test_another_dimension_is_refused_in_plain_words():
    with pytest.raises(ValueError, match=r"^5 ml is volume, and a unit of this code is 10 mg, mass\."):
        bill(TEN, amount("5 ml"), (), single_dose=True, on=ON)
    with pytest.raises(ValueError, match="100 units is units of activity"):
        bill(TEN, mg("80"), (amount("100 units"),), single_dose=True, on=ON)


def test_more_given_than_opened_is_refused():
    with pytest.raises(ValueError, match=r"80 mg were given and only 40 mg opened"):
        bill(TEN, mg("80"), (mg("40"),), single_dose=True, on=ON)


@pytest.mark.parametrize(
    ("on", "wasted", "modifier"),
    [(date(2016, 12, 31), 0, None), (date(2017, 1, 1), 6, None), (date(2022, 12, 31), 6, None)],
)
def test_before_the_modifiers_were_there_they_are_not_told(on: date, wasted: int, modifier: str | None):
    whole = bill(TEN, mg("40"), (mg("40"),), single_dose=True, on=on)
    found = bill(TEN, mg("40"), (mg("100"),), single_dose=True, on=on)

    assert (found.wasted, whole.modifier) == (wasted, modifier)


amounts = some.decimals(min_value="0.01", max_value=10_000, places=2)


@settings(max_examples=200)
@given(unit=amounts, dose=amounts, vials=some.lists(amounts, min_size=1, max_size=6))
def test_both_lines_cover_the_dose_and_never_bill_more_than_was_opened(
    unit: Decimal, dose: Decimal, vials: list[Decimal]
):
    given_dose, opened = Amount(dose, "mg"), tuple(Amount(vial, "mg") for vial in vials)
    if sum(vials) < dose:
        with pytest.raises(ValueError, match="Name every container"):
            bill(Dose(Amount(unit, "mg")), given_dose, opened, single_dose=True, on=ON)
        return

    found = bill(Dose(Amount(unit, "mg")), given_dose, opened, single_dose=True, on=ON)

    assert found.units * unit >= dose > (found.units - 1) * unit
    assert found.wasted == 0 or (found.units + found.wasted) * unit <= sum(vials)
    assert sum(vials) - (found.units + found.wasted) * unit < unit
    assert found.left is not None
    assert found.left.number == sum(vials) - dose
    assert (found.modifier == "JZ") is (found.wasted == 0)


@given(dose=amounts, unit=amounts)
def test_the_units_do_not_depend_on_how_an_amount_is_written(dose: Decimal, unit: Decimal):
    told = bill(Dose(Amount(unit, "mg")), Amount(dose, "mg"), (), single_dose=True, on=ON)
    other = bill(Dose(Amount(unit, "mg")), Amount(dose * 1000, "mcg"), (), single_dose=True, on=ON)

    assert told.units == other.units


@given(number=some.decimals(min_value="0.01", max_value=1_000_000, places=2), unit=some.sampled_from(["mg", "ml", "g"]))
def test_an_amount_that_is_shown_is_read_back(number: Decimal, unit: str):
    told = Amount(number, unit)

    assert amount(str(told)) == told
