import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail import kind_words as words
from tests.corpus.automated import LIKELY, SUBJECTS


@pytest.mark.parametrize("subject", SUBJECTS)
def test_subjects_of_vacation_notes_are_known_in_every_language(subject):
    assert words.SURE_SUBJECT.match(subject)


@pytest.mark.parametrize(("subject", "language"), LIKELY)
def test_subjects_that_people_write_too_are_only_likely(subject, language):
    assert not words.SURE_SUBJECT.match(subject)
    assert words.AWAY_SUBJECT.match(subject) or words.ANYWHERE_SUBJECT.search(subject.lower())


@pytest.mark.parametrize(
    "local",
    ["MAILER-DAEMON", "postmaster", "bounces+4711", "mdaemon", "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e"],
)
def test_reporters_are_known_by_their_local_part(local):
    assert words.REPORTER.fullmatch(local)


@pytest.mark.parametrize("local", ["dana", "mailer.dana", "post", "bouncer"])
def test_people_are_no_reporters(local):
    assert not words.REPORTER.fullmatch(local)


@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    for pattern in (
        words.SURE_SUBJECT,
        words.AWAY_SUBJECT,
        words.RECEIVED_SUBJECT,
        words.ANYWHERE_SUBJECT,
        words.PHRASE,
        words.SAYS_SO,
        words.RECEIPT_BODY,
        words.BOUNCE_SUBJECT,
    ):
        pattern.search(text)


def test_a_filter_that_wants_a_proof_is_told_from_who_speaks_of_one():
    assert words.challenges("to deliver your mail, confirm that you are human.")
    assert not words.challenges("please confirm the code.")


def test_own_words_end_where_another_mail_is_quoted():
    assert words.own_words("Yes.\n\n> Which knee?\n") == "yes.\n\n"


def test_a_question_that_offers_help_is_none():
    assert "?" not in words.own_words("I am away. Is it urgent? Call us.")
    assert "?" in words.own_words("I am away. Is it 20610?")
