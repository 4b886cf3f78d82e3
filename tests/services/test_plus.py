import pytest

from consultant.adapters.memory import MemoryMailer
from consultant.bootstrap import Services
from consultant.db.models import InboundMail, Job, Mailbox
from consultant.errors import UserError
from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail
from consultant.ports import Verdict
from consultant.services import plus
from consultant.services.intake import Parked, Proved, Taken
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make
from workers import jobs


def box(services: Services, mailbox_id: int) -> Mailbox:
    with services.database.reading() as tx:
        return tx.get_one(Mailbox, mailbox_id)


def self_test(services: Services, mailbox_id: int) -> bytes:
    """Return the mail that the desk wrote to itself."""
    with services.database.transaction() as tx:
        mailbox = tx.get_one(Mailbox, mailbox_id)
        outbound_id = plus.send_self_test(tx, mailbox, desk=services.desk, clock=services.clock)
    jobs.run(services, rows.every(services, Job, kind="deliver_email")[-1].id)
    [(address, state)] = rows.recipients(services, outbound_id).items()
    assert address.startswith("questions+cq.")
    assert state == "sent"
    return rows.outbound_mail(services, outbound_id).raw


def test_an_answer_names_a_plus_address_only_after_one_was_seen_to_arrive(services: Services, make: Make):
    mailbox_id = make.mailbox()
    first = rows.outbound_mail(services, make.answer(make.ticket()))

    outcome = make.taken(self_test(services, mailbox_id))
    second = rows.outbound_mail(services, make.answer(make.ticket(mail("Another", subject="Another"))))

    assert outcome == Proved(mailbox_id)
    assert rows.every(services, InboundMail)[-2].state == "discarded"
    assert box(services, mailbox_id).plus_proved_at == services.clock.now()
    assert b"\r\nReply-To" not in first.raw
    read = parse(second.raw)
    assert isinstance(read, ParsedMail)
    assert read.reply_to[0].address.startswith("questions+cq.")


def test_a_reply_without_any_id_finds_its_ticket_by_the_plus_address(services: Services, make: Make):
    mailbox_id = make.mailbox()
    make.taken(self_test(services, mailbox_id))
    ticket_id = make.ticket()
    read = parse(rows.outbound_mail(services, make.answer(ticket_id)).raw)
    assert isinstance(read, ParsedMail)
    to = read.reply_to[0].address

    joined = make.taken(mail("Thanks", to=to, subject="Re: Knee question"))
    strange = make.taken(mail("Me too", to=to, subject="Re: Knee question", sender="eve@else.example"))
    forged = make.taken(mail("Thanks again", to=to.replace("cq.", "cq.0"), subject="Knee question"))

    assert isinstance(joined, Taken)
    assert joined.ticket_id == ticket_id
    assert "the signed reply address" in rows.messages(services, ticket_id)[-1].why_here
    assert isinstance(strange, Parked)
    assert isinstance(forged, Taken)
    assert forged.ticket_id != ticket_id


def test_the_test_of_one_mailbox_proves_nothing_of_another(services: Services, make: Make):
    raw = self_test(services, make.mailbox())
    other = make.mailbox("other")

    assert isinstance(make.taken(raw, mailbox="other"), Parked)
    assert box(services, other).plus_proved_at is None


def test_a_server_that_takes_no_such_address_says_so_in_the_outbox(services: Services, make: Make):
    mailbox_id = make.mailbox()
    assert isinstance(services.mailer, MemoryMailer)
    services.mailer.final = Verdict(550, "no")
    with services.database.transaction() as tx:
        mailbox = tx.get_one(Mailbox, mailbox_id)
        outbound_id = plus.send_self_test(tx, mailbox, desk=services.desk, clock=services.clock)

    jobs.run(services, rows.every(services, Job, kind="deliver_email")[-1].id)

    assert list(rows.recipients(services, outbound_id).values()) == ["refused"]


def test_an_address_without_room_is_named(services: Services, make: Make):
    mailbox = box(services, make.mailbox())
    mailbox.address = "questions-about-coding@desk.example"
    with pytest.raises(UserError, match="too long"), services.database.transaction() as tx:
        plus.send_self_test(tx, mailbox, desk=services.desk, clock=services.clock)
    mailbox.plus_proved_at = services.clock.now()
    assert plus.reply_address(mailbox, 1, desk=services.desk) is None
