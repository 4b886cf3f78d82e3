import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select, update

from consultant.bootstrap import Services
from consultant.db.models import Draft, LookupRun, Note, OutboundMail, OutboundRecipient, ReadLog, Ticket
from consultant.services import notes
from tests.factories.cases import attach_codes
from tests.factories.mails import mail
from tests.web.conftest import Browser


def answer_form(browser: Browser, ticket_id: int):
    return browser.page(f"/tickets/{ticket_id}").find(id="answer-form")


def count(desk: Services, model) -> int:
    with desk.database.reading() as tx:
        return tx.scalar(select(func.count()).select_from(model)) or 0


def test_an_answer_is_queued_and_the_page_offers_to_take_it_back(coder: Browser, make, desk: Services):
    ticket_id = make.ticket()

    answer = coder.submit(answer_form(coder, ticket_id), text="Dana,\n\nM17.11 is right.", then="answered")

    assert answer.status_code == 302
    page = coder.page(answer.headers["Location"])
    toast = page.find("form", class_="toast")
    assert "/withdraw" in toast["action"]
    assert "Queued" in page.find("article", attrs={"data-from": "desk"}).text
    with desk.database.reading() as tx:
        assert tx.scalar(select(Ticket.state)) == "answered"
        assert tx.scalar(select(OutboundMail.state)) == "queued"


def test_sending_can_wait_for_the_asker_instead(coder: Browser, make, desk: Services):
    ticket_id = make.ticket()

    coder.submit(answer_form(coder, ticket_id), text="Which knee?", then="waiting")

    with desk.database.reading() as tx:
        assert tx.scalar(select(Ticket.state)) == "waiting"


def test_a_double_click_is_one_answer(coder: Browser, make, desk: Services):
    form = answer_form(coder, make.ticket())

    first = coder.submit(form, text="M17.11.", then="answered")
    second = coder.submit(form, text="M17.11.", then="answered")

    assert first.headers["Location"] == second.headers["Location"]
    assert count(desk, OutboundMail) == 1


def test_a_form_that_comes_again_with_other_words_keeps_them_and_can_be_sent_anew(coder: Browser, make, desk: Services):
    ticket_id = make.ticket()
    form = answer_form(coder, ticket_id)
    coder.submit(form, text="M17.11.", then="answered")

    again = coder.submit(form, text="M17.11, and 76942 stays off.", then="answered")

    assert again.status_code == 409
    assert "Nothing more was sent" in again.text
    assert count(desk, OutboundMail) == 1
    kept = answer_form(coder, ticket_id)
    assert kept.find("textarea", attrs={"name": "text"}).text.strip() == "M17.11, and 76942 stays off."
    coder.submit(kept, text="M17.11, and 76942 stays off.", then="answered")
    assert count(desk, OutboundMail) == 2


def test_an_answer_written_before_the_newest_mail_was_seen_comes_back_with_its_words(
    coder: Browser, make, desk: Services
):
    ticket_id = make.ticket(mail(message_id="first@northfork-ortho.example"))
    form = answer_form(coder, ticket_id)
    make.taken(mail("It was the left knee.", subject="Re: Knee question", in_reply_to="first@northfork-ortho.example"))

    answer = coder.submit(form, text="M17.11 is right.", then="answered")

    assert answer.status_code == 409
    assert count(desk, OutboundMail) == 0
    assert "Read it, then send. Your text is kept." in answer.text
    assert "It was the left knee." in answer.text
    assert "M17.11 is right.</textarea>" in answer.text
    assert count(desk, Draft) == 1


def test_after_reading_the_newer_mail_the_same_words_can_be_sent(coder: Browser, make, desk: Services):
    from bs4 import BeautifulSoup

    ticket_id = make.ticket()
    form = answer_form(coder, ticket_id)
    with desk.database.transaction() as tx:
        notes.add(
            tx, make.person(name="Marcus Oyelaran"), ticket_id, "It was left.", form_key="note-key-1", clock=desk.clock
        )
    refused = coder.submit(form, text="M17.12 is right.", then="answered")

    again = BeautifulSoup(refused.text, "html.parser").find(id="answer-form")
    answer = coder.submit(again, then="answered")

    assert refused.status_code == 409
    assert again.find("input", attrs={"name": "read"}).has_attr("required")
    assert answer.status_code == 302
    assert count(desk, OutboundMail) == 1


def test_undo_brings_the_text_back_as_a_draft_and_nothing_leaves(coder: Browser, make, desk: Services):
    ticket_id = make.ticket()
    sent = coder.submit(answer_form(coder, ticket_id), text="M17.11.", then="answered")
    toast = coder.page(sent.headers["Location"]).find("form", class_="toast")

    answer = coder.submit(toast)

    assert answer.headers["Location"] == f"/tickets/{ticket_id}#reply"
    page = coder.page(f"/tickets/{ticket_id}")
    assert "Nothing was sent" in page.text
    assert page.find(id="answer").text.strip() == "M17.11."
    with desk.database.reading() as tx:
        assert tx.scalar(select(OutboundMail.state)) == "cancelled"


def test_after_the_undo_window_nothing_is_offered_and_nothing_is_taken_back(coder: Browser, make, desk: Services):
    ticket_id = make.ticket()
    sent = coder.submit(answer_form(coder, ticket_id), text="M17.11.", then="answered").headers["Location"]
    desk.clock.forward(seconds=11)

    assert coder.page(sent).find(class_="toast") is None
    assert coder.post("/outbox/1/withdraw").status_code == 409


def test_chosen_copies_get_the_answer_and_nobody_else(coder: Browser, make, desk: Services):
    ticket_id = make.ticket(mail(Cc="claims@clearpath-rcm.example"))
    form = answer_form(coder, ticket_id)

    coder.submit(form, text="M17.11.", cc="claims@clearpath-rcm.example; boss@northfork-ortho.example", then="answered")

    assert form.find(attrs={"data-add-cc": "claims@clearpath-rcm.example"}).text.endswith("outside domain")
    with desk.database.reading() as tx:
        rows = tx.execute(
            select(OutboundRecipient.address, OutboundRecipient.field).order_by(OutboundRecipient.position)
        ).all()
    assert [tuple(row) for row in rows] == [
        ("dana@northfork-ortho.example", "to"),
        ("claims@clearpath-rcm.example", "cc"),
        ("boss@northfork-ortho.example", "cc"),
    ]


@pytest.mark.parametrize(("text", "cc"), [("  ", ""), ("M17.11.", "not an address at all@")])
def test_what_cannot_be_sent_comes_back_with_its_words_and_the_reason(coder: Browser, make, desk: Services, text, cc):
    answer = coder.submit(answer_form(coder, make.ticket()), text=text, cc=cc, then="answered")

    assert answer.status_code == 400
    assert "Not sent" in answer.text
    assert count(desk, OutboundMail) == 0


def test_a_note_is_for_the_desk_and_a_double_click_is_one_note(coder: Browser, make, desk: Services):
    ticket_id = make.ticket()
    form = coder.page(f"/tickets/{ticket_id}?as=note").find(id="note-form")

    coder.submit(form, text="The unit is 1 mg.")
    coder.submit(form, text="The unit is 1 mg.")

    assert not form.has_attr("hidden")
    note = coder.page(f"/tickets/{ticket_id}").find("article", attrs={"data-from": "note"})
    assert "It can never be mailed" in note.text
    assert count(desk, Note) == 1
    assert count(desk, OutboundMail) == 0


def test_an_empty_note_is_refused(coder: Browser, make, desk: Services):
    assert coder.post(f"/tickets/{make.ticket()}/notes", text=" ").status_code == 400
    assert count(desk, Note) == 0


def test_drafts_are_kept_for_each_box_and_stand_in_the_page_again(coder: Browser, make):
    ticket_id = make.ticket()

    kept = coder.post(f"/tickets/{ticket_id}/drafts/reply", text="half an ans")
    coder.post(f"/tickets/{ticket_id}/drafts/note", text="half a no")

    assert kept.json["saved_at"].startswith("2026-11-23T15:00")
    page = coder.page(f"/tickets/{ticket_id}")
    assert page.find(id="answer").text.strip() == "half an ans"
    assert page.find(id="note").text.strip() == "half a no"


def test_the_preview_is_the_very_letter_in_a_frame_of_its_own(coder: Browser, make):
    ticket_id = make.ticket()
    empty = coder.client.get(f"/tickets/{ticket_id}/preview")
    coder.post(f"/tickets/{ticket_id}/drafts/reply", text="M17.11 is right. <script>x</script>")

    html = coder.client.get(f"/tickets/{ticket_id}/preview?part=html")
    text = coder.client.get(f"/tickets/{ticket_id}/preview?part=text")

    assert "as you write" in empty.text
    assert "M17.11" in html.text
    assert "<script>" not in html.text
    assert html.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert html.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert text.headers["Content-Type"].startswith("text/plain")
    assert "Subject: " in text.text


def test_without_scripts_the_draft_can_be_kept_and_seen(coder: Browser, make):
    ticket_id = make.ticket()

    answer = coder.submit(answer_form(coder, ticket_id), text="half", then="preview")

    assert answer.status_code == 302
    assert "half" in coder.client.get(f"/tickets/{ticket_id}/preview").text


def test_an_answer_to_no_ticket_is_not_found(coder: Browser):
    assert coder.post("/tickets/999/reply", text="x", then="answered").status_code == 404
    assert coder.post("/tickets/999/notes", text="x").status_code == 404


def test_an_answer_that_is_taken_back_stands_in_the_boxes_with_its_copies(coder: Browser, make):
    ticket_id = make.ticket()
    sent = coder.submit(answer_form(coder, ticket_id), text="M17.11.", cc="a@clinic.example; b@clinic.example")
    toast = coder.page(sent.headers["Location"]).find("form", class_="toast")

    coder.submit(toast)

    fields = coder.fields(answer_form(coder, ticket_id))
    assert (fields["text"], fields["cc"]) == ("M17.11.", "a@clinic.example, b@clinic.example")


def test_a_question_back_comes_into_the_box_and_waits_for_the_asker_when_it_is_sent(
    coder: Browser, make, desk: Services
):
    ticket_id = make.ticket()
    attach_codes(desk, ticket_id)
    with desk.database.transaction() as tx:
        tx.execute(
            update(LookupRun).values(missing=[{"name": "side", "question": "Which side?", "why": "It decides."}])
        )
    asks = coder.page(f"/tickets/{ticket_id}").find(id="asks")

    answer = coder.submit(asks.find("form"))
    page = coder.page(answer.headers["Location"])
    coder.submit(page.find(id="answer-form"), then=page.find(id="send")["value"])

    assert "It decides." in asks.text
    assert page.find(id="answer").text.strip() == "1. Which side?"
    assert page.find(id="send").text == "Send and wait for the asker"
    with desk.database.reading() as tx:
        assert tx.scalar(select(Ticket.state)) == "waiting"
        assert tx.scalar(select(OutboundMail.kind)) == "question_back"


@pytest.mark.usefixtures("library")
def test_what_stands_against_an_answer_comes_back_with_a_field_for_the_reason_and_then_it_leaves(
    coder: Browser, make, desk: Services
):
    ticket_id = make.ticket()
    attach_codes(desk, ticket_id)
    form = answer_form(coder, ticket_id)

    refused = coder.submit(form, text="Use M17.1 for it.", then="answered")
    page = BeautifulSoup(refused.text, "html.parser")
    sent = coder.submit(page.find(id="answer-form"), reason="The payer asks for it.", then="answered")

    assert refused.status_code == 409
    assert count(desk, OutboundMail) == 1
    assert page.find(id="answer").text.strip() == "Use M17.1 for it."
    assert "M17.1 is not billable" in page.find(id="answer-check").text
    assert not page.find(id="reason-field").has_attr("hidden")
    assert page.find(id="reason")["aria-invalid"] == "true"
    assert "a stop stands against this answer" in page.find(id="strip").text
    thread = coder.page(sent.headers["Location"])
    assert "The payer asks for it." in thread.find(id="thread").text
    assert "because: The payer asks for it." in thread.find(id="history").text


@pytest.mark.usefixtures("library")
def test_a_script_learns_what_stands_against_the_words_as_they_are_typed(coder: Browser, make, desk: Services):
    ticket_id = make.ticket()
    attach_codes(desk, ticket_id)

    found = BeautifulSoup(coder.post(f"/tickets/{ticket_id}/reply/check", text="Use M17.1 for it.").text, "html.parser")
    clean = BeautifulSoup(coder.post(f"/tickets/{ticket_id}/reply/check", text="").text, "html.parser")

    assert found.find(id="answer-check")["data-stops"] == "1"
    assert "Stop:" in found.find(class_="finding").text
    assert clean.find(id="answer-check")["data-stops"] == "0"
    assert count(desk, OutboundMail) == 0
    assert count(desk, ReadLog) == 2


@pytest.mark.usefixtures("library")
def test_without_a_script_the_draft_is_kept_and_checked(coder: Browser, make, desk: Services):
    ticket_id = make.ticket()
    attach_codes(desk, ticket_id)

    answer = coder.submit(answer_form(coder, ticket_id), text="Use M17.1 for it.", then="preview")
    page = coder.page(answer.headers["Location"])

    assert "M17.1 is not billable" in page.find(id="answer-check").text
