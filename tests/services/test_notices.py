from consultant.bootstrap import Services
from consultant.db.models import Job, Mailbox, OutboundMail
from consultant.mail.letters import RenderedLetter
from consultant.mail.parse import parse
from consultant.mail.parsed import Address, Kind, ParsedMail
from consultant.services import notices
from tests.factories import rows
from tests.factories.make import Make
from workers import jobs

LETTER = RenderedLetter("A mailbox is silent", "Look at it.\n", "<p>Look at it.</p>")


def send(services: Services, mailbox_id: int, form_key: str = "silent:1") -> int:
    with services.database.transaction() as tx:
        return notices.send(
            tx,
            LETTER,
            Address("Ada", "ada@desk.example"),
            kind="notice",
            form_key=form_key,
            mailbox=tx.get_one(Mailbox, mailbox_id),
            now=services.clock.now(),
        )


def test_a_notice_leaves_through_the_outbox_and_stands_in_no_thread(services: Services, make: Make):
    outbound_id = send(services, make.mailbox())

    [job] = rows.every(services, Job, kind="deliver_email")
    jobs.run(services, job.id)

    row = rows.outbound_mail(services, outbound_id)
    assert (row.state, row.ticket_id, row.ticket_message_id, row.envelope_from) == ("sent", None, None, "")
    assert rows.recipients(services, outbound_id) == {"ada@desk.example": "sent"}


def test_a_notice_says_that_a_machine_wrote_it_and_nobody_answers_it(services: Services, make: Make):
    read = parse(rows.outbound_mail(services, send(services, make.mailbox())).raw)

    assert isinstance(read, ParsedMail)
    assert read.kind is Kind.AUTO_REPLY
    assert read.text.strip() == "Look at it."


def test_the_same_notice_twice_is_one_mail(services: Services, make: Make):
    mailbox_id = make.mailbox()

    assert send(services, mailbox_id) == send(services, mailbox_id)
    assert len(rows.every(services, OutboundMail)) == 1
