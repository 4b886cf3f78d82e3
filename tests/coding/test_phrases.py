import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.coding.mentions.lookalikes import claimed
from consultant.coding.mentions.zones import zones
from consultant.coding.phrases import LONGEST, MOST, phrases


def cut(text: str) -> list[str]:
    return [phrase.words for phrase in phrases(text, claimed(text), zones(text))]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Which code do we use for low back pain, please?", "low back pain"),
        ("Patient has urinary tract infection and sepsis.", "urinary tract infection"),
        (
            "She came in with fracture of lower end of radius, initial encounter",
            "fracture of lower end of radius, initial encounter",
        ),
        ("Type 2 diabetes mellitus", "Type 2 diabetes mellitus"),
    ],
)
def test_what_a_person_asks_about_is_a_phrase_without_the_asking(text, phrase):
    text_mask = bytearray(len(text))

    assert phrase in [found.words for found in phrases(text, text_mask, zones(text))]


def test_numbers_and_persons_are_no_words():
    assert not any(
        any(letter.isdigit() for letter in words) for words in cut("Pain at 503-555-0142, ZIP 97205, room 12, $40.00")
    )


def test_denied_conditions_are_left_out():
    assert not any("chest" in words for words in cut("Cough, no chest pain. Negative for chest trauma."))


def test_history_is_not_read_as_now():
    assert "breast cancer" not in cut("Patient with history of breast cancer")


def test_quotes_and_signatures_are_not_read():
    assert not any(
        "sepsis" in words or "asthma" in words for words in cut("Cough here\n> sepsis\n\nThanks,\nAsthma Clinic")
    )


@given(st.text(max_size=400))
def test_any_text_gives_few_short_phrases(text):
    found = phrases(text, claimed(text), zones(text))

    assert len(found) <= MOST
    assert all(len(phrase.words.split()) <= LONGEST and phrase.words.strip() for phrase in found)
