from collections.abc import Callable
from datetime import date

from sqlalchemy import func, select

from consultant.bootstrap import Services
from consultant.coding.cards import Status
from consultant.coding.sets import System
from consultant.db.models import ChangedCode, ReadLog
from consultant.domain.rights import Role
from consultant.services import rechecks
from consultant.services.rechecks import Change, Judged, Watched
from tests.factories import rows
from tests.web.conftest import Browser


def changed(desk: Services, ticket_id: int) -> None:
    before = Watched(ticket_id, System.CM, "M17.11", answered=True, on=None, status=Status.BILLABLE)
    gone = Change(before, date(2026, 10, 1), Status.EXPIRED, "Gone since 1 Oct 2026.", ())
    with desk.database.transaction() as tx:
        rechecks.note(tx, Judged((gone,), ()), now=desk.clock.now())


def test_a_lead_sees_what_changed_and_sees_to_it(sign_in: Callable[..., Browser], make, desk: Services):
    lead, ticket_id = sign_in(Role.LEAD, "Ines"), make.ticket()
    changed(desk, ticket_id)

    page = lead.page("/rechecks")
    entry = page.find(class_="recheck")
    rail = page.find("nav", class_="rail").find("a", href="/rechecks")
    after = lead.submit(entry.find("form"))

    assert rail.find(class_="count").text == "1"
    assert entry.h2.a["href"] == f"/tickets/{ticket_id}"
    words = " ".join(entry.text.split())
    assert "billable became expired on 1 Oct 2026, in the answer" in words
    assert "Gone since 1 Oct 2026." in words
    assert after.location == "/rechecks"
    assert rows.every(desk, ChangedCode)[0].seen_by == lead.person.user_id
    assert "Every answer of the year stands" in lead.page("/rechecks").text
    assert "saw to 1 code that changed" in lead.page(f"/tickets/{ticket_id}").find(id="history").text


def test_a_coder_has_neither_the_list_nor_its_place_in_the_rail(coder: Browser, make, desk: Services):
    changed(desk, make.ticket())

    assert coder.page("/").find("nav", class_="rail").find("a", href="/rechecks") is None
    coder.page("/rechecks", status=403)


def test_looking_at_the_list_is_a_line_in_the_read_log(sign_in: Callable[..., Browser], desk: Services):
    sign_in(Role.LEAD).page("/rechecks")

    with desk.database.reading() as tx:
        assert tx.scalar(select(func.count()).select_from(ReadLog).where(ReadLog.what == "rechecks")) == 1


def test_what_does_not_wait_is_not_found(sign_in: Callable[..., Browser], make):
    assert sign_in(Role.LEAD).post(f"/rechecks/{make.ticket()}/seen").status_code == 404
