import pytest

from consultant.mail.classify import failed, settled
from consultant.mail.parse import parse
from consultant.mail.parsed import Kind, Own, Recipient
from tests.corpus.automated import AUTOMATED, PEOPLE, mail

OWN = Own(frozenset({"questions@desk.example"}), frozenset({"coders.clinic.example"}), "mx.desk.example")


def kind(*headers, subject="Knee", sender="Dana <dana@x.example>", body="Is 76942 paid?"):
    raw = "\r\n".join([f"From: {sender}", f"Subject: {subject}", *headers, "", body])
    return parse(raw.encode(), own=OWN).kind


def test_a_plain_mail_is_from_a_person():
    assert kind() is Kind.HUMAN


@pytest.mark.parametrize(
    "header", ["Auto-Submitted: no", "Auto-Submitted:  NO ", "auto-submitted: No (a person)", "X-Autoreply: no"]
)
def test_what_says_that_it_is_not_automatic_is_from_a_person(header):
    assert kind(header) is Kind.HUMAN


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated; x=y", "Auto-Submitted: auto-notified (vacation)",
        "Precedence: auto_reply", "X-Autoreply: yes", "X-Autorespond: x",
        "X-Mail-Autoreply: x", "Return-Path: <>",
    ],
)  # fmt: skip
def test_what_machines_say_of_themselves_is_believed(header):
    assert kind(header) is Kind.AUTO_REPLY


@pytest.mark.parametrize("header", ["Precedence: bulk", "Precedence: junk"])
def test_bulk_is_a_machines_unless_it_asks_what_only_a_person_does(header):
    assert kind(header, body="The minutes of May are online.") is Kind.AUTO_REPLY
    assert kind(header, body="Is 76942 paid?") is Kind.HUMAN
    assert kind(header, body="What external cause code do I use for a fall from a ladder?") is Kind.HUMAN
    assert kind(header, body="Hello, could you tell us how to bill two vaccines on one day") is Kind.HUMAN
    assert kind(header, body="Questions? Can we help you? Write to our team.") is Kind.AUTO_REPLY


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Knee", "Out of Office: back Monday", "Abwesenheitsnotiz: Knie", "Automatische Antwort: Knie",
        "Réponse automatique : Genou", "Respuesta automática: Rodilla", "Resposta automática: Joelho", "Automatisch antwoord: Knie",
        "Risposta automatica: Ginocchio", "Automatisk svar: Kne", "Autosvar: Knä", "Odpowiedź automatyczna: Kolano",
        "Автоматический ответ: Колено", "自动回复: 膝盖", "自動返信: 膝",
    ],
)  # fmt: skip
def test_vacation_notes_are_known_by_their_subject(subject):
    assert kind(subject=subject) is Kind.AUTO_REPLY


@pytest.mark.parametrize(
    "subject", ["Question on automatic reply codes", "Autopsy coding", "Absence of toes, Z89.42", "OOOps"]
)
def test_questions_that_only_use_such_words_are_from_a_person(subject):
    assert kind(subject=subject) is Kind.HUMAN


@pytest.mark.parametrize(
    "header", ["List-Id: Coders <coders.forum.example>", "List-Unsubscribe: <mailto:x@y>", "Precedence: list"]
)
def test_a_list_is_a_list(header):
    assert kind(header) is Kind.LIST


def test_a_group_of_our_own_counts_as_written_to_us():
    assert kind("List-Id: Our coders <coders.clinic.example>", "List-Unsubscribe: <mailto:x@y>") is Kind.HUMAN


@pytest.mark.parametrize(
    ("rule", "headers", "subject", "text", "expected"), AUTOMATED, ids=[case[0] for case in AUTOMATED]
)
def test_what_machines_write_is_known(rule, headers, subject, text, expected):
    assert parse(mail(headers, subject, text)).kind == expected


@pytest.mark.parametrize(("rule", "headers", "subject", "text"), PEOPLE, ids=[case[0] for case in PEOPLE])
def test_what_people_write_is_never_taken_for_a_machines(rule, headers, subject, text):
    assert parse(mail(headers, subject, text)).kind is Kind.HUMAN


def test_the_action_that_a_report_leaves_out_follows_from_its_kind():
    given = (Recipient("a@x", "5.1.1", ""), Recipient("b@x", "2.0.0", "delivered"))

    assert [one.action for one in settled(given, Kind.BOUNCE)] == ["failed", "delivered"]
    assert [one.action for one in settled(given, Kind.DELAY)] == ["delayed", "delivered"]


def test_our_own_mail_come_back_is_a_loop():
    assert kind(sender="Desk <questions@desk.example>") is Kind.LOOP
    assert kind(sender="Desk <Questions+cq.1@DESK.example>") is Kind.LOOP
    assert kind("X-Loop: questions@desk.example") is Kind.LOOP
    assert kind(*["Received: from a by b"] * 70) is Kind.LOOP


def report(action, status):
    body = (
        "--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
        f"Final-Recipient: rfc822; a@x.example\r\nAction: {action}\r\nStatus: {status}\r\n\r\n--b--\r\n"
    )
    return kind(
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b", "Auto-Submitted: auto-replied",
        sender="MAILER-DAEMON@mx.example", subject="Delivery Status Notification", body=body,
    )  # fmt: skip


def test_a_report_is_a_bounce_a_delay_or_a_machines_word():
    assert report("failed", "5.1.1") is Kind.BOUNCE
    assert report("delayed", "4.4.1") is Kind.DELAY
    assert report("delivered", "2.0.0") is Kind.AUTO_REPLY


def test_bounces_without_machine_readable_parts_are_known():
    assert (
        kind("X-Failed-Recipients: a@x.example", subject="Mail delivery failed: returning message to sender")
        is Kind.BOUNCE
    )
    assert kind(sender="MAILER-DAEMON@mx.example", subject="failure notice") is Kind.BOUNCE
    assert kind(sender="postmaster@x.example", subject="Undeliverable: Knee") is Kind.BOUNCE
    assert kind(sender="MAILER-DAEMON@mx.example", subject="Warning: message delayed 24 hours") is not Kind.BOUNCE


def test_a_person_who_asks_about_a_bounce_is_a_person():
    assert kind(subject="Undeliverable claims") is Kind.HUMAN


def test_a_feedback_report_is_a_complaint():
    body = "--b\r\nContent-Type: text/plain\r\n\r\nSpam.\r\n--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\n\r\n--b--"

    assert kind("Content-Type: multipart/report; report-type=feedback-report; boundary=b", body=body) is Kind.COMPLAINT


def test_only_what_failed_for_good_has_failed():
    given = (Recipient("a@x", "5.1.1", "failed"), Recipient("b@x", "4.4.1", "delayed"), Recipient("c@x", "5.0.0", ""))

    assert [one.address for one in failed(given)] == ["a@x", "c@x"]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Zustellung verzögert: Knie", "Die Zustellung an dana@x.example verzögert sich."),
        ("Remise différée : Genou", "La remise à dana@x.example est retardée et va se poursuivre."),
    ],
)
def test_a_server_that_still_tries_tells_of_a_delay_in_other_languages(subject, text):
    assert kind("Return-Path: <>", sender="postmaster@x.example", subject=subject, body=text) is Kind.DELAY


def test_a_loop_mark_may_stand_in_brackets():
    assert kind("X-Loop: <Questions@desk.example>") is Kind.LOOP


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I am on maternity leave and return in March. Lee is covering my desk in the meantime.", Kind.AUTO_REPLY),
        ("I am on leave. In the meantime we use 59.", Kind.HUMAN),
    ],
)
def test_what_people_say_too_needs_more_of_a_note_beside_it(text, expected):
    assert kind("In-Reply-To: <4711@desk.example>", subject="Re: Knee", body=text) is expected
