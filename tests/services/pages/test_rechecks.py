from datetime import date

import pytest

from consultant.bootstrap import Services
from consultant.coding.cards import Status
from consultant.coding.catalogue import Listed
from consultant.coding.sets import System
from consultant.domain.rights import Person, Role
from consultant.errors import Forbidden
from consultant.services import rechecks as use_cases
from consultant.services.pages import rechecks
from consultant.services.rechecks import Change, Judged, Watched
from tests.factories.mails import mail
from tests.factories.make import Make

LEAD = Person(1, Role.LEAD, "Ines")


def change(ticket_id: int, code: str, *, answered: bool = False) -> Change:
    before = Watched(ticket_id, System.CM, code, answered, None, Status.BILLABLE)
    return Change(before, date(2026, 10, 1), Status.HEADER, "It has codes below.", (Listed("M17.11", "right knee"),))


def test_tickets_whose_answer_advises_a_changed_code_come_first_with_everything_that_changed(
    services: Services, make: Make
):
    asked, advised = make.ticket(mail(subject="Hip")), make.ticket(mail(subject="Knee"))
    make.answer(advised)
    with services.database.transaction() as tx:
        judged = Judged(
            (change(asked, "M16.1"), change(advised, "M25.56"), change(advised, "M17.1", answered=True)), ()
        )
        use_cases.note(tx, judged, now=services.clock.now())
        first, second = rechecks.show(tx, LEAD)

    assert (first.ticket_id, first.advised, [one.code for one in first.codes]) == (advised, True, ["M17.1", "M25.56"])
    assert (first.subject, first.reference, first.who) == ("Knee", "CQ-100002", "Dana Whitlock")
    assert (second.ticket_id, second.advised, second.answered_at) == (asked, False, None)
    assert first.answered_at == services.clock.now()
    code = first.codes[0]
    assert (code.before, code.after, code.severity, code.successors) == (
        "billable",
        "not billable",
        "warn",
        (("M17.11", "right knee"),),
    )


def test_the_list_is_for_those_who_see_to_it(services: Services):
    with services.database.reading() as tx:
        assert rechecks.show(tx, LEAD) == ()
        with pytest.raises(Forbidden):
            rechecks.show(tx, Person(2, Role.CODER, "Priya"))


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_its_words(status: Status):
    assert rechecks.WORDS[status]
