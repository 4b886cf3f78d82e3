from sqlalchemy import func, select, update

from consultant.bootstrap import Services
from consultant.coding.cards import Span
from consultant.db.models import Job, LookupRun, ReadLog, Ticket
from consultant.db.queries import jobs
from consultant.domain.jobs import AttachLookups
from consultant.domain.references import format_reference
from consultant.services import notes
from consultant.services import tickets as use_cases
from tests.factories.cases import attach_codes
from tests.factories.mails import ASKER, mail
from tests.factories.reports import complaint
from tests.factories.rows import outbound_mail
from tests.web.conftest import Browser


def test_the_page_shows_the_question_why_it_is_here_and_its_files(coder: Browser, make):
    ticket_id = make.ticket(mail("Is M17.11 right?", subject="Knee", files=(("Office note.pdf", b"x" * 1500),)))

    page = coder.page(f"/tickets/{ticket_id}")

    assert page.h1.text == "Knee"
    message = page.find(class_="msg")
    assert "Is M17.11 right?" in message.find(class_="text").text
    assert ASKER in message.find("small").text
    assert "Opened because" in message.find("small").text
    file = message.find("a", class_="file")
    assert not file.has_attr("download")  # what is held back must show its words, not fail as a download
    assert "Office note.pdf" in file.text
    assert "2 KB" in file.text
    assert message.find("a", string="Headers") is not None


def test_opening_a_ticket_takes_the_unread_mark_off_and_is_a_line_in_the_read_log(coder: Browser, make, desk: Services):
    ticket_id = make.ticket()

    coder.page(f"/tickets/{ticket_id}")

    with desk.database.reading() as tx:
        row = tx.execute(select(ReadLog.user_id, ReadLog.what, ReadLog.ticket_id)).one()
        assert tx.scalar(select(Ticket.unread)) is False
    assert coder.person is not None
    assert tuple(row) == (coder.person.user_id, "ticket", ticket_id)


def test_a_ticket_that_is_not_there_is_not_found_and_not_logged(coder: Browser, desk: Services):
    coder.page("/tickets/999", status=404)

    with desk.database.reading() as tx:
        assert tx.scalar(select(func.count()).select_from(ReadLog)) == 0


def test_while_lookups_are_on_their_way_the_case_says_so_and_then_shows_codes_with_source_and_date(
    coder: Browser, make, desk: Services
):
    ticket_id = make.ticket()
    waiting = coder.page(f"/tickets/{ticket_id}").find(id="case")

    attach_codes(desk, ticket_id)
    case = coder.part(f"/tickets/{ticket_id}/parts").find(id="case")

    assert waiting["aria-busy"] == "true"
    assert not case.has_attr("aria-busy")
    assert "Codes on 27 Aug 2026" in case.text
    card = case.find(class_="codecard")
    assert card.find(class_="num").text == "M17.11"
    assert "Billable" in card.text
    assert "FY 2026, release of 1 Apr 2026" in card.find(class_="source").text
    assert "older than its season" in card.find(class_="stale").text
    assert "Stop:" in case.find(class_="finding").text
    assert "seen 08/27/2026" in case.find("q").text


def test_a_code_stands_as_a_pill_in_the_words_of_the_mail_and_a_facts_words_are_marked(
    coder: Browser, make, desk: Services
):
    ticket_id = make.ticket(mail("Is m1711 right, seen 08/27/2026?", subject="Knee"))
    attach_codes(desk, ticket_id, spans=(Span(len("Knee\n\nIs "), len("Knee\n\nIs m1711")),))

    text = coder.page(f"/tickets/{ticket_id}").find(class_="msg").find(class_="plain")

    assert text.find("a", class_="pill")["title"] == "“m1711” in the mail"
    assert text.find("mark").text == "seen 08/27/2026"
    assert text.get_text().replace("CMM17.11", "m1711").strip() == "Is m1711 right, seen 08/27/2026?"


def test_the_whole_history_can_be_unfolded(coder: Browser, make):
    ticket_id = make.ticket()
    coder.post(f"/tickets/{ticket_id}/notes", text="A note")

    history = coder.page(f"/tickets/{ticket_id}").find(id="history")

    assert "2 changes" in history.summary.text
    assert "opened this ticket by mail" in history.text
    assert "Priya Raman wrote an internal note" in " ".join(history.text.split())


def test_an_assumed_date_is_said_to_be_assumed(coder: Browser, make, desk: Services):
    ticket_id = make.ticket()
    attach_codes(desk, ticket_id, date_said=False)

    case = coder.page(f"/tickets/{ticket_id}").find(id="case")

    assert "not said: the day of the mail is assumed" in case.text


def test_new_messages_since_the_last_look_stand_behind_a_mark(coder: Browser, make, desk: Services):
    ticket_id = make.ticket()
    coder.page(f"/tickets/{ticket_id}")
    colleague = make.person(name="Marcus Oyelaran")
    desk.clock.forward(minutes=5)
    with desk.database.transaction() as tx:
        notes.add(tx, colleague, ticket_id, "The unit is 1 mg.", form_key="note-key-1", clock=desk.clock)
    desk.clock.forward(minutes=5)

    page = coder.page(f"/tickets/{ticket_id}")

    assert "New since you looked" in page.find(class_="since").text
    assert page.find(class_="since").find_next("article")["data-from"] == "note"


def test_assigning_moving_prioritising_and_tagging_write_history_that_the_page_shows(coder: Browser, make):
    ticket_id = make.ticket()
    assert coder.person is not None

    coder.post(f"/tickets/{ticket_id}/assign", assignee=coder.person.user_id)
    coder.post(f"/tickets/{ticket_id}/state", step="coder asks for review")
    coder.post(f"/tickets/{ticket_id}/priority", priority="urgent")
    coder.post(f"/tickets/{ticket_id}/tags", tags="Knee, Part B,  ")

    page = coder.page(f"/tickets/{ticket_id}")
    head = page.find(id="head").text
    assert "In review" in head
    assert "Urgent priority" in head
    assert "knee" in head
    history = " ".join(event.text for event in page.find_all(class_="event"))
    assert "took this ticket" in history
    assert "moved it from open to review" in history
    assert "set the priority from normal to urgent" in history
    assert "set the tags: knee, part b" in history


def test_a_step_that_the_state_does_not_allow_is_refused_with_words(coder: Browser, make, desk: Services):
    ticket_id = make.ticket()
    with desk.database.transaction() as tx:
        tx.execute(update(Ticket).values(state="closed"))

    answer = coder.post(f"/tickets/{ticket_id}/state", step="coder closes")

    assert answer.status_code == 409
    assert "Nothing was changed" in answer.text


def test_nonsense_in_a_form_changes_nothing(coder: Browser, make):
    ticket_id = make.ticket()

    assert coder.post(f"/tickets/{ticket_id}/priority", priority="sky-high").status_code == 400
    assert coder.post(f"/tickets/{ticket_id}/state", step="send fails").status_code == 400
    assert coder.post(f"/tickets/{ticket_id}/assign", assignee="987654").status_code == 404


def test_only_steps_that_the_state_allows_are_offered(coder: Browser, make, desk: Services):
    ticket_id = make.ticket()
    with desk.database.transaction() as tx:
        use_cases.assign(tx, make.person(), ticket_id, None, clock=desk.clock)
        tx.execute(update(Ticket).values(state="closed"))

    buttons = coder.page(f"/tickets/{ticket_id}").find(id="state").find_all("button")

    assert [button["value"] for button in buttons] == ["coder reopens"]


def test_a_ticket_costs_as_many_statements_with_a_long_thread_as_with_a_short_one(
    coder: Browser, make, desk: Services, statements
):
    short, long = make.ticket(mail(subject="short")), make.ticket(mail(subject="long"))
    colleague = make.person(name="Marcus Oyelaran")
    with desk.database.transaction() as tx:
        for n in range(20):
            notes.add(tx, colleague, long, f"Note {n}", form_key=f"note-key-{n}", clock=desk.clock)
    coder.page(f"/tickets/{short}")
    coder.page(f"/tickets/{long}")

    with statements() as few:
        coder.page(f"/tickets/{short}")
    with statements() as many:
        coder.page(f"/tickets/{long}")

    assert few.count == many.count <= 25


def test_hostile_mail_stays_text(coder: Browser, make):
    ticket_id = make.ticket(
        mail('<img src=x onerror="alert(1)"> </textarea><script>alert(2)</script>', subject="<b>bold</b>")
    )

    page = coder.page(f"/tickets/{ticket_id}")

    assert page.find("img") is None
    assert all(script.has_attr("src") for script in page.find_all("script"))
    assert page.h1.text == "<b>bold</b>"


def test_back_leads_to_the_list_that_one_came_from_and_to_no_other_site(coder: Browser, make):
    ticket_id = make.ticket()

    here = coder.page(f"/tickets/{ticket_id}", headers={"Referer": "http://localhost/?view=unassigned"})
    there = coder.page(f"/tickets/{ticket_id}", headers={"Referer": "http://evil.example/?view=unassigned"})

    assert here.find(attrs={"data-key": "u"})["href"] == f"/?view=unassigned#t{ticket_id}"
    assert there.find(attrs={"data-key": "u"})["href"] == f"/#t{ticket_id}"
    assert format_reference(ticket_id) in here.title.text


def test_a_ticket_that_was_continued_and_the_one_that_continues_it_lead_to_each_other(coder: Browser, make):
    old = make.ticket()
    new = make.ticket(mail("Other", subject=f"Nail debridement [{format_reference(old)}]"))

    onward = coder.page(f"/tickets/{old}").find("a", string=format_reference(new))
    back = coder.page(f"/tickets/{new}").find("a", string=f"continues {format_reference(old)}")

    assert "The asker wrote on in" in onward.parent.text
    assert (onward["href"], back["href"]) == (f"/tickets/{new}", f"/tickets/{old}")


def test_what_a_machine_wrote_says_from_whom_why_it_is_here_and_has_its_original_and_files(coder: Browser, make):
    ticket_id = make.ticket(message_id="a@asker.example")
    make.taken(
        mail(
            "Away",
            subject="Automatic reply: Knee question",
            in_reply_to="a@asker.example",
            files=(("plan.bin", b"1"),),
            Auto_Submitted="auto-replied",
        )
    )

    note = coder.page(f"/tickets/{ticket_id}").find("article", attrs={"data-from": "machine"})

    assert (
        note.small.text
        == "dana@northfork-ortho.example · Joined by the Message-ID that it answers. Sender already takes part."
    )
    assert note.find("a", string="Original")["href"] == "/messages/2/original"
    assert note.find("a", string="Headers")["href"] == "/messages/2/headers"
    assert "plan.bin" in note.find("a", class_="file").text


def test_a_complaint_is_shown_beside_the_asker_and_a_person_lifts_it(coder: Browser, make, desk):
    outbound_id = make.answer(make.ticket())
    make.taken(complaint(outbound_mail(desk, outbound_id).message_id))
    page = coder.page("/tickets/1")
    form = page.find("form", action="/tickets/1/machine-mail")
    assert "complained of mail of ours; people may still write" in page.find(id="case").text
    assert "marked a mail of ours as spam" in page.find(id="history").text

    coder.submit(form)

    after = coder.page("/tickets/1")
    assert after.find("form", action="/tickets/1/machine-mail") is None
    assert "let machines write to the asker again" in after.find(id="history").text


def test_lookups_that_failed_for_good_are_tried_again_by_a_button(coder: Browser, make, desk):
    ticket_id = make.ticket()
    with desk.database.transaction() as tx:
        tx.execute(update(Job).where(Job.kind == "attach_lookups").values(failed_at=desk.clock.now(), attempts=9))
    page = coder.page(f"/tickets/{ticket_id}")
    form = page.find("form", action=f"/tickets/{ticket_id}/lookups")
    assert "The lookups failed" in page.find(id="case").text

    coder.submit(form)

    after = coder.page(f"/tickets/{ticket_id}")
    assert "The desk is reading the question." in after.find(id="case").text
    assert "had the failed lookups tried again" in after.find(id="history").text
    coder.submit(form)
    assert coder.page(f"/tickets/{ticket_id}").find(id="history").text.count("tried again") == 1


def test_lookups_of_a_later_mail_that_failed_are_named_above_what_was_read_before(coder: Browser, make, desk):
    ticket_id = make.ticket()
    attach_codes(desk, ticket_id)
    assert coder.page(f"/tickets/{ticket_id}").find(id="h-behind") is None
    with desk.database.transaction() as tx:
        now = desk.clock.now()
        jobs.put(tx, AttachLookups(ticket_id), now=now, due_at=now, ticket_id=ticket_id)
        tx.execute(update(Job).where(Job.kind == "attach_lookups").values(failed_at=now))

    page = coder.page(f"/tickets/{ticket_id}")

    assert "The newest lookups failed" in page.find(id="case").text
    assert "M17.11" in page.find(id="case").text
    assert page.find("form", action=f"/tickets/{ticket_id}/lookups") is not None


def test_what_the_desk_said_on_another_day_is_a_page_and_looking_at_it_is_logged(coder: Browser, make, desk: Services):
    ticket_id = make.ticket()
    attach_codes(desk, ticket_id)
    with desk.database.transaction() as tx:
        tx.execute(update(LookupRun).values(said=[{"name": "patient sex", "value": "F"}]))
    link = coder.page(f"/tickets/{ticket_id}").find("a", string="Every lookup")

    page = coder.page(link["href"])

    assert "judged on 27 Aug 2026" in page.find(class_="runs").text
    assert page.find(class_="codecard").find(class_="num").text == "M17.11"
    assert "Corrected by a coder" in page.find(id="f-patient-sex").text
    assert page.find("button", value="accept") is None
    coder.page(f"/tickets/{ticket_id}/lookups/99", status=404)
    with desk.database.reading() as tx:
        assert tx.scalar(select(func.count()).select_from(ReadLog).where(ReadLog.what == "lookups")) == 1
