from consultant.bootstrap import Services
from consultant.db.queries import notes
from tests.factories.make import Make


def test_a_note_is_found_by_its_form(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    with services.database.transaction() as tx:
        note_id = notes.add(
            tx, ticket_id=ticket_id, user_id=coder.user_id, at=services.clock.now(), text="x", form_key="form"
        )

        found = notes.by_form_key(tx, "form")
        assert found is not None
        assert (found.id, found.text) == (note_id, "x")
        assert notes.by_form_key(tx, "another") is None
