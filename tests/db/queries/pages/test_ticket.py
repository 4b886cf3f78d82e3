import pytest

from consultant.bootstrap import Services
from consultant.db.queries import people
from consultant.db.queries.pages import ticket
from consultant.services import drafts, notes, reading, replies, tickets
from tests.factories.cases import attach_codes
from tests.factories.mails import mail
from tests.factories.make import Make


@pytest.fixture
def ticket_id(make: Make) -> int:
    return make.ticket(mail(subject="Knee", files=(("note.pdf", b"x" * 10),), Cc="a@other.example"))


def test_the_head_is_one_row_with_everybody_in_it(services: Services, make: Make, ticket_id: int):
    person = make.person(name="Priya Raman")
    with services.database.transaction() as tx:
        tickets.assign(tx, person, ticket_id, person.user_id, clock=services.clock)
    attach_codes(services, ticket_id)

    with services.database.reading() as tx:
        row = ticket.head(tx, ticket_id)
        nobody = ticket.head(tx, 999)

    assert row is not None
    assert (row.subject, row.who, row.address, row.assignee) == (
        "Knee",
        "Dana Whitlock",
        "dana@northfork-ortho.example",
        "Priya Raman",
    )
    assert row.date_said is True
    assert nobody is None


def test_messages_come_newest_first_with_what_became_of_ours(services: Services, make: Make, ticket_id: int):
    person = make.person(name="Priya Raman")
    answer = replies.Answer(ticket_id, "M17.11.", ("a@other.example",), "form-key-1", 10**9, None, "answered")
    with services.database.transaction() as tx:
        sent = replies.submit(
            tx,
            person,
            answer,
            catalogue=services.library,
            renderer=services.renderer,
            clock=services.clock,
            desk=services.desk,
        )

    with services.database.reading() as tx:
        ours, asked = ticket.messages(tx, ticket_id)
        files = ticket.attachments(tx, ticket_id)
        recipients = ticket.recipients(tx, ticket_id)

    assert (ours.source, ours.colleague, ours.outbound_id, ours.sending) == (
        "desk",
        "Priya Raman",
        sent.outbound_id,
        "queued",
    )
    assert (asked.source, asked.who, asked.outbound_id, asked.copied) == (
        "asker",
        "Dana Whitlock",
        None,
        "a@other.example",
    )
    assert [(file.filename, file.message_id) for file in files] == [("note.pdf", asked.id)]
    assert [row.address for row in recipients] == ["dana@northfork-ortho.example", "a@other.example"]


def test_notes_history_drafts_and_tags(services: Services, make: Make, ticket_id: int):
    person = make.person(name="Priya Raman")
    with services.database.transaction() as tx:
        notes.add(tx, person, ticket_id, "A note", form_key="note-key-1", clock=services.clock)
        drafts.save(tx, person, ticket_id, "reply", "half", clock=services.clock)
        tickets.change_tags(tx, person, ticket_id, ["b", "a"], clock=services.clock)

    with services.database.reading() as tx:
        assert [(row.text, row.name) for row in ticket.notes(tx, ticket_id)] == [("A note", "Priya Raman")]
        assert [row.what for row in ticket.events(tx, ticket_id)] == ["tags", "note", "opened"]
        assert [(row.box, row.text) for row in ticket.drafts(tx, ticket_id, person.user_id)] == [("reply", "half")]
        assert ticket.drafts(tx, ticket_id, 999) == []
        assert list(ticket.tags(tx, ticket_id)) == ["a", "b"]
        assert ticket.participants(tx, ticket_id) == []


def test_who_was_let_in_takes_part_beside_the_requester(services: Services, ticket_id: int):
    with services.database.transaction() as tx:
        person_id = people.ensure(tx, "j.moreau@riverbend.example", "J. Moreau", now=services.clock.now())
        people.join(tx, ticket_id, person_id, now=services.clock.now())

    with services.database.reading() as tx:
        assert [(row.address, row.name) for row in ticket.participants(tx, ticket_id)] == [
            ("j.moreau@riverbend.example", "J. Moreau")
        ]


def test_codes_findings_and_facts_of_a_run_in_their_order(services: Services, ticket_id: int):
    attach_codes(services, ticket_id)

    with services.database.reading() as tx:
        head = ticket.head(tx, ticket_id)
        assert head is not None
        assert [row.code for row in ticket.codes(tx, head.lookup_run_id)] == ["M17.11"]
        assert [row.severity for row in ticket.findings(tx, head.lookup_run_id)] == ["stop"]
        assert [row.words for row in ticket.facts(tx, head.lookup_run_id)] == ["seen 08/27/2026"]


def test_a_lookup_that_is_owed_is_a_job(services: Services, ticket_id: int):
    with services.database.reading() as tx:
        job = ticket.lookup_job(tx, ticket_id)

    assert job is not None
    assert job.failed_at is None


def test_the_last_look_is_this_persons_own(services: Services, make: Make, ticket_id: int):
    one, other = make.person(), make.person()
    with services.database.transaction() as tx:
        reading.record(tx, one, "ticket", ticket_id=ticket_id, clock=services.clock)
        reading.record(tx, other, "original", ticket_id=ticket_id, clock=services.clock)

    with services.database.reading() as tx:
        assert ticket.last_read(tx, ticket_id, one.user_id) == services.clock.now()
        assert ticket.last_read(tx, ticket_id, other.user_id) is None
