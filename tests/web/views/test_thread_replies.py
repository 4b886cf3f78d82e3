from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from consultant.bootstrap import Services
from consultant.db.models import InboundMail, Message, Ticket
from consultant.services.intake import ON_THE_WEB
from tests.factories import rows
from tests.factories.mails import ASKER
from tests.factories.work import work
from tests.services.test_thread_access import token_for
from tests.web.askers import form_of, mailed_code, multipart, send
from tests.web.conftest import Browser


def test_a_reply_with_files_joins_the_ticket(
    desk: Services, coder: Browser, asker: Browser, address: str, ticket_id: int
):
    answer = send(asker, address, "And the left knee?\nM17.12.", ("scan.pdf", b"%PDF-1.4 x"), ("two.txt", b"two"))
    work(desk)

    assert (answer.status_code, answer.location) == (303, f"{address}#newest")
    page = asker.page(address)
    assert "A coder reads it next" in page.get_text()
    assert page.find_all("article")[-1].find("div", class_="plain").text.strip() == "And the left knee?\nM17.12."
    assert [one.text.split()[0] for one in page.find_all("article")[-1].find_all("a", class_="file")] == [
        "scan.pdf",
        "two.txt",
    ]
    shown = coder.page(f"/tickets/{ticket_id}").get_text()
    assert ON_THE_WEB in shown
    assert "M17.12" in shown
    assert rows.ticket(desk, ticket_id).unread is False  # the coder has opened it


def test_a_double_click_is_one_reply(desk: Services, asker: Browser, address: str):
    form = asker.fields(form_of(asker.page(address), "/reply")) | {"text": "Yes."}
    for _ in range(2):
        assert asker.client.post(f"{address}/reply", data=form).status_code == 303

    assert len(rows.every(desk, Message)) == 2


def test_what_was_typed_comes_back_with_what_is_wrong(desk: Services, asker: Browser, address: str):
    answer = send(asker, address, "My long words.", ("big.bin", b"0" * 20_000_001))

    assert answer.status_code == 400
    assert "20 MB together" in answer.text
    assert ">My long words.</textarea>" in answer.text
    assert rows.every(desk, InboundMail, uidvalidity=0) == []


def test_more_than_any_reply_is_refused_before_it_is_read(asker: Browser, address: str):
    answer = send(asker, address, "My long words.", ("big.bin", b"0" * 63_000_000))

    assert answer.status_code == 413
    assert "Go back: what you typed is still there" in answer.text


def test_only_who_is_in_sends_large_requests(desk: Services, app: Flask, address: str):
    client = app.test_client()
    app.config["WTF_CSRF_ENABLED"] = False

    answer = client.post(f"{address}/reply", **multipart({"text": "x"}, ("big.bin", b"0" * 3_000_000)))

    assert answer.status_code == 413


def test_an_ended_session_keeps_what_was_typed_through_the_next_code(desk: Services, asker: Browser, address: str):
    form = asker.fields(form_of(asker.page(address), "/reply")) | {"text": "My <long> words."}
    desk.clock.forward(hours=13)

    door = asker.client.post(f"{address}/reply", data=form)
    assert door.status_code == 401
    assert "nothing was sent" in door.text
    page = Browser(asker.client, None)
    from bs4 import BeautifulSoup

    asked = page.submit(form_of(BeautifulSoup(door.text, "html.parser"), "/code"))
    assert asked.status_code == 200
    opened = page.submit(form_of(BeautifulSoup(asked.text, "html.parser"), "/open"), code=mailed_code(desk))

    assert opened.status_code == 200
    typed = BeautifulSoup(opened.text, "html.parser").find("textarea", id="text")
    assert typed is not None
    assert typed.text.strip() == "My <long> words."
    assert send(page, address, "My <long> words.").status_code == 303


def test_a_form_of_another_site_sends_nothing(desk: Services, asker: Browser, address: str):
    for act in ("reply", "leave", "code", "open"):
        answer = asker.client.post(f"{address}/{act}", data={"text": "x", "code": "1"})
        assert answer.status_code == 400
        assert "<h1>That could not be done" in answer.text
    assert rows.every(desk, InboundMail, uidvalidity=0) == []
    assert form_of(asker.page(address), "/reply")


def test_a_reply_is_kept_when_taking_it_in_fails(
    desk: Services, asker: Browser, address: str, monkeypatch: pytest.MonkeyPatch
):
    def breaks(*_of: Any, **_more: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("consultant.services.web_replies.take_in", breaks)
    answer = send(asker, address, "And the left knee?")

    assert answer.status_code == 303
    assert "here and kept" in asker.page(address).get_text()
    [row] = rows.every(desk, InboundMail, uidvalidity=0)
    assert row.state == "stored"
    assert b"And the left knee?" in desk.blobs.get(row.sha256)


def test_a_reply_to_a_ticket_closed_long_ago_says_which_question_it_opened(
    desk: Services, asker: Browser, ticket_id: int
):
    with desk.database.transaction() as tx:
        tx.execute(update(Ticket).values(state="closed", changed_at=desk.clock.now() - timedelta(days=40)))
    address = f"/t/{token_for(desk, ticket_id)}"

    send(asker, address, "And the left knee?")

    assert "opened a new question that continues this one: CQ-100002" in asker.page(address).get_text()


def test_a_reply_of_somebody_blocked_waits_for_a_person(desk: Services, asker: Browser, address: str):
    from consultant.db.models import Mailbox

    with desk.database.transaction() as tx:
        tx.execute(update(Mailbox).values(blocked=[ASKER]))

    send(asker, address, "And the left knee?")

    assert "A person at the desk looks at it" in asker.page(address).get_text()
