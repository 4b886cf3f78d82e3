import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant.bootstrap import Services
from consultant.db.models import InboundMail, Mailbox, OutboundRecipient, Person
from consultant.db.queries import outbound
from consultant.domain.sending import Delivery
from consultant.mail.letters import RenderedLetter
from consultant.mail.parsed import Address
from consultant.mail.threads import Cause
from consultant.services import acknowledgements, deliveries, notices, outbox, tickets
from consultant.services.intake import Filed, Parked, Taken
from consultant.services.pages import ticket as page
from tests.factories import rows
from tests.factories.mails import ASKER, mail
from tests.factories.make import Make
from tests.factories.reports import complaint, report
from tests.factories.work import work

SECOND = "second@clinic.example"


def sent(services: Services, make: Make, **given: object) -> int:
    """Return an answer that the server took."""
    outbound_id = make.answer(make.ticket(), **given)
    services.clock.forward(seconds=11)
    work(services)
    assert set(rows.recipients(services, outbound_id).values()) == {"sent"}
    return outbound_id


def unknown(services: Services, make: Make, **given: object) -> int:
    """Return an answer whose fate nobody knows."""
    outbound_id = sent(services, make, **given)
    with services.database.transaction() as tx:
        outbound.set_recipients(tx, outbound_id, {ASKER: (Delivery.UNKNOWN, "lost")}, now=services.clock.now())
        tickets.tickets.change(tx, 1, attention=0)
    return outbound_id


def id_of(services: Services, outbound_id: int) -> str:
    return rows.outbound_mail(services, outbound_id).message_id


def answers(services: Services, outbound_id: int) -> dict[str, str | None]:
    return {one.address: one.answer for one in rows.every(services, OutboundRecipient, outbound_id=outbound_id)}


def test_a_failure_refuses_the_named_recipient_with_the_servers_words_and_opens_the_ticket(
    services: Services, make: Make
):
    outbound_id = sent(services, make, cc=(SECOND,))

    make.taken(report(id_of(services, outbound_id), diagnostic="550 5.1.1 No such user here"))

    assert rows.recipients(services, outbound_id) == {ASKER: "refused", SECOND: "sent"}
    assert answers(services, outbound_id)[ASKER] == "reported as not delivered: 5.1.1 550 5.1.1 No such user here"
    assert rows.outbound_mail(services, outbound_id).state == "refused"
    ticket = rows.ticket(services, 1)
    assert (ticket.state, ticket.attention) == ("open", 0)


@pytest.mark.parametrize("by", ["envelope id", "original recipient", "another spelling"])
def test_a_failure_finds_its_mail_and_recipient(services: Services, make: Make, by: str):
    outbound_id = sent(services, make)
    message_id = id_of(services, outbound_id)
    raw = {
        "envelope id": report(envelope_id=outbound_id),
        "original recipient": report(message_id, who=("inner@elsewhere.example",), original=ASKER),
        "another spelling": report(message_id, who=(ASKER.upper(),)),
    }[by]

    outcome = make.taken(raw)

    assert isinstance(outcome, Taken)
    assert outcome.ticket_id == 1
    assert rows.recipients(services, outbound_id) == {ASKER: "refused"}
    assert rows.ticket(services, 1).state == "open"


def test_a_failure_that_names_nobody_means_the_only_recipient(services: Services, make: Make):
    outbound_id = sent(services, make)

    make.taken(report(id_of(services, outbound_id), who=()))

    assert rows.recipients(services, outbound_id) == {ASKER: "refused"}


def test_a_failure_that_names_nobody_of_several_leaves_them_and_opens_the_ticket(services: Services, make: Make):
    outbound_id = sent(services, make, cc=(SECOND,))

    make.taken(report(id_of(services, outbound_id), who=()))

    assert rows.recipients(services, outbound_id) == {ASKER: "sent", SECOND: "sent"}
    assert rows.ticket(services, 1).attention == 0


def test_a_report_on_somebody_else_changes_nothing(services: Services, make: Make):
    outbound_id = unknown(services, make)
    for action in ("failed", "delivered"):
        make.taken(report(id_of(services, outbound_id), action=action, who=("stranger@else.example",)))

    assert rows.recipients(services, outbound_id) == {ASKER: "unknown"}
    assert rows.ticket(services, 1).state == "answered"


@pytest.mark.parametrize("envelope_id", [987, "1x", "9" * 40, "١"])
def test_an_envelope_id_of_nothing_is_parked(make: Make, envelope_id: object):
    assert make.taken(report(envelope_id=envelope_id)) == Parked(Cause.BOUNCE)


def test_an_envelope_id_alone_is_not_believed_from_another_mailbox_or_for_another_recipient(
    services: Services, make: Make
):
    outbound_id = sent(services, make)
    make.mailbox("second")

    make.taken(report(envelope_id=outbound_id), mailbox="second")
    assert make.taken(report(envelope_id=outbound_id, who=("else@x.example",))) == Parked(Cause.BOUNCE)

    assert rows.recipients(services, outbound_id) == {ASKER: "sent"}


def test_a_report_of_a_forged_sender_is_not_believed(services: Services, make: Make):
    outbound_id = sent(services, make)
    make.mailbox("strict", blocked=("relay.example",))

    outcome = make.taken(report(id_of(services, outbound_id)), mailbox="strict")

    assert outcome == Parked(Cause.BLOCKED)
    assert rows.recipients(services, outbound_id) == {ASKER: "sent"}


def test_a_late_failure_neither_undoes_a_persons_word_nor_sends_again(services: Services, make: Make):
    outbound_id = sent(services, make)
    make.taken(report(id_of(services, outbound_id)))
    with services.database.transaction() as tx:
        outbox.retry(tx, make.person(), outbound_id, clock=services.clock)

    make.taken(report(id_of(services, outbound_id)))
    assert rows.recipients(services, outbound_id) == {ASKER: "queued"}
    services.mailer.delivered.clear()
    work(services)
    make.taken(report(id_of(services, outbound_id)))
    work(services)

    assert len([to for _, to, _ in services.mailer.delivered if to == (ASKER,)]) == 1
    assert rows.recipients(services, outbound_id) == {ASKER: "refused"}


def test_a_second_failure_after_a_new_answer_does_not_open_the_ticket_again(services: Services, make: Make):
    outbound_id = sent(services, make)
    make.taken(report(id_of(services, outbound_id)))
    make.answer(1, "Again, to another address.")

    make.taken(report(id_of(services, outbound_id)))

    assert rows.ticket(services, 1).state == "answered"


def test_a_failure_that_comes_before_the_servers_answer_is_written_stays(services: Services, make: Make):
    outbound_id = make.answer(make.ticket())
    services.clock.forward(minutes=1)
    now = services.clock.now()
    with services.database.transaction() as tx:
        assert outbound.claim(tx, outbound_id, now=now, until=now + services.desk.lease, token="token")
        claimed = outbound.load(tx, outbound_id, "token")
        outbound.set_recipients(tx, outbound_id, {ASKER: (Delivery.SENDING, None)}, now=now)

    make.taken(report(id_of(services, outbound_id)))
    with services.database.transaction() as tx:
        known = {ASKER: (Delivery.SENT, "250 ok")}
        deliveries.conclude(tx, claimed, known, answer="250 ok", retry_at=now, clock=services.clock)

    assert rows.recipients(services, outbound_id) == {ASKER: "refused"}


def test_a_delay_is_a_note_in_the_thread_alone(services: Services, make: Make):
    outbound_id = unknown(services, make)
    before = rows.ticket(services, 1)

    make.taken(report(id_of(services, outbound_id), action="delayed", status="4.4.1"))

    ticket = rows.ticket(services, 1)
    assert rows.recipients(services, outbound_id) == {ASKER: "unknown"}
    assert (ticket.state, ticket.attention, ticket.unread) == (before.state, before.attention, before.unread)
    assert rows.messages(services, 1)[-1].kind == "delay"


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_a_success_settles_what_was_unknown_and_is_filed_quietly(services: Services, make: Make, action: str):
    outbound_id = unknown(services, make)
    said = len(rows.messages(services, 1))

    outcome = make.taken(report(id_of(services, outbound_id), action=action, status="2.0.0"))

    assert outcome == Filed(outbound_id)
    assert rows.recipients(services, outbound_id) == {ASKER: "sent"}
    ticket = rows.ticket(services, 1)
    assert (ticket.attention, ticket.unread) == (1, False)
    assert rows.history(services, 1)[-1] == "arrival reported"
    assert len(rows.messages(services, 1)) == said


def test_a_success_of_what_is_known_leaves_no_trace_in_the_ticket(services: Services, make: Make):
    outbound_id = sent(services, make)
    history = rows.history(services, 1)

    assert make.taken(report(id_of(services, outbound_id), action="delivered", status="2.0.0")) == Filed(outbound_id)

    assert rows.history(services, 1) == history
    assert rows.every(services, InboundMail)[-1].state == "discarded"


def test_a_success_of_something_unknown_is_parked_as_automated(make: Make):
    make.mailbox()

    assert make.taken(report("x@elsewhere.example", action="delivered", status="2.0.0")) == Parked(Cause.AUTOMATED)


def test_a_failure_of_mail_of_the_desk_itself_settles_its_row_and_is_filed(services: Services, make: Make):
    mailbox_id = make.mailbox()
    with services.database.transaction() as tx:
        outbound_id = notices.send(
            tx,
            RenderedLetter("x", "x", "<p>x</p>"),
            Address("Ada", "ada@desk.example"),
            kind="alert",
            form_key="a",
            mailbox=tx.get_one(Mailbox, mailbox_id),
            now=services.clock.now(),
        )
    work(services)

    outcome = make.taken(report(id_of(services, outbound_id), who=("ada@desk.example",)))

    assert outcome == Filed(outbound_id)
    assert rows.recipients(services, outbound_id) == {"ada@desk.example": "refused"}


@pytest.mark.parametrize("named", [ASKER, ""])
def test_a_complaint_stops_machine_mail_until_a_person_lifts_it(services: Services, make: Make, named: str):
    outbound_id = sent(services, make)

    assert make.taken(complaint(id_of(services, outbound_id), who=named)) == Parked(Cause.COMPLAINT)

    [asker] = rows.every(services, Person, address=ASKER)
    assert asker.no_machine_mail_at == services.clock.now()
    coder = make.person()
    with services.database.reading() as tx:
        assert page.show(tx, coder, 1).head.no_machine_mail_at is not None
    again = make.ticket(mail("Another question", subject="Hip"))
    with services.database.transaction() as tx:
        ports = {"renderer": services.renderer, "clock": services.clock, "desk": services.desk}
        assert acknowledgements.acknowledge(tx, again, **ports) is None
    assert rows.history(services, again)[-1] == "not acknowledged"
    assert rows.recipients(services, make.answer(again)) == {ASKER: "queued"}

    with services.database.transaction() as tx:
        tickets.allow_machine_mail(tx, coder, again, clock=services.clock)
    third = make.ticket(mail("A third question", subject="Foot"))
    with services.database.transaction() as tx:
        assert acknowledgements.acknowledge(tx, third, **ports) is not None


def test_a_complaint_stops_machine_mail_that_waits_too_and_no_persons(services: Services, make: Make):
    outbound_id = sent(services, make)
    waiting = make.ticket(mail("Another question", subject="Hip"))
    with services.database.transaction() as tx:
        ports = {"renderer": services.renderer, "clock": services.clock, "desk": services.desk}
        notice = acknowledgements.acknowledge(tx, waiting, **ports)
    answer = make.answer(waiting)

    make.taken(complaint(id_of(services, outbound_id), who=ASKER))
    services.mailer.delivered.clear()
    services.clock.forward(seconds=11)
    work(services)

    assert answers(services, notice) == {ASKER: "the receiver complained of machine mail"}
    assert rows.recipients(services, notice) == {ASKER: "cancelled"}
    assert rows.recipients(services, answer) == {ASKER: "sent"}
    assert len(services.mailer.delivered) == 1


def test_a_complaint_of_nobody_known_marks_nobody(services: Services, make: Make):
    outbound_id = sent(services, make, cc=(SECOND,))

    make.taken(complaint(id_of(services, outbound_id)))
    make.taken(complaint(id_of(services, outbound_id), who="else@x.example"))
    make.taken(complaint("unknown@elsewhere.example", who=ASKER))

    assert all(one.no_machine_mail_at is None for one in rows.every(services, Person))


ACTIONS = st.sampled_from(["failed", "delivered", "relayed", "expanded", "delayed", "", "odd"])


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(ACTIONS, st.sampled_from([ASKER, SECOND, "else@x.example"])), max_size=6))
def test_whatever_reports_come_nothing_is_sent_and_no_refusal_is_undone(
    services: Services, make: Make, said: list[tuple[str, str]]
):
    ticket_id = make.ticket(mail(f"Question {next(make._numbers)}"))
    outbound_id = make.answer(ticket_id, cc=(SECOND,))
    services.clock.forward(hours=2)
    work(services)
    delivered = len(services.mailer.delivered)
    refused: set[str] = set()

    for action, who in said:
        make.taken(report(id_of(services, outbound_id), action=action, who=(who,)))
        now_refused = {one for one, state in rows.recipients(services, outbound_id).items() if state == "refused"}
        assert refused <= now_refused
        refused = now_refused
    work(services)

    assert len(services.mailer.delivered) == delivered
    assert set(rows.recipients(services, outbound_id)) == {ASKER, SECOND}
