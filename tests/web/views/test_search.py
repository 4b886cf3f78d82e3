import pytest

from consultant.domain.references import format_reference
from tests.factories.cases import attach_codes
from tests.factories.mails import mail
from tests.web.conftest import Browser

pytestmark = pytest.mark.usefixtures("library")


def test_a_reference_finds_its_ticket(coder: Browser, make):
    ticket_id = make.ticket(mail(subject="Which side?"))

    for query in (format_reference(ticket_id), f"cq{100000 + ticket_id}", str(100000 + ticket_id)):
        page = coder.page(f"/search?q={query}")
        assert page.find("a", href=f"/tickets/{ticket_id}").text == f"{format_reference(ticket_id)} Which side?"
        assert "by its reference" in page.text


def test_the_beginning_of_an_address_finds_the_askers_tickets(coder: Browser, make):
    ticket_id = make.ticket(mail(subject="Which side?"))

    assert coder.page("/search?q=Dana@north").find("a", href=f"/tickets/{ticket_id}") is not None
    assert coder.page("/search?q=zelda@").find("a", href=f"/tickets/{ticket_id}") is None


def test_a_code_finds_itself_and_the_tickets_that_hold_it(coder: Browser, make, desk):
    ticket_id = make.ticket(mail(subject="Which side?"))
    attach_codes(desk, ticket_id)

    page = coder.page("/search?q=m17.11")

    assert "M17.11 stands in it" in page.text
    assert page.select_one("#main .pill .num").text == "M17.11"


def test_the_palette_gets_a_list_alone(coder: Browser, make):
    ticket_id = make.ticket()

    part = coder.page(f"/search?q={format_reference(ticket_id)}", headers={"HX-Request": "true"})

    assert part.find("html") is None
    assert part.find("a", href=f"/tickets/{ticket_id}") is not None


def test_nothing_found_says_what_was_looked_in(coder: Browser):
    assert "or words that the asker wrote or sent" in coder.page("/search?q=zzzzz").text
    assert "Type a reference" in coder.page("/search?q=", headers={"HX-Request": "true"}).text
