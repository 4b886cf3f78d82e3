import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant.coding.lookup import card_from_json, card_to_json, case_of, from_json, read_case, to_json
from consultant.coding.mentions import Role
from consultant.coding.sets import System

RECEIVED = date(2026, 9, 2)
QUESTION = """Hello,
Medicare patient, 71, seen 08/27/2026 in the office for right knee arthritis. The doctor gave Synvisc-One into the right
knee. We billed 20611-RT, 76942-59, J7325 x 1 and M25.561. The 76942 came back CO-97. Should we add 99214-25 and S52.52?
Phone 503-555-0142, ZIP 97205, NPI 1234567893.
Thanks, Dana
"""


@pytest.fixture(scope="module")
def reading(catalogue):
    return read_case(QUESTION, catalogue, received=RECEIVED)


def test_mentioned_codes_come_first_and_in_order(reading):
    assert [card.code for card in reading.mentioned] == ["20611", "76942", "J7325", "M25.561", "99214", "S52.52"]
    assert reading.cards[: len(reading.mentioned)] == reading.mentioned


def test_decoys_are_on_no_card(reading):
    assert not {"97205", "12345", "50355", "00142"} & {card.code for card in reading.cards}


def test_a_card_carries_modifiers_units_role_and_every_span(reading):
    cards = {card.code: card for card in reading.cards}

    assert cards["20611"].modifiers == ("RT",)
    assert cards["J7325"].units == 1
    assert cards["J7325"].role is Role.BILLED
    assert cards["99214"].role is Role.ASKED
    assert [QUESTION[span.start : span.end] for span in cards["76942"].spans] == ["76942-59", "76942"]


def test_the_date_of_service_in_the_mail_is_the_date_of_judgement(reading):
    assert reading.on == date(2026, 8, 27)
    assert reading.date_said
    assert reading.date_words.startswith("27 Aug 2026, read from \u201c")


def test_without_a_date_today_is_taken_and_said(catalogue):
    reading = read_case("Is M17.11 billable?", catalogue, received=RECEIVED)

    assert reading.on == RECEIVED
    assert not reading.date_said
    assert reading.date_words == "today, 2 Sep 2026: no date of service found"


def test_words_find_a_leaf_with_the_official_phrase_as_the_why(catalogue):
    text = "What is the code for torus fracture of lower end of right radius, initial encounter for closed fracture?"

    (card,) = read_case(text, catalogue, received=RECEIVED).offered

    assert card.code == "S52.521A"
    assert card.why == "Torus fracture of lower end of right radius, initial encounter for closed fracture"
    assert card.matched
    assert card.score
    assert text[card.spans[0].start : card.spans[0].end].strip().startswith("torus fracture")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("She has essential hypertension.", "I10"),
        ("Code for urinary tract infection please", "N39.0"),
        ("Crohn's disease of small intestine with abscess, which ICD-10?", "K50.014"),
        ("nicotine dependence", "F17"),
    ],
)
def test_words_that_name_a_condition_offer_its_code(catalogue, text, code):
    assert code in [card.code for card in read_case(text, catalogue, received=RECEIVED).offered]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Code for blood alcohol level of 120-199 mg/100 ml?", ["Y90.6"]),
        ("She has MIGRAINE WITH AURA NOT INTRACTABLE WITHOUT STATUS MIGRAINOSUS now", ["G43.109"]),
        ("Family history of malignant neoplasm of breast, which code?", ["Z80.3"]),
        (
            "Mother had Type 2 diabetes mellitus without complications, and type 2 diabetes mellitus without complications",
            ["E11.9"],
        ),
        ("34 weeks gestation of pregnancy", ["Z3A.34"]),
        ("We billed M25 for pain in right knee", ["M25.561"]),
        ("Lymphoid leukemia, unspecified not having achieved remission", ["C91.90"]),
        ("Burn of third degree of male genital region,\nsubsequent encounter", ["T21.36XD"]),
    ],
)
def test_an_official_title_offers_its_own_code_and_no_other(catalogue, text, codes):
    assert [card.code for card in read_case(text, catalogue, received=RECEIVED).offered] == codes


@pytest.mark.parametrize(
    "text",
    [
        "She denies fever, chest pain, unspecified, and cough, unspecified.",
        "No family history of malignant neoplasm of breast.",
        "Ruled out lobar pneumonia, unspecified organism. Which code?",
        "Lobar pneumonia, unspecified organism was ruled out.",
        "There is no evidence of pain in right knee.",
    ],
)
def test_a_title_that_is_denied_offers_nothing(catalogue, text):
    assert read_case(text, catalogue, received=RECEIVED).offered == ()


@pytest.mark.parametrize(
    "text",
    [
        "Good morning, is there a class we can take? Please send the schedule and the cost.",
        "She has no chest pain, and no fever. Her mother had a stroke.",
        "Our practice moved, please update our phone number and fax.",
        "",
    ],
)
def test_words_that_name_none_offer_none(catalogue, text):
    assert read_case(text, catalogue, received=RECEIVED).cards == ()


def test_findings_speak_of_the_codes_of_the_mail(reading):
    assert ("dx-not-billable", ("S52.52",)) in [(finding.rule, finding.codes) for finding in reading.findings]


def test_the_reading_names_its_releases(reading, catalogue):
    installed = (*catalogue.releases, *catalogue.references)
    assert reading.release_keys == tuple(release.sha256 for release in installed)
    assert reading.release_labels[0] == "ICD-10-CM FY 2026, release of 1 Apr 2026"


def test_reading_and_cards_survive_the_way_through_json(reading):
    assert from_json(json.loads(json.dumps(to_json(reading)))) == reading
    assert [card_from_json(json.loads(json.dumps(card_to_json(card)))) for card in reading.cards] == list(reading.cards)


def test_quoted_codes_stand_last_and_in_no_case(catalogue):
    text = "Is G0439 right?\n\n> we said J7325"

    reading = read_case(text, catalogue, received=RECEIVED)

    assert [(card.code, card.role) for card in reading.mentioned] == [("G0439", Role.ASKED), ("J7325", Role.QUOTED)]
    assert [line.code for line in case_of(reading.mentions, RECEIVED).lines] == ["G0439"]


def test_the_order_of_diagnoses_counts_only_when_they_were_billed(catalogue):
    told = read_case("Diagnoses M17.11 and I10, code?", catalogue, received=RECEIVED)
    billed = read_case("We billed M17.11 and I10.", catalogue, received=RECEIVED)

    assert not case_of(told.mentions, RECEIVED).sequenced
    assert case_of(billed.mentions, RECEIVED).sequenced
    assert case_of(billed.mentions, RECEIVED).diagnoses == ("M17.11", "I10")


def test_two_readings_of_a_text_are_equal(catalogue, reading):
    assert read_case(QUESTION, catalogue, received=RECEIVED) == reading


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(catalogue, text):
    reading = read_case(text, catalogue, received=RECEIVED)

    assert from_json(to_json(reading)) == reading
    assert all(card.system in System for card in reading.cards)


@pytest.mark.parametrize(
    "piece",
    [
        "\n",
        " ",
        "a",
        "A",
        "1",
        "1,",
        "-",
        "was ",
        "99213-25 ",
        "E11.9, ",
        "E11.9\n",
        "(",
        "Aa ",
        "AL ",
        "> x\n",
        "a@",
        "1.1.",
        "8/27/2026 ",
        "modifier 25,59,",
    ],
)
@pytest.mark.timeout(60)  # it takes well below a second; what grows with the square of the length would take hours
def test_a_mail_made_to_be_slow_is_read_in_time(catalogue, piece):
    reading = read_case(piece * (40_000 // len(piece)), catalogue, received=RECEIVED)

    assert len(reading.mentions) <= 800


def test_a_line_named_once_more_is_not_billed_once_more(catalogue):
    read = read_case("We billed 76942-59, J7325 x 2. 76942 came back. 72 yo male.", catalogue, received=RECEIVED)

    case = case_of(read.mentions, RECEIVED, read.facts)

    assert [(line.code, line.modifiers) for line in case.lines] == [("76942", ("59",)), ("J7325", ())]
    assert (case.patient.age, case.patient.sex) == (72, "M")


def test_the_words_of_a_place_name_no_condition(catalogue):
    reading = read_case("72F Medicare, seen in the ED on 8/3/2026 with low back pain.", catalogue, received=RECEIVED)

    assert "N52.9" not in {card.code for card in reading.cards}
