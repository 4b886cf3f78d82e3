import random
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant.coding.search.titles import titles
from tests.coding.shipped import IN_SEASON


def written(catalogue, text: str) -> list[tuple[str, str]]:
    return [(found.hit.code, text[found.start : found.end]) for found in titles(text, catalogue, IN_SEASON)]


@pytest.mark.parametrize(
    ("text", "code", "title"),
    [
        (
            "has CROHN'S DISEASE OF SMALL INTESTINE WITH ABSCESS now",
            "K50.014",
            "CROHN'S DISEASE OF SMALL INTESTINE WITH ABSCESS",
        ),
        ("crohns disease of small intestine with abscess", "K50.014", "crohns disease of small intestine with abscess"),
        ("is it chest pain unspecified?", "R07.9", "chest pain unspecified"),
        ("a meniere's disease, left ear!", "H81.02", "meniere's disease, left ear"),
        ("COVID 19", "U07.1", "COVID 19"),
    ],
)
def test_a_title_is_found_whatever_its_capitals_and_punctuation(catalogue, text, code, title):
    assert written(catalogue, text) == [(code, title)]


def test_the_seventh_character_that_the_text_goes_on_to_say_is_part_of_the_title(catalogue):
    base = "Torus fracture of lower end of right radius"

    assert written(catalogue, f"{base}, sequela") == [("S52.521S", f"{base}, sequela")]
    assert written(catalogue, f"{base}, healed") == [("S52.521", base)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "severe knee pain, unspecified",
        "chest pains unspecifieds",
        "heart\n\nfailure, unspecified",
        "aheart failure, unspecified",
        "pain in the chest",
    ],
)
def test_other_words_and_parts_of_words_are_no_title(catalogue, text):
    assert written(catalogue, text) == []


def test_every_title_is_found_in_the_middle_of_a_sentence(catalogue):
    (_, index), *_ = catalogue.word_indexes(IN_SEASON)
    numbers = random.Random(20260401).sample(range(index.size), 150)
    names = [index.listing.listed(index.code(number))[0] for number in numbers]

    missed = [
        name
        for name in names
        if not any(len(name) - len(text) < 2 for _, text in written(catalogue, f"Pt with {name.upper()} now"))
    ]

    assert missed == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_read_in_order(catalogue, text):
    found = titles(text, catalogue, IN_SEASON)

    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= one.start < one.end <= len(text) for one in found)


def test_a_header_stands_for_the_code_that_silence_means(catalogue):
    (found,) = titles("dx: acute bronchitis", catalogue, IN_SEASON)

    assert (found.hit.code, found.hit.why) == ("J20.9", "Acute bronchitis")
