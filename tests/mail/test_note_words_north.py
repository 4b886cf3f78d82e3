import pytest

from consultant.mail import note_words_north
from consultant.mail.note_score import CORE, WEIGHTS


@pytest.mark.parametrize("language", note_words_north.NORTH)
def test_each_language_can_say_what_makes_a_note(language):
    assert {"absent", "gone", "unread", "received", "back", "when", "urgent", "turn"} <= note_words_north.NORTH[
        language
    ].keys()
    assert CORE & note_words_north.NORTH[language].keys()


@pytest.mark.parametrize("language", note_words_north.NORTH)
def test_each_signal_is_worth_something(language):
    assert note_words_north.NORTH[language].keys() <= WEIGHTS.keys()
