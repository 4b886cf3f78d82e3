import pytest

from consultant.bootstrap import Services
from consultant.db.models import Draft, Note, OutboundMail
from consultant.domain.rights import Person, Role
from consultant.errors import Conflict, Forbidden, NotFound, UserError
from consultant.services import drafts, notes
from tests.factories import rows
from tests.factories.make import Make


def add(services: Services, person: Person, ticket_id: int, text: str, form_key: str = "form") -> int:
    with services.database.transaction() as tx:
        return notes.add(tx, person, ticket_id, text, form_key=form_key, clock=services.clock)


def test_a_note_is_written_into_history_and_marks_the_ticket(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()

    note_id = add(services, coder, ticket_id, "Ask the payer first.")

    assert rows.ticket(services, ticket_id).newest_note_id == note_id
    assert rows.history(services, ticket_id)[-1] == "note"
    assert "Ask the payer" not in str(rows.events(services, ticket_id)[-1].detail)


def test_the_same_form_twice_is_one_note(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()

    assert add(services, coder, ticket_id, "once") == add(services, coder, ticket_id, "once")
    assert len(rows.every(services, Note)) == 1


def test_the_same_form_with_other_words_is_refused_and_not_dropped(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    add(services, coder, ticket_id, "once")

    with pytest.raises(Conflict, match="text is kept"):
        add(services, coder, ticket_id, "and more")


def test_a_note_never_becomes_mail(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    note_id = add(services, coder, ticket_id, "SECRET-OF-THE-DESK")

    make.answer(ticket_id, "Yes.", seen=(10**9, note_id))

    assert all(b"SECRET-OF-THE-DESK" not in row.raw for row in rows.every(services, OutboundMail))


def test_an_empty_note_an_asker_and_no_ticket_are_refused(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    with pytest.raises(UserError):
        add(services, coder, ticket_id, " \n")
    with pytest.raises(Forbidden):
        add(services, Person(1, Role.ASKER, "x"), ticket_id, "x")
    with pytest.raises(NotFound):
        add(services, coder, 987, "x")


def test_saving_a_note_removes_its_draft_and_leaves_the_replys(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    with services.database.transaction() as tx:
        for box in ("note", "reply"):
            drafts.save(tx, coder, ticket_id, box, "typed", clock=services.clock)

    add(services, coder, ticket_id, "done")

    assert [row.box for row in rows.every(services, Draft)] == ["reply"]
