import pytest

from consultant.mail import note_words_far
from consultant.mail.note_score import CORE, WEIGHTS


@pytest.mark.parametrize("language", note_words_far.WORDS)
def test_each_language_can_say_what_makes_a_note(language):
    assert {"absent", "gone", "unread", "received", "back", "when", "urgent", "turn"} <= note_words_far.WORDS[
        language
    ].keys()
    assert CORE & note_words_far.WORDS[language].keys()


@pytest.mark.parametrize("language", note_words_far.WORDS)
def test_each_signal_is_worth_something(language):
    assert note_words_far.WORDS[language].keys() <= WEIGHTS.keys()


@pytest.mark.parametrize("language", note_words_far.WITHIN)
def test_scripts_without_spaces_say_the_same(language):
    assert CORE - {"notice"} <= note_words_far.WITHIN[language].keys() <= WEIGHTS.keys()
