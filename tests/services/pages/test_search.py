from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.shelf import Shelf
from consultant.bootstrap import Services
from consultant.coding.catalogue import Catalogue
from consultant.db.models import Job
from consultant.domain.rights import Person, Role
from consultant.errors import Forbidden
from consultant.services.pages import search
from tests.factories import rows
from tests.factories.cases import attach_codes
from tests.factories.mails import mail
from tests.factories.make import Make
from tests.factories.pdfs import pdf
from workers import jobs

CODER = Person(1, Role.CODER, "Priya")
TODAY = date(2026, 5, 1)


@pytest.fixture(scope="module")
def catalogue(shipped_releases: Path) -> Catalogue:
    shelf = Shelf(shipped_releases)
    return shelf.catalogue(shelf.noted())


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("CQ-100001", "by its reference"),
        ("100001", "by its reference"),
        ("dana@northfork", "by the asker’s address"),
        ("M17.11", "M17.11 stands in it"),
    ],
)
def test_a_ticket_is_found_and_says_why(services: Services, make: Make, catalogue: Catalogue, query: str, why: str):
    ticket_id = make.ticket()
    attach_codes(services, ticket_id)

    with services.database.reading() as tx:
        found = search.find(tx, CODER, catalogue, query, today=TODAY)

    assert [(hit.id, hit.why) for hit in found.tickets] == [(ticket_id, why)]


@pytest.mark.parametrize("query", ["", " ", "CQ-", "999999999999999999999", "\0", "%"])
def test_no_words_break_the_search(services: Services, catalogue: Catalogue, query: str):
    with services.database.reading() as tx:
        assert search.find(tx, CODER, catalogue, query, today=TODAY).tickets == ()


def test_askers_search_nothing(services: Services, catalogue: Catalogue):
    with services.database.reading() as tx, pytest.raises(Forbidden):
        search.find(tx, Person(1, Role.ASKER, "Dana"), catalogue, "knee", today=TODAY)


def test_a_ticket_is_found_by_words_of_its_mail_and_of_its_files(services: Services, make: Make, catalogue: Catalogue):
    first = make.ticket(mail("Arthroscopy of the left shoulder", files=(("note.pdf", pdf("Bankart lesion repaired")),)))
    second = make.ticket(mail("Left knee, no arthroscopy", subject="Another"))
    for kind in ("read_files", "attach_lookups"):
        for job in rows.every(services, Job, kind=kind):
            jobs.run(services, job.id)

    def found(query: str) -> list[int]:
        with services.database.reading() as tx:
            return [hit.id for hit in search.find(tx, CODER, catalogue, query, today=TODAY).tickets]

    assert found("ARTHROSCOPY left") == [second, first]
    assert found("left shoulder") == [first]
    assert found("bankart") == [first]
    assert found("shoulder nothing-of-the-kind") == []
