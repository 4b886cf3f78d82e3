import pytest
from sqlalchemy import update

from consultant.bootstrap import Services
from consultant.db.models import OutboundMail, OutboundRecipient
from consultant.domain.rights import Role
from consultant.errors import NotFound
from consultant.services import notes, outbox, replies
from consultant.services.pages import asker as pages
from consultant.services.pages.asker import Standing, ThreadPage
from consultant.services.thread_access import Asker
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make
from tests.factories.work import work
from tests.services.test_thread_access import asker_of, token_for


@pytest.fixture
def ticket_id(services: Services, make: Make) -> int:
    _ = services
    return make.ticket(
        mail(
            "Is M17.11 right?\n\nOn Mon, 1 Jan 2026 Lou wrote:\n> What is the code?\n",
            message_id="a@asker.example",
            files=(("claim.pdf", b"x" * 900),),
        )
    )


@pytest.fixture
def asker(services: Services, ticket_id: int) -> Asker:
    return asker_of(services, token_for(services, ticket_id))


def show(services: Services, asker: Asker) -> ThreadPage:
    with services.database.reading() as tx:
        return pages.show(tx, asker, clock=services.clock)


def sources(page: ThreadPage) -> list[str]:
    return ["desk" if entry.by_desk else "asker" for entry in page.entries]


def test_the_asker_sees_what_they_wrote_and_when_an_answer_is_due(services: Services, asker: Asker, ticket_id: int):
    page = show(services, asker)

    assert (page.standing, page.due_at) == (Standing.WITH_THE_DESK, rows.ticket(services, ticket_id).due_at)
    [entry] = page.entries
    assert (entry.mine, entry.who, entry.text.strip()) == (True, "Dana Whitlock", "Is M17.11 right?")
    assert [(file.filename, file.size, len(file.name)) for file in entry.files] == [("claim.pdf", 900, 32)]


def test_an_answer_shows_once_it_can_no_longer_be_taken_back(services: Services, make: Make, asker: Asker):
    make.answer(asker.ticket_id, "Take M17.11.")
    assert sources(show(services, asker)) == ["asker"]
    assert show(services, asker).standing is Standing.WITH_THE_DESK

    services.clock.forward(seconds=10)

    page = show(services, asker)
    assert sources(page) == ["asker", "desk"]
    assert page.entries[-1].on_its_way
    assert (page.standing, page.due_at) == (Standing.ANSWERED, None)
    work(services)
    assert not show(services, asker).entries[-1].on_its_way


def test_a_question_back_waits_for_the_asker(services: Services, make: Make, asker: Asker):
    make.answer(asker.ticket_id, "Which knee?", then="waiting")
    assert show(services, asker).standing is Standing.WITH_THE_DESK
    services.clock.forward(seconds=10)

    assert show(services, asker).standing is Standing.WAITS_FOR_YOU


def test_a_mail_that_is_put_off_by_its_server_was_on_its_way_and_stays(services: Services, make: Make, asker: Asker):
    outbound_id = make.answer(asker.ticket_id)
    later = services.clock.now().replace(year=2030)
    with services.database.transaction() as tx:
        tx.execute(update(OutboundMail).where(OutboundMail.id == outbound_id).values(attempts=1, not_before=later))

    assert sources(show(services, asker)) == ["asker", "desk"]


def test_what_was_withdrawn_cancelled_or_refused_is_never_shown(services: Services, make: Make, asker: Asker):
    coder = make.person()
    withdrawn = make.answer(asker.ticket_id, "Withdrawn words.", person=coder)
    with services.database.transaction() as tx:
        replies.withdraw(tx, coder, withdrawn, clock=services.clock)
    cancelled = make.answer(asker.ticket_id, "Cancelled words.", person=coder)
    with services.database.transaction() as tx:
        outbox.cancel(tx, coder, cancelled, clock=services.clock)
    refused = make.answer(asker.ticket_id, "Refused words.", person=coder)
    with services.database.transaction() as tx:
        tx.execute(update(OutboundRecipient).where(OutboundRecipient.outbound_id == refused).values(state="refused"))
        tx.execute(update(OutboundMail).where(OutboundMail.id == refused).values(state="refused", attempts=1))
    services.clock.forward(minutes=1)

    assert sources(show(services, asker)) == ["asker"]
    assert "words" not in repr(show(services, asker))


def test_an_answer_that_one_recipient_has_is_shown(services: Services, make: Make, asker: Asker):
    outbound_id = make.answer(asker.ticket_id, cc=("second@clinic.example",))
    with services.database.transaction() as tx:
        here = OutboundRecipient.outbound_id == outbound_id
        tx.execute(update(OutboundRecipient).where(here, OutboundRecipient.field == "cc").values(state="refused"))
        tx.execute(update(OutboundRecipient).where(here, OutboundRecipient.field == "to").values(state="sent"))
        tx.execute(update(OutboundMail).values(state="refused", attempts=1))

    assert sources(show(services, asker)) == ["asker", "desk"]


def test_nothing_of_the_desk_itself_is_in_it(services: Services, make: Make, asker: Asker):
    coder = make.person(Role.CODER, "Priya Raman")
    with services.database.transaction() as tx:
        notes.add(tx, coder, asker.ticket_id, "Secret note.", form_key="note", clock=services.clock)
    make.taken(
        mail("I am away.", subject="Re: Knee question", in_reply_to="a@asker.example", Auto_Submitted="auto-replied")
    )
    work(services)

    page = show(services, asker)

    assert "Secret note." not in repr(page)
    assert "I am away." not in repr(page)
    assert sources(page) == ["asker"]


def test_the_words_of_a_coder_come_as_the_letter_shows_them(services: Services, make: Make, asker: Asker):
    make.answer(asker.ticket_id, "Take M17.11.\n\nWhy\n\n- It is **primary**.", person=make.person(name="Priya Raman"))
    services.clock.forward(minutes=1)

    entry = show(services, asker).entries[-1]

    assert (entry.who, entry.mine, entry.text) == ("Priya Raman", False, "")
    assert [block.kind for block in entry.blocks] == ["lead", "heading", "items"]


def test_identifiers_in_the_subject_are_withheld(services: Services, make: Make):
    ticket_id = make.ticket(mail(subject="Knee of MRN 4471066"))

    assert "4471066" not in show(services, asker_of(services, token_for(services, ticket_id))).subject


def file_id(services: Services, asker: Asker, name: str) -> int:
    with services.database.reading() as tx:
        return pages.file_id(tx, asker, name, clock=services.clock)


def test_a_file_is_found_by_its_place_in_the_thread_alone(services: Services, make: Make, asker: Asker):
    name = show(services, asker).entries[0].files[0].name
    other = asker_of(services, token_for(services, make.ticket(mail(subject="Hip"))))

    assert file_id(services, asker, name) > 0
    for who, wrong in ((other, name), (asker, name[:-1]), (asker, ""), (asker, "0" * 32), (asker, name + "0")):
        with pytest.raises(NotFound):
            file_id(services, who, wrong)
