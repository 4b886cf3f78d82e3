import pytest
from sqlalchemy.orm import Session

from consultant.bootstrap import Services
from consultant.db import after
from consultant.db.after import Changed, Woken
from consultant.db.engine import Database
from consultant.domain.jobs import AttachLookups


def test_effects_come_after_the_commit_in_order_and_the_same_word_once(services: Services):
    heard: list[object] = []
    database = Database(services.database.engine, after_commit=heard.extend)

    with database.transaction() as tx:
        after.tell(tx, "ticket", ticket_id=7)
        after.wake(tx, 3, AttachLookups(7))
        after.tell(tx, "ticket", ticket_id=7)
        after.tell(tx, "ticket", ticket_id=8)
        assert heard == []

    assert heard == [
        Changed("ticket", {"ticket_id": 7}),
        Woken(3, AttachLookups(7)),
        Changed("ticket", {"ticket_id": 8}),
    ]


def test_nothing_comes_of_what_was_rolled_back_or_only_read(services: Services):
    heard: list[object] = []
    database = Database(services.database.engine, after_commit=heard.extend)

    with pytest.raises(RuntimeError), database.transaction() as tx:  # noqa: PT012 - the block is rolled back
        after.tell(tx, "ticket", ticket_id=7)
        raise RuntimeError
    with database.reading() as tx:
        after.tell(tx, "ticket", ticket_id=7)
    with database.transaction():
        pass

    assert heard == []


def test_what_was_taken_is_forgotten(services: Services):
    with Session(services.database.engine) as session:
        after.tell(session, "ticket", ticket_id=1)

        assert len(after.take(session)) == 1
        assert after.take(session) == []
