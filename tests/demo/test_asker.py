from email.message import EmailMessage

from consultant.demo.asker import body


def test_the_body_of_a_mail_is_its_part_of_that_kind_or_nothing():
    mail = EmailMessage()
    mail.set_content("plain words")

    assert body(mail, "plain").strip() == "plain words"
    assert body(mail, "html") == ""
