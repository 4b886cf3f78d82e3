from datetime import date

import pytest

from consultant.coding.advised import advised
from consultant.coding.mentions import find_mentions

ON = date(2026, 5, 1)
LETTER = """Dana,

Send a corrected claim with three lines. 76942 stays off.

1. 20611-RT, 1 unit, M17.11
2. J7325-JZ, 48 units, M17.11
3. 99214-25, 1 unit, I10

Why
20611 already holds the guidance, so 76942 is the same work a second time.

Considered and ruled out
M25.561: knee pain belongs to the arthritis and is not added.
"""


def codes(catalogue, text: str) -> list[str]:
    return list(dict.fromkeys(one.code for one in advised(text, find_mentions(text, catalogue, ON)).mentions))


def test_an_answer_with_lines_advises_its_lines_and_nothing_that_it_talks_about(catalogue):
    found = advised(LETTER, find_mentions(LETTER, catalogue, ON))

    assert list(dict.fromkeys(one.code for one in found.mentions)) == ["20611", "M17.11", "J7325", "99214", "I10"]
    assert found.listed
    assert next(one for one in found.mentions if one.code == "J7325").units == 48


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Use M17.11 for the right knee.", ["M17.11"]),
        ("Take M17.11 instead of M25.561.", ["M17.11"]),
        ("Bill 20611-RT. Do not bill 76942 with it.", ["20611"]),
        ("Bill 20611-RT and remove the 76942.", ["20611"]),
        ("M17.11 is right, and M25.561 is not coded beside it.", ["M17.11"]),
        ("S52.52 is a header. Report S52.521A.", ["S52.521A"]),
        ("Did you bill 76942 on the same day?", []),
        ("Thank you, that is all.", []),
        ("M17.11", ["M17.11"]),
        ("- M17.11\n- J7325-JZ x 48", ["M17.11", "J7325"]),
    ],
)
def test_an_answer_in_sentences_advises_what_they_do_not_rule_out(catalogue, text: str, wanted: list[str]):
    assert codes(catalogue, text) == wanted


def test_a_section_of_what_was_ruled_out_ends_with_the_next_heading(catalogue):
    text = "Considered and ruled out\nM25.561, a symptom.\n\nThe codes\nM17.11 alone.\n"

    assert codes(catalogue, text) == ["M17.11"]


def test_codes_that_are_only_quoted_are_not_advised(catalogue):
    assert codes(catalogue, "Use M17.11.\n\n> We billed M25.561 and 20611.\n") == ["M17.11"]
