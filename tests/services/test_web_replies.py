from dataclasses import replace

import pytest
from sqlalchemy import update

from consultant.bootstrap import Services
from consultant.db.models import Attachment, InboundMail, Message, Person, StoredFile, Ticket
from consultant.errors import UserError
from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail
from consultant.poller import taking
from consultant.poller.crew import Crew
from consultant.services import web_replies
from consultant.services.intake import ON_THE_WEB, Outcome, Parked, Taken
from consultant.services.thread_access import Asker
from consultant.services.web_replies import Reply, Upload
from tests.factories import rows
from tests.factories.mails import ASKER, DESK, mail
from tests.factories.make import Make
from tests.factories.work import work
from tests.services.test_thread_access import asker_of, token_for

PDF = Upload("claim.pdf", "application/pdf", b"%PDF-1.4 not a whole one")


@pytest.fixture
def asker(services: Services, make: Make) -> Asker:
    """Somebody with an answer of ours, who reads it on the web."""
    ticket_id = make.ticket(message_id="first@asker.example")
    make.answer(ticket_id)
    services.clock.forward(minutes=1)
    work(services)
    return asker_of(services, token_for(services, ticket_id))


def written(services: Services, asker: Asker, reply: Reply) -> bytes:
    with services.database.reading() as tx:
        return web_replies.compose_reply(tx, asker, reply, desk=services.desk, clock=services.clock)


def stored(services: Services, asker: Asker, reply: Reply) -> tuple[int, bytes]:
    raw = written(services, asker, reply)
    sha256 = services.blobs.put(raw)
    with services.database.transaction() as tx:
        return web_replies.store(tx, asker, reply, sha256=sha256, size=len(raw), clock=services.clock), raw


def sends(services: Services, asker: Asker, text: str, *files: Upload, form_key: str = "form one") -> Outcome | None:
    inbound_id, raw = stored(services, asker, Reply(text, files, form_key))
    with services.database.transaction() as tx:
        return web_replies.take_in(tx, inbound_id, raw, desk=services.desk, clock=services.clock)


def test_a_reply_is_a_mail_from_the_asker_that_answers_our_letter(services: Services, asker: Asker):
    [ours] = [row for row in rows.messages(services, asker.ticket_id) if row.source == "desk"]

    found = parse(written(services, asker, Reply("And the left knee?", (PDF,), "form one")))

    assert isinstance(found, ParsedMail)
    assert found.author is not None
    assert (found.author.address, found.author.name) == (ASKER, "Dana Whitlock")
    assert [one.address for one in found.to] == [DESK]
    assert found.in_reply_to == (ours.message_id,)
    assert found.text.strip() == "And the left knee?"
    assert found.html == ""
    [file] = found.attachments
    assert (file.filename, file.content) == ("claim.pdf", PDF.content)


def test_a_reply_joins_its_ticket_as_a_mail_does(services: Services, asker: Asker):
    outcome = sends(services, asker, "And the left knee, M17.12?", PDF)
    work(services)

    assert isinstance(outcome, Taken)
    assert outcome.ticket_id == asker.ticket_id
    newest = rows.messages(services, asker.ticket_id)[-1]
    assert (newest.source, newest.visible.strip(), newest.why_here) == (
        "asker",
        "And the left knee, M17.12?",
        ON_THE_WEB,
    )
    assert newest.person_id == asker.person_id
    ticket = rows.ticket(services, asker.ticket_id)
    assert (ticket.state, ticket.unread) == ("open", True)
    [row] = rows.every(services, InboundMail, id=newest.inbound_id)
    assert (row.state, row.uidvalidity, services.blobs.get(row.sha256)[:5]) == ("taken", 0, b"From:")
    [file] = rows.every(services, Attachment, message_id=newest.id)
    assert [one.sha256 for one in rows.every(services, StoredFile)] == [file.sha256]


def test_the_same_form_twice_is_one_reply(services: Services, asker: Asker):
    sends(services, asker, "And the left knee?")
    services.clock.forward(seconds=3)

    assert sends(services, asker, "And the left knee?") is None

    assert [row.source for row in rows.messages(services, asker.ticket_id)].count("asker") == 2


def test_two_forms_with_the_same_words_are_two_replies(services: Services, asker: Asker):
    sends(services, asker, "Yes.", form_key="form one")
    sends(services, asker, "Yes.", form_key="form two")

    assert [row.source for row in rows.messages(services, asker.ticket_id)].count("asker") == 3


def test_a_reply_whose_web_process_dies_is_taken_in_by_the_poller(services: Services, asker: Asker):
    stored(services, asker, Reply("And the left knee?", (), "form one"))

    taking.take_in_stored(services, 1, Crew.in_place(services))

    newest = rows.messages(services, asker.ticket_id)[-1]
    assert (newest.visible.strip(), newest.why_here) == ("And the left knee?", ON_THE_WEB)


@pytest.mark.parametrize(
    "words",
    [
        "I am out of the office until Monday. Take your time.",
        "Automatic reply: no, a person wrote this.",
    ],
)
def test_what_is_written_on_the_web_is_a_persons_whatever_it_says(services: Services, asker: Asker, words: str):
    sends(services, asker, words)

    newest = rows.messages(services, asker.ticket_id)[-1]
    assert (newest.source, newest.kind) == ("asker", "human")


def test_nobody_else_can_claim_to_have_written_on_the_web(services: Services, make: Make, asker: Asker):
    make.taken(
        mail("And the left knee?", message_id="web.0123456789abcdef@desk.example", in_reply_to="first@asker.example")
    )

    assert ON_THE_WEB not in {row.why_here for row in rows.messages(services, asker.ticket_id)}


def test_a_ticket_closed_long_ago_is_continued_by_another(services: Services, asker: Asker):
    with services.database.transaction() as tx:
        tx.execute(update(Ticket).values(state="closed", changed_at=services.clock.now()))
    services.clock.forward(days=40)

    outcome = sends(services, asker, "And the left knee?")

    assert isinstance(outcome, Taken)
    assert outcome.ticket_id != asker.ticket_id
    assert rows.ticket(services, outcome.ticket_id).linked_ticket_id == asker.ticket_id


def test_a_mailbox_that_blocks_the_asker_parks_the_reply(services: Services, make: Make, asker: Asker):
    from consultant.db.models import Mailbox

    with services.database.transaction() as tx:
        tx.execute(update(Mailbox).values(blocked=["northfork-ortho.example"]))

    assert isinstance(sends(services, asker, "And the left knee?"), Parked)


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply("  \n", (), "form one"), "empty"),
        (Reply("x" * 100_001, (), "form one"), "longer than"),
        (Reply("x", (PDF,) * 11, "form one"), "10 files"),
        (Reply("x", (Upload("a", "text/plain", b"0" * 15_000_000), Upload("b", "text/plain", b"1" * 6_000_000)), "f"), "20 MB"),
    ],
)  # fmt: skip
def test_what_cannot_be_sent_is_said_and_nothing_is_kept(services: Services, asker: Asker, reply: Reply, words: str):
    with pytest.raises(UserError, match=words):
        written(services, asker, reply)


def test_a_file_alone_is_a_reply(services: Services, asker: Asker):
    sends(services, asker, "", PDF)

    newest = rows.messages(services, asker.ticket_id)[-1]
    assert newest.visible.strip() == ""
    assert [one.filename for one in rows.every(services, Attachment, message_id=newest.id)] == ["claim.pdf"]


def test_the_room_for_files_follows_the_limit_of_the_way_in(services: Services):
    assert web_replies.room_for_files(services.desk) == 20_000_000
    assert web_replies.room_for_files(replace(services.desk, max_mail_bytes=1_200_000)) == 700_000


def test_as_many_files_as_there_is_room_for_make_a_mail_that_the_way_in_takes(services: Services, asker: Asker):
    desk = replace(services.desk, max_mail_bytes=1_200_000)
    file = Upload("scan.bin", "application/octet-stream", b"\xff" * web_replies.room_for_files(desk))

    with services.database.reading() as tx:
        raw = web_replies.compose_reply(
            tx, asker, Reply("x" * 100_000, (file,), "form one"), desk=desk, clock=services.clock
        )

    assert len(raw) < desk.max_mail_bytes


def test_an_address_that_no_header_holds_is_said(services: Services, asker: Asker):
    with pytest.raises(UserError, match="Reply to our mail"):
        written(services, replace(asker, address="da<na@x.example"), Reply("Yes.", (), "form one"))


def test_names_beyond_ascii_arrive_as_they_are(services: Services, asker: Asker):
    with services.database.transaction() as tx:
        tx.execute(update(Person).where(Person.id == asker.person_id).values(name="Dana Weißlöck"))
    file = Upload("Befund Köln.pdf", "application/pdf", b"x")

    found = parse(
        written(services, replace(asker, name="Dana Weißlöck"), Reply("Ja, für M17.11.", (file,), "form one"))
    )

    assert isinstance(found, ParsedMail)
    assert found.author is not None
    assert (found.author.name, found.text.strip()) == ("Dana Weißlöck", "Ja, für M17.11.")
    assert [one.filename for one in found.attachments] == ["Befund Köln.pdf"]


def test_a_message_holds_no_trace_of_where_the_browser_was(services: Services, asker: Asker):
    sends(services, asker, "Yes.")

    assert {row.message_id.rpartition("@")[2] for row in rows.every(services, Message) if row.inbound_id} <= {
        "asker.example",
        "desk.example",
    }
