from consultant.bootstrap import Services
from consultant.db.queries import drafts
from tests.factories.make import Make


def test_the_newest_save_wins_and_boxes_are_apart(services: Services, make: Make):
    ticket_id, coder, now = make.ticket(), make.person(), services.clock.now()
    with services.database.transaction() as tx:
        for text in ("one", "two"):
            drafts.save(tx, ticket_id, coder.user_id, "reply", text, now=now)
        drafts.save(tx, ticket_id, coder.user_id, "note", "three", now=now)
        drafts.remove(tx, ticket_id, coder.user_id, "note")

    with services.database.reading() as tx:
        assert drafts.load(tx, ticket_id, coder.user_id, "reply") == "two"
        assert drafts.load(tx, ticket_id, coder.user_id, "note") is None
