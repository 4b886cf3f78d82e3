from pathlib import Path

import pytest

from consultant.bootstrap import Services
from consultant.coding.facts import FactName
from consultant.coding.said import Said
from consultant.db.models import CaseFact, Job, LookupRun, SaidFact, TicketCode
from consultant.domain.rights import Person, Role
from consultant.errors import Conflict, FactWrong, Forbidden, NotFound
from consultant.services import facts
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make
from tests.factories.releases import stocked
from tests.factories.work import work


@pytest.fixture
def desk(services: Services, shipped_releases: Path, tmp_path: Path) -> Services:
    return stocked(services, shipped_releases, tmp_path)


@pytest.fixture
def person(make: Make) -> Person:
    return make.person(name="Priya Raman")


QUESTION = "Medicare patient, 71 y/o M, seen 08/27/2026. Is M17.11 right? It was denied CO-97"


@pytest.fixture
def ticket_id(desk: Services, make: Make) -> int:
    found = make.ticket(text=QUESTION, message_id="a@asker.example")
    work(desk)
    return found


def correct(desk: Services, person: Person, ticket_id: int, name: FactName, word: str) -> None:
    with desk.database.transaction() as tx:
        facts.correct(tx, person, ticket_id, name, word, clock=desk.clock)


def accept(desk: Services, person: Person, ticket_id: int, name: FactName, seen: str) -> None:
    with desk.database.transaction() as tx:
        facts.accept(tx, person, ticket_id, name, seen, clock=desk.clock)


def said(desk: Services, ticket_id: int) -> tuple[Said, ...]:
    with desk.database.reading() as tx:
        return facts.said(tx, ticket_id)


def shown_run(desk: Services, ticket_id: int) -> LookupRun:
    run: LookupRun = rows.every(desk, LookupRun, id=rows.ticket(desk, ticket_id).lookup_run_id)[0]
    return run


def test_a_corrected_date_is_kept_apart_and_the_codes_are_judged_on_it(desk: Services, person: Person, ticket_id: int):
    correct(desk, person, ticket_id, FactName.DATE_OF_SERVICE, "10/05/2015")
    work(desk)

    run = shown_run(desk, ticket_id)
    assert (run.on_date.isoformat(), run.date_said) == ("2015-10-05", True)
    assert run.said == [{"name": "date of service", "value": "2015-10-05"}]
    [read] = rows.every(desk, CaseFact, run_id=run.id, name="date of service")
    assert read.value == "2026-08-27"
    [card] = rows.every(desk, TicketCode, run_id=run.id, code="M17.11")
    assert card.status != "billable"
    [row] = rows.every(desk, SaidFact)
    assert (row.value, row.accepted, row.user_id, row.taken_back_at) == ("2015-10-05", False, person.user_id, None)


def test_the_result_before_a_correction_is_kept(desk: Services, person: Person, ticket_id: int):
    first = shown_run(desk, ticket_id).id

    correct(desk, person, ticket_id, FactName.DATE_OF_SERVICE, "2026-07-01")
    work(desk)

    assert [run.on_date.isoformat() for run in rows.every(desk, LookupRun)] == ["2026-08-27", "2026-07-01"]
    assert {row.code for row in rows.every(desk, TicketCode, run_id=first)} >= {"M17.11"}
    assert rows.history(desk, ticket_id).count("lookups") == 2


def test_a_correction_that_is_taken_back_gives_the_desks_own_reading_again(
    desk: Services, person: Person, ticket_id: int
):
    first = shown_run(desk, ticket_id).id
    correct(desk, person, ticket_id, FactName.DATE_OF_SERVICE, "2026-07-01")
    work(desk)

    with desk.database.transaction() as tx:
        facts.take_back(tx, person, ticket_id, FactName.DATE_OF_SERVICE, clock=desk.clock)
    work(desk)

    assert shown_run(desk, ticket_id).id == first
    assert said(desk, ticket_id) == ()
    [row] = rows.every(desk, SaidFact)
    assert (row.taken_back_by, row.taken_back_at) == (person.user_id, desk.clock.now())


def test_a_second_mail_does_not_lose_what_a_coder_said(desk: Services, make: Make, person: Person, ticket_id: int):
    correct(desk, person, ticket_id, FactName.DATE_OF_SERVICE, "2026-07-01")
    accept(desk, person, ticket_id, FactName.SEX, "M")
    make.taken(mail("The DOS was 08/30/2026, she says.", subject="Re: Knee", in_reply_to="a@asker.example"))
    work(desk)

    run = shown_run(desk, ticket_id)
    assert run.on_date.isoformat() == "2026-07-01"
    assert {one.name for one in said(desk, ticket_id)} == {FactName.DATE_OF_SERVICE, FactName.SEX}


def test_a_correction_reaches_the_rules(desk: Services, make: Make, person: Person):
    ticket_id = make.ticket(text="Seen 08/27/2026, 30 y/o F. Is P07.30 right?", message_id="b@asker.example")
    work(desk)

    correct(desk, person, ticket_id, FactName.AGE, "0")
    work(desk)

    assert {one.name: one.value for one in said(desk, ticket_id)} == {FactName.AGE: "0"}
    assert shown_run(desk, ticket_id).said == [{"name": "patient age", "value": "0"}]


def test_what_is_accepted_is_kept_and_nothing_is_looked_up_for_it(desk: Services, person: Person, ticket_id: int):
    accept(desk, person, ticket_id, FactName.DENIAL_CODE, "CO-97")

    [row] = rows.every(desk, SaidFact)
    assert (row.name, row.value, row.accepted) == ("denial code", "CO-97", True)
    assert rows.every(desk, Job, kind="attach_lookups") == []
    assert rows.events(desk, ticket_id)[-1].detail == {"name": "denial code", "act": "accepted"}


def test_a_fact_that_is_read_otherwise_by_now_is_not_accepted(desk: Services, person: Person, ticket_id: int):
    with pytest.raises(Conflict):
        accept(desk, person, ticket_id, FactName.DATE_OF_SERVICE, "2026-08-26")
    with pytest.raises(Conflict):
        accept(desk, person, ticket_id, FactName.STATE, "")


def test_all_are_accepted_at_once_but_what_was_spoken_of(desk: Services, person: Person, ticket_id: int):
    correct(desk, person, ticket_id, FactName.SEX, "F")
    run_id = shown_run(desk, ticket_id).id

    with desk.database.transaction() as tx:
        count = facts.accept_all(tx, person, ticket_id, run_id, clock=desk.clock)
        with pytest.raises(Conflict):
            facts.accept_all(tx, person, ticket_id, run_id + 1, clock=desk.clock)

    assert count == len(said(desk, ticket_id)) - 1
    assert Said(FactName.SEX, "F") in said(desk, ticket_id)
    assert Said(FactName.DATE_OF_SERVICE, "2026-08-27") in said(desk, ticket_id)


def test_an_empty_word_takes_a_fact_out(desk: Services, person: Person, ticket_id: int):
    correct(desk, person, ticket_id, FactName.DATE_OF_SERVICE, " ")
    work(desk)

    run = shown_run(desk, ticket_id)
    assert (run.date_said, run.said) == (False, [{"name": "date of service", "value": None}])
    assert rows.events(desk, ticket_id)[-2].detail["act"] == "removed"


def test_the_same_correction_twice_is_once(desk: Services, person: Person, ticket_id: int):
    correct(desk, person, ticket_id, FactName.PAYER, "Aetna")
    correct(desk, person, ticket_id, FactName.PAYER, " Aetna ")

    assert len(rows.every(desk, SaidFact)) == 1


def test_a_wrong_word_changes_nothing_and_says_how_it_is_written(desk: Services, person: Person, ticket_id: int):
    with pytest.raises(FactWrong, match="2026-08-27") as caught:
        correct(desk, person, ticket_id, FactName.DATE_OF_SERVICE, "last week")

    assert (caught.value.name, caught.value.typed) == ("date of service", "last week")
    assert rows.every(desk, SaidFact) == []


def test_history_names_the_fact_and_never_its_value(desk: Services, person: Person, ticket_id: int):
    correct(desk, person, ticket_id, FactName.AGE, "72")

    assert rows.events(desk, ticket_id)[-1].detail == {"name": "patient age", "act": "corrected"}


def test_who_may_not_change_a_ticket_says_nothing_of_its_facts(desk: Services, ticket_id: int):
    asker = Person(1, Role.ASKER, "Dana")

    for act in (
        lambda tx: facts.correct(tx, asker, ticket_id, FactName.AGE, "72", clock=desk.clock),
        lambda tx: facts.accept(tx, asker, ticket_id, FactName.AGE, "71", clock=desk.clock),
        lambda tx: facts.accept_all(tx, asker, ticket_id, 1, clock=desk.clock),
        lambda tx: facts.take_back(tx, asker, ticket_id, FactName.AGE, clock=desk.clock),
    ):
        with desk.database.transaction() as tx, pytest.raises(Forbidden):
            act(tx)


def test_nothing_is_taken_back_where_nothing_was_said(desk: Services, person: Person, ticket_id: int):
    with desk.database.transaction() as tx, pytest.raises(NotFound):
        facts.take_back(tx, person, ticket_id, FactName.AGE, clock=desk.clock)
