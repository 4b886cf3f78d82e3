import pytest
from sqlalchemy import func, select, update

from consultant.bootstrap import Services
from consultant.db.models import CaseFact, Job, ReadLog, SaidFact
from tests.factories import rows
from tests.factories.cases import attach_codes
from tests.web.conftest import Browser


@pytest.fixture
def ticket_id(make, desk: Services) -> int:
    found: int = make.ticket()
    attach_codes(desk, found)
    return found


def case(coder: Browser, ticket_id: int):
    return coder.page(f"/tickets/{ticket_id}").find(id="case")


def test_a_fact_is_accepted_by_its_button_which_the_key_presses(coder: Browser, ticket_id: int, desk: Services):
    line = case(coder, ticket_id).find(id="f-date-of-service")
    button = line.find("button", attrs={"data-key": "y"})

    answer = coder.submit(button.find_parent("form"), act="accept")

    assert answer.status_code == 302
    [row] = rows.every(desk, SaidFact)
    assert (row.name, row.value, row.accepted) == ("date of service", "2026-08-27", True)
    line = case(coder, ticket_id).find(id="f-date-of-service")
    assert line["data-is"] == "settled"
    assert "Accepted" in line.text


def test_a_fact_that_the_mail_means_without_naming_it_is_called_likely(coder: Browser, ticket_id: int, desk: Services):
    named = case(coder, ticket_id).find(id="f-date-of-service").text
    with desk.database.transaction() as tx:
        tx.execute(update(CaseFact).values(confidence="likely"))

    meant = case(coder, ticket_id).find(id="f-date-of-service").text

    assert ("likely" in named, "likely" in meant) == (False, True)


def test_all_are_accepted_by_one_button(coder: Browser, ticket_id: int, desk: Services):
    button = case(coder, ticket_id).find("button", value="accept-all")

    coder.submit(button.find_parent("form"), act="accept-all")

    assert len(rows.every(desk, SaidFact)) == 1
    assert case(coder, ticket_id).find("button", value="accept-all") is None


def test_a_fact_is_corrected_in_its_place_without_a_script(coder: Browser, ticket_id: int, desk: Services):
    closed = case(coder, ticket_id)
    link = closed.find(id="f-date-of-service").find("a")
    opened = coder.page(f"/tickets/{ticket_id}{link['href']}").find(id="change-date-of-service")

    answer = coder.submit(opened.find("form"), act="correct", value="2026-07-01")

    assert closed.find(id="change-date-of-service").has_attr("hidden")
    assert not opened.has_attr("hidden")
    assert answer.location.endswith(f"/tickets/{ticket_id}#h-facts")
    assert [row.kind for row in rows.every(desk, Job, kind="attach_lookups")] == ["attach_lookups"]
    now = case(coder, ticket_id)
    assert now["aria-busy"] == "true"
    assert "1 Jul 2026" in now.find(id="f-date-of-service").text
    assert "read as 27 Aug 2026" in now.find(id="f-date-of-service").text


def test_a_correction_is_taken_back_where_it_was_made(coder: Browser, ticket_id: int, desk: Services):
    coder.post(f"/tickets/{ticket_id}/facts", name="date of service", act="correct", value="2026-07-01")
    form = case(coder, ticket_id).find(id="change-date-of-service").find("form")

    coder.submit(form, act="take-back")

    assert rows.every(desk, SaidFact)[0].taken_back_at is not None
    assert case(coder, ticket_id).find(id="f-date-of-service")["data-is"] == "guess"


def test_a_script_gets_the_case_anew(coder: Browser, ticket_id: int):
    answer = coder.client.post(
        f"/tickets/{ticket_id}/facts",
        data={"csrf_token": coder.token(), "name": "patient sex", "act": "correct", "value": "F"},
        headers={"HX-Request": "true"},
    )

    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<aside class="case"')
    assert "Female" in answer.text


@pytest.mark.parametrize(("headers", "status"), [({}, 400), ({"HX-Request": "true"}, 200)])
def test_what_cannot_be_is_said_at_the_field_and_what_was_typed_stands_there(
    coder: Browser, ticket_id: int, headers: dict[str, str], status: int
):
    coder.post(f"/tickets/{ticket_id}/facts", name="patient age", act="correct", value="71")

    answer = coder.client.post(
        f"/tickets/{ticket_id}/facts",
        data={"csrf_token": coder.token(), "name": "patient age", "act": "correct", "value": "old"},
        headers=headers,
    )

    assert answer.status_code == status
    assert 'value="old"' in answer.text
    assert "An age is a whole number of years" in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_a_fact_that_the_mail_does_not_say_is_added(coder: Browser, ticket_id: int, desk: Services):
    form = case(coder, ticket_id).find(class_="add").find("form")

    wrong = coder.submit(form, act="correct", name="state", value="nowhere")
    coder.submit(form, act="correct", name="state", value="ohio")

    assert wrong.status_code == 400
    assert 'value="nowhere"' in wrong.text
    assert [row.value for row in rows.every(desk, SaidFact)] == ["OH"]


def test_a_name_that_is_no_fact_changes_nothing(coder: Browser, ticket_id: int, desk: Services):
    assert coder.post(f"/tickets/{ticket_id}/facts", name="shoe size", act="correct", value="43").status_code == 400
    assert rows.every(desk, SaidFact) == []


def test_the_case_that_comes_back_is_a_line_in_the_read_log(coder: Browser, ticket_id: int, desk: Services):
    coder.client.post(
        f"/tickets/{ticket_id}/facts",
        data={"csrf_token": coder.token(), "name": "patient sex", "act": "correct", "value": "F"},
        headers={"HX-Request": "true"},
    )

    with desk.database.reading() as tx:
        assert tx.scalar(select(func.count()).select_from(ReadLog).where(ReadLog.ticket_id == ticket_id)) == 1
