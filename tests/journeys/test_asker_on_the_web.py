"""A question by mail, the rest of it on the web: the link of a letter, a code, a reply with a file, an answer with a large one."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from consultant.bootstrap import Services
from consultant.db.models import ReadLog, Ticket
from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail
from consultant.services import parcels, replies
from consultant.web.app import create_app
from tests.factories import rows
from tests.factories.mails import ASKER
from tests.factories.make import Make
from tests.factories.work import work
from tests.web.askers import let_in, send
from tests.web.conftest import Browser, LiveEvents


@pytest.fixture
def desk(services: Services) -> Services:
    """A desk whose mails have 300,000 bytes at most."""
    settings = services.settings.model_copy(update={"redis_url": ""})
    return replace(
        services, settings=settings, events=LiveEvents(), desk=replace(services.desk, max_send_bytes=300_000)
    )


@pytest.fixture
def browser(desk: Services) -> Iterator[Browser]:
    app = create_app(desk)
    yield Browser(app.test_client(), None)
    app.extensions["consultant"].hub.stop()


def letters(desk: Services) -> list[ParsedMail]:
    """Return what reached the asker, read as any mail is."""
    found = [parse(raw) for _, recipients, raw in desk.mailer.delivered if ASKER in recipients]
    return [mail for mail in found if isinstance(mail, ParsedMail)]


def links(mail: ParsedMail) -> list[str]:
    return re.findall(r"^http://127\.0\.0\.1:8000(/t/\S+)$", mail.text, re.MULTILINE)


def test_a_thread_goes_on_over_the_web_and_both_sides_see_everything(desk: Services, browser: Browser):
    make = Make(desk)
    ticket_id = make.ticket()
    desk.clock.forward(minutes=1)
    work(desk)
    [acknowledgement] = letters(desk)
    [address] = links(acknowledgement)

    asker = let_in(browser, desk, address)
    send(asker, address, "And the left knee, M17.12?", ("scan.pdf", b"%PDF-1.4 scan"))
    work(desk)
    assert [row.source for row in rows.messages(desk, ticket_id)] == ["asker", "machine", "asker"]

    coder, large = make.person(name="Priya Raman"), b"\xff" * 400_000
    sha256 = desk.blobs.put(large)
    with desk.database.transaction() as tx:
        parcels.add(
            tx, coder, ticket_id, "large.bin", "application/x-scan", size=len(large), sha256=sha256, clock=desk.clock
        )
        files = parcels.waiting(tx, coder, ticket_id, desk=desk.desk)
        answer = replies.Answer(
            ticket_id, "Take both.", (), "a form key", 10**9, None, "answered",
            files=files, seen_files=frozenset(one.id for one in files),
        )  # fmt: skip
        replies.submit(
            tx, coder, answer, catalogue=desk.library, renderer=desk.renderer, clock=desk.clock, desk=desk.desk
        )
    assert "Take both." not in asker.page(address).get_text()
    desk.clock.forward(minutes=1)
    work(desk)

    page = asker.page(address)
    assert [one.h3.text for one in page.find_all("article")] == ["You", "You", "Priya Raman"]
    to_file, to_thread = links(letters(desk)[-1])
    assert asker.client.get(to_file).data == large
    assert asker.page(to_thread).find_all("article")[-1].find("a", class_="file")["href"] == to_file
    assert len(rows.every(desk, Ticket)) == 1
    read = [(row.what, row.user_id) for row in rows.every(desk, ReadLog)]
    assert set(read) == {("thread", None), ("thread_file", None)}
