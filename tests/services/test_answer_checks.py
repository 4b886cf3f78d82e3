import time
from pathlib import Path

import pytest

from consultant.bootstrap import Services
from consultant.coding.facts import FactName
from consultant.coding.rules import Severity
from consultant.db.models import AnswerCheck as Row
from consultant.domain.rights import Person, Role
from consultant.errors import Forbidden, NotFound, ReasonWanted
from consultant.services import answer_checks, facts, replies
from consultant.services.answer_checks import AnswerCheck
from consultant.services.pages import ticket
from tests.factories import rows
from tests.factories.make import Make
from tests.factories.releases import stocked
from tests.factories.work import work


@pytest.fixture
def desk(services: Services, shipped_releases: Path, tmp_path: Path) -> Services:
    return stocked(services, shipped_releases, tmp_path)


@pytest.fixture
def person(make: Make) -> Person:
    return make.person(name="Priya Raman")


@pytest.fixture
def ticket_id(desk: Services, make: Make) -> int:
    found = make.ticket(text="71 y/o M, seen 08/27/2026 for his right knee. Is M17.1 right?")
    work(desk)
    return found


def look(desk: Services, person: Person, ticket_id: int, text: str) -> AnswerCheck:
    catalogue = desk.library
    with desk.database.reading() as tx:
        return answer_checks.look(tx, person, ticket_id, text, catalogue=catalogue)


def send(desk: Services, person: Person, ticket_id: int, text: str, reason: str = "") -> int:
    answer = replies.Answer(ticket_id, text, (), "form key 1", 10**9, 10**9, "answered", reason=reason)
    catalogue = desk.library
    with desk.database.transaction() as tx:
        return replies.submit(
            tx, person, answer, catalogue=catalogue, renderer=desk.renderer, clock=desk.clock, desk=desk.desk
        ).outbound_id


def test_the_codes_of_an_answer_are_judged_on_the_day_of_the_case(desk: Services, person: Person, ticket_id: int):
    found = look(desk, person, ticket_id, "Use M17.1 for the knee.")

    assert (found.on.isoformat(), found.date_said, found.severity) == ("2026-08-27", True, "stop")
    assert [(one.code, one.status.value) for one in found.codes] == [("M17.1", "header")]
    assert [one.rule for one in found.stops] == ["dx-not-billable"]
    assert any(found.labels[0] in one.source for one in found.findings)


def test_a_good_answer_stands_unopposed(desk: Services, person: Person, ticket_id: int):
    found = look(desk, person, ticket_id, "Use M17.11 and not M17.1.")

    assert [one.code for one in found.codes] == ["M17.11"]
    assert found.stops == ()


def test_a_text_without_codes_is_not_judged(desk: Services, person: Person, ticket_id: int):
    found = look(desk, person, ticket_id, "We will look into it.")

    assert (found.codes, found.findings, found.severity) == ((), (), "ok")


def test_a_corrected_fact_is_heard_at_once(desk: Services, person: Person, ticket_id: int):
    text = "Use J7325-JZ, 48 units, for it."
    before = look(desk, person, ticket_id, text)
    with desk.database.transaction() as tx:
        facts.correct(tx, person, ticket_id, FactName.DATE_OF_SERVICE, "2007-05-01", clock=desk.clock)

    after = look(desk, person, ticket_id, text)

    assert before.stops == ()
    assert after.on.isoformat() == "2007-05-01"
    assert [one.rule for one in after.stops] == ["hcpcs-not-yet-effective"]


def test_the_lines_of_an_answer_are_a_claim_in_its_order(desk: Services, person: Person, ticket_id: int):
    text = "1. W09.8XXA\n2. S52.521A\n"

    found = look(desk, person, ticket_id, text)

    assert "external-cause-first" in {one.rule for one in found.findings if one.severity is Severity.STOP}
    assert look(desk, person, ticket_id, "W09.8XXA is the cause.").stops == ()


def test_an_answer_against_a_stop_leaves_with_a_reason_alone(desk: Services, person: Person, ticket_id: int):
    with pytest.raises(ReasonWanted, match="a stop stands"):
        send(desk, person, ticket_id, "Use M17.1.", reason="  ")
    assert rows.every(desk, Row) == []

    outbound_id = send(desk, person, ticket_id, "Use M17.1.", reason=" The payer asks for the category. ")

    [kept] = rows.every(desk, Row)
    assert kept.message_id == rows.outbound_mail(desk, outbound_id).ticket_message_id
    assert kept.reason == "The payer asks for the category."
    assert kept.codes == [{"system": "cm", "code": "M17.1", "status": "header"}]
    assert [one["rule"] for one in kept.findings if one["severity"] == "stop"] == ["dx-not-billable"]
    [queued] = [one for one in rows.events(desk, ticket_id) if one.what == "answer queued"]
    assert (queued.detail["stops"], queued.detail["reason"]) == (1, "The payer asks for the category.")
    assert b"The payer asks" not in rows.outbound_mail(desk, outbound_id).raw


def test_a_reason_comes_back_with_an_answer_that_is_taken_back(desk: Services, person: Person, ticket_id: int):
    outbound_id = send(desk, person, ticket_id, "Use M17.1.", reason="The payer asks for it.")

    with desk.database.transaction() as tx:
        replies.withdraw(tx, person, outbound_id, clock=desk.clock)

    with desk.database.reading() as tx:
        composer = ticket.show(tx, person, ticket_id).composer
    assert (composer.reply.text if composer.reply else "", composer.reason) == ("Use M17.1.", "The payer asks for it.")


def test_a_reason_that_nothing_asked_for_is_not_kept(desk: Services, person: Person, ticket_id: int):
    send(desk, person, ticket_id, "Use M17.11.", reason="because")

    [kept] = rows.every(desk, Row)
    assert (kept.reason, kept.codes[0]["status"]) == (None, "billable")


def test_who_may_not_answer_sees_no_check(desk: Services, person: Person, ticket_id: int):
    with pytest.raises(Forbidden):
        look(desk, Person(1, Role.ASKER, ""), ticket_id, "M17.1")
    with pytest.raises(NotFound):
        look(desk, person, 99, "M17.1")


def test_a_long_answer_is_checked_while_it_is_written(desk: Services, person: Person, ticket_id: int):
    lines = "\n".join(f"{n}. J7325-JZ, 48 units, M17.11" for n in range(1, 9))
    text = f"Dana,\n\n{lines}\n\nWhy\n" + "The record shows one syringe and nothing thrown away. " * 30
    look(desk, person, ticket_id, text)

    began = time.process_time()
    look(desk, person, ticket_id, text)

    assert time.process_time() - began < 0.15
