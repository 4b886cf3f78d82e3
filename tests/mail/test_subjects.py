import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.subjects import (
    LENGTH,
    NO_SUBJECT,
    WITHHELD,
    base_subject,
    reply_subject,
    same_subject,
    scan_subject,
    ticket_subject,
)


@pytest.mark.parametrize(
    ("subject", "base"),
    [
        ("Re: AW: Knee [CQ-120418]", "Knee"), ("RE[2]: Knee", "Knee"), ("Fwd: WG:Knee", "Knee"), ("回复：膝盖", "膝盖"), ("Sv: Knä", "Knä"),
        ("[CQ-120418] Knee", "Knee"), ("Rehab visit", "Rehab visit"), ("I: Knee", "Knee"), ("", ""), ("Re:", ""),
    ],
)  # fmt: skip
def test_prefixes_and_tags_are_taken_off(subject, base):
    assert base_subject(subject) == base


@pytest.mark.parametrize(
    "secret",
    [
        "MRN 00123", "MRN: A-4471-2", "SSN 123-45-6789", "123-45-6789", "xxx-xx-6789", "DOB 1/2/1950", "DOB: Jan 2, 1950", "born on 2 Jan 1950",
        "date of birth 1950-01-02", "(216) 555-0147", "216-555-0147", "1EG4-TE5-MK73", "dana@x.example", "acct 55-201", "20260827113",
        "member id 88X12", "claim # 12-3345", "patient John Doe",
    ],
)  # fmt: skip
def test_identifiers_of_people_are_withheld(secret):
    scanned = scan_subject(f"Knee injection, {secret}, 20611 denied")

    assert WITHHELD in scanned
    assert not set(secret.replace(":", " ").replace(",", " ").split()[-1:]) & set(scanned.replace(",", " ").split())
    assert scanned.startswith("Knee injection,")
    assert scanned.endswith("20611 denied")


@pytest.mark.parametrize(
    "subject",
    [
        "Synvisc-One right knee, 76942 denied", "20611 and J7325-JZ x 48", "M17.11 with 99214-25 on 08/27/2026", "0SRC0J9 or 0SRC0JA?",
        "Payer policy 76942 denied", "Claim 99213 denied twice", "FY 2026 codes", "Patient had two injections", "HCPCS G0463 vs 99213",
    ],
)  # fmt: skip
def test_codes_and_dates_of_service_stay(subject):
    assert scan_subject(subject) == subject


def test_an_answer_carries_the_subject_and_the_reference():
    assert reply_subject("RE: Knee", "CQ-120418") == "Re: Knee [CQ-120418]"
    assert reply_subject("", "CQ-120418") == "Re: Your question [CQ-120418]"


def test_a_subject_that_was_scanned_or_cut_is_still_the_same():
    subject = "MRN 00123 knee " + "and more " * 40

    assert same_subject(reply_subject(subject, "CQ-120418"), subject)
    assert same_subject("", "Knee")
    assert same_subject("Fwd: Knee injection (urgent)", "Knee injection")
    assert not same_subject("Hip replacement", "Knee injection")


@given(st.text(max_size=400))
def test_any_subject_becomes_one_line_of_bounded_length(subject):
    line = reply_subject(subject, "CQ-120418")

    assert len(line) <= LENGTH + len("Re:  [CQ-120418]")
    assert len(line.splitlines()) == 1


def test_marks_that_turn_the_writing_are_left_out_of_a_title():
    assert base_subject("Re: \u202eJ44.9\u202c and knee") == "J44.9 and knee"


def test_a_ticket_bears_the_subject_without_prefixes_and_references():
    assert ticket_subject("Re: Knee (CQ-120418)") == "Knee"
    assert ticket_subject("Re: ") == NO_SUBJECT
