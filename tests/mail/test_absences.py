import pytest

from consultant.mail.absences import is_receipt_note, is_vacation_note, speaks_of_the_matter
from consultant.mail.parse import parse
from consultant.mail.parsed import Kind
from tests.corpus.absences import NOTES, TITLED
from tests.corpus.absences_people import PEOPLE
from tests.corpus.automated import mail


@pytest.mark.parametrize(("language", "text"), NOTES)
def test_a_vacation_note_is_known_by_its_text_in_many_languages(language, text):
    assert parse(mail((), "Re: Knee", text)).kind is Kind.AUTO_REPLY


@pytest.mark.parametrize(("subject", "text"), TITLED)
def test_a_note_or_a_receipt_is_known_by_its_subject_and_its_text(subject, text):
    assert parse(mail((), subject, text)).kind is Kind.AUTO_REPLY


@pytest.mark.parametrize(("subject", "text"), PEOPLE)
def test_who_mentions_a_holiday_or_a_receipt_is_a_person(subject, text):
    assert parse(mail((), subject, text)).kind is Kind.HUMAN


def test_without_such_a_subject_a_note_says_what_becomes_of_the_mail():
    assert is_vacation_note("i am on vacation until monday and will respond then.", expected=False)
    assert not is_vacation_note("i am on vacation until monday. tuesday at ten is fine.", expected=False)


def test_one_sign_is_enough_where_the_subject_speaks_of_an_absence():
    assert is_vacation_note("i am on vacation.", expected=True)
    assert not is_vacation_note("i am on vacation.", expected=False)


def test_a_receipt_says_that_a_mail_arrived_and_what_happens_next():
    assert is_receipt_note("we have received your message. we will be in touch soon.", expected=True)
    assert is_receipt_note("we have received your message. we will reply within two business days.", expected=False)
    assert not is_receipt_note("we have received your message. we will be in touch soon.", expected=False)
    assert not is_receipt_note("we have received your message.", expected=False)


def test_a_long_text_is_no_note():
    assert not is_vacation_note("i am on vacation until monday. " + "x " * 1_000, expected=True)


@pytest.mark.parametrize("text", ["is it 20610?", "the patient is 45.", "let me know", "thanks, that helps", "谁？"])
def test_who_asks_or_speaks_of_the_matter_is_a_person(text):
    assert speaks_of_the_matter(text)
