"""The database restarts, crashes and stays away in the middle of load: every process heals by itself, and nothing is lost or doubled."""

import contextlib
import smtplib
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from consultant.adapters.passwords import hash_password
from consultant.config import ROOT
from consultant.db.migrating import upgrade
from consultant.demo.browser import Browser, Page
from consultant.demo.processes import HOST
from consultant.domain.rights import Role
from consultant.domain.supervision import Process
from consultant.errors import PermanentError, TransientError
from consultant.services import users
from tests.conftest import missing
from tests.factories.mails import mail
from tests.faults.desk import ADDRESS, FaultDesk
from tests.servers.ports import own_port
from tests.servers.postgres import PostgresServer, available

pytestmark = [pytest.mark.faults, pytest.mark.postgres]

QUESTIONS = 30
EVERY = 0.1
PATIENCE = 60.0
PROCESSES = ("poller", "worker", "beat", "web")
CODER = "priya@desk.example"
PASSWORD = "a long password of the fault tests"


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    if not available():
        missing("the programs of PostgreSQL (initdb, postgres) are not installed")
    # Not below pytest's own folder, which others may not enter: the server runs as a user of its own.
    with tempfile.TemporaryDirectory(prefix="consultant-postgres-") as folder:
        started = PostgresServer(Path(folder))
        yield started
        started.stop()


@pytest.fixture
def whole_desk(server: PostgresServer, tmp_path: Path) -> Iterator[FaultDesk]:
    """Every process of the desk on that server."""
    port = own_port()
    desk = FaultDesk(
        server.url, tmp_path, {"CONSULTANT_BIND": f"{HOST}:{port}", "CONSULTANT_BASE_URL": f"http://{HOST}:{port}"}
    )
    upgrade(desk.database, ROOT / "migrations")
    with desk.database.transaction() as tx:
        users.add(tx, CODER, "Priya Raman", Role.CODER, hash_password(PASSWORD), clock=desk.clock)
    desk.start_redis()
    desk.start_mail()
    desk.processes.python("poller", "-m", "tests.faults.dying", "poller")
    desk.start_worker()
    desk.start_beat()
    desk.processes.python(
        "web", "-m", "gunicorn", "-c", "python:consultant.web.gunicorn_conf", "consultant.web.wsgi:app"
    )
    desk.processes.wait_for_port(port)
    desk.wait(lambda: desk.count("SELECT count(*) FROM mailbox_cursors"), "the poller connects")
    yield desk
    desk.close()


def ask(desk: FaultDesk) -> None:
    """Mail a question every tenth of a second."""
    with smtplib.SMTP(HOST, desk.submit_port, local_hostname="localhost") as smtp:
        for number in range(QUESTIONS):
            raw = mail(f"Question {number}", subject=f"Question {number}", message_id=f"{number}@asker.example")
            smtp.sendmail("dana@northfork-ortho.example", [ADDRESS], raw)
            time.sleep(EVERY)


def sign_in(desk: FaultDesk) -> Browser:
    browser = Browser(desk.environment["CONSULTANT_BASE_URL"])
    page = browser.get("/login")
    browser.submit(page, page.form_with("email", "password"), email=CODER, password=PASSWORD)
    return browser


def insisting(desk: FaultDesk, act: Callable[[], Page]) -> Page:
    """Do it again, as a person does, while the desk says that it cannot be reached just now."""

    def once() -> Page | None:
        try:
            return act()
        except PermanentError as refused:
            if "503" in str(refused):
                return None
            raise

    return desk.wait(once, "the dashboard answers")


def answer_all(desk: FaultDesk, browser: Browser) -> None:
    """Answer each question as soon as it is a ticket."""
    for place in range(QUESTIONS):
        ticket_id = desk.wait(partial(ticket_at, desk, place), f"ticket {place} is there")
        page = insisting(desk, partial(browser.get, f"/tickets/{ticket_id}"))
        form = page.form_with("text", "form_key", "seen_message_id")
        insisting(desk, partial(browser.submit, page, form, text=f"Answer {place}.", then="answered"))


def ticket_at(desk: FaultDesk, place: int) -> int | None:
    """Return the id of the ticket that came so many after the first (a crash leaves a gap in the ids); None until it came."""
    with contextlib.suppress(TransientError):  # an onlooker's own connection goes with the database, too
        found = desk.rows("SELECT id FROM tickets ORDER BY id LIMIT 1 OFFSET :place", place=place)
        return int(str(found[0][0])) if found else None
    return None


def settled(desk: FaultDesk) -> bool:
    with contextlib.suppress(TransientError):
        sent = desk.count("SELECT count(*) FROM outbound_mails WHERE kind = 'answer' AND state = 'sent'")
        return sent == QUESTIONS and desk.count("SELECT count(*) FROM inbound_receipts") == QUESTIONS
    return False


def words_of(desk: FaultDesk, browser: Browser) -> list[str]:
    """Return what an open event stream says, as it says it."""
    words: list[str] = []

    def listen() -> None:
        with browser.stream("/live") as lines:
            words.extend(line.decode() for line in lines)

    threading.Thread(target=listen, daemon=True).start()
    desk.wait(lambda: words, "the stream is open")
    return words


def heard_after(desk: FaultDesk, moment: datetime) -> set[str]:
    """Return the kinds of process that were heard after a moment."""
    with contextlib.suppress(TransientError):
        return {str(kind) for (kind,) in desk.rows("SELECT kind FROM heartbeats WHERE at > :at", at=moment)}
    return set()


@pytest.mark.parametrize("way", ["restart", "crash"])
def test_an_open_page_and_every_heartbeat_heal_after_the_database_came_back(
    whole_desk: FaultDesk, server: PostgresServer, way: str
) -> None:
    words = words_of(whole_desk, sign_in(whole_desk))

    getattr(server, way)()
    back = datetime.now(UTC)
    with smtplib.SMTP(HOST, whole_desk.submit_port, local_hostname="localhost") as smtp:
        smtp.sendmail("dana@northfork-ortho.example", [ADDRESS], mail("Knee"))

    whole_desk.wait(lambda: any('"kind": "ticket"' in word for word in words), "the open page hears of the new ticket")
    whole_desk.wait(lambda: heard_after(whole_desk, back) >= set(Process), "every process is heard again")


@pytest.mark.parametrize("way", ["restart", "crash"])
def test_a_database_that_goes_and_comes_under_load_costs_no_question_and_no_answer(
    whole_desk: FaultDesk, server: PostgresServer, way: str
) -> None:
    browser = sign_in(whole_desk)
    asking = threading.Thread(target=ask, args=(whole_desk,))
    answering = threading.Thread(target=answer_all, args=(whole_desk, browser))
    asking.start()
    answering.start()

    for reached in (QUESTIONS // 4, QUESTIONS // 2):
        whole_desk.wait(partial(ticket_at, whole_desk, reached), "the load is under way")
        getattr(server, way)()
    asking.join(PATIENCE)
    answering.join(PATIENCE)
    whole_desk.wait(partial(settled, whole_desk), "every answer is sent and every mail is touched")

    assert not [name for name in PROCESSES if whole_desk.processes.ended(name)], "every process lived through it"
    questions = whole_desk.rows("SELECT message_id, count(*) FROM messages WHERE source = 'asker' GROUP BY message_id")
    assert sorted(questions) == sorted((f"{number}@asker.example", 1) for number in range(QUESTIONS))
    answers = Counter(
        line
        for _, _, raw in whole_desk.smtp.script.taken
        for line in raw.decode().split("\r\n")
        if line.startswith("Answer ")
    )
    assert answers == Counter(f"Answer {place}." for place in range(QUESTIONS))
