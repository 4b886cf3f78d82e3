from consultant.bootstrap import Services
from consultant.db.queries.pages import live
from tests.factories.make import Make


def test_an_empty_desk_begins_at_nothing(services: Services):
    with services.database.reading() as tx:
        assert live.newest(tx) == (0, 0)


def test_rows_above_a_cursor_name_their_tickets(services: Services, make: Make):
    ticket_id = make.ticket()

    with services.database.reading() as tx:
        event_id, message_id = live.newest(tx)
        assert {row.ticket_id for row in live.events_after(tx, 0)} == {ticket_id}
        assert [(row.id, row.ticket_id) for row in live.messages_after(tx, 0)] == [(message_id, ticket_id)]
        assert live.events_after(tx, event_id) == []
        assert live.messages_after(tx, message_id) == []
