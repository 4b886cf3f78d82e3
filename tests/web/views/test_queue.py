from collections.abc import Callable
from datetime import timedelta
from urllib.parse import quote

import pytest
from sqlalchemy import update

from consultant.bootstrap import Services
from consultant.db.models import Ticket
from consultant.domain.references import format_reference
from consultant.domain.rights import Role
from consultant.services import tickets as use_cases
from tests.factories.cases import attach_codes
from tests.factories.mails import mail
from tests.web.conftest import Browser


def change(desk: Services, ticket_id: int, **values):
    with desk.database.transaction() as tx:
        tx.execute(update(Ticket).where(Ticket.id == ticket_id).values(**values))


def test_a_new_question_stands_under_unassigned_with_reference_subject_asker_and_due_time(coder: Browser, make):
    ticket_id = make.ticket(subject="Which side for M17.11?")

    row = coder.page("/?view=unassigned").find(id=f"t{ticket_id}")

    assert row is not None
    assert format_reference(ticket_id) in row.text
    assert row.find("a", href=f"/tickets/{ticket_id}").text == "Which side for M17.11?"
    assert "Dana Whitlock" in row.find(class_="who").text
    assert "northfork-ortho.example" in row.find(class_="who").text
    assert row.find(class_="sign")["title"] == "New"
    assert row.has_attr("data-unread")
    assert "Due Mon 23 Nov 2026" in row.find(class_="when").find(class_="chip")["title"]


def test_late_tickets_need_somebody_first_and_a_failed_send_stands_on_top(coder: Browser, make, desk: Services):
    later, late, failed, today = (make.ticket(mail(subject=f"Question {n}")) for n in range(4))
    now = desk.clock.now()
    change(desk, later, due_at=now + timedelta(days=3))
    change(desk, late, due_at=now - timedelta(minutes=40))
    change(desk, failed, due_at=now + timedelta(days=1), attention=0)
    change(desk, today, due_at=now + timedelta(hours=3))

    page = coder.page("/?view=all")

    assert [row["id"] for row in page.find_all(class_="row")] == [f"t{one}" for one in (failed, late, today, later)]
    assert [head.text.split()[0] for head in page.select(".list > h2")] == ["Needs", "Today", "Later"]
    assert "40 min late" in page.find(id=f"t{late}").text


@pytest.mark.parametrize(
    ("view", "state", "there"),
    [
        ("waiting", "waiting", True),
        ("review", "review", True),
        ("answered", "answered", True),
        ("all", "answered", False),
        ("all", "waiting", True),
        ("unassigned", "closed", False),
    ],
)
def test_a_view_shows_the_states_that_it_is_for(coder: Browser, make, desk: Services, view, state, there):
    ticket_id = make.ticket()
    change(desk, ticket_id, state=state)

    assert (coder.page(f"/?view={view}").find(id=f"t{ticket_id}") is not None) is there


def test_filters_by_state_priority_assignee_and_tag(coder: Browser, make, desk: Services):
    person = make.person()
    mine, other = make.ticket(mail(subject="One")), make.ticket(mail(subject="Two"))
    with desk.database.transaction() as tx:
        use_cases.assign(tx, person, mine, person.user_id, clock=desk.clock)
        use_cases.change_tags(tx, person, mine, ["Hand  Surgery"], clock=desk.clock)
    change(desk, mine, priority="urgent")

    for query in ("state=open", "priority=urgent", f"assignee={person.user_id}", "tag=hand+surgery"):
        page = coder.page(f"/?view=all&{query}")
        assert page.find(id=f"t{mine}") is not None, query
        assert page.find(id=f"t{other}") is None, query
    assert coder.page("/?view=all&state=nonsense&assignee=x").find(id=f"t{other}") is not None


@pytest.mark.parametrize("typed", ["M17.11", "m17.11", "m1711", " M1711 "])
def test_a_code_is_found_however_it_is_typed(coder: Browser, make, desk: Services, typed: str):
    with_code, without = make.ticket(mail(subject="One")), make.ticket(mail(subject="Two"))
    attach_codes(desk, with_code)

    page = coder.page(f"/?view=all&code={quote(typed)}")

    assert page.find(id=f"t{with_code}") is not None
    assert page.find(id=f"t{without}") is None


def test_a_long_view_goes_on_behind_a_key_and_no_row_is_lost_or_doubled(
    coder: Browser, make, desk: Services, monkeypatch
):
    monkeypatch.setattr("consultant.services.pages.queue.PAGE", 4)
    tickets = [make.ticket(mail(subject=f"Question {n}")) for n in range(10)]
    for n, ticket_id in enumerate(tickets):
        change(desk, ticket_id, attention=n % 2, due_at=desk.clock.now() + timedelta(minutes=n // 3))

    seen, address = [], "/?view=all"
    while address:
        page = coder.page(address)
        seen += [int(row["data-id"]) for row in page.find_all(class_="row")]
        following = page.find("a", rel="next")
        address = following["href"] if following else ""

    assert sorted(seen) == tickets
    assert len(seen) == len(set(seen))


def test_a_key_that_is_none_opens_the_first_page(coder: Browser, make):
    ticket_id = make.ticket()

    assert coder.page("/?view=all&after=nonsense").find(id=f"t{ticket_id}") is not None


def test_ticked_tickets_are_assigned_tagged_and_closed_together(coder: Browser, make):
    one, two = make.ticket(mail(subject="One")), make.ticket(mail(subject="Two"))
    form = coder.page("/?view=unassigned").find("form", id="tickets")
    assert coder.person is not None

    answer = coder.client.post(
        form["action"],
        data={"csrf_token": coder.token(), "t": [one, two], "do": "assign", "assignee": coder.person.user_id},
    )
    coder.client.post(form["action"], data={"csrf_token": coder.token(), "t": [one], "do": "tag", "tag": "Knee"})
    coder.client.post(
        form["action"], data={"csrf_token": coder.token(), "t": [two], "do": "state", "step": "coder closes"}
    )

    assert answer.headers["Location"] == "/?view=unassigned"
    mine = coder.page("/")
    assert mine.find(id=f"t{two}") is None
    assert "knee" in mine.find(id=f"t{one}").text
    assert coder.page("/?view=all&state=closed").find(id=f"t{two}") is not None


def test_a_step_that_a_state_does_not_allow_leaves_that_ticket_and_says_so(coder: Browser, make, desk: Services):
    open_one, closed = make.ticket(mail(subject="One")), make.ticket(mail(subject="Two"))
    change(desk, closed, state="closed")

    coder.client.post(
        "/queue/act?view=all",
        data={"csrf_token": coder.token(), "t": [open_one, closed], "do": "state", "step": "coder closes"},
    )

    assert "1 ticket changed. 1 left as they were" in coder.page("/?view=all").text


def test_a_tag_without_a_word_changes_nothing_and_says_so(coder: Browser, make):
    answer = coder.post("/queue/act", t=make.ticket(), do="tag", tag="  ")

    assert answer.status_code == 400
    assert "Write the tag first. Nothing was changed." in answer.text


def test_a_step_that_no_person_takes_by_hand_is_refused(coder: Browser, make):
    answer = coder.post("/queue/act", t=make.ticket(), do="state", step="asker writes")

    assert answer.status_code == 400


def test_rows_that_changed_come_alone_and_only_where_they_belong(coder: Browser, make):
    ticket_id = make.ticket()

    assert coder.part(f"/queue/rows?view=unassigned&ids={ticket_id},999,x").find(id=f"t{ticket_id}") is not None
    assert coder.part(f"/queue/rows?view=mine&ids={ticket_id}").find(class_="row") is None


def test_the_counts_beside_the_page_follow_the_tickets(coder: Browser, make):
    for n in range(3):
        make.ticket(mail(subject=f"Question {n}"))

    rail = coder.part("/queue/rail?here=all")

    assert rail.find("a", href="/?view=unassigned").find(class_="count").text == "3"
    assert rail.find("a", href="/?view=all")["aria-current"] == "page"


def test_empty_views_teach_the_next_step(coder: Browser):
    assert "New questions wait under Unassigned" in coder.page("/").text
    assert "No mailbox is set up" in coder.page("/?view=unassigned").text
    assert "Clear the filters" in coder.page("/?view=all&tag=nothing").text


def test_the_queue_asks_the_database_as_often_for_many_tickets_as_for_one(
    coder: Browser, make, desk: Services, statements
):
    make.ticket(mail(subject="first"))
    with statements() as few:
        coder.page("/?view=all")
    for n in range(30):
        make.ticket(mail(subject=f"Question {n}"))
    with statements() as many:
        coder.page("/?view=all")

    assert few.count == many.count <= 10


def test_a_subject_cannot_break_out_of_its_row(coder: Browser, make):
    ticket_id = make.ticket(subject='<script>alert(1)</script>" onmouseover="x')

    row = coder.page("/?view=unassigned").find(id=f"t{ticket_id}")

    assert row.find("script") is None
    assert row.find(attrs={"onmouseover": True}) is None


def test_a_lead_sees_the_same_queue(sign_in: Callable[..., Browser], make):
    ticket_id = make.ticket()

    assert sign_in(Role.LEAD).page("/?view=unassigned").find(id=f"t{ticket_id}") is not None
