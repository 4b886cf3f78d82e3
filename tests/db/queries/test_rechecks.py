from datetime import date
from typing import Any

from consultant.bootstrap import Services
from consultant.db.models import ChangedCode
from consultant.db.queries import rechecks
from tests.factories import rows
from tests.factories.cases import attach_codes
from tests.factories.make import Make


def row(services: Services, ticket_id: int, after: str = "expired", **more: Any) -> dict[str, Any]:
    return {
        "ticket_id": ticket_id,
        "system": "cm",
        "code": "M17.11",
        "answered": True,
        "on_date": date(2026, 10, 1),
        "status_before": "billable",
        "status_after": after,
        "detail": "Gone.",
        "successors": [],
        "found_at": services.clock.now(),
        **more,
    }


def test_a_change_is_written_once_and_anew_when_it_is_another(services: Services, make: Make):
    ticket_id, person = make.ticket(), make.person()
    with services.database.transaction() as tx:
        rechecks.note(tx, [row(services, ticket_id)])
        assert rechecks.see(tx, ticket_id, user_id=person.user_id, now=services.clock.now()) == 1
        rechecks.note(tx, [row(services, ticket_id, detail="the same")])
    [seen] = rows.every(services, ChangedCode)

    with services.database.transaction() as tx:
        rechecks.note(tx, [row(services, ticket_id, "header")])
        rechecks.note(tx, [])
    [again] = rows.every(services, ChangedCode)

    assert (seen.detail, seen.seen_by) == ("Gone.", person.user_id)
    assert (again.status_after, again.seen_at, again.seen_by) == ("header", None, None)


def test_only_what_is_named_is_forgotten(services: Services, make: Make):
    one, other = make.ticket(), make.ticket()
    with services.database.transaction() as tx:
        rechecks.note(tx, [row(services, one), row(services, other), row(services, other, code="E11.9")])
        rechecks.forget(tx, [(other, "cm", "M17.11"), (other, "hcpcs", "E11.9")])
        rechecks.forget(tx, [])

    assert {(kept.ticket_id, kept.code) for kept in rows.every(services, ChangedCode)} == {
        (one, "M17.11"),
        (other, "E11.9"),
    }


def test_tickets_come_in_batches_behind_the_last_one(services: Services, make: Make):
    tickets = [make.ticket() for _ in range(4)]
    for ticket_id in tickets[:3]:
        attach_codes(services, ticket_id)
    make.answer(tickets[0])
    make.answer(tickets[3], then="waiting")

    with services.database.reading() as tx:
        assert rechecks.open_tickets(tx, after=0, limit=1) == [tickets[1]]
        assert rechecks.open_tickets(tx, after=tickets[1], limit=9) == [tickets[2]]
        since = services.clock.now().replace(year=2025)
        assert rechecks.answered(tx, since=since, after=0, limit=9) == [tickets[0]]
        assert [code.code for code in rechecks.asked_codes(tx, tickets)] == ["M17.11"] * 3
        assert [check.ticket_id for check in rechecks.advised_codes(tx, tickets)] == [tickets[0], tickets[3]]
