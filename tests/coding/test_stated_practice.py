import pytest

from consultant.coding.stated_practice import bills, lines_of_business, specialties


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("We are an orthopedic practice in Ohio", "Orthopedic surgery"),
        ("I code for a pain management group", "Pain management"),
        ("Our dermatology office billed 11042", "Dermatology"),
        ("We're podiatry, and the claim came back", "Podiatry"),
        ("OB/GYN clinic here", "Obstetrics and gynecology"),
    ],
)
def test_the_specialty_of_the_practice_is_read(text: str, value: str):
    assert [one.value for one in specialties(text)][:1] == [value]


@pytest.mark.parametrize(
    "text", ["Patient had a cardiology consult", "GI bleed", "The ED saw her", "renal failure", "orthopedic shoes"]
)
def test_a_word_of_medicine_is_no_specialty_of_the_writer(text: str):
    assert list(specialties(text)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Medicare Part B, 71", "Medicare Part B"),
        ("It is a commercial plan", "Commercial"),
        ("Humana Medicare Advantage", "Medicare Advantage"),
        ("managed Medicaid", "Medicaid managed care"),
        ("a workers' comp case", "Workers' compensation"),
        ("an auto accident claim", "Auto or liability"),
    ],
)
def test_the_line_of_business_is_read(text: str, value: str):
    assert [one.value for one in lines_of_business(text)] == [value]


@pytest.mark.parametrize("text", ["part a of the question", "the PIP joint", "not commercial", "EPO injections", ""])
def test_what_only_sounds_like_a_line_of_business_is_none(text: str):
    assert list(lines_of_business(text)) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("on the UB-04", ["outpatient"]),
        ("CMS-1500 box 24", ["practitioner"]),
        ("profee side", ["practitioner"]),
        ("seen in the hospital", []),
    ],
)
def test_who_bills_is_told_by_the_claim(text: str, values: list[str]):
    assert [one.value for one in bills(text)] == values
