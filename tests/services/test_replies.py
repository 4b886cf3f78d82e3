from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from consultant.bootstrap import Services
from consultant.db.models import Draft, Job, OutboundMail, OutboundRecipient
from consultant.domain.rights import Person, Role
from consultant.domain.sending import Phase
from consultant.domain.tickets import Step
from consultant.errors import Conflict, Forbidden, InvalidTransition, NotFound, StaleReply, UserError
from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail
from consultant.services import drafts, notes, replies, tickets
from consultant.services.pages import ticket as page
from tests.factories import rows
from tests.factories.mails import ASKER, mail
from tests.factories.make import Make
from tests.factories.work import work


def withdraw(services: Services, person: Person, outbound_id: int) -> int:
    with services.database.transaction() as tx:
        return replies.withdraw(tx, person, outbound_id, clock=services.clock)


def test_an_answer_is_queued_with_frozen_recipients_and_a_window_to_take_it_back(services: Services, make: Make):
    ticket_id = make.ticket()
    coder = make.person()

    outbound_id = make.answer(ticket_id, person=coder, cc=("second@clinic.example",))

    row = rows.outbound_mail(services, outbound_id)
    assert (row.state, row.phase, row.kind, row.author_id) == ("queued", "idle", "answer", coder.user_id)
    assert row.not_before == services.clock.now() + timedelta(seconds=10)
    assert [(one.address, one.field, one.state) for one in rows.every(services, OutboundRecipient)] == [
        (ASKER, "to", "queued"),
        ("second@clinic.example", "cc", "queued"),
    ]
    ticket = rows.ticket(services, ticket_id)
    assert (ticket.state, ticket.unread, ticket.assignee_id) == ("answered", False, coder.user_id)
    assert rows.history(services, ticket_id)[-1] == "answer queued"
    [job] = rows.every(services, Job, kind="deliver_email")
    assert (job.payload, job.due_at) == ({"outbound_id": outbound_id}, row.not_before)


def test_asking_back_waits_for_the_asker(services: Services, make: Make):
    ticket_id = make.ticket()

    outbound_id = make.answer(ticket_id, "Which knee?", then="waiting")

    assert rows.ticket(services, ticket_id).state == "waiting"
    assert rows.outbound_mail(services, outbound_id).kind == "question_back"


def test_a_double_click_is_one_reply(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()

    first = make.answer(ticket_id, person=coder, form_key="the form")
    second = make.answer(ticket_id, person=coder, form_key="the form")

    assert first == second
    assert len(rows.every(services, OutboundMail)) == 1
    assert rows.history(services, ticket_id).count("answer queued") == 1


def test_a_form_that_comes_again_with_other_words_is_refused_and_not_dropped(services: Services, make: Make):
    ticket_id = make.ticket()
    make.answer(ticket_id, form_key="the form")

    with pytest.raises(Conflict, match="text is kept"):
        make.answer(ticket_id, "Changed meanwhile", form_key="the form")

    assert len(rows.every(services, OutboundMail)) == 1


def test_the_form_of_an_answer_that_was_taken_back_does_not_pass_for_sent(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    withdraw(services, coder, make.answer(ticket_id, person=coder, form_key="the form"))

    with pytest.raises(Conflict, match="taken back"):
        make.answer(ticket_id, person=coder, form_key="the form")

    assert [row.state for row in rows.every(services, OutboundMail)] == ["cancelled"]


def test_a_form_belongs_to_one_ticket(services: Services, make: Make):
    make.answer(make.ticket(), form_key="the form")

    with pytest.raises(Conflict):
        make.answer(make.ticket(subject="Other"), form_key="the form")


def test_a_reply_written_before_the_newest_mail_was_seen_is_refused(services: Services, make: Make):
    ticket_id = make.ticket(message_id="a@asker.example")
    seen = rows.messages(services, ticket_id)[-1].id
    make.taken(mail("Wait!", subject="Re: Knee question", in_reply_to="a@asker.example"))

    with pytest.raises(StaleReply, match="newer message"):
        make.answer(ticket_id, seen=(seen, None))
    with pytest.raises(StaleReply):
        make.answer(ticket_id, seen=(None, None))

    assert rows.every(services, OutboundMail) == []
    make.answer(ticket_id, seen=(seen + 1, None))


def test_a_reply_written_before_the_newest_note_was_seen_is_refused(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    with services.database.transaction() as tx:
        note_id = notes.add(tx, coder, ticket_id, "Hold it.", form_key="n", clock=services.clock)

    with pytest.raises(StaleReply, match="internal note"):
        make.answer(ticket_id, seen=(10**9, note_id - 1))
    make.answer(ticket_id, seen=(10**9, note_id))


@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_an_empty_answer_is_refused(services: Services, make: Make, text: str):
    with pytest.raises(UserError, match="empty"):
        make.answer(make.ticket(), text)


@pytest.mark.parametrize(
    "wrong", ["nobody", "a@b", "a b@c.example", "a@c.example, b@c.example", "<a@c.example>", "a@c.example\r\nBcc: x@y.example", "@c.example", "a@-"]
)  # fmt: skip
def test_a_wrong_cc_is_refused(sqlite_services: Services, wrong: str):
    make = Make(sqlite_services)

    with pytest.raises(UserError, match="Cc"):
        make.answer(make.ticket(), cc=(wrong,))


def test_each_address_gets_the_mail_once_however_often_it_is_named(services: Services, make: Make):
    outbound_id = make.answer(
        make.ticket(), cc=("a@clinic.example", "A@Clinic.example", ASKER.upper(), "a@clinic.example")
    )

    addresses = [row.address.lower() for row in rows.every(services, OutboundRecipient, outbound_id=outbound_id)]
    assert sorted(addresses) == ["a@clinic.example", ASKER]


def test_a_closed_ticket_is_reopened_before_it_is_answered(services: Services, make: Make):
    ticket_id = make.ticket()
    with services.database.transaction() as tx:
        tickets.change_state(tx, make.person(), ticket_id, Step.CODER_CLOSES, clock=services.clock)

    with pytest.raises(InvalidTransition):
        make.answer(ticket_id)


def test_an_asker_cannot_answer_and_no_ticket_cannot_be_answered(services: Services, make: Make):
    with pytest.raises(Forbidden):
        make.answer(make.ticket(), person=Person(1, Role.ASKER, "x"))
    with pytest.raises(NotFound):
        make.answer(987)


def test_the_preview_is_the_very_letter_that_leaves(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    text = "Hello Dana,\n\nTake **M17.11**.\n\n- one\n- two"
    with services.database.reading() as tx:
        shown = replies.preview(
            tx, coder, ticket_id, text, renderer=services.renderer, clock=services.clock, desk=services.desk
        )

    outbound_id = make.answer(ticket_id, text, person=coder)

    sent = parse(rows.outbound_mail(services, outbound_id).raw)
    assert isinstance(sent, ParsedMail)
    assert sent.subject == shown.subject
    assert sent.text.split() == shown.text.split()
    assert sent.html.split() == shown.html.split()


def test_an_answer_threads_under_the_askers_mail_and_names_the_reference(services: Services, make: Make):
    ticket_id = make.ticket(message_id="a@asker.example")

    first = rows.outbound_mail(services, make.answer(ticket_id))
    second = parse(rows.outbound_mail(services, make.answer(ticket_id, "And more.")).raw)

    assert isinstance(second, ParsedMail)
    assert second.references == ("a@asker.example", first.message_id)
    assert second.in_reply_to == (first.message_id,)
    assert f"CQ-{100_000 + ticket_id}" in second.subject


def test_an_answer_is_taken_back_within_the_window_and_its_text_is_a_draft_again(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    outbound_id = make.answer(ticket_id, "Take it back.", person=coder)
    services.clock.forward(seconds=9)

    assert withdraw(services, coder, outbound_id) == ticket_id

    assert rows.outbound_mail(services, outbound_id).state == "cancelled"
    assert rows.ticket(services, ticket_id).state == "open"
    assert rows.every(services, Draft)[0].text == "Take it back."
    assert rows.every(services, Job, kind="deliver_email") == []
    services.clock.forward(seconds=60)
    work(services)
    assert all(b"Take it back." not in raw for _, _, raw in services.mailer.delivered)


def test_a_letter_after_one_that_was_taken_back_answers_what_the_asker_has(services: Services, make: Make):
    ticket_id, coder = make.ticket(message_id="a@asker.example"), make.person()
    withdraw(services, coder, make.answer(ticket_id, "No.", person=coder))

    sent = parse(rows.outbound_mail(services, make.answer(ticket_id, "Yes.")).raw)

    assert isinstance(sent, ParsedMail)
    assert sent.in_reply_to == ("a@asker.example",)
    assert sent.references == ("a@asker.example",)


def test_after_the_window_nothing_is_taken_back(services: Services, make: Make):
    coder = make.person()
    outbound_id = make.answer(make.ticket(), person=coder)
    services.clock.forward(seconds=10)

    with pytest.raises(Conflict, match="on its way"):
        withdraw(services, coder, outbound_id)
    assert rows.outbound_mail(services, outbound_id).state == "queued"


def test_what_a_worker_holds_is_not_taken_back(services: Services, make: Make):
    coder = make.person()
    outbound_id = make.answer(make.ticket(), person=coder)
    with services.database.transaction() as tx:
        row = tx.get_one(OutboundMail, outbound_id)
        row.claim, row.phase = "held", Phase.ENVELOPE

    with pytest.raises(Conflict):
        withdraw(services, coder, outbound_id)


def test_taking_back_twice_and_taking_back_nothing(services: Services, make: Make):
    coder = make.person()
    outbound_id = make.answer(make.ticket(), person=coder)
    withdraw(services, coder, outbound_id)

    with pytest.raises(Conflict):
        withdraw(services, coder, outbound_id)
    with pytest.raises(NotFound):
        withdraw(services, coder, 999)


def test_sending_removes_the_draft(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    with services.database.transaction() as tx:
        drafts.save(tx, coder, ticket_id, "reply", "typed", clock=services.clock)

    make.answer(ticket_id, person=coder)

    assert rows.every(services, Draft) == []


def test_the_greeting_is_not_said_twice(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()

    def opening(text: str) -> str:
        with services.database.reading() as tx:
            letter = replies.preview(
                tx, coder, ticket_id, text, renderer=services.renderer, clock=services.clock, desk=services.desk
            )
        return letter.text.split("\n", 1)[0]

    assert opening("Take M17.11.") == "Dana,"
    assert opening("Hi Dana,\n\nTake M17.11.") == "Hi Dana,"


def test_no_answer_leaves_before_the_commit(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    answer = replies.Answer(ticket_id, "x", (), "k", 10**9, None, "answered")
    services.wake.woken.clear()

    with pytest.raises(RuntimeError), services.database.transaction() as tx:  # noqa: PT012 - the block is what is rolled back
        now_desk = replace(services.desk, undo=timedelta(0))
        replies.submit(
            tx,
            coder,
            answer,
            catalogue=services.library,
            renderer=services.renderer,
            clock=services.clock,
            desk=now_desk,
        )
        raise RuntimeError("power cut")

    assert services.wake.woken == []
    assert rows.every(services, OutboundMail) == []


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (datetime(2026, 11, 23, 22, tzinfo=UTC), "today by 5:00 PM EST"),
        (datetime(2026, 11, 24, 15, tzinfo=UTC), "by Tue 24 Nov, 10:00 AM EST"),
        (datetime(2026, 7, 24, 15, 30, tzinfo=UTC), "by Fri 24 Jul, 11:30 AM EDT"),
    ],
)
def test_the_due_time_is_said_in_the_desks_zone(due: datetime, words: str):
    assert replies.due_words(due, datetime(2026, 11, 23, 15, tzinfo=UTC), "America/New_York") == words


def test_an_answer_that_is_taken_back_brings_its_copies_back_too(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    outbound_id = make.answer(ticket_id, "Take it back.", person=coder, cc=("a@clinic.example", "b@clinic.example"))

    withdraw(services, coder, outbound_id)

    with services.database.reading() as tx:
        composer = page.show(tx, coder, ticket_id).composer
    assert composer.reply is not None
    assert (composer.reply.text, composer.cc) == ("Take it back.", "a@clinic.example, b@clinic.example")

    make.answer(ticket_id, "Now without copies.", person=coder)
    assert rows.every(services, Draft) == []


def test_copies_of_an_earlier_answer_do_not_come_back_with_a_later_one(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    withdraw(services, coder, make.answer(ticket_id, "One", person=coder, cc=("a@clinic.example",)))

    withdraw(services, coder, make.answer(ticket_id, "Two", person=coder))

    with services.database.reading() as tx:
        assert page.show(tx, coder, ticket_id).composer.cc == ""
