from pathlib import Path

import pytest

from consultant.bootstrap import Services
from consultant.coding.question_text import TEXT_LIMIT
from consultant.db.models import CaseFact, Job, LookupRun, TicketCode
from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail
from consultant.services import lookups
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make
from tests.factories.releases import stocked
from tests.factories.work import work


@pytest.fixture
def desk(services: Services, shipped_releases: Path, tmp_path: Path) -> Services:
    """A desk with the releases that come with it."""
    return stocked(services, shipped_releases, tmp_path)


def attach(services: Services, ticket_id: int) -> bool:
    with services.database.reading() as tx:
        text, reading = lookups.read(tx, ticket_id, catalogue=services.library)
    with services.database.transaction() as tx:
        return lookups.attach(tx, ticket_id, text, reading, clock=services.clock)


def codes(services: Services, run_id: int | None) -> list[str]:
    return [row.code for row in rows.every(services, TicketCode, run_id=run_id)]


def test_a_question_gets_its_codes_facts_and_history(desk: Services):
    ticket_id = Make(desk).ticket()

    assert attach(desk, ticket_id)

    run_id = rows.ticket(desk, ticket_id).lookup_run_id
    assert codes(desk, run_id)[0] == "M17.11"
    [run] = rows.every(desk, LookupRun)
    assert (run.date_said, run.on_date.isoformat()) == (True, "2026-08-27")
    assert "date of service" in {row.name for row in rows.every(desk, CaseFact, run_id=run_id)}
    event = rows.events(desk, ticket_id)[-1]
    assert (event.what, event.detail["run_id"]) == ("lookups", run_id)


def test_twice_over_the_same_text_and_releases_is_once(desk: Services):
    ticket_id = Make(desk).ticket()

    attach(desk, ticket_id)
    attach(desk, ticket_id)

    assert len(rows.every(desk, LookupRun)) == 1
    assert rows.history(desk, ticket_id).count("lookups") == 1


def test_a_question_that_changed_meanwhile_is_read_again(desk: Services):
    make = Make(desk)
    ticket_id = make.ticket(message_id="a@asker.example")
    with desk.database.reading() as tx:
        text, reading = lookups.read(tx, ticket_id, catalogue=desk.library)
    make.taken(mail("Or is it M17.12?", subject="Re: Knee question", in_reply_to="a@asker.example"))

    with desk.database.transaction() as tx:
        assert not lookups.attach(tx, ticket_id, text, reading, clock=desk.clock)

    assert rows.every(desk, LookupRun) == []
    assert attach(desk, ticket_id)
    assert {"M17.11", "M17.12"} <= set(codes(desk, rows.ticket(desk, ticket_id).lookup_run_id))


def test_a_second_mail_is_read_although_the_first_one_ended_with_thanks(desk: Services):
    make = Make(desk)
    question = "Seen 08/27/2026. Is M17.11 right?\n\nThanks, Dana\nPhone 614-555-0142"
    ticket_id = make.ticket(text=question, message_id="a@asker.example")
    make.taken(
        mail("The DOS is 08/28/2026, with 20611-RT.", subject="Re: Knee question", in_reply_to="a@asker.example")
    )

    attach(desk, ticket_id)

    run_id = rows.ticket(desk, ticket_id).lookup_run_id
    assert {"M17.11", "20611"} <= set(codes(desk, run_id))
    [run] = rows.every(desk, LookupRun)
    assert run.on_date.isoformat() == "2026-08-28"


def test_other_releases_make_another_run(desk: Services):
    ticket_id = Make(desk).ticket()
    attach(desk, ticket_id)
    with desk.database.transaction() as tx:
        tx.connection().exec_driver_sql("UPDATE releases SET active = false WHERE sample")

    attach(desk, ticket_id)

    assert len(rows.every(desk, LookupRun)) == 2


def test_the_acknowledgement_that_waits_is_due_once_the_lookups_are_there(desk: Services):
    ticket_id = Make(desk).ticket()
    [waits] = rows.every(desk, Job, kind="acknowledge")
    assert waits.due_at > desk.clock.now()

    attach(desk, ticket_id)

    [waits] = rows.every(desk, Job, kind="acknowledge")
    assert waits.due_at == desk.clock.now()
    assert "acknowledge" in {type(job).__name__.lower() for _, job in desk.wake.woken}


def test_the_acknowledgement_comes_after_its_time_where_lookups_do_not(desk: Services):
    ticket_id = Make(desk).ticket()
    with desk.database.transaction() as tx:
        tx.connection().exec_driver_sql("DELETE FROM jobs WHERE kind = 'attach_lookups'")

    desk.clock.forward(seconds=44)
    assert work(desk) == 0
    desk.clock.forward(seconds=2)
    work(desk)

    assert rows.ticket(desk, ticket_id).acknowledged


def test_a_text_without_end_is_read_to_its_limit(services: Services, make: Make):
    ticket_id = make.ticket(text="word " * 20_000)

    with services.database.reading() as tx:
        assert len(lookups.question(tx, ticket_id)) == TEXT_LIMIT


def test_what_machines_and_the_desk_wrote_is_not_the_question(services: Services, make: Make):
    ticket_id = make.ticket()
    ours = rows.outbound_mail(services, make.answer(ticket_id, "Take Z99.89.")).message_id
    make.taken(mail("I am away, E11.9", subject="Re: Knee question", in_reply_to=ours, Auto_Submitted="auto-replied"))

    with services.database.reading() as tx:
        text = lookups.question(tx, ticket_id)

    assert "M17.11" in text
    assert "Z99.89" not in text
    assert "E11.9" not in text


def test_ways_to_write_one_code_are_choices_on_its_card(desk: Services):
    ticket_id = Make(desk).ticket(text="Is it 20610,50 or 20610-RT and 20610-LT? We billed 99213-25-95.")

    attach(desk, ticket_id)

    run_id = rows.ticket(desk, ticket_id).lookup_run_id
    assert {row.code: row.suffix for row in rows.every(desk, TicketCode, run_id=run_id)} == {
        "20610": "-50, -RT, -LT",
        "99213": "-25-95",
    }


def test_an_old_release_is_called_old_wherever_it_is_named(desk: Services):
    make = Make(desk)
    ticket_id = make.ticket(text="Seen 11/10/2026: is M17.11 right?")

    attach(desk, ticket_id)
    outbound_id = make.answer(ticket_id, "Yes.")

    [run] = rows.every(desk, LookupRun)
    assert run.release_labels == [
        "ICD-10-CM FY 2026, release of 1 Apr 2026 (in force to 30 Sep 2026; a newer release is out and not installed)"
    ]
    letter = parse(rows.outbound_mail(desk, outbound_id).raw)
    assert isinstance(letter, ParsedMail)
    assert "release of 1 Apr 2026 (in force to 30 Sep 2026; a newer release is out and not installed)" in " ".join(
        letter.text.split()
    )
