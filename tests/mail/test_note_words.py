import pytest

from consultant.mail import note_words
from consultant.mail.note_score import CORE, WEIGHTS


@pytest.mark.parametrize("language", note_words.WEST)
def test_each_language_can_say_what_makes_a_note(language):
    assert {"absent", "gone", "unread", "received", "back", "when", "urgent", "turn"} <= note_words.WEST[
        language
    ].keys()
    assert CORE & note_words.WEST[language].keys()


@pytest.mark.parametrize("language", note_words.WEST)
def test_each_signal_is_worth_something(language):
    assert note_words.WEST[language].keys() <= WEIGHTS.keys()
