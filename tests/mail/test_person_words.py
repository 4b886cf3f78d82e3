from consultant.mail.note_score import WEIGHTS
from consultant.mail.note_words import WEST
from consultant.mail.note_words_far import WITHIN, WORDS
from consultant.mail.note_words_north import NORTH
from consultant.mail.person_words import PERSON, PERSON_WITHIN


def test_each_language_of_notes_has_its_persons():
    assert PERSON.keys() == WEST.keys() | NORTH.keys() | WORDS.keys()
    assert PERSON_WITHIN.keys() == WITHIN.keys()


def test_a_person_speaks_of_the_matter_or_aside_or_is_there_for_another():
    for one in (*PERSON.values(), *PERSON_WITHIN.values()):
        assert {"matter", "aside"} <= one.keys() <= {"matter", "aside", "in_place"}


def test_every_signal_of_a_person_counts_against_a_note():
    assert all(WEIGHTS[signal] < 0 for one in PERSON.values() for signal in one)
