"""A mail full of marker words goes through the whole desk; none of them is met where patient data does not belong."""

import base64
import io
import json
import logging
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient
from kombu import Connection

from consultant import errors, logs
from consultant.adapters.library.shelf import Shelf
from consultant.adapters.wake import DEFAULT_QUEUE, QUEUES, CeleryWake
from consultant.bootstrap import Services
from consultant.db.after import Changed, Woken
from consultant.db.engine import Database
from consultant.db.models import InboundMail, Job, ReadLog, User
from consultant.domain.jobs import Acknowledge, AttachLookups, DeliverEmail
from consultant.domain.rights import Role
from consultant.poller import taking
from consultant.poller.crew import Crew
from consultant.ports import Verdict
from consultant.services import intake, notes
from consultant.web.app import create_app
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make
from tests.factories.releases import install_shelf
from tests.factories.work import work

MARK = "zqmark"
"""Every planted word holds it, in this case or another, as it is or in base64."""
SENDER = f"{MARK}sender@{MARK}clinic.example"


def planted(**more: str) -> bytes:
    return mail(
        f"Patient Zqmarkson Zqmarkova, MRN {MARK}777, seen 08/27/2026, M17.11 right knee {MARK}body?\n",
        sender=f"Zqmarkdana Zqmarklock <{SENDER}>",
        subject=more.pop("subject", f"Knee of {MARK}subject"),
        html=f"<p>Patient Zqmarkson, M17.11 {MARK}html?</p>",
        files=((f"{MARK}file.txt", f"{MARK}content".encode()),),
        X_Zqmark=f"{MARK}header",
        message_id=more.pop("message_id", f"{MARK}id@{MARK}clinic.example"),
        **more,
    )


@dataclass
class Watched:
    """A desk whose logs, broker and events are looked at."""

    services: Services
    make: Make
    said: Callable[[], str]

    def sent_to_the_broker(self) -> list[tuple[str, Any]]:
        """Return every message of the broker: what is written on it, and what it says."""
        found = []
        with Connection("memory://") as connection:
            for name in {DEFAULT_QUEUE, *QUEUES.values()}:
                queue = connection.SimpleQueue(name)
                while True:
                    try:
                        message = queue.get_nowait()
                    except queue.Empty:
                        break
                    outside = json.dumps(message.headers) + json.dumps(message.properties) + str(message.body)
                    found.append((outside, message.payload))
                    message.ack()
                queue.close()
        return found


@pytest.fixture
def watched(desk: Services, shipped_releases: Path, capfd: pytest.CaptureFixture[str]) -> Iterator[Watched]:
    before, root = structlog.get_config(), logging.getLogger()
    handlers, level = list(root.handlers), root.level
    heard = io.StringIO()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "stderr", heard)
        logs.configure("DEBUG")
    celery = CeleryWake("memory://")
    events: list[Any] = []

    def after_commit(effects: Any) -> None:
        for effect in effects:
            if isinstance(effect, Woken):
                celery.wake(effect.job_id, effect.job)
                desk.wake.wake(effect.job_id, effect.job)
            elif isinstance(effect, Changed):
                events.append(effect)
                desk.events.publish(effect.kind, effect.ids)

    shelf = Shelf(shipped_releases, desk.blobs.open_path)
    services = replace(desk, database=Database(desk.database.engine, after_commit=after_commit), shelf=shelf)
    install_shelf(services.database, shelf)

    def said() -> str:
        captured = capfd.readouterr()
        heard.write(captured.out + captured.err)
        return heard.getvalue()

    yield Watched(services, Make(services), said)
    structlog.configure(**before)
    root.handlers[:] = handlers
    root.setLevel(level)


def clean(text: str, where: str) -> None:
    """Fail where a marker stands, as it is or encoded."""
    assert MARK not in text.lower(), (where, text[max(0, text.lower().find(MARK) - 200) :][:500])
    for word in re.findall(r"[A-Za-z0-9+/]{12,}={0,2}", text):
        if len(word.rstrip("=")) % 4 == 1:
            continue
        decoded = base64.b64decode(word.rstrip("=") + "=" * (-len(word.rstrip("=")) % 4))
        assert MARK.encode() not in decoded.lower(), (where, word)


def all_clean(watched: Watched) -> None:
    services = watched.services
    clean(watched.said(), "logs and output")
    for outside, payload in watched.sent_to_the_broker():
        clean(outside + json.dumps(payload), "broker")
    clean(repr(services.events.told), "events")
    clean(repr(services.wake.woken), "wake-ups")
    for job in rows.every(services, Job):
        clean(f"{job.payload} {job.key} {job.last_error}", "job rows")
    for line in rows.every(services, ReadLog):
        clean(f"{line.what} {line.ticket_id} {line.object_id}", "read log")


def take_in(watched: Watched, raw: bytes) -> int:
    inbound_id = watched.make.stored(raw)
    taking.take_in_stored(watched.services, 1, Crew.in_place(watched.services))
    return inbound_id


def test_the_whole_way_through_leaves_no_marker_behind(watched: Watched):
    services = watched.services
    take_in(watched, planted())
    services.clock.forward(minutes=1)
    work(services)
    ticket = rows.ticket(services, 1)
    assert MARK in ticket.subject
    assert ticket.lookup_run_id is not None

    coder = watched.make.person()
    with services.database.transaction() as tx:
        note_id = notes.add(tx, coder, 1, f"{MARK}note", form_key="n", clock=services.clock)
    watched.make.answer(1, f"{MARK}answer", person=coder, cc=(f"{MARK}cc@x.example",), seen=(10**9, note_id))
    services.clock.forward(minutes=1)
    work(services)

    assert any(f"{MARK}answer".encode() in raw for _, _, raw in services.mailer.delivered)
    all_clean(watched)


def test_failing_deliveries_leave_no_marker_behind(watched: Watched):
    services = watched.services
    take_in(watched, planted())
    work(services)
    echo = f"5.1.1 <{SENDER}> {MARK} unknown"
    for recipients, fails in (
        ({SENDER: Verdict(550, echo)}, {}),
        ({SENDER: Verdict(451, echo)}, {}),
        ({}, {"session": errors.TransientError("the server did not answer")}),
        ({}, {"answer": errors.TransientError("the line was lost")}),
        ({}, {"envelope": RuntimeError(f"{MARK} {echo}")}),
        ({}, {"data": ValueError(f"{MARK} {echo}")}),
    ):
        services.mailer.recipients, services.mailer.fails = dict(recipients), dict(fails)
        watched.make.answer(1, f"{MARK}answer")
        services.clock.forward(minutes=1)
        work(services)
        services.clock.forward(minutes=20)
        work(services)

    all_clean(watched)


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError(f"{MARK} in a message"),
        KeyError(f"{MARK}key"),
        UnicodeError(f"{MARK}"),
        errors.PermanentError("no"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_parked_and_failing_mail_leaves_no_marker_behind(
    watched: Watched, monkeypatch: pytest.MonkeyPatch, error: Exception
):
    def fail(*_: Any, **__: Any) -> Any:
        frame_local = planted()
        raise error from ValueError(frame_local.decode())

    take_in(watched, planted())
    take_in(
        watched, planted(subject=f"Re: {MARK}", message_id="b@x.example", in_reply_to=f"{MARK}id@{MARK}clinic.example")
    )
    take_in(watched, mail(sender=f"{MARK}eve@else.example", in_reply_to=f"{MARK}id@{MARK}clinic.example"))
    with monkeypatch.context() as broken:
        broken.setattr(intake, "take_in", fail)
        take_in(watched, planted(message_id="c@x.example"))
        broken.setattr("consultant.poller.parsing.parse", fail)
        take_in(watched, planted(message_id="d@x.example"))
        broken.setattr("consultant.services.lookups.read", fail)
        work(watched.services)

    states = [row.state for row in rows.every(watched.services, InboundMail)]
    assert states == ["taken", "taken", "parked", "parked", "parked"]
    all_clean(watched)


def test_error_pages_and_other_pages_say_no_more_than_they_may(
    watched: Watched, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    services = watched.services
    take_in(watched, planted())
    app = create_app(services)
    app.testing = False
    try:
        client = signed_in(app, services)
        assert MARK in client.get("/tickets/1").text
        pages = [
            client.get(f"/{MARK}"),
            client.get(f"/tickets/999?q={MARK}"),
            client.get(f"/codes/{MARK}/{MARK}"),
            client.post(f"/tickets/1/notes?{MARK}", data={"text": MARK}),
            app.test_client().get(f"/search?q={MARK}"),
        ]
        client.get(f"/search?q={MARK}sender")

        def fail(*_: Any, **__: Any) -> Any:
            raise RuntimeError(f"{MARK} in an error")

        monkeypatch.setattr("consultant.services.pages.ticket.show", fail)
        pages.append(client.get("/tickets/1"))
    finally:
        app.extensions["consultant"].hub.stop()

    assert [page.status_code for page in pages] == [404, 404, 404, 400, 302, 500]
    for page in pages[:4] + pages[5:]:
        clean(page.text, f"error page {page.status_code}")
    all_clean(watched)


def signed_in(app: Flask, services: Services) -> FlaskClient:
    from tests.web.conftest import HASH, PASSWORD

    make = Make(services)
    make.person(Role.LEAD, "Lena Lead", HASH)
    client = app.test_client()
    csrf, app.config["WTF_CSRF_ENABLED"] = app.config.get("WTF_CSRF_ENABLED", True), False
    email = rows.every(services, User)[-1].email
    assert client.post("/login", data={"email": email, "password": PASSWORD}).status_code == 302
    app.config["WTF_CSRF_ENABLED"] = csrf
    return client


@pytest.mark.parametrize("kind", [*errors.ConsultantError.__subclasses__(), RuntimeError, UnicodeDecodeError])
def test_no_log_line_holds_the_words_of_an_error(watched: Watched, kind: type[Exception]):
    def fail() -> None:
        if kind is UnicodeDecodeError:
            f"{MARK}\xff".encode("latin-1").decode("utf-8")
        raise kind(MARK)

    log = logs.get("test")
    try:
        fail()
    except Exception as error:
        log.error("failed", exc_info=error, subject=MARK, body=MARK, email=SENDER, recipients=[SENDER])
        log.exception("failed again", text=MARK, filename=MARK)

    clean(watched.said(), "logs")
    assert kind.__name__ in watched.said()


def test_records_of_other_libraries_keep_their_fixed_part_alone(watched: Watched):
    foreign = logging.getLogger("some.library")
    try:
        {}[MARK]
    except KeyError:
        foreign.exception("could not handle %s", MARK)
    foreign.warning("said %(words)s", {"words": MARK})

    clean(watched.said(), "logs")
    assert "could not handle %s" in watched.said()


def test_what_is_sent_to_the_broker_is_ids_and_the_names_of_jobs(watched: Watched):
    wake = CeleryWake("memory://")
    watched.sent_to_the_broker()
    for number, job in enumerate((AttachLookups(1), Acknowledge(2), DeliverEmail(3)), 10):
        wake.wake(number, job)

    found = watched.sent_to_the_broker()

    assert sorted(payload[0] for _, payload in found) == [
        [10, "attach_lookups"],
        [11, "acknowledge"],
        [12, "deliver_email"],
    ]
