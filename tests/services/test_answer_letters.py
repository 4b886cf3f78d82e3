import pytest

from consultant.bootstrap import Services
from consultant.domain.rights import Person
from consultant.mail.letters import Answer, QuestionBack
from consultant.services.answer_letters import Draft, letter_of
from consultant.services.links import thread_link
from consultant.services.parcels import Parcel
from tests.factories import rows
from tests.factories.make import Make


def made(services: Services, person: Person, ticket_id: int, draft: Draft) -> Answer | QuestionBack:
    with services.database.reading() as tx:
        ticket = rows.ticket(services, ticket_id)
        return letter_of(tx, person, ticket, draft, desk=services.desk, now=services.clock.now())


@pytest.mark.parametrize(("asked_back", "kind"), [(False, Answer), (True, QuestionBack)])
def test_a_letter_carries_the_requesters_link_and_names_what_is_linked(
    services: Services, make: Make, asked_back: bool, kind: type
):
    ticket_id, coder = make.ticket(), make.person(name="Priya Raman")
    files = [
        Parcel(1, "small.pdf", "application/pdf", 10, "aa" * 32, attached=True),
        Parcel(2, "large.pdf", "application/pdf", 24_000_000, "bb" * 32, attached=False),
    ]

    letter = made(services, coder, ticket_id, Draft("Take M17.11.", asked_back, files))

    requester = rows.ticket(services, ticket_id).requester_id
    link = thread_link(ticket_id, requester, desk=services.desk, now=services.clock.now())
    assert isinstance(letter, kind)
    assert (letter.thread_url, letter.thread_until, letter.coder) == (link.url, link.until, "Priya Raman")
    assert [(one.name, one.size, one.url) for one in letter.files] == [
        ("large.pdf", "24.0 MB", link.to_file("bb" * 32))
    ]


def test_a_letter_greets_unless_its_text_does(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()

    assert made(services, coder, ticket_id, Draft("Take M17.11.", False)).greeting == "Dana"
    assert made(services, coder, ticket_id, Draft("Hi Dana,\n\nTake M17.11.", False)).greeting == ""
