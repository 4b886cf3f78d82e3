"""One question, all the way in, and one answer, all the way out, and back again: through the use cases alone."""

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from consultant.adapters.library.shelf import Shelf
from consultant.bootstrap import Services
from consultant.db.models import InboundMail, OutboundMail, ReadLog, Ticket, TicketCode
from consultant.domain.rights import Role
from consultant.domain.tickets import Step
from consultant.mail.parse import parse
from consultant.mail.parsed import Kind, ParsedMail
from consultant.poller import taking
from consultant.poller.crew import Crew
from consultant.services import notes, parked, reading, replies, tickets
from tests.factories import rows
from tests.factories.mails import ASKER, DESK, mail
from tests.factories.make import Make
from tests.factories.releases import install_shelf
from tests.factories.work import work


@pytest.fixture
def desk(services: Services, shipped_releases: Path) -> Services:
    shelf = Shelf(shipped_releases, services.blobs.open_path)
    install_shelf(services.database, shelf)
    return replace(services, shelf=shelf)


@pytest.fixture
def make(desk: Services) -> Make:
    return Make(desk)


def arrives(desk: Services, make: Make, raw: bytes) -> None:
    """Store a mail and take in what waits, as the poller does."""
    make.stored(raw)
    taking.take_in_stored(desk, 1, Crew.in_place(desk))


def delivered(desk: Services, kind: str) -> ParsedMail:
    """Return the newest mail of a kind that reached the asker, read as any mail is."""
    ids = {row.raw: row.kind for row in rows.every(desk, OutboundMail)}
    raw = [raw for _, _, raw in desk.mailer.delivered if ids[raw] == kind][-1]
    found = parse(raw)
    assert isinstance(found, ParsedMail)
    return found


def reply_of(answer: ParsedMail, text: str, *, sender: str = f"Dana Whitlock <{ASKER}>") -> bytes:
    """Return a reply as a mail program makes it: quoted, threaded, prefixed."""
    made = EmailMessage(policy=policy.SMTP)
    made["From"] = sender
    made["To"] = answer.from_[0].address
    made["Subject"] = f"RE: {answer.subject}"
    made["Date"] = "Mon, 23 Nov 2026 17:00:00 +0000"
    made["Message-ID"] = f"<{abs(hash((text, sender)))}@northfork-ortho.example>"
    made["In-Reply-To"] = f"<{answer.message_id}>"
    made["References"] = " ".join(f"<{one}>" for one in (*answer.references, answer.message_id))
    quoted = "\n".join(f"> {line}" for line in answer.text.splitlines())
    made.set_content(f"{text}\n\nOn Mon, Nov 23, 2026 at 11:12 AM {DESK} wrote:\n{quoted}\n")
    return made.as_bytes()


def test_a_question_comes_in_is_answered_and_its_follow_up_joins_by_the_signed_token(desk: Services, make: Make):
    arrives(desk, make, mail("Is M17.11 right for right knee arthritis, seen 08/27/2026? Call 614-555-0142."))
    work(desk)
    [ticket] = rows.every(desk, Ticket)
    codes = {row.code for row in rows.every(desk, TicketCode, run_id=ticket.lookup_run_id)}
    assert "M17.11" in codes
    acknowledged = delivered(desk, "acknowledged")
    assert f"CQ-{100_000 + ticket.id}" in acknowledged.text
    assert acknowledged.kind is not Kind.HUMAN

    coder = make.person(Role.CODER, "Priya Raman")
    with desk.database.transaction() as tx:
        reading.record(tx, coder, "ticket", ticket_id=ticket.id, clock=desk.clock)
        note_id = notes.add(tx, coder, ticket.id, "For the desk alone.", form_key="note", clock=desk.clock)
    answer = replies.Answer(ticket.id, "Yes, **M17.11**.", (), "form", 10**9, note_id, "answered")
    with desk.database.transaction() as tx:
        replies.submit(
            tx, coder, answer, catalogue=desk.library, renderer=desk.renderer, clock=desk.clock, desk=desk.desk
        )
    work(desk)
    assert len(desk.mailer.delivered) == 1
    desk.clock.forward(seconds=11)
    work(desk)

    letter = delivered(desk, "answer")
    assert (letter.from_[0].address, letter.to[0].address) == (DESK, ASKER)
    assert "M17.11" in letter.text
    assert "Priya Raman" in letter.text
    assert "For the desk alone" not in letter.text + letter.html
    assert letter.references[0] == rows.messages(desk, ticket.id)[0].message_id

    arrives(desk, make, reply_of(letter, "Thank you. And the left knee, M17.12?"))
    work(desk)

    assert len(rows.every(desk, Ticket)) == 1
    messages = rows.messages(desk, ticket.id)
    assert [message.source for message in messages] == ["asker", "machine", "desk", "asker"]
    assert "signed reply token" in messages[-1].why_here
    assert messages[-1].visible.strip() == "Thank you. And the left knee, M17.12?"
    found = rows.ticket(desk, ticket.id)
    assert (found.state, found.unread) == ("open", True)
    codes = {row.code for row in rows.every(desk, TicketCode, run_id=found.lookup_run_id)}
    assert {"M17.11", "M17.12"} <= codes
    assert [row.kind for row in rows.every(desk, OutboundMail)] == ["acknowledged", "answer"]
    assert len(rows.every(desk, ReadLog)) == 1


def test_a_colleague_whom_the_asker_forwarded_it_to_is_let_in_by_a_lead(desk: Services, make: Make):
    arrives(desk, make, mail())
    ticket = rows.every(desk, Ticket)[0]
    coder = make.person()
    make.answer(ticket.id, "Which payer?", person=coder, then="waiting")
    desk.clock.forward(minutes=1)
    work(desk)

    arrives(
        desk,
        make,
        reply_of(delivered(desk, "question_back"), "It is Medicare.", sender="Lou <lou@northfork-ortho.example>"),
    )
    [waiting] = rows.every(desk, InboundMail, state="parked")
    assert (waiting.cause, waiting.ticket_id) == ("stranger-on-ticket", ticket.id)
    assert rows.ticket(desk, ticket.id).state == "waiting"

    person = make.person(Role.LEAD)
    with desk.database.transaction() as tx:
        parked.take_in(tx, person, waiting.id, ticket_id=ticket.id, blobs=desk.blobs, desk=desk.desk, clock=desk.clock)
    work(desk)

    assert rows.ticket(desk, ticket.id).state == "open"
    assert rows.messages(desk, ticket.id)[-1].visible.strip() == "It is Medicare."


def test_the_whole_history_of_a_ticket_tells_who_did_what_and_when(desk: Services, make: Make):
    arrives(desk, make, mail())
    work(desk)
    ticket_id, coder = rows.every(desk, Ticket)[0].id, make.person()
    with desk.database.transaction() as tx:
        tickets.assign(tx, coder, ticket_id, coder.user_id, clock=desk.clock)
        tickets.change_tags(tx, coder, ticket_id, ["knee"], clock=desk.clock)
    make.answer(ticket_id, person=coder, form_key="the answer")
    desk.clock.forward(minutes=1)
    work(desk)
    with desk.database.transaction() as tx:
        tickets.change_state(tx, coder, ticket_id, Step.CODER_CLOSES, clock=desk.clock)

    told = [(event.what, event.actor) for event in rows.events(desk, ticket_id)]
    assert told == [
        ("opened", "asker"),
        ("lookups", "desk"),
        ("acknowledged", "desk"),
        ("acknowledgement sent", "desk"),
        ("assigned", "user"),
        ("tags", "user"),
        ("answer queued", "user"),
        ("answer sent", "desk"),
        ("state", "user"),
    ]
    times = [event.at for event in rows.events(desk, ticket_id)]
    assert times == sorted(times)


def test_what_leaves_is_a_mail_that_any_program_reads(desk: Services, make: Make):
    arrives(desk, make, mail())
    make.answer(1, "Hello Dana,\n\n| code | text |\n|---|---|\n| M17.11 | right knee |\n\n- **one**\n- two")
    desk.clock.forward(minutes=1)
    work(desk)

    for _, _, raw in desk.mailer.delivered:
        assert raw.isascii()
        assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
        read = message_from_bytes(raw, policy=policy.default)
        assert read.defects == []
        assert read.get_content_type() == "multipart/alternative"
        assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]
