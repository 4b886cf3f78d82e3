import pytest
from sqlalchemy import update

from consultant.bootstrap import Services
from consultant.db.models import LookupRun
from consultant.domain.rights import Person, Role
from consultant.errors import Forbidden, NotFound
from consultant.services.pages import earlier
from tests.factories import rows
from tests.factories.cases import attach_codes
from tests.factories.mails import mail
from tests.factories.make import Make
from tests.factories.work import work


def show(services: Services, person: Person, ticket_id: int, run_id: int) -> earlier.Earlier:
    with services.database.reading() as tx:
        return earlier.show(tx, person, ticket_id, run_id)


def test_what_was_said_on_another_day_is_kept_with_the_words_that_it_went_by(services: Services, make: Make):
    ticket_id, person = make.ticket(), make.person()
    attach_codes(services, ticket_id)
    with services.database.transaction() as tx:
        tx.execute(update(LookupRun).values(said=[{"name": "patient sex", "value": "F"}], made_at=services.clock.now()))
    services.clock.forward(days=3)
    make.taken(_more(make, ticket_id))
    work(services)

    found = show(services, person, ticket_id, 1)

    assert [(run.id, run.shown, run.said) for run in found.runs] == [(2, True, 0), (1, False, 1)]
    assert [card.code for card in found.case.cards] == ["M17.11"]
    assert ("Female", "corrected") in {(line.value, line.state) for line in found.case.facts.lines}
    assert (found.case.renewing, found.case.behind) == (False, False)


def test_lookups_of_another_ticket_are_not_there(services: Services, make: Make):
    first, second, person = make.ticket(), make.ticket(), make.person()
    attach_codes(services, first)

    with pytest.raises(NotFound):
        show(services, person, second, 1)
    with pytest.raises(NotFound):
        show(services, person, 99, 1)
    with pytest.raises(Forbidden):
        show(services, Person(9, Role.ASKER, ""), first, 1)


def _more(make: Make, ticket_id: int) -> bytes:
    ours = rows.outbound_mail(make.services, make.answer(ticket_id)).message_id
    return mail("And M17.12?", subject="Re: Knee question", in_reply_to=ours)
