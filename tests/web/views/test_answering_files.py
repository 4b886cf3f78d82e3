from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from consultant.bootstrap import Services
from consultant.db.models import Attachment, DraftFile, OutboundMail
from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail
from consultant.web.app import create_app
from tests.factories import rows
from tests.factories.make import Make
from tests.factories.work import work
from tests.services.test_thread_access import token_for
from tests.web.askers import let_in, multipart
from tests.web.conftest import Browser

LARGE = b"\xff" * 12_000_000


@pytest.fixture
def ticket_id(make: Make) -> int:
    return make.ticket()


def post(browser: Browser, ticket_id: int, then: str, *files: tuple[str, bytes], **change: str) -> Any:
    form = browser.page(f"/tickets/{ticket_id}").find("form", id="answer-form")
    assert form is not None
    data = {**browser.fields(form), "then": then, **change}
    return browser.client.post(form["action"], **multipart(data, *files))


def names(browser: Browser, ticket_id: int) -> list[str]:
    page = browser.page(f"/tickets/{ticket_id}")
    return [" ".join(item.get_text(" ").split()) for item in page.select("#answer-files li")]


def test_files_are_listed_with_what_becomes_of_them_and_the_text_is_kept(coder: Browser, ticket_id: int):
    answer = post(coder, ticket_id, "files", ("small.pdf", b"%PDF-1.4"), ("large.bin", LARGE), text="Take M17.11.", cc="a@b.example")  # fmt: skip

    assert (answer.status_code, answer.location) == (302, f"/tickets/{ticket_id}#answer-files")
    assert names(coder, ticket_id) == [
        "small.pdf 8 bytes attached Remove",
        "large.bin 12.0 MB too large for the mail: leaves as a link Remove",
    ]
    page = coder.page(f"/tickets/{ticket_id}")
    assert page.find("textarea", id="answer").text.strip() == "Take M17.11."
    assert page.find("input", id="cc")["value"] == "a@b.example"
    assert "large.bin" in coder.client.get(f"/tickets/{ticket_id}/preview").text
    assert "small.pdf" not in coder.client.get(f"/tickets/{ticket_id}/preview").text


def test_a_file_is_removed_and_the_text_is_kept(desk: Services, coder: Browser, ticket_id: int):
    post(coder, ticket_id, "files", ("one.pdf", b"1"), ("two.pdf", b"2"))
    first = rows.every(desk, DraftFile)[0]

    post(coder, ticket_id, f"remove:{first.id}", text="Take M17.11.")

    assert names(coder, ticket_id) == ["two.pdf 1 bytes attached Remove"]
    assert "Take M17.11." in coder.page(f"/tickets/{ticket_id}").find("textarea", id="answer").text


def test_the_answer_leaves_with_its_files_and_undo_brings_them_back(desk: Services, coder: Browser, ticket_id: int):
    post(coder, ticket_id, "files", ("one.pdf", b"1"))
    sent = post(coder, ticket_id, "answered", text="Take M17.11.")
    assert sent.status_code == 302
    assert names(coder, ticket_id) == []

    [outbound] = rows.every(desk, OutboundMail)
    coder.post(f"/outbox/{outbound.id}/withdraw")

    assert names(coder, ticket_id) == ["one.pdf 1 bytes attached Remove"]


def test_both_sides_see_the_files_of_an_answer_in_the_thread(
    desk: Services, coder: Browser, stranger: Browser, ticket_id: int
):
    post(coder, ticket_id, "files", ("one.pdf", b"%PDF-1.4 one"), ("large.bin", LARGE))
    post(coder, ticket_id, "answered", text="Take M17.11.")
    desk.clock.forward(minutes=1)
    work(desk)

    thread = coder.page(f"/tickets/{ticket_id}").find("section", id="thread")
    assert [coder.client.get(link["href"]).data for link in thread.find_all("a", class_="file")] == [
        b"%PDF-1.4 one",
        LARGE,
    ]
    letter = parse(rows.every(desk, OutboundMail, kind="answer")[0].raw)
    assert isinstance(letter, ParsedMail)
    assert [one.filename for one in letter.attachments] == ["one.pdf"]
    large = next(row for row in rows.every(desk, Attachment) if row.filename == "large.bin")
    address = f"/t/{token_for(desk, ticket_id)}"
    assert stranger.client.get(f"{address}/files/{large.sha256[:32]}").status_code == 302
    asker = let_in(stranger, desk, address)
    assert asker.client.get(f"{address}/files/{large.sha256[:32]}").data == LARGE


def test_files_that_were_only_chosen_are_added_and_nothing_is_sent(desk: Services, coder: Browser, ticket_id: int):
    answer = post(coder, ticket_id, "answered", ("one.pdf", b"1"), text="Take M17.11.")

    assert answer.status_code == 409
    assert "nothing was sent yet" in answer.text
    assert rows.every(desk, OutboundMail) == []
    assert names(coder, ticket_id) == ["one.pdf 1 bytes attached Remove"]


def test_a_file_that_was_added_in_another_window_stops_the_answer(desk: Services, coder: Browser, ticket_id: int):
    form = coder.fields(coder.page(f"/tickets/{ticket_id}").find("form", id="answer-form"))
    post(coder, ticket_id, "files", ("one.pdf", b"1"))

    answer = coder.client.post(f"/tickets/{ticket_id}/reply", data=form | {"then": "answered", "text": "Take M17.11."})

    assert answer.status_code == 409
    assert "files of this answer have changed" in answer.text
    assert rows.every(desk, OutboundMail) == []


def test_a_file_beyond_the_limit_is_refused_by_name_and_the_text_is_kept(
    desk: Services, coder: Browser, ticket_id: int
):
    answer = post(coder, ticket_id, "files", ("vast.bin", b"0" * 50_000_001), text="Take M17.11.")

    assert answer.status_code == 400
    assert "“vast.bin” has 50.0 MB" in answer.text
    assert "Take M17.11." in coder.page(f"/tickets/{ticket_id}").find("textarea", id="answer").text
    assert rows.every(desk, DraftFile) == []


class Finds:
    """A scanner that knows a file as harmful."""

    def scan(self, content: bytes) -> str | None:
        return "Eicar-Test" if content == b"bad" else None


def test_an_infected_file_is_not_added(desk: Services, coder: Browser, ticket_id: int):
    app = create_app(replace(desk, scanner=Finds()))
    other = Browser(app.test_client(), coder.person)
    for (_, _, name), cookie in coder.client._cookies.items():
        other.client.set_cookie(name, cookie.value)

    answer = post(other, ticket_id, "files", ("bad.exe", b"bad"), text="Take M17.11.")

    assert answer.status_code == 400
    assert "Eicar-Test" in answer.text
    assert rows.every(desk, DraftFile) == []


def test_a_stranger_puts_no_file_anywhere(desk: Services, app: Any, ticket_id: int):
    app.config["WTF_CSRF_ENABLED"] = False
    client: FlaskClient = app.test_client()

    answer = client.post(f"/tickets/{ticket_id}/reply", **multipart({"then": "files"}, ("one.pdf", b"1")))

    assert answer.status_code == 401
    assert rows.every(desk, DraftFile) == []
