from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text, update

from consultant.bootstrap import Services
from consultant.db.engine import Tx
from consultant.db.models import Ticket
from consultant.db.queries.pages import queue
from consultant.services import tickets
from tests.factories.cases import attach_codes
from tests.factories.mails import mail
from tests.factories.make import Make


def wanted(services: Services, view: str = "all", user_id: int = 0, **more: Any) -> queue.Wanted:
    return queue.Wanted(view=view, user_id=user_id, soon=services.clock.now() + timedelta(hours=2), **more)


def change(services: Services, ticket_id: int, **values: Any) -> None:
    with services.database.transaction() as tx:
        tx.execute(update(Ticket).where(Ticket.id == ticket_id).values(**values))


def ids(services: Services, asked: queue.Wanted, **more: Any) -> list[int]:
    with services.database.reading() as tx:
        return [row.id for row in queue.page(tx, asked, after=None, limit=50, **more)]


@pytest.fixture
def five(make: Make) -> list[int]:
    return [make.ticket(mail(subject=f"Question {n}")) for n in range(5)]


def test_the_order_is_attention_then_due_time_then_id(services: Services, five: list[int]):
    now = services.clock.now()
    for ticket_id, attention, hours in zip(five, (1, 1, 0, 1, 0), (3, 1, 9, 1, 2), strict=True):
        change(services, ticket_id, attention=attention, due_at=now + timedelta(hours=hours))

    assert ids(services, wanted(services)) == [five[4], five[2], five[1], five[3], five[0]]
    assert ids(services, wanted(services), newest_first=True) == [five[0], five[3], five[1], five[2], five[4]]


@pytest.mark.parametrize("newest_first", [False, True])
def test_pages_behind_each_key_together_are_the_whole_view(services: Services, five: list[int], newest_first: bool):
    now = services.clock.now()
    for n, ticket_id in enumerate(five):
        change(services, ticket_id, attention=n % 2, due_at=now + timedelta(hours=n // 2))

    seen: list[int] = []
    after = None
    with services.database.reading() as tx:
        while rows := queue.page(tx, wanted(services), after=after, limit=2, newest_first=newest_first):
            seen += [row.id for row in rows]
            after = (rows[-1].attention, rows[-1].due_at, rows[-1].id)

    assert sorted(seen) == five
    assert seen == ids(services, wanted(services), newest_first=newest_first)


def test_each_view_holds_what_its_name_says(services: Services, make: Make, five: list[int]):
    person = make.person()
    now = services.clock.now()
    with services.database.transaction() as tx:
        tickets.assign(tx, person, five[0], person.user_id, clock=services.clock)
    change(services, five[1], state="waiting")
    change(services, five[2], attention=0)
    change(services, five[3], due_at=now + timedelta(minutes=30))
    change(services, five[4], state="closed")

    def view(name: str) -> set[int]:
        return set(ids(services, wanted(services, name, person.user_id)))

    assert view("mine") == {five[0]}
    assert view("unassigned") == {five[1], five[2], five[3]}
    assert view("waiting") == {five[1]}
    assert view("failed") == {five[2]}
    assert five[3] in view("due")
    assert five[1] not in view("due")
    assert view("all") == set(five[:4])
    assert view("review") == view("answered") == set()


def test_a_state_filter_reaches_beyond_open_tickets(services: Services, five: list[int]):
    change(services, five[4], state="closed")

    assert ids(services, wanted(services, state="closed")) == [five[4]]


def test_tag_and_code_filters_find_their_tickets(services: Services, make: Make, five: list[int]):
    attach_codes(services, five[1])
    with services.database.transaction() as tx:
        tickets.change_tags(tx, make.person(), five[2], ["knee"], clock=services.clock)

    assert ids(services, wanted(services, codes=("M17.11",))) == [five[1]]
    assert ids(services, wanted(services, tag="knee")) == [five[2]]
    assert ids(services, wanted(services, tag="knee", codes=("M17.11",))) == []


def test_codes_of_an_older_run_do_not_match(services: Services, five: list[int]):
    attach_codes(services, five[1])
    change(services, five[1], lookup_run_id=None)

    assert ids(services, wanted(services, codes=("M17.11",))) == []


def test_rows_among_ids_are_those_of_the_view(services: Services, five: list[int]):
    change(services, five[0], state="closed")

    with services.database.reading() as tx:
        found = [row.id for row in queue.among(tx, wanted(services), [five[0], five[1], 999])]

    assert found == [five[1]]


def test_counts_stop_at_the_cap(services: Services, five: list[int], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(queue, "CAP", 3)

    with services.database.reading() as tx:
        row = queue.counts(tx, wanted(services))

    assert (row.unassigned, row.all, row.mine, row.parked, row.outbox, row.mailboxes) == (3, 3, 0, 0, 0, 1)
    assert len(five) > 3


def test_the_due_count_looks_at_every_attention(services: Services, five: list[int]):
    now = services.clock.now()
    change(services, five[0], due_at=now, attention=0)
    change(services, five[1], due_at=now, attention=1)
    for ticket_id in five[2:]:
        change(services, ticket_id, due_at=now + timedelta(days=3))

    with services.database.reading() as tx:
        assert queue.counts(tx, wanted(services)).due == 2


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from([0, 1]), st.integers(0, 3)), min_size=5, max_size=5),
    st.integers(1, 6),
    st.booleans(),
)
def test_no_key_loses_or_doubles_a_ticket(
    services: Services, five: list[int], places: list[tuple[int, int]], limit: int, newest_first: bool
):
    for ticket_id, (attention, hours) in zip(five, places, strict=True):
        change(services, ticket_id, attention=attention, due_at=services.clock.now() + timedelta(hours=hours))

    seen: list[int] = []
    after = None
    with services.database.reading() as tx:
        while rows := queue.page(tx, wanted(services), after=after, limit=limit, newest_first=newest_first):
            seen += [row.id for row in rows]
            after = (rows[-1].attention, rows[-1].due_at, rows[-1].id)

    assert sorted(seen) == five


def plan(tx: Tx, statement: str) -> str:
    return " ".join(str(row) for row in tx.execute(text(f"EXPLAIN QUERY PLAN {statement}")))


@pytest.mark.parametrize("view", ["mine", "unassigned", "due", "waiting", "review", "failed", "all"])
def test_no_view_reads_the_whole_table_or_sorts_it(sqlite_services: Services, view: str):
    """On SQLite, where the planner says what it does; PostgreSQL has the same indexes (bench/pages.py measures both)."""
    conditions = queue.conditions(wanted(sqlite_services, view))
    query = queue.select(Ticket.id).where(*conditions, Ticket.attention == queue.literal_column("1"))
    query = query.order_by(Ticket.due_at, Ticket.id).limit(51)
    statement = str(query.compile(sqlite_services.database.engine, compile_kwargs={"literal_binds": True}))

    with sqlite_services.database.reading() as tx:
        steps = plan(tx, statement)

    assert "USING" in steps
    assert "INDEX" in steps
    assert "SCAN tickets" not in steps.replace("SCAN tickets USING", "")
    assert "TEMP B-TREE" not in steps
