import pytest
from sqlalchemy import update

from consultant.bootstrap import Services
from consultant.db.models import Job, TicketCode
from consultant.db.queries.pages import ticket as queries
from consultant.services.pages import case
from tests.factories.cases import attach_codes
from tests.factories.make import Make


@pytest.fixture
def ticket_id(make: Make) -> int:
    return make.ticket()


def read(services: Services, ticket_id: int) -> case.Case:
    with services.database.reading() as tx:
        head = queries.head(tx, ticket_id)
        assert head is not None
        return case.read(tx, head)


def test_lookups_are_underway_until_they_are_there_or_given_up(services: Services, ticket_id: int):
    underway = read(services, ticket_id).state
    with services.database.transaction() as tx:
        tx.execute(update(Job).values(failed_at=services.clock.now()))
    failed = read(services, ticket_id).state
    attach_codes(services, ticket_id)

    now = read(services, ticket_id)
    assert (underway, failed, now.state) == ("underway", "failed", "ready")
    assert (now.behind, now.renewing) == (True, False)


def test_a_card_says_what_was_found_when_it_was_looked_up(services: Services, ticket_id: int):
    attach_codes(services, ticket_id)

    found = read(services, ticket_id)

    (card,) = found.mentioned
    assert found.offered == []
    assert (card.code, card.headline, card.severity, card.release) == (
        "M17.11",
        "Billable",
        "ok",
        "FY 2026, release of 1 Apr 2026",
    )
    assert [(note.kind, note.at) for note in card.notes] == [("excludes1", "M17")]
    assert [level.code for level in card.levels] == ["M17"]
    assert (found.tally("stop"), found.tally("warn")) == (1, 0)
    assert (found.run_id, found.renewing, found.facts.waiting) == (1, False, 1)


def test_a_card_of_an_older_release_of_the_desk_lacks_only_what_is_new(services: Services, ticket_id: int):
    attach_codes(services, ticket_id)
    with services.database.transaction() as tx:
        tx.execute(update(TicketCode).values(card={"text": "words"}, status="not_checked"))

    (card,) = read(services, ticket_id).cards

    assert (card.text, card.severity, card.notes, card.leaves) == ("words", "info", (), ())
    assert card.headline


def test_words_of_cpt_that_were_looked_up_are_read_under_a_licence_alone(services: Services, ticket_id: int):
    attach_codes(services, ticket_id)
    with services.database.transaction() as tx:
        tx.execute(update(TicketCode).values(system="cpt", code="69981"))
        head = queries.head(tx, ticket_id)
        assert head is not None
        (licensed,) = case.read(tx, head, cpt_licensed=True).cards
        (number,) = case.read(tx, head).cards

    assert licensed.text == "Unilateral primary osteoarthritis, right knee"
    assert (number.text, number.why, number.levels, number.notes, number.facts) == (None, "", (), (), ())
    assert (number.code, number.headline) == ("69981", "Billable")
