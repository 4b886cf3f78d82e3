import re

import pytest
from sqlalchemy import select, update

from consultant.bootstrap import Services
from consultant.db.models import OutboundMail, OutboundRecipient
from consultant.services import replies
from tests.web.conftest import Browser


@pytest.fixture
def sent(make, desk: Services) -> replies.Submitted:
    """An answer to two people, still queued."""
    ticket_id, person = make.ticket(), make.person(name="Marcus Oyelaran")
    answer = replies.Answer(
        ticket_id, "M17.11.", ("claims@clearpath-rcm.example",), "form-key-1", 10**9, 10**9, "answered"
    )
    with desk.database.transaction() as tx:
        return replies.submit(
            tx, person, answer, catalogue=desk.library, renderer=desk.renderer, clock=desk.clock, desk=desk.desk
        )


def become(desk: Services, state: str, *, field: str = "to", **values):
    with desk.database.transaction() as tx:
        tx.execute(
            update(OutboundRecipient)
            .where(OutboundRecipient.field == field)
            .values(state=state, answer="550 5.1.1 no such user")
        )
        tx.execute(update(OutboundMail).values(state=state, **values))


def states(desk: Services) -> list[str]:
    with desk.database.reading() as tx:
        return list(tx.scalars(select(OutboundRecipient.state).order_by(OutboundRecipient.position)))


def test_queued_is_never_shown_as_sent(coder: Browser, sent, desk: Services):
    page = coder.page("/outbox")

    mail = page.find(id=f"o{sent.outbound_id}")
    assert mail.find_parent("section").h2.text == "On the way"
    assert {status.text for status in mail.find_all(class_="status")} == {"Queued"}
    assert "leaves at 10:00:10" in mail.text
    assert "Answer by Marcus Oyelaran" in mail.text


def test_a_refused_mail_waits_for_a_person_with_the_servers_word_and_can_be_sent_again(
    coder: Browser, sent, desk: Services
):
    become(desk, "refused", attempts=1, last_answer="550 5.1.1 no such user")

    page = coder.page("/outbox")
    mail = page.find(id=f"o{sent.outbound_id}")
    coder.submit(mail.find("form", action=f"/outbox/{sent.outbound_id}/retry"))

    assert mail.find_parent("section").h2.text == "For a person"
    assert "550 5.1.1 no such user" in mail.text
    assert "1 attempt" in mail.text
    assert states(desk) == ["queued", "queued"]
    assert "Queued again" in coder.page("/outbox").text


def test_a_delayed_mail_can_be_tried_now_or_cancelled(coder: Browser, sent, desk: Services):
    with desk.database.transaction() as tx:
        tx.execute(update(OutboundMail).values(attempts=2, tried_since=desk.clock.now(), last_answer="451 4.3.0 later"))

    page = coder.page("/outbox")
    assert re.search(r"next attempt \d\d:\d\d:\d\d, tried until \d+ \w+ \d\d:\d\d", page.text)
    assert "Try now" in page.text
    coder.post(f"/outbox/{sent.outbound_id}/cancel")

    assert states(desk) == ["cancelled", "cancelled"]
    assert "Withdrawn or cancelled" in coder.page("/outbox").text


@pytest.mark.parametrize(("word", "state"), [("yes", "sent"), ("no", "refused")])
def test_a_person_settles_an_unknown_fate(coder: Browser, sent, desk: Services, word, state):
    become(desk, "unknown", field="cc", attempts=1, last_answer="line lost after DATA")
    form = coder.page("/outbox").find("form", action=f"/outbox/{sent.outbound_id}/settle")

    coder.submit(form, arrived=word)

    assert states(desk)[1] == state


def test_what_is_settled_already_is_not_settled_twice(coder: Browser, sent):
    answer = coder.post(f"/outbox/{sent.outbound_id}/settle", address="nobody@x.example", arrived="yes")

    assert answer.status_code == 409


def test_a_mail_that_is_not_there_is_not_found(coder: Browser):
    for act in ("retry", "cancel", "settle", "withdraw", "edit"):
        assert coder.post(f"/outbox/999/{act}").status_code == 404


def test_an_empty_outbox_says_what_will_stand_here(coder: Browser):
    assert "Nothing was sent yet" in coder.page("/outbox").text


def test_a_refused_answer_is_edited_with_its_address_corrected_and_sent_as_a_new_mail(
    coder: Browser, sent, desk: Services
):
    become(desk, "refused", attempts=1)
    page = coder.page("/outbox")
    form = page.find("form", action=f"/outbox/{sent.outbound_id}/edit")
    label = page.find("label", attrs={"for": form.find("input", attrs={"name": "instead"})["id"]})
    assert "dana@northfork-ortho.example" in label.text

    answer = coder.submit(form, instead="dana.right@northfork-ortho.example")
    ticket = coder.page(answer.headers["Location"])
    assert "Nothing was sent yet" in ticket.text
    assert "corrected the asker’s address to dana.right@northfork-ortho.example" in ticket.text
    assert ticket.find("textarea", id="answer").text.strip() == "M17.11."
    assert states(desk) == ["refused", "queued"]
    assert coder.submit(ticket.find("form", id="answer-form"), then="answered").status_code == 302

    outbox = coder.page("/outbox")
    old = outbox.find(id=f"o{sent.outbound_id}")
    assert "written anew by Priya Raman; before: 550 5.1.1 no such user" in old.text
    assert old.find("form", action=f"/outbox/{sent.outbound_id}/edit") is None
    assert "dana.right@northfork-ortho.example" in outbox.find(id=f"o{sent.outbound_id + 1}").text


def test_a_refused_answer_is_edited_from_its_ticket_too(coder: Browser, sent, desk: Services, make):
    become(desk, "refused", attempts=1)

    form = coder.page("/tickets/1").find("form", action=f"/outbox/{sent.outbound_id}/edit")

    assert coder.submit(form, instead="no address").status_code == 400
    assert coder.submit(form).headers["Location"] == "/tickets/1#reply"


def test_what_arrived_is_not_edited(coder: Browser, sent):
    assert coder.page("/outbox").find("form", action=f"/outbox/{sent.outbound_id}/edit") is None
    assert coder.post(f"/outbox/{sent.outbound_id}/edit").status_code == 409
