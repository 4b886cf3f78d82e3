"""A dashboard over a desk with something in every room, for the walks."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from consultant.bootstrap import Services
from consultant.db.models import Job, OutboundMail, User
from consultant.db.queries import inbound
from consultant.domain.rights import Role
from consultant.services import replies
from consultant.services.links import thread_link
from consultant.web.app import create_app
from tests.factories import rows
from tests.factories.cases import attach_codes
from tests.factories.mails import mail
from tests.factories.make import Make
from tests.factories.pdfs import pdf
from tests.web.conftest import HASH, PASSWORD
from workers import jobs


@dataclass
class Rooms:
    """Ids of what lies in each room of the desk."""

    ticket_id: int
    message_id: int
    inbound_id: int
    outbound_id: int
    attachment_id: int
    token: str
    """Of the asker's link to the ticket."""
    others_token: str
    """Of somebody else's link to another ticket."""
    run_id: int
    """Of lookups of the ticket."""
    number: int = 0
    """Of a picture of a preview."""


@pytest.fixture
def desk(sqlite_services: Services) -> Services:
    settings = sqlite_services.settings.model_copy(update={"redis_url": ""})
    return replace(sqlite_services, settings=settings)


@pytest.fixture
def app(desk: Services) -> Iterator[Flask]:
    made = create_app(desk)
    made.testing = False  # errors become pages, as in production
    yield made
    made.extensions["consultant"].hub.stop()


@pytest.fixture
def rooms(desk: Services) -> Rooms:
    make = Make(desk)
    ticket_id = make.ticket(
        mail(
            html="<p>Is <b>M17.11</b> right?</p>",
            files=(("claim.pdf", pdf("line 1", "line 2")),),
            message_id="a@asker.example",
        )
    )
    attach_codes(desk, ticket_id)
    make.taken(mail(sender="Stranger <who@else.example>", in_reply_to="a@asker.example"))
    for job in rows.every(desk, Job, kind="read_files"):
        jobs.run(desk, job.id)
    person = make.person()
    answer = replies.Answer(ticket_id, "Yes.", (), "form of the walk", 10**9, 10**9, "answered")
    with desk.database.transaction() as tx:
        outbound_id = replies.submit(
            tx, person, answer, catalogue=desk.library, renderer=desk.renderer, clock=desk.clock, desk=desk.desk
        ).outbound_id
    with desk.database.reading() as tx:
        parked = tx.connection().exec_driver_sql("SELECT id FROM inbound_mails WHERE state = 'parked'").scalar_one()
        assert inbound.get(tx, parked) is not None
        attachment_id = tx.connection().exec_driver_sql("SELECT id FROM attachments").scalar_one()
    other_id = make.ticket(mail(sender="lou@other.example", subject="Hip", message_id="hip@other.example"))
    links = [
        thread_link(one, rows.ticket(desk, one).requester_id, desk=desk.desk, now=desk.clock.now())
        for one in (ticket_id, other_id)
    ]
    token, others_token = (link.url.rpartition("/")[2] for link in links)
    return Rooms(ticket_id, 1, parked, outbound_id, attachment_id, token, others_token, 1)


@pytest.fixture
def asker(app: Flask, desk: Services, rooms: Rooms) -> FlaskClient:
    """A browser in which a code has opened the ticket for its asker."""
    client = app.test_client()
    switched, app.config["WTF_CSRF_ENABLED"] = app.config.get("WTF_CSRF_ENABLED", True), False
    client.post(f"/t/{rooms.token}/code")
    [mailed] = rows.every(desk, OutboundMail, kind="access_code")
    code = re.search(rb"The code is (\d{3} \d{3})", mailed.raw)
    assert code is not None
    answer = client.post(f"/t/{rooms.token}/open", data={"code": code[1].decode()})
    app.config["WTF_CSRF_ENABLED"] = switched
    assert answer.status_code == 303, answer.text
    return client


@pytest.fixture
def enter(app: Flask, desk: Services) -> Callable[[Role | None], FlaskClient]:
    """Return a client that is signed in with a role, or not at all."""

    def sign_in(role: Role | None) -> FlaskClient:
        client = app.test_client()
        if role is None:
            return client
        email = f"{role}@desk.example"
        with desk.database.transaction() as tx:
            tx.add(
                User(
                    email=email,
                    name=role.title(),
                    role=role,
                    password=HASH,
                    active=True,
                    fs_uniquifier=f"mark of {role}",
                    created_at=desk.clock.now(),
                    single_keys=True,
                )
            )
        switched, app.config["WTF_CSRF_ENABLED"] = app.config.get("WTF_CSRF_ENABLED", True), False
        answer = client.post("/login", data={"email": email, "password": PASSWORD})
        app.config["WTF_CSRF_ENABLED"] = switched
        assert answer.status_code == 302, answer.text
        return client

    return sign_in
