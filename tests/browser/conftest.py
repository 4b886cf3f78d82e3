"""A served dashboard and a real Chromium."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from consultant.adapters.clock import SystemClock
from consultant.adapters.tokens import Tokens
from consultant.bootstrap import Services, desk_of, providers
from consultant.config import Google
from consultant.db.after import Changed, Effect
from consultant.db.engine import Database, build_engine
from consultant.domain.rights import Person, Role
from consultant.web.app import create_app
from tests.conftest import missing
from tests.factories.make import Make
from tests.web.conftest import HASH, PASSWORD, LiveEvents

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = (Path(__file__).parent / "vendor" / "axe-4.14.1.min.js").read_text()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        missing("Chromium is not at /usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Served:
    """A dashboard that answers at ``address``, and who is at its desk."""

    address: str
    services: Services
    make: Make
    events: LiveEvents
    person: Person


@pytest.fixture
def served(sqlite_services: Services, sqlite_url: str) -> Iterator[Served]:
    """The dashboard over SQLite, served by threads; events are passed on as Redis would."""
    events = LiveEvents()

    def after_commit(effects: list[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, Changed):
                events.publish(effect.kind, effect.ids)

    database = Database(build_engine(sqlite_url), after_commit=after_commit)
    settings = sqlite_services.settings.model_copy(
        update={"redis_url": "", "undo_seconds": 3, "google": Google(client_id="known")}
    )
    clock = SystemClock()
    services = replace(
        sqlite_services,
        clock=clock,
        tokens=Tokens(database, sqlite_services.keys, clock, providers(settings)),
        events=events,
        database=database,
        settings=settings,
        desk=desk_of(settings, sqlite_services.keys),
    )
    make = Make(services)
    person = make.person(Role.ADMINISTRATOR, "Priya Raman", HASH)
    app = create_app(services)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield Served(f"http://127.0.0.1:{server.server_port}", services, make, events, person)
    app.extensions["consultant"].hub.stop()
    server.shutdown()
    thread.join()
    server.server_close()
    database.dispose()


@pytest.fixture
def context(chromium: Browser, served: Served) -> Iterator[BrowserContext]:
    """A signed-in browser in which every error of a page fails the test."""
    context = chromium.new_context(base_url=served.address, viewport={"width": 1440, "height": 900})
    context.set_default_timeout(8000)
    faults: list[str] = []
    context.on("console", lambda word: faults.append(word.text) if word.type == "error" else None)
    context.on("weberror", lambda fault: faults.append(str(fault.error)))
    page = context.new_page()
    sign_in(page)
    page.close()
    yield context
    context.close()
    # A refused send answers 409 and the browser notes that by itself; everything else is a fault of ours.
    assert [fault for fault in faults if not re.search(r"status of (409|503)", fault)] == []


def sign_in(page: Page) -> None:
    page.goto("/login")
    page.fill("#email", "administrator1@desk.example")
    page.fill("#pw", PASSWORD)
    page.click("text=Continue")
    page.wait_for_url("**/")


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def axe(page: Page) -> list[Any]:
    """Return what axe finds on a page: rule, and the first place.

    The page's own policy allows no foreign script, so axe comes in through the debugger.
    """
    found = page.context.new_cdp_session(page).send(
        "Runtime.evaluate",
        {
            "expression": f"{AXE};axe.run(document,{{iframes:false}}).then(r=>r.violations.map(v=>[v.id,v.nodes[0].html.slice(0,200)]))",
            "awaitPromise": True,
            "returnByValue": True,
        },
    )
    assert "value" in found["result"], found
    return list(found["result"]["value"])


def sideways(page: Page, widths: tuple[int, ...]) -> dict[int, int]:
    """Return how wide the page lies at each width of the window, which is the first one again afterwards."""
    found = {}
    for width in widths:
        _resize(page, width)
        found[width] = int(page.evaluate("document.documentElement.scrollWidth"))
    _resize(page, widths[0])
    return found


def _resize(page: Page, width: int) -> None:
    if page.viewport_size != {"width": width, "height": 900}:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function("width => window.innerWidth === width", arg=width)
