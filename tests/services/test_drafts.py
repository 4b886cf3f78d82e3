import pytest
from sqlalchemy import update

from consultant.bootstrap import Services
from consultant.coding.facts import FactName
from consultant.db.models import Draft, LookupRun, OutboundMail
from consultant.domain.rights import Person, Role
from consultant.errors import Forbidden, NotFound
from consultant.services import drafts, facts
from tests.factories import rows
from tests.factories.cases import attach_codes
from tests.factories.make import Make


def save(services: Services, person: Person, ticket_id: int, text: str, box: str = "reply") -> None:
    with services.database.transaction() as tx:
        drafts.save(tx, person, ticket_id, box, text, clock=services.clock)


def load(services: Services, person: Person, ticket_id: int, box: str = "reply") -> str:
    with services.database.reading() as tx:
        return drafts.load(tx, person, ticket_id, box)


def test_the_newest_text_is_kept_for_each_person_and_box(services: Services, make: Make):
    ticket_id, coder, other = make.ticket(), make.person(), make.person()

    save(services, coder, ticket_id, "first")
    save(services, coder, ticket_id, "second")
    save(services, coder, ticket_id, "a note", "note")

    assert load(services, coder, ticket_id) == "second"
    assert load(services, coder, ticket_id, "note") == "a note"
    assert load(services, other, ticket_id) == ""


def test_an_empty_text_removes_the_draft(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    save(services, coder, ticket_id, "typed")

    save(services, coder, ticket_id, "  ")

    assert rows.every(services, Draft) == []


def test_a_text_without_end_is_cut(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()

    save(services, coder, ticket_id, "x" * (drafts.TEXT_LIMIT + 1))

    assert len(load(services, coder, ticket_id)) == drafts.TEXT_LIMIT


def test_no_ticket_has_no_draft_and_an_asker_has_none(services: Services, make: Make):
    coder = make.person()
    for act in (save, load):
        extra = ("x",) if act is save else ()
        with pytest.raises(NotFound):
            act(services, coder, 987, *extra)
        with pytest.raises(Forbidden):
            act(services, Person(1, Role.ASKER, "x"), make.ticket(), *extra)


MISSING = [
    {"name": "payer", "question": "Which payer?", "why": "x"},
    {"name": "side", "question": "Which side?", "why": "y"},
]


def ask_back(services: Services, person: Person, ticket_id: int) -> None:
    with services.database.transaction() as tx:
        drafts.ask_back(tx, person, ticket_id, clock=services.clock)


def lacking(services: Services, ticket_id: int) -> None:
    attach_codes(services, ticket_id)
    with services.database.transaction() as tx:
        tx.execute(update(LookupRun).values(missing=MISSING))


def test_a_question_back_stands_below_what_was_typed_and_nothing_is_sent(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    lacking(services, ticket_id)
    save(services, coder, ticket_id, "Dana,\n")

    ask_back(services, coder, ticket_id)

    assert load(services, coder, ticket_id) == "Dana,\n\n1. Which payer?\n2. Which side?"
    assert rows.every(services, OutboundMail) == []


def test_what_somebody_has_said_since_is_not_asked_for(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    lacking(services, ticket_id)
    with services.database.transaction() as tx:
        facts.correct(tx, coder, ticket_id, FactName.PAYER, "Aetna", clock=services.clock)

    ask_back(services, coder, ticket_id)

    assert load(services, coder, ticket_id) == "1. Which side?"


def test_where_nothing_is_missing_there_is_nothing_to_ask(services: Services, make: Make):
    with pytest.raises(NotFound):
        ask_back(services, make.person(), make.ticket())


def test_words_are_added_below_what_was_typed_and_for_those_who_may_answer(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    with services.database.transaction() as tx:
        for words in ("First.", "Second."):
            drafts.add_below(tx, coder, ticket_id, words, clock=services.clock)

        assert drafts.load(tx, coder, ticket_id, "reply") == "First.\n\nSecond."
        with pytest.raises(Forbidden):
            drafts.add_below(tx, Person(9, Role.ASKER, ""), ticket_id, "Mine.", clock=services.clock)
        with pytest.raises(NotFound):
            drafts.add_below(tx, coder, 99, "Nowhere.", clock=services.clock)
