from datetime import timedelta

import pytest

from consultant.bootstrap import Services
from consultant.db.models import Job, OutboundMail, Ticket
from consultant.mail.letters import SHIPPED
from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail
from consultant.services.acknowledgements import acknowledge
from consultant.services.intake import Taken
from consultant.services.writing import copied_to
from tests.corpus.broken import broken_mails
from tests.factories import rows
from tests.factories.mails import ASKER, DESK, mail
from tests.factories.make import Make


def test_the_bytes_that_leave_are_frozen_with_the_row(services: Services, make: Make):
    outbound_id = make.answer(make.ticket())

    row = rows.outbound_mail(services, outbound_id)
    sent = parse(row.raw)
    assert isinstance(sent, ParsedMail)
    assert (sent.message_id, row.letter_version, row.envelope_from) == (row.message_id, SHIPPED, DESK)
    assert (sent.from_[0].address, sent.to[0].address) == (DESK, ASKER)
    assert sent.date == services.clock.now()
    assert rows.messages(services, row.ticket_id)[-1].message_id == row.message_id


def test_the_job_is_due_when_the_window_ends_and_dashboards_hear_of_both(services: Services, make: Make):
    outbound_id = make.answer(make.ticket())

    [job] = rows.every(services, Job, kind="deliver_email")
    assert job.due_at == services.clock.now() + timedelta(seconds=10)
    assert ("outbox", {"outbound_id": outbound_id}) in services.events.told


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ((), ()),
        (("a@x.example", "b@x.example"), ("a@x.example", "b@x.example")),
        (("a@x.example", "A@X.example"), ("A@X.example",)),
        ((ASKER.upper(),), ()),
        (("a@münchen.example",), ("a@xn--mnchen-3ya.example",)),
    ],
)
def test_copies_go_to_each_address_once(written: tuple[str, ...], kept: tuple[str, ...]):
    assert copied_to(written, ASKER) == kept


@pytest.mark.parametrize(
    "message_id", ["words and blanks", "käse@asker.example", "x" * 1200 + "@asker.example", "<<a@b>>", "a\tb@c"]
)
def test_an_answer_can_be_written_whatever_message_id_the_asker_used(services: Services, make: Make, message_id: str):
    raw = mail().split(b"\r\n")
    raw = [f"Message-ID: <{message_id}>".encode() if line.startswith(b"Message-ID:") else line for line in raw]
    ticket_id = make.ticket(b"\r\n".join(raw))

    sent = parse(rows.outbound_mail(services, make.answer(ticket_id)).raw)

    assert isinstance(sent, ParsedMail)
    assert sent.to[0].address == ASKER


def test_every_broken_mail_that_became_a_ticket_can_be_answered_and_acknowledged(sqlite_services: Services):
    services, make = sqlite_services, Make(sqlite_services)
    coder = make.person()
    answered = 0
    for name, raw in broken_mails():
        outcome = make.taken(raw)
        if isinstance(outcome, Taken):
            with services.database.transaction() as tx:
                acknowledge(tx, outcome.ticket_id, renderer=services.renderer, clock=services.clock, desk=services.desk)
            row = rows.outbound_mail(services, make.answer(outcome.ticket_id, person=coder))
            sent = parse(row.raw)
            assert isinstance(sent, ParsedMail), name
            assert sent.message_id == row.message_id, name
            answered += 1

    assert answered == len(rows.every(services, Ticket)) > 100
    assert len(rows.every(services, OutboundMail, kind="answer")) == answered
