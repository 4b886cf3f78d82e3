from dataclasses import replace

import pytest

from consultant.bootstrap import Services
from consultant.db.models import OutboundMail
from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail
from consultant.services import acknowledgements
from tests.factories import rows
from tests.factories.mails import ASKER, mail
from tests.factories.make import Make


def acknowledge(services: Services, ticket_id: int) -> int | None:
    with services.database.transaction() as tx:
        return acknowledgements.acknowledge(
            tx, ticket_id, renderer=services.renderer, clock=services.clock, desk=services.desk
        )


def test_an_acknowledgement_says_reference_and_due_time_and_nothing_of_the_question(services: Services, make: Make):
    ticket_id = make.ticket(mail("Patient Zebulon Quark, M17.11?", subject="Knee question"))

    outbound_id = acknowledge(services, ticket_id)

    assert outbound_id is not None
    row = rows.outbound_mail(services, outbound_id)
    sent = parse(row.raw)
    assert isinstance(sent, ParsedMail)
    assert (row.kind, row.envelope_from, row.not_before) == ("acknowledged", "", services.clock.now())
    assert f"CQ-{100_000 + ticket_id}" in sent.text
    assert "today by 2:00 PM EST" in sent.text
    assert "Zebulon" not in sent.text + sent.html
    assert "M17.11" not in sent.text + sent.html
    assert sent.value("Auto-Submitted") == "auto-replied"
    assert rows.history(services, ticket_id)[-1] == "acknowledged"


def test_a_ticket_is_acknowledged_once(services: Services, make: Make):
    ticket_id = make.ticket()

    assert acknowledge(services, ticket_id) is not None
    assert acknowledge(services, ticket_id) is None

    assert len(rows.every(services, OutboundMail)) == 1
    assert rows.ticket(services, ticket_id).state == "new"


def test_one_address_is_not_written_to_without_end(services: Services, make: Make):
    made = [acknowledge(services, make.ticket(text=f"Question {number}")) for number in range(7)]

    assert [one is not None for one in made] == [True] * 5 + [False] * 2
    assert rows.history(services, 7)[-1] == "not acknowledged"

    services.clock.forward(hours=1, seconds=1)
    assert acknowledge(services, make.ticket(text="An hour later")) is not None


def test_the_budget_of_one_address_is_not_anothers(services: Services, make: Make):
    for number in range(6):
        acknowledge(services, make.ticket(text=f"Question {number}"))

    other = make.ticket(mail(sender="other@elsewhere.example"))

    assert acknowledge(services, other) is not None


@pytest.mark.parametrize("budget", [0, 2])
def test_the_desk_as_a_whole_has_a_budget(sqlite_services: Services, budget: int):
    services = replace(sqlite_services, desk=replace(sqlite_services.desk, acknowledgements_per_hour=budget))
    make = Make(services)
    tickets = [make.ticket(mail(sender=f"a{number}@clinic{number}.example")) for number in range(4)]

    made = [acknowledge(services, ticket_id) for ticket_id in tickets]

    assert sum(one is not None for one in made) == budget


def test_over_budget_is_decided_once_and_for_all(sqlite_services: Services):
    services = replace(sqlite_services, desk=replace(sqlite_services.desk, acknowledgements_per_hour=0))
    ticket_id = Make(services).ticket()

    acknowledge(services, ticket_id)
    acknowledge(sqlite_services, ticket_id)

    assert rows.history(services, ticket_id).count("not acknowledged") == 1
    assert rows.every(services, OutboundMail) == []


def test_an_asker_without_a_name_is_greeted_without_one(services: Services, make: Make):
    outbound_id = acknowledge(services, make.ticket(mail(sender=ASKER)))

    assert outbound_id is not None
    sent = parse(rows.outbound_mail(services, outbound_id).raw)
    assert isinstance(sent, ParsedMail)
    assert "None" not in sent.text


def test_a_question_that_was_answered_already_is_not_acknowledged_any_more(services: Services, make: Make):
    ticket_id = make.ticket()
    make.answer(ticket_id)

    assert acknowledge(services, ticket_id) is None
    assert rows.ticket(services, ticket_id).acknowledged
