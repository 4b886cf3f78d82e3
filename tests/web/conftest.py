"""A dashboard over the shared desk, and a browser of test clients that are signed in."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest
from argon2 import PasswordHasher
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from consultant.adapters.library.shelf import Shelf
from consultant.bootstrap import Services
from consultant.domain.rights import Person, Role
from consultant.web.app import create_app
from tests.factories.make import Make
from tests.factories.releases import install_shelf

PASSWORD = "correct horse battery staple"
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
# The cheap hash above is renewed at sign-in to the real cost, as an old one would be.


class LiveEvents:
    """Events that wait, as Redis does."""

    def __init__(self) -> None:
        self.words: Queue[Mapping[str, Any]] = Queue()

    def publish(self, kind: str, ids: Mapping[str, int]) -> None:
        self.words.put({"kind": kind, **ids})

    def subscribe(self, timeout: float) -> Iterator[Mapping[str, Any] | None]:
        while True:
            try:
                yield self.words.get(timeout=timeout)
            except Empty:
                yield None


@pytest.fixture
def desk(sqlite_services: Services) -> Services:
    """The desk behind the dashboard: SQLite, no Redis."""
    settings = sqlite_services.settings.model_copy(update={"redis_url": ""})
    return replace(sqlite_services, settings=settings, events=LiveEvents())


@pytest.fixture
def make(desk: Services) -> Make:
    return Make(desk)


@pytest.fixture
def app(desk: Services) -> Iterator[Flask]:
    made = create_app(desk)
    made.testing = False  # errors become pages, as in production
    yield made
    made.extensions["consultant"].hub.stop()


@pytest.fixture
def library(desk: Services, shipped_releases: Path) -> None:
    """The desk has the shipped releases installed."""
    for path in shipped_releases.iterdir():
        desk.shelf.folder.mkdir(parents=True, exist_ok=True)
        if not (desk.shelf.folder / path.name).exists():
            (desk.shelf.folder / path.name).symlink_to(path)
    install_shelf(desk.database, Shelf(shipped_releases))


class Browser:
    """A test client that reads pages as a browser would."""

    def __init__(self, client: FlaskClient, person: Person | None) -> None:
        self.client = client
        self.person = person

    def page(self, address: str, status: int = 200, **more: Any) -> BeautifulSoup:
        """Open an address and return its page; fails on another status."""
        answer = self.client.get(address, **more)
        assert answer.status_code == status, f"{address}: {answer.status_code} {answer.text[:400]}"
        return BeautifulSoup(answer.text, "html.parser")

    def part(self, address: str) -> BeautifulSoup:
        """Fetch a part of a page, as the desk's script does."""
        return self.page(address, headers={"X-Part": "1"})

    def fields(self, form: Any) -> dict[str, str]:
        """Return what a browser would send of a form without pressing a button."""
        values = {field["name"]: field.get("value", "") for field in form.find_all("input") if field.get("name")}
        values |= {field["name"]: field.text.removeprefix("\n") for field in form.find_all("textarea")}
        return values

    def submit(self, form: Any, **change: Any) -> Any:
        """Send a form of a page with some fields filled in."""
        return self.client.post(form["action"], data=self.fields(form) | change)

    def post(self, address: str, /, **values: Any) -> Any:
        """Post with the token of the session."""
        return self.client.post(address, data={"csrf_token": self.token(), **values})

    def token(self) -> str:
        found = re.search(r'name="csrf-token" content="([^"]+)"', self.client.get("/").text)
        assert found is not None
        return found[1]


@pytest.fixture
def stranger(app: Flask) -> Browser:
    return Browser(app.test_client(), None)


@pytest.fixture
def sign_in(app: Flask, make: Make) -> Callable[..., Browser]:
    """Sign somebody new in through the form."""

    def enter(role: Role = Role.CODER, name: str = "") -> Browser:
        person = make.person(role, name, HASH)
        with make.services.database.reading() as tx:
            from consultant.services.pages import people

            row = people.account(tx, id=person.user_id)
        assert row is not None
        browser = Browser(app.test_client(), person)
        form = browser.page("/login").find("form")
        assert form is not None
        answer = browser.submit(form, email=row.email, password=PASSWORD)
        assert answer.status_code == 302, answer.text
        return browser

    return enter


@pytest.fixture
def coder(sign_in: Callable[..., Browser]) -> Browser:
    return sign_in(Role.CODER, "Priya Raman")


class Counted:
    """How many statements ran."""

    count = 0


@pytest.fixture
def statements(desk: Services) -> Callable[[], Any]:
    """Count the statements of a block."""
    from contextlib import contextmanager

    from sqlalchemy import event

    @contextmanager
    def counting() -> Iterator[Counted]:
        counted = Counted()

        def add(*_of: Any) -> None:
            counted.count += 1

        event.listen(desk.database.engine, "before_cursor_execute", add)
        try:
            yield counted
        finally:
            event.remove(desk.database.engine, "before_cursor_execute", add)

    return counting
