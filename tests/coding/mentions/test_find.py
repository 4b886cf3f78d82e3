from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant.coding.mentions import Mention, find_mentions
from consultant.coding.mentions.values import Role
from tests.coding.mentions.cruel import CRUEL
from tests.coding.shipped import IN_SEASON


def written(mention: Mention) -> str:
    """A mention in the notation of the cruel mails."""
    parts = [f"{mention.system} {mention.code}", *(f"-{modifier}" for modifier in mention.modifiers)]
    parts += [f"x{mention.units}"] if mention.units is not None else []
    parts += [mention.role] if mention.role is not Role.ASKED else []
    return " ".join(parts)


@pytest.mark.parametrize(("text", "codes"), [case[1:] for case in CRUEL], ids=[case[0] for case in CRUEL])
def test_a_cruel_mail_mentions_exactly_its_codes(catalogue, text, codes):
    assert tuple(written(mention) for mention in find_mentions(text, catalogue, IN_SEASON)) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Is 20610 w/ 50 or 99213 with 25 ok?", ["20610-50", "99213-25"]),
        ("97110 x 3, GP billed", ["97110-GP"]),
        ("29824 with modifier RT rt shoulder", ["29824-RT"]),
        ("Bill J2704 x 20. Facility 00140, invoice 43235-A", ["J2704"]),
        ("Conf code 59025# for the call", []),
        ("Path report A26-88305 came back, bill 88342-26", ["88342-26"]),
        ("99213-25 denied. Name on the list is 99213 too", ["99213-25", "99213"]),
        ("pt ID 90834-22, member no. 99213-25. Code?", []),
        ("Plan H5521-099 denied K21.9", ["K21.9"]),
        ("> 99213\n\n17003 x 5 then, billed 17003?", ["99213", "17003", "17003"]),
        ("S72 and T84 are categories, right?", ["S72", "T84"]),
        ("ICD I48.91. We are at Lompoc 93436 now", ["I48.91"]),
        ("Code   Mod  Units\n99213  25   1", ["99213-25"]),
        ("Is K0001KX and E0143NU ok?", ["K0001-KX", "E0143-NU"]),
        ("T8454XS is the sequela", ["T84.54XS"]),
        ("Billed 20610 rt and 97110 lt.", ["20610-RT", "97110-LT"]),
        ("Labs: A1C 83036, then a1c was 7.2", ["83036"]),
        ("U07.1 for covid, test 87635", ["U07.1", "87635"]),
        ("J45.909, spirometry 94060", ["J45.909", "94060"]),
        ("Is G89.4 ok first listed w/ 62323?", ["G89.4", "62323"]),
        ("Balance: 99213. We billed K21.9.", ["K21.9"]),
        ("copay 20 and deductible: 15000, 99214 billed", ["99214"]),
        ("payer 60054 denied M17.0", ["M17.0"]),
        ("We bill 43215 (ZIP) for I10", ["I10"]),
        ("A total of 12500 was refunded for M54.16", ["M54.16"]),
    ],
)
def test_odd_shapes_are_read_and_look_alikes_beside_them_are_not(catalogue, text, codes):
    found = find_mentions(text, catalogue, IN_SEASON)

    assert ["-".join((mention.code, *mention.modifiers)) for mention in found] == codes


def test_spans_hold_the_code_with_its_modifiers(catalogue):
    text = "Bill 99213 -25 -95 x2 and M17.11."

    spans = [text[mention.start : mention.end] for mention in find_mentions(text, catalogue, IN_SEASON)]

    assert spans == ["99213 -25 -95", "M17.11"]


def test_every_mention_says_why(catalogue):
    mentions = find_mentions("We billed 20610-RT with J7325 for M17.11, 99213 or 14", catalogue, IN_SEASON)

    assert len(mentions) == 5
    assert all(mention.why for mention in mentions)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(alphabet=st.sampled_from("ABCEGJMX0123456789.-,/() \nxdunitcode:#$>"), max_size=200))
def test_any_text_is_read_in_order_and_within_itself(catalogue, text):
    mentions = find_mentions(text, catalogue, date(2026, 5, 1))

    assert [mention.start for mention in mentions] == sorted(mention.start for mention in mentions)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)


@pytest.mark.parametrize(
    ("text", "code", "units"),
    [
        ("Is J1885x2 ok?", "J1885", 2),
        ("Bill J1100x12 please", "J1100", 12),
        ("billed e0143x1", "E0143", 1),
        ("dx H4010X1", "H40.10X1", None),
    ],
)
def test_a_count_glued_to_a_code_is_its_units_unless_it_is_a_diagnosis(catalogue, text, code, units):
    (mention,) = find_mentions(text, catalogue, IN_SEASON)

    assert (mention.code, mention.units) == (code, units)


def test_a_count_in_small_letters_is_no_diagnosis(catalogue):
    (mention,) = find_mentions("Contrast was billed with J7325 x100", catalogue, IN_SEASON)

    assert (mention.code, mention.units) == ("J7325", 100)


def test_a_short_code_behind_a_semicolon_belongs_to_the_codes_before_it(catalogue):
    found = find_mentions("Vaccine: 90715 + 90471, lot U7123AA, exp 12/2027; Z23", catalogue, IN_SEASON)

    assert [mention.code for mention in found] == ["90715", "90471", "Z23"]


DECOYS = st.sampled_from(
    [
        "Call me at ({0:03d}) 555-{1:04d}.",
        "Phone: {0:03d}-555-{1:04d}",
        "fax {0:03d}.555.{1:04d}",
        "Our ZIP is {2:05d}.",
        "Portland, OR {2:05d}",
        "Dayton OH {2:05d}-{1:04d}",
        "NPI {3:010d}",
        "NPI: {3:010d}",
        "MRN {2:05d}",
        "Claim #{2:05d}",
        "Suite {2:05d}",
        "It cost ${2:d}.00",
    ]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    decoy=DECOYS,
    area=st.integers(201, 989),
    line=st.integers(0, 9999),
    five=st.integers(10004, 99607),
    ten=st.integers(1_000_000_000, 2_999_999_999),
)
def test_phones_zips_and_identifiers_are_never_codes(catalogue, decoy, area, line, five, ten):
    text = f"Can we bill 99213-25 with M17.11? {decoy.format(area, line, five, ten)}"

    found = [mention.code for mention in find_mentions(text, catalogue, IN_SEASON)]

    assert found == ["99213", "M17.11"]
