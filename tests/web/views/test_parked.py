from collections.abc import Callable

import pytest
from sqlalchemy import select

from consultant.bootstrap import Services
from consultant.db.models import InboundMail, Mailbox, Message, ReadLog
from consultant.domain.references import format_reference
from consultant.domain.rights import Role
from tests.factories.mails import mail
from tests.web.conftest import Browser

STRANGER = "J. Moreau <j.moreau@riverbend-sports.example>"


@pytest.fixture
def lead(sign_in: Callable[..., Browser]) -> Browser:
    return sign_in(Role.LEAD, "Helen Strand")


@pytest.fixture
def ticket_id(make) -> int:
    return make.ticket(mail(subject="Knee brace"))


@pytest.fixture
def parked_id(make, desk: Services, ticket_id: int) -> int:
    make.taken(
        mail("Tomasz is away, here is the note.", subject=f"Re: brace [{format_reference(ticket_id)}]", sender=STRANGER)
    )
    with desk.database.reading() as tx:
        found = tx.scalar(select(InboundMail.id).where(InboundMail.state == "parked"))
    assert found is not None
    return found


def test_a_parked_mail_says_what_happened_who_wrote_and_what_can_be_done(lead: Browser, parked_id: int, ticket_id: int):
    page = lead.page("/parked")

    assert page.find(class_="row").find("a")["href"] == f"/parked/{parked_id}"
    assert "New sender for a known ticket" in page.text
    assert "What happened." in page.text
    assert "j.moreau@riverbend-sports.example" in page.text
    assert page.find("a", href=f"/tickets/{ticket_id}") is not None
    assert [button.text for button in page.select(".panel .btn")][:3] == [
        f"Let it join {format_reference(ticket_id)}",
        "Make a new ticket",
        "Read it again",
    ]
    frame = page.find("iframe")
    assert not frame["sandbox"]  # every leave withheld
    assert "UID" in page.find("footer").text


def test_letting_it_join_makes_it_a_message_of_the_ticket(lead: Browser, parked_id: int, ticket_id: int):
    form = lead.page(f"/parked/{parked_id}").find("form", action=f"/parked/{parked_id}/take")

    answer = lead.submit(form)

    assert answer.headers["Location"] == f"/tickets/{ticket_id}"
    page = lead.page(f"/tickets/{ticket_id}")
    assert "Tomasz is away" in page.text
    assert "Let in by Helen Strand" in page.text
    assert "It was taken in as a message" in lead.page(f"/parked/{parked_id}").text


def test_it_can_become_a_ticket_of_its_own_or_go_to_another_one(lead: Browser, make, parked_id: int, ticket_id: int):
    other = make.ticket(mail(subject="Another question"))

    wrong = lead.post(f"/parked/{parked_id}/take", reference="12")
    right = lead.post(f"/parked/{parked_id}/take", reference=format_reference(other))
    twice = lead.post(f"/parked/{parked_id}/take")

    assert wrong.status_code == 400
    assert "One looks like CQ-120418" in wrong.text
    assert right.headers["Location"] == f"/tickets/{other}"
    assert twice.status_code == 409
    assert ticket_id != other


def test_not_for_us_is_kept_and_can_be_undone(lead: Browser, parked_id: int):
    lead.post(f"/parked/{parked_id}/discard")
    gone = lead.page("/parked")
    again = lead.page(f"/parked/{parked_id}").find("form", action=f"/parked/{parked_id}/restore")
    lead.submit(again)

    assert "Every mail became a ticket" in gone.text
    assert lead.page("/parked").find("a", href=f"/parked/{parked_id}") is not None


def test_a_coder_sees_parked_mail_and_a_lead_settles_it(coder: Browser, parked_id: int):
    page = coder.page(f"/parked/{parked_id}")

    assert "A lead or an administrator settles it." in page.text
    assert coder.post(f"/parked/{parked_id}/take").status_code == 403
    assert coder.post(f"/parked/{parked_id}/discard").status_code == 403


def test_its_words_are_shown_in_a_frame_that_runs_nothing(lead: Browser, parked_id: int):
    answer = lead.client.get(f"/parked/{parked_id}/view")

    assert "Tomasz is away" in answer.text
    assert answer.headers["Content-Security-Policy"].endswith("sandbox")


def test_what_cannot_be_read_says_so_and_keeps_its_original(lead: Browser, make, desk: Services):
    raw = b"\x00\x00garbage\xff\xfe"
    make.taken(raw)

    page = lead.page("/parked")
    shown = lead.client.get("/parked/1/view")
    original = lead.client.get("/parked/1/original")

    assert "Unreadable" in page.text
    assert "Make a new ticket" not in page.text
    assert "This mail cannot be read" in shown.text
    assert original.data == raw
    assert original.headers["Content-Disposition"].startswith("attachment")


def test_reading_parked_mail_is_a_line_in_the_read_log(lead: Browser, parked_id: int, desk: Services):
    for address in ("", "/view", "/original", "/headers"):
        lead.page(f"/parked/{parked_id}{address}")

    with desk.database.reading() as tx:
        rows = tx.execute(select(ReadLog.what, ReadLog.object_id).order_by(ReadLog.id)).all()
    assert [tuple(row) for row in rows] == [
        ("parked", parked_id),
        ("parked", parked_id),
        ("original", parked_id),
        ("headers", parked_id),
    ]


def test_automatic_replies_are_sorted_apart_from_what_waits_for_a_person(lead: Browser, make):
    make.taken(mail("Away until Monday", subject="Out of office", Auto_Submitted="auto-replied"))

    heads = [head.text for head in lead.page("/parked").select(".list > h2")]

    assert heads == ["Sorted by the desk 1"]


def test_mail_that_was_never_parked_is_not_found_here(lead: Browser, ticket_id: int, desk: Services):
    with desk.database.reading() as tx:
        taken = tx.scalar(select(Message.inbound_id).where(Message.ticket_id == ticket_id))

    lead.page(f"/parked/{taken}", status=404)
    lead.page(f"/parked/{taken}/original", status=404)


def test_ticked_mails_are_settled_at_once_and_what_was_left_is_named(
    lead: Browser, make, parked_id: int, ticket_id: int
):
    make.taken(b"")
    page = lead.page("/parked")
    ticks = [box["value"] for box in page.select("input.tick")]
    assert ticks == [str(parked_id + 1), str(parked_id)]

    assert lead.post("/parked/act", p=ticks, do="reread").headers["Location"] == "/parked"
    assert "Read again 2 of 2." in lead.page("/parked").text
    lead.post("/parked/act", p=ticks, do="take")
    assert "Taken in 1 of 2. This mail cannot be read" in lead.page("/parked").text
    assert "Tomasz is away" in lead.page(f"/tickets/{ticket_id}").text


def test_mail_is_deleted_for_good_after_a_question(lead: Browser, coder: Browser, parked_id: int):
    asked = lead.post("/parked/act", p=[str(parked_id)], do="delete")
    assert "Delete 1 parked mail?" in asked.text
    assert lead.page("/parked").find("a", href=f"/parked/{parked_id}") is not None

    lead.post("/parked/act", p=[str(parked_id)], do="delete", sure="yes")

    page = lead.page(f"/parked/{parked_id}")
    assert "A person deleted it." in page.text
    assert "j.moreau" not in page.text
    assert lead.client.get(f"/parked/{parked_id}/original").status_code == 404
    assert "Tomasz" not in lead.client.get(f"/parked/{parked_id}/view").text
    assert not coder.page("/parked").select("input.tick")
    assert coder.post("/parked/act", p=["1"], do="delete", sure="yes").status_code == 403


def test_nothing_ticked_changes_nothing(lead: Browser, parked_id: int):
    lead.post("/parked/act", do="discard")
    assert "No mail is ticked" in lead.page("/parked").text
    lead.post("/parked/act", p=[str(parked_id)], do="eat")
    assert "Settled 0 of 1. There is no such thing to do" in lead.page("/parked").text


def test_one_mail_is_read_again_by_its_button(lead: Browser, parked_id: int):
    form = lead.page(f"/parked/{parked_id}").find("form", action=f"/parked/{parked_id}/reread")

    answer = lead.submit(form)

    assert answer.headers["Location"] == f"/parked/{parked_id}"
    assert "It stays parked." in lead.page(f"/parked/{parked_id}").text


def test_a_long_list_has_pages(lead: Browser, make, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("consultant.services.pages.parked.AT_ONCE", 2)
    for number in range(3):
        make.taken(mail(f"Away {number}", auto_submitted="auto-replied", subject=f"Away {number}"))

    first = lead.page("/parked")
    older = first.find("a", rel="next")

    assert len(first.select("input.tick")) == 2
    assert len(lead.page(older["href"]).select("input.tick")) == 1


def test_a_parked_mail_whose_copy_was_taken_in_says_where_it_is(lead: Browser, make):
    make.mailbox("shut", blocked=("asker.example",))
    raw = mail("Which?", subject="Both", sender="a@asker.example")
    make.taken(raw, mailbox="shut")
    [row] = lead.page("/parked").select(".row")
    other = make.ticket(b"Received: by another.example\r\n" + raw)

    page = lead.page(row.find("a")["href"])

    assert "It is a copy of a mail that is part of" in page.text
    assert page.find("a", href=f"/tickets/{other}").text == format_reference(other)
    assert page.select(".panel button") == []


def test_mails_that_are_read_again_together_are_read_in_the_order_in_which_they_came(
    lead: Browser, make, desk: Services
):
    mailbox_id = make.mailbox("shut", blocked=("asker.example",))
    for text, subject, more in (
        ("Which?", "Both", {"message_id": "q@asker.example"}),
        ("And the left one?", "Re: Both", {"in_reply_to": "q@asker.example"}),
    ):
        make.taken(mail(text, subject=subject, sender="a@asker.example", **more), mailbox="shut")
    with desk.database.transaction() as tx:
        tx.get_one(Mailbox, mailbox_id).blocked = []

    ticks = [box["value"] for box in lead.page("/parked").select("input.tick")]
    lead.post("/parked/act", p=ticks, do="reread")

    with desk.database.reading() as tx:
        rows = tx.execute(select(Message.ticket_id, Message.visible).order_by(Message.id)).all()
    assert [tuple(row) for row in rows] == [(1, "Which?"), (1, "And the left one?")]
