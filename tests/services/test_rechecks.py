from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from consultant.bootstrap import Services
from consultant.coding.cards import Status
from consultant.coding.sets import System
from consultant.db.models import AnswerCheck, ChangedCode, Job, LookupRun, OutboundMail, TicketCode
from consultant.domain.rights import Person, Role
from consultant.errors import Forbidden, NotFound
from consultant.services import rechecks
from consultant.services.rechecks import Judged, Watched
from tests.factories import rows
from tests.factories.cases import attach_codes
from tests.factories.make import Make
from tests.factories.releases import stocked

GONE = date(2018, 1, 5)
"""G0202 ended on 31 Dec 2017."""


@pytest.fixture
def desk(services: Services, shipped_releases: Path, tmp_path: Path) -> Services:
    return stocked(services, shipped_releases, tmp_path)


@pytest.fixture
def make(desk: Services) -> Make:
    return Make(desk)


@pytest.fixture
def lead(make: Make) -> Person:
    return make.person(Role.LEAD, "Ines")


@pytest.fixture
def ticket_id(desk: Services, make: Make) -> int:
    """Answered; its question named G0202, billable by what was known then, for a day on which it is gone."""
    found = make.ticket()
    attach_codes(desk, found)
    with desk.database.transaction() as tx:
        tx.execute(update(TicketCode).values(system="hcpcs", code="G0202"))
        tx.execute(update(LookupRun).values(on_date=GONE))
    make.answer(found, "It is right.")
    return found


def watched(desk: Services) -> tuple[Watched, ...]:
    with desk.database.reading() as tx:
        return rechecks.watched(tx, rechecks.answered(tx, after=0, limit=10, now=desk.clock.now()))


def look(desk: Services) -> Judged:
    judged = rechecks.judge(watched(desk), desk.library, today=desk.clock.now().date())
    with desk.database.transaction() as tx:
        rechecks.note(tx, judged, now=desk.clock.now())
    return judged


def test_a_code_that_stands_otherwise_by_now_is_listed_with_what_it_was_and_is(desk: Services, ticket_id: int):
    look(desk)

    [row] = rows.every(desk, ChangedCode)
    assert (row.ticket_id, row.system, row.code, row.answered) == (ticket_id, "hcpcs", "G0202", False)
    assert (row.status_before, row.status_after, row.on_date) == ("billable", "expired", GONE)
    assert "31 Dec 2017" in row.detail
    assert (row.seen_at, row.seen_by) == (None, None)


def test_twice_is_once_and_nobody_is_mailed(desk: Services, ticket_id: int):
    mails = len(rows.every(desk, OutboundMail))
    look(desk)
    first = rows.every(desk, ChangedCode)[0].found_at
    desk.clock.forward(days=1)

    look(desk)

    assert [row.found_at for row in rows.every(desk, ChangedCode)] == [first]
    assert len(rows.every(desk, OutboundMail)) == mails


def test_what_somebody_has_seen_to_stays_away_until_it_stands_otherwise_once_more(
    desk: Services, lead: Person, ticket_id: int
):
    look(desk)
    with desk.database.transaction() as tx:
        rechecks.see(tx, lead, ticket_id, clock=desk.clock)

    look(desk)

    assert rows.every(desk, ChangedCode)[0].seen_by == lead.user_id
    event = rows.events(desk, ticket_id)[-1]
    assert (event.what, event.actor_id, event.detail) == ("codes changed", lead.user_id, {"codes": 1})
    with desk.database.transaction() as tx:
        tx.execute(update(ChangedCode).values(status_after="unknown"))
    look(desk)
    assert rows.every(desk, ChangedCode)[0].seen_at is None


def test_a_code_that_stands_as_it_did_is_taken_off_the_list(desk: Services, ticket_id: int):
    look(desk)
    with desk.database.transaction() as tx:
        tx.execute(update(TicketCode).values(status="expired"))

    look(desk)

    assert rows.every(desk, ChangedCode) == []


def test_what_cannot_be_checked_now_is_no_change_and_takes_nothing_off(desk: Services, ticket_id: int):
    with desk.database.transaction() as tx:
        tx.execute(update(TicketCode).values(system="cm", code="M17.1"))
        tx.execute(update(LookupRun).values(on_date=date(2026, 5, 1)))
    look(desk)
    with desk.database.transaction() as tx:
        tx.execute(update(LookupRun).values(on_date=date(2012, 5, 1)))

    judged = look(desk)

    assert judged == Judged((), ())
    assert [row.status_after for row in rows.every(desk, ChangedCode)] == ["header"]


def test_that_a_code_can_be_checked_by_now_and_is_good_is_no_news(desk: Services):
    codes = [
        Watched(1, System.CM, "M17.11", answered=True, on=date(2026, 5, 1), status=Status.NOT_CHECKED),
        Watched(1, System.CM, "M17.1", answered=True, on=date(2026, 5, 1), status=Status.NOT_CHECKED),
    ]

    judged = rechecks.judge(codes, desk.library, today=date(2026, 5, 1))

    assert [(one.watched.code, one.after) for one in judged.changed] == [("M17.1", Status.HEADER)]
    assert [listed.code for listed in judged.changed[0].successors] == ["M17.10", "M17.11", "M17.12"]


def test_advice_without_a_day_is_judged_by_today_or_by_a_list_ahead_of_it(desk: Services):
    code = Watched(1, System.HCPCS, "G0202", answered=True, on=None, status=Status.BILLABLE)

    past = rechecks.judge([code], desk.library, today=date(2017, 6, 1))

    assert [(one.on > date(2017, 12, 31), one.after) for one in past.changed] == [(True, Status.EXPIRED)]


def test_what_an_answer_advises_goes_before_the_question(desk: Services, ticket_id: int):
    with desk.database.transaction() as tx:
        codes = [
            {"system": "hcpcs", "code": "G0202", "status": "header"},
            {"system": "odd", "code": "x", "status": "?"},
        ]
        tx.execute(update(AnswerCheck).values(codes=codes, on_date=date(2026, 5, 1), date_said=True))

    [one] = watched(desk)

    assert (one.answered, one.status, one.on) == (True, Status.HEADER, date(2026, 5, 1))


def test_answers_older_than_a_year_and_codes_that_were_only_quoted_are_left_alone(desk: Services, ticket_id: int):
    with desk.database.transaction() as tx:
        [card] = [row.card for row in rows.every(desk, TicketCode)]
        tx.execute(update(TicketCode).values(card=card | {"role": "quoted"}))
    assert watched(desk) == ()

    with desk.database.transaction() as tx:
        tx.execute(update(TicketCode).values(card=card))
    assert len(watched(desk)) == 1
    desk.clock.forward(days=366)
    assert watched(desk) == ()


def test_open_questions_are_read_anew_one_after_the_other(desk: Services, make: Make):
    tickets = [make.ticket() for _ in range(3)]
    for one in tickets:
        attach_codes(desk, one)
    make.answer(tickets[1])
    now = desk.clock.now()

    with desk.database.transaction() as tx:
        last = rechecks.renew_open(tx, after=0, limit=10, now=now)
        end = rechecks.renew_open(tx, after=last or 0, limit=10, now=now)

    due = [(row.ticket_id, row.due_at - now) for row in rows.every(desk, Job, kind="attach_lookups")]
    assert due == [(tickets[0], timedelta(milliseconds=250)), (tickets[2], timedelta(milliseconds=500))]
    assert (last, end) == (tickets[2], None)


def test_only_those_who_may_see_to_it_and_only_what_waits(desk: Services, make: Make, lead: Person, ticket_id: int):
    look(desk)
    with desk.database.transaction() as tx, pytest.raises(Forbidden):
        rechecks.see(tx, make.person(Role.CODER), ticket_id, clock=desk.clock)
    with desk.database.transaction() as tx:
        rechecks.see(tx, lead, ticket_id, clock=desk.clock)
        with pytest.raises(NotFound):
            rechecks.see(tx, lead, ticket_id, clock=desk.clock)
