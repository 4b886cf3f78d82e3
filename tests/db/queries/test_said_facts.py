import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from consultant.bootstrap import Services
from consultant.db.models import SaidFact
from consultant.db.queries import said_facts
from tests.factories import rows
from tests.factories.make import Make


def test_the_newest_word_holds_and_the_older_ones_are_kept(services: Services, make: Make):
    ticket_id, user_id, now = make.ticket(), make.person().user_id, services.clock.now()

    with services.database.transaction() as tx:
        for value in ("71", "72"):
            said_facts.say(tx, ticket_id, "patient age", value, accepted=False, user_id=user_id, now=now)
        said_facts.say(tx, ticket_id, "payer", None, accepted=False, user_id=user_id, now=now)

        assert said_facts.in_force(tx, ticket_id) == [("patient age", "72"), ("payer", None)]

    assert [row.value for row in rows.every(services, SaidFact)] == ["71", "72", None]


def test_what_is_taken_back_holds_no_longer(services: Services, make: Make):
    ticket_id, user_id, now = make.ticket(), make.person().user_id, services.clock.now()

    with services.database.transaction() as tx:
        said_facts.say(tx, ticket_id, "payer", "Aetna", accepted=True, user_id=user_id, now=now)

        assert said_facts.take_back(tx, ticket_id, "payer", user_id=user_id, now=now)
        assert not said_facts.take_back(tx, ticket_id, "payer", user_id=user_id, now=now)
        assert said_facts.in_force(tx, ticket_id) == []


def test_two_words_of_one_fact_never_hold_at_once(services: Services, make: Make):
    ticket_id, user_id, now = make.ticket(), make.person().user_id, services.clock.now()
    row = {"ticket_id": ticket_id, "name": "payer", "value": "x", "accepted": False, "user_id": user_id, "at": now}

    with pytest.raises(IntegrityError), services.database.transaction() as tx:
        tx.execute(insert(SaidFact), [row, row])
