from consultant.mail.attachments import make_attachment
from consultant.mail.limits import DEFAULT
from consultant.mail.parsed import Recipient
from consultant.mail.reports import read_plain_report, read_report


def status(text):
    return make_attachment(text.replace("\n", "\r\n").encode(), name="", content_type="message/delivery-status")


def test_recipients_status_and_action_are_read():
    report = read_report(
        [
            status(
                "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.1.1 (no such user)\n\n"
                "Original-Recipient: rfc822;b@x.example\nFinal-Recipient: RFC822; <b@x.example>\nAction: Delayed\nStatus: 4.4.1\n"
            )
        ],
        DEFAULT,
    )

    assert report.recipients == (
        Recipient("a@x.example", "5.1.1", "failed"),
        Recipient("b@x.example", "4.4.1", "delayed"),
    )


def test_groups_without_blank_lines_between_are_told_apart():
    report = read_report(
        [
            status(
                "Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.1.1\nFinal-Recipient: rfc822; b@x.example\nAction: failed\nStatus: 5.2.2\n"
            )
        ],
        DEFAULT,
    )

    assert [one.address for one in report.recipients] == ["a@x.example", "b@x.example"]


def test_the_returned_mail_is_named():
    original = make_attachment(
        b"From: desk@x\r\nMessage-ID: <cq.1@desk.example>\r\n\r\n", name="", content_type="text/rfc822-headers"
    )

    assert read_report([original], DEFAULT).returned_ids == ("cq.1@desk.example",)


def test_a_complaint_names_its_type_and_recipient():
    feedback = make_attachment(
        b"Feedback-Type: abuse\r\nOriginal-Rcpt-To: <a@x.example>\r\n", name="", content_type="message/feedback-report"
    )

    report = read_report([feedback], DEFAULT)

    assert report.feedback_type == "abuse"
    assert report.recipients == (Recipient("a@x.example", "", "complained"),)


def test_a_plain_bounce_is_read_by_its_words():
    text = (
        "This message was created automatically by mail delivery software.\n\n  dana@x.example\n    SMTP error from remote mail server:\n"
        "    550 5.1.1 User unknown\n\n------ This is a copy of your message, including all the headers. ------\n"
        "To: other@x.example\nMessage-ID: <cq.1@desk.example>\n"
    )

    report = read_plain_report(text, [], ["questions@desk.example"])

    assert report.recipients == (Recipient("dana@x.example", "5.1.1", "failed"),)
    assert report.returned_ids == ("cq.1@desk.example",)


def test_a_full_mailbox_is_told_without_a_status():
    report = read_plain_report("<dana@x.example>: mailbox is full", [], [])

    assert report.recipients == (Recipient("dana@x.example", "5.2.2", "failed"),)


def test_our_own_address_is_never_the_failed_one():
    report = read_plain_report("From questions@desk.example to dana@x.example failed", [], ["questions@desk.example"])

    assert [one.address for one in report.recipients] == ["dana@x.example"]
