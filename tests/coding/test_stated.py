import pytest

from consultant.coding.stated import ages, payers, sexes, states


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a 71 yo female", ["71"]),
        ("52-year-old man", ["52"]),
        ("5 y/o well child", ["5"]),
        ("pt is 67F with", ["67"]),
        ("Age: 46, screening", ["46"]),
        ("age 70. Is it covered?", ["70"]),
        ("an 18 month old boy", ["1"]),
        ("10 day old with jaundice", ["0"]),
        ("her mother, 80 yo, called", []),
        ("99213 for 25 minutes, 30 days", []),
        ("DOB 01/01/1945", []),
        ("aged 8 weeks, girl", ["0"]),
        ("Pt: F/67. Part B", ["67"]),
        ("Mr. Smith, 59, had a colonoscopy", ["59"]),
        ("Ms. Lee called 59 times", []),
        ("Medicare patient, 71, seen in the office", ["71"]),
        ("a woman, 34, with gestational diabetes", ["34"]),
        ("for this patient, 25, 59 and RT were billed", []),
        ("for the patient, 2 visits were billed", []),
        ("12 months old records", []),
        ("a 20 years old policy, a 10 year old claim", []),
    ],
)
def test_ages_are_the_patients(text, said):
    assert [one.value for one in ages(text)] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("52 F with back pain", {"F"}),
        ("a 40 year old male", {"M"}),
        ("71 yo woman", {"F"}),
        ("Sex: M", {"M"}),
        ("Pt: F/67. Part B", {"F"}),
        ("DOB: 05/05/1961 M. DOS: 05/05/2026", {"M"}),
        ("Mrs. Smith, 59, had a colonoscopy", {"F"}),
        ("Ms. Lee of Aetna called", set()),
        ("her 4-year-old son", {"M"}),
        ("Patient's wife, 59F, called about her husband", set()),
        ("the patient said that she fell", {"F"}),
        ("Dr. Lee said she would bill it", set()),
        ("procedure 99213 f or m", set()),
    ],
)
def test_sexes_are_the_patients(text, said):
    assert {one.value for one in sexes(text)} == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Medicare patient, Aetna secondary", ["Medicare", "Aetna"]),
        ("UHC denied it", ["UnitedHealthcare"]),
        ("BCBSTX and Blue Cross Blue Shield", ["BCBS", "BCBS"]),
        ("her Medicare Advantage plan", ["Medicare Advantage"]),
        ("a non-Medicare payer", []),
        ("Can you confirm if Cigna covers it?", ["Cigna"]),
        ("If Medicare, then G0439", []),
        ("Does Novitas or Palmetto GBA pay?", ["Medicare", "Medicare"]),
        ("ann@aetna.example", []),
    ],
)
def test_payers_go_by_their_usual_names(text, said):
    assert [one.value for one in payers(text)] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("we are in Texas", ["TX"]),
        ("West Virginia Medicaid", ["WV"]),
        ("Tulsa OK 74136", ["OK"]),
        ("Tulsa, OK", ["OK"]),
        ("Our office is in Washington, DC", ["DC"]),
        ("Dr. Carolina Washington", []),
        ("Practice in Harrisburg PA.", ["PA"]),
        ("Ask Karen PA.", []),
        ("TX Medicaid", ["TX"]),
        ("99213 OR 99214, CO-97, PR 204", []),
        ("Is it OK to bill?", []),
        ("123 Virginia Ave", []),
        ("Dr. Virginia Jones, Georgia Smith", []),
        ("Georgia Medicaid", ["GA"]),
    ],
)
def test_states_stand_beside_a_town_or_a_payer(text, said):
    assert [one.value for one in states(text)] == said


def test_who_pays_second_is_likely_alone():
    assert [(one.value, one.named) for one in payers("Medicare is secondary, BCBS primary")] == [
        ("Medicare", False),
        ("BCBS", True),
    ]
