import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.attachments import make_attachment
from consultant.mail.limits import DEFAULT
from consultant.mail.parse import parse
from consultant.mail.parsed import Own, Recipient
from consultant.mail.reports import read_report
from tests.corpus.bounces import Q, bounces


def make_status(text):
    return make_attachment(text.replace("\n", "\r\n").encode(), name="", content_type="message/delivery-status")


def test_recipients_status_and_action_are_read():
    report = read_report(
        [
            make_status(
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


def test_the_servers_words_the_address_written_to_and_the_envelope_id_are_kept():
    report = read_report(
        [
            make_status(
                "Reporting-MTA: dns; mx.example\nOriginal-Envelope-Id: 4711\n\nOriginal-Recipient: rfc822;a@x.example\n"
                "Final-Recipient: rfc822; b@y.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 No such\n user here\n"
            )
        ],
        DEFAULT,
    )

    [one] = report.recipients
    assert (one.address, one.original) == ("b@y.example", "a@x.example")
    assert one.diagnostic == "550 5.1.1 No such user here"
    assert report.envelope_id == "4711"


def test_groups_without_blank_lines_between_are_told_apart():
    report = read_report(
        [
            make_status(
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


@pytest.mark.parametrize(
    ("server", "raw", "kind", "addresses"), bounces(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_server_is_understood(server, raw, kind, addresses):
    read = parse(raw, own=Own(frozenset({Q})))
    action = "delayed" if kind == "delay" else "failed"

    assert read.kind == kind
    assert sorted(one.address for one in read.recipients if one.action == action) == sorted(addresses)
    assert all(re.fullmatch(r"[245]\.\d+\.\d+", one.status) for one in read.recipients)


@pytest.mark.parametrize(
    ("field", "status"),
    [("5", "5.0.0"), ("5.1", "5.1.0"), ("5.1.1 (no such user)", "5.1.1"), ("4.4.7", "4.4.7"), ("unknown", "")],
)
def test_a_status_is_brought_to_its_three_numbers(field, status):
    report = read_report(
        [make_status(f"Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: {field}\n")], DEFAULT
    )

    assert report.recipients == (Recipient("a@x.example", status, "failed"),)


def test_a_missing_status_is_taken_from_the_servers_answer():
    report = read_report(
        [make_status("Final-Recipient: rfc822; a@x.example\nAction: failed\nDiagnostic-Code: smtp; 550 5.2.2 full\n")],
        DEFAULT,
    )

    assert report.recipients[0].status == "5.2.2"


def test_the_returned_mail_of_a_report_in_words_is_named():
    _, raw, _, _ = next(case for case in bounces() if case[0] == "qmail")

    assert parse(raw).returned_ids == ("cq.4711@desk.example",)


@given(st.binary(max_size=300))
def test_any_status_is_survived(content):
    part = make_attachment(content, name="", content_type="message/delivery-status")

    for one in read_report([part], DEFAULT).recipients:
        one.address.encode()
