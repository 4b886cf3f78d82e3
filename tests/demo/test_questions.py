from datetime import UTC, datetime

from consultant.demo.questions import samples
from consultant.mail.parse import parse
from consultant.mail.parsed import Kind, ParsedMail

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def test_the_samples_are_ten_mails_of_several_forms_that_are_read_without_loss():
    mails = [parse(bytes(mail)) for mail in samples("questions@desk.example", NOW)]

    assert len(mails) == 10
    assert all(isinstance(mail, ParsedMail) and mail.kind is Kind.HUMAN and mail.visible for mail in mails)
    read = [mail for mail in mails if isinstance(mail, ParsedMail)]
    assert any(mail.html and "6 y/o" in mail.text for mail in read), "one says the same twice"
    assert any(mail.attachments for mail in read)
    assert any("> Use 11720" in mail.text and "11720" not in mail.visible for mail in read), "one quotes an answer"
