"""Every page in light, dark and on a phone: axe finds nothing, nothing scrolls sideways."""

from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import update

from consultant.coding.cards import Status
from consultant.coding.catalogue import Listed
from consultant.coding.sets import System
from consultant.db.models import LookupRun, OutboundMail, OutboundRecipient, Person, Ticket
from consultant.db.queries import checks, heartbeats
from consultant.domain.authorisations import Login
from consultant.services import notes, rechecks, replies, tickets
from consultant.services.rechecks import Change, Judged, Watched
from tests.browser.conftest import Served, axe, sideways, sign_in
from tests.factories.cases import attach_codes
from tests.factories.mails import mail

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/?view=unassigned",
    "/?view=all",
    "/tickets/{full}",
    "/tickets/{full}?as=note",
    "/tickets/{bare}",
    "/messages/1/headers",
    "/parked",
    "/outbox",
    "/mailboxes",
    "/health",
    "/codes",
    "/codes?q=M17.11",
    "/codes/cpt/20611",
    "/check",
    "/check?code=J7325&mod=JZ+59&units=48&dx=M17.1&dx=Y93.6A&on=2026-05-01",
    "/check?code=99214&mod=95&dx=M17.11&on=2026-05-01&payer=Aetna&place=11",
    "/tickets/{full}/lookups/1",
    "/tickets/{full}?correct=date-of-service",
    "/codes/hcpcs/J7325",
    "/codes/pcs/build?code=0SR",
    "/releases",
    "/rechecks",
    "/search?q=dana",
    "/me",
    "/tickets/99999",
)
LONG = "Anatomicallyunbrokenword" * 6


@pytest.fixture
def filled(served: Served) -> dict[str, int]:
    """A desk with something of everything; return the tickets by name."""
    make, services, clock = served.make, served.services, served.services.clock
    full = make.ticket(
        mail(
            f"Is M17.11 right? {LONG}",
            subject=f"Knee {LONG}",
            files=(("note.pdf", b"x" * 900),),
            html="<p>x</p>",
            Cc="a@other.example",
        )
    )
    bare = make.ticket(mail(subject="Bare"))
    make.mailbox("clinic", address=f"{'long' * 14}@clinic.example", login=Login.GOOGLE, secret=None)
    late = make.ticket(mail(subject="Late"))
    attach_codes(services, full)
    colleague = make.person(name="Marcus Oyelaran")
    with services.database.transaction() as tx:
        tickets.assign(tx, served.person, full, served.person.user_id, clock=clock)
        tickets.assign(tx, served.person, late, served.person.user_id, clock=clock)
        tickets.change_tags(tx, served.person, full, ["knee"], clock=clock)
        notes.add(tx, colleague, full, f"A note {LONG}", form_key="note-key-1", clock=clock)
        tx.execute(update(Ticket).where(Ticket.id == late).values(due_at=clock.now() - timedelta(hours=1), attention=0))
        answer = replies.Answer(full, "M17.11.", ("a@other.example",), "form-key-1", 10**9, 10**9, "waiting")
        sent = replies.submit(
            tx,
            served.person,
            answer,
            catalogue=services.library,
            renderer=services.renderer,
            clock=clock,
            desk=services.desk,
        )
        here = OutboundRecipient.outbound_id == sent.outbound_id
        tx.execute(
            update(OutboundRecipient)
            .where(here, OutboundRecipient.field == "cc")
            .values(state="unknown", answer="line lost")
        )
        tx.execute(
            update(OutboundRecipient)
            .where(here, OutboundRecipient.field == "to")
            .values(state="refused", answer="reported as not delivered: 5.1.1 550 5.1.1 No such user here")
        )
        tx.execute(update(Person).values(no_machine_mail_at=clock.now()))
        checks.ask(tx, 1, now=clock.now())
        checks.done(tx, 1, now=clock.now(), on_server=3, known=1, missing=(4, 9))
        heartbeats.note(tx, "worker:host:1", kind="worker", host="host", began_at=clock.now(), now=clock.now())
        tx.execute(update(OutboundMail).values(state="unknown", attempts=1, last_answer="line lost after DATA"))
        missing = [{"name": "side", "question": f"Which side {LONG}?", "why": LONG}]
        tx.execute(update(LookupRun).values(missing=missing))
        before = Watched(full, System.CM, "M17.11", answered=True, on=None, status=Status.BILLABLE)
        header = Change(before, date(2026, 10, 1), Status.HEADER, LONG, (Listed("M17.12", LONG),))
        rechecks.note(tx, Judged((header,), ()), now=clock.now())
    make.taken(mail("Let me in", subject=f"Re: [CQ-{100000 + full}] {LONG}", sender="stranger@elsewhere.example"))
    make.taken(mail("Away", subject="Out of office", Auto_Submitted="auto-replied"))
    return {"full": full, "bare": bare}


@pytest.mark.parametrize(
    ("scheme", "width", "also"), [("light", 1440, (1024,)), ("dark", 1440, ()), ("light", 390, (320,))]
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    chromium: Browser, served: Served, filled: dict[str, int], scheme: Any, width: int, also: tuple[int, ...]
):
    context = chromium.new_context(
        base_url=served.address, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto("/login")
    assert axe(page) == []
    page.fill("#email", "administrator1@desk.example")
    page.fill("#pw", "wrong")
    page.click("text=Continue")
    expect(page.locator("#pw-wrong")).to_be_visible()
    assert axe(page) == []
    sign_in(page)

    for address in PAGES:
        page.goto(address.format(**filled))
        assert axe(page) == [], address
        for shown, wide in sideways(page, (width, *also)).items():
            assert wide <= shown, (address, shown)
    context.close()


def test_text_at_twice_its_size_still_reads_in_one_direction(page: Page, filled: dict[str, int]):
    # 200 % zoom of a 1280 px screen is a viewport of 640.
    page.set_viewport_size({"width": 640, "height": 480})
    for address in PAGES[:-1]:
        page.goto(address.format(**filled))
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, address


def test_the_policy_of_the_pages_was_never_broken(context: BrowserContext, filled: dict[str, int]):
    page = context.new_page()
    broken: list[str] = []
    page.on("console", lambda word: broken.append(word.text) if "Content Security Policy" in word.text else None)

    for address in PAGES[:-1]:
        page.goto(address.format(**filled))
    page.goto(f"/tickets/{filled['full']}")
    page.click("summary:has-text('As it was laid out')")
    page.wait_for_timeout(200)

    assert broken == []
