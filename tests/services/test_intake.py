import pytest

from consultant.bootstrap import Services
from consultant.db.models import Attachment, InboundMail, Ticket
from consultant.domain.tickets import State, Step
from consultant.errors import Conflict
from consultant.mail.parse import parse
from consultant.mail.subjects import NO_SUBJECT
from consultant.mail.threads import Cause
from consultant.services import intake, tickets
from consultant.services.intake import Copied, Parked, Taken
from tests.factories import rows
from tests.factories.mails import ASKER, DESK, mail
from tests.factories.make import Make


def closed(services: Services, make: Make, ticket_id: int) -> None:
    with services.database.transaction() as tx:
        tickets.change_state(tx, make.person(), ticket_id, Step.CODER_CLOSES, clock=services.clock)


def bounce(of: str, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    return (
        "From: Mail Delivery <mailer-daemon@relay.example>\r\nTo: questions@desk.example\r\nReturn-Path: <>\r\n"
        "Subject: Undelivered\r\nDate: Mon, 23 Nov 2026 16:00:00 +0000\r\nMessage-ID: <report@relay.example>\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt was not delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay.example\r\n\r\n"
        f"Final-Recipient: rfc822; {ASKER}\r\nAction: {action}\r\nStatus: {status}\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{of}>\r\nSubject: Re: Knee question\r\n\r\n--b--\r\n"
    ).encode()


def test_a_question_becomes_a_ticket_with_its_history_and_its_jobs(services: Services, make: Make):
    outcome = make.taken(mail(files=(("claim.pdf", b"PDF"),)))

    assert isinstance(outcome, Taken)
    ticket = rows.ticket(services, outcome.ticket_id)
    assert (ticket.subject, ticket.state, ticket.priority, ticket.unread) == ("Knee question", "new", "normal", True)
    assert ticket.due_at > services.clock.now()
    assert rows.history(services, ticket.id) == ["opened"]
    assert sorted(rows.job_kinds(services)) == ["acknowledge", "attach_lookups", "read_files"]
    [message] = rows.messages(services, ticket.id)
    assert (message.source, message.kind) == ("asker", "human")
    assert message.why_here == "Opened because the mail answers no ticket that is known here."
    [file] = rows.every(services, Attachment)
    assert (file.message_id, file.filename, file.size) == (message.id, "claim.pdf", 3)


def test_dashboards_hear_of_a_new_ticket_after_the_commit_and_by_ids_alone(services: Services, make: Make):
    ticket_id = make.ticket()

    assert ("ticket", {"ticket_id": ticket_id}) in services.events.told
    assert [type(job).__name__ for _, job in services.wake.woken] == ["AttachLookups"]


def test_a_reply_joins_by_the_signed_token_whatever_its_subject_prefix(services: Services, make: Make):
    ticket_id = make.ticket()
    ours = rows.outbound_mail(services, make.answer(ticket_id)).message_id

    outcome = make.taken(mail("Thank you.", subject="AW: Re: Knee question", in_reply_to=ours))

    assert isinstance(outcome, Taken)
    assert outcome.ticket_id == ticket_id
    assert "signed reply token" in rows.messages(services, ticket_id)[-1].why_here
    assert rows.ticket(services, ticket_id).state == "open"
    assert rows.history(services, ticket_id)[-1] == "state"


def test_a_reply_joins_by_the_message_id_that_it_answers(services: Services, make: Make):
    ticket_id = make.ticket(message_id="first@asker.example")

    outcome = make.taken(mail("And the left knee?", subject="Re: Knee question", in_reply_to="first@asker.example"))

    assert isinstance(outcome, Taken)
    assert outcome.ticket_id == ticket_id
    assert rows.job_kinds(services).count("attach_lookups") == 1


def test_the_same_message_id_in_another_mailbox_proves_nothing(services: Services, make: Make):
    ticket_id = make.ticket(message_id="first@asker.example")

    outcome = make.taken(
        mail("Reply", subject="Re: Knee question", in_reply_to="first@asker.example"), mailbox="second"
    )

    assert isinstance(outcome, Taken)
    assert outcome.ticket_id != ticket_id


def test_a_reference_in_the_subject_joins_only_for_who_takes_part(services: Services, make: Make):
    ticket_id = make.ticket()
    subject = f"Re: Knee question [CQ-{100_000 + ticket_id}]"

    own = make.taken(mail("One more.", subject=subject))
    other = make.taken(mail("Me too.", sender="Eve <eve@elsewhere.example>", subject=subject))

    assert isinstance(own, Taken)
    assert own.ticket_id == ticket_id
    assert other == Parked(Cause.STRANGER)
    [parked] = rows.every(services, InboundMail, state="parked")
    assert (parked.ticket_id, parked.sender) == (ticket_id, "eve@elsewhere.example")


def test_a_stranger_with_a_valid_token_is_parked_for_a_persons_word(services: Services, make: Make):
    ours = rows.outbound_mail(services, make.answer(make.ticket())).message_id

    outcome = make.taken(mail(sender="Eve <eve@elsewhere.example>", subject="Re: Knee question", in_reply_to=ours))

    assert outcome == Parked(Cause.STRANGER)
    assert ("parked", {"inbound_id": 2}) in services.events.told


def test_a_reference_to_a_ticket_that_never_was_opens_a_new_one(services: Services, make: Make):
    outcome = make.taken(mail(subject="CQ-999999 about my claim"))

    assert isinstance(outcome, Taken)


def test_a_reply_soon_after_closing_opens_the_ticket_again(services: Services, make: Make):
    ticket_id = make.ticket(message_id="first@asker.example")
    closed(services, make, ticket_id)

    make.taken(mail("Wait", subject="Re: Knee question", in_reply_to="first@asker.example"))

    assert rows.ticket(services, ticket_id).state == "open"


def test_a_reply_long_after_closing_opens_a_linked_ticket(services: Services, make: Make):
    ticket_id = make.ticket(message_id="first@asker.example")
    closed(services, make, ticket_id)
    services.clock.forward(days=31)

    outcome = make.taken(mail("Again", subject="Re: Knee question", in_reply_to="first@asker.example"))

    assert isinstance(outcome, Taken)
    assert rows.ticket(services, outcome.ticket_id).linked_ticket_id == ticket_id
    assert rows.ticket(services, ticket_id).state == "closed"


def test_a_reply_with_a_new_subject_opens_a_linked_ticket(services: Services, make: Make):
    ticket_id = make.ticket(message_id="first@asker.example")

    outcome = make.taken(mail("Other thing", subject="Nail debridement", in_reply_to="first@asker.example"))

    assert isinstance(outcome, Taken)
    assert outcome.ticket_id != ticket_id
    assert rows.ticket(services, outcome.ticket_id).linked_ticket_id == ticket_id


def test_a_bounce_of_an_answer_brings_the_ticket_back_on_top(services: Services, make: Make):
    ticket_id = make.ticket()
    ours = rows.outbound_mail(services, make.answer(ticket_id)).message_id

    outcome = make.taken(bounce(ours))

    assert isinstance(outcome, Taken)
    ticket = rows.ticket(services, ticket_id)
    assert (ticket.state, ticket.attention) == ("open", 0)
    assert rows.history(services, ticket_id)[-1] == "bounced"
    assert rows.messages(services, ticket_id)[-1].source == "machine"


def test_a_delay_report_is_only_a_message_in_the_thread(services: Services, make: Make):
    ticket_id = make.ticket()
    ours = rows.outbound_mail(services, make.answer(ticket_id)).message_id

    make.taken(bounce(ours, action="delayed", status="4.4.1"))

    assert rows.ticket(services, ticket_id).state == "answered"
    assert rows.messages(services, ticket_id)[-1].kind == "delay"


def test_a_bounce_of_something_unknown_is_parked(make: Make):
    assert make.taken(bounce("unknown@elsewhere.example")) == Parked(Cause.BOUNCE)


def test_an_auto_reply_to_our_answer_joins_and_changes_nothing(services: Services, make: Make):
    ticket_id = make.ticket()
    ours = rows.outbound_mail(services, make.answer(ticket_id)).message_id

    outcome = make.taken(mail("Away", subject="Re: Knee question", in_reply_to=ours, Auto_Submitted="auto-replied"))

    assert isinstance(outcome, Taken)
    assert rows.ticket(services, ticket_id).state == "answered"
    assert rows.messages(services, ticket_id)[-1].source == "machine"


def test_an_automated_mail_out_of_the_blue_is_parked(make: Make):
    assert make.taken(mail("Your report", Auto_Submitted="auto-generated")) == Parked(Cause.AUTOMATED)


def test_a_list_mail_makes_a_ticket_but_no_machine_answers_it(services: Services, make: Make):
    outcome = make.taken(mail(List_Id="Coders <coders.lists.example>", Precedence="list"))

    assert isinstance(outcome, Taken)
    assert rows.job_kinds(services) == ["attach_lookups"]


@pytest.mark.parametrize("sender", [DESK, "second@desk.example", "Questions+cq@desk.example"])
def test_our_own_mail_come_back_is_parked_as_a_loop(make: Make, sender: str):
    make.mailbox("second")

    assert make.taken(mail(sender=sender)) == Parked(Cause.LOOP)


def test_the_same_mail_in_two_mailboxes_is_one_ticket_with_a_note(services: Services, make: Make):
    raw = mail()
    first = make.taken(raw)
    second = make.taken(raw.replace(b"From:", b"Received: by another.example\r\nFrom:", 1), mailbox="second")

    assert isinstance(first, Taken)
    assert second == Copied(1)
    assert rows.history(services, first.ticket_id)[-1] == "copy arrived"
    assert len(rows.every(services, Ticket)) == 1


def test_the_same_message_id_with_other_content_is_a_new_mail(services: Services, make: Make):
    make.ticket(message_id="same@asker.example")

    outcome = make.taken(mail("Quite another text", message_id="same@asker.example"))

    assert isinstance(outcome, Taken)
    assert len(rows.every(services, Ticket)) == 2


def test_mail_from_before_the_connection_is_taken_in_and_never_acknowledged(services: Services, make: Make):
    outcome = make.taken(mail(), quiet=True)

    assert isinstance(outcome, Taken)
    assert rows.job_kinds(services) == ["attach_lookups"]


def test_a_mail_without_an_author_is_parked_with_a_plain_cause(services: Services, make: Make):
    raw = mail().replace(b"From: Dana Whitlock <dana@northfork-ortho.example>\r\n", b"")

    assert make.taken(raw) == Parked(Cause.UNREADABLE)
    [parked] = rows.every(services, InboundMail)
    assert parked.detail == "The mail names no sender, so nobody could be answered."


def test_a_mail_that_is_too_large_makes_a_ticket_that_says_what_is_missing(services: Services, make: Make):
    headers = mail().partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    inbound_id = make.stored(headers, oversize=True)

    outcome = make.take(inbound_id, headers)

    assert isinstance(outcome, Taken)
    [message] = rows.messages(services, outcome.ticket_id)
    assert message.loss is not None
    assert message.loss.startswith("larger than the mailbox takes: only its headers were fetched")


def test_a_mail_is_settled_once(services: Services, make: Make):
    raw = mail()
    inbound_id = make.stored(raw)
    make.take(inbound_id, raw)

    with pytest.raises(Conflict):
        make.take(inbound_id, mail("Another content, so that it is no copy"), again=True)
    with pytest.raises(Conflict), services.database.transaction() as tx:
        intake.park(tx, inbound_id, Cause.ERROR, "x")

    assert len(rows.every(services, Ticket)) == 1


def test_a_failure_in_the_middle_leaves_nothing_behind(services: Services, make: Make, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("consultant.services.intake.messages.add_attachments", fail)

    with pytest.raises(RuntimeError):
        make.taken(mail())

    assert rows.every(services, Ticket) == []
    assert rows.every(services, InboundMail)[0].state == "stored"
    assert services.events.told == []


def test_a_subject_of_any_length_and_an_empty_one_are_kept(services: Services, make: Make):
    long = rows.ticket(services, make.ticket(subject="word " * 400))
    none = rows.ticket(services, make.ticket(mail("b").replace(b"Subject: Knee question\r\n", b"")))

    assert len(long.subject) <= 998
    assert none.subject == NO_SUBJECT


def test_a_mail_as_mean_as_the_columns_are_wide_is_kept_or_parked(services: Services, make: Make):
    wide = "".join(chr(0x1F300 + n % 700) for n in range(900))
    for raw in (
        mail(sender=f"{wide}@northfork-ortho.example").replace(b"Subject", b"subject"),
        f"From: <{wide}@x.example>\r\nMessage-ID: <{wide}@x.example>\r\nSubject: {wide}\r\n\r\nHello\r\n".encode(),
        f"From: {wide} <{'a' * 1200}@x.example>\r\nReferences: {'<a@b> ' * 3000}\r\nSubject: s\r\n\r\nHello\r\n".encode(),
    ):
        reading = parse(raw)
        assert reading is not None
        outcome = make.taken(raw)
        assert isinstance(outcome, Taken | Parked)


def test_reopening_a_waiting_ticket_is_written_into_its_history(services: Services, make: Make):
    ticket_id = make.ticket()
    ours = rows.outbound_mail(services, make.answer(ticket_id, then="waiting")).message_id

    make.taken(mail("Here it is.", subject="Re: Knee question", in_reply_to=ours))

    event = rows.events(services, ticket_id)[-1]
    assert (event.what, event.actor, event.detail) == (
        "state",
        "asker",
        {"before": State.WAITING, "after": State.OPEN},
    )
