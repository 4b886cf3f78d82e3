from consultant.bootstrap import Services
from consultant.db.models import CaseFact, CaseFinding, TicketCode, TicketWord
from consultant.db.queries import case
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make


def add(services: Services, ticket_id: int, text_hash: str = "a" * 64) -> int:
    with services.database.transaction() as tx:
        return case.add_run(
            tx,
            ticket_id=ticket_id,
            text_hash=text_hash,
            releases="b" * 64,
            release_labels=["FY 2026"],
            on_date=services.clock.now().date(),
            date_said=False,
            made_at=services.clock.now(),
            codes=[
                {
                    "system": "cm",
                    "code": code,
                    "suffix": "",
                    "status": "billable",
                    "found_by": "mention",
                    "card": {"a": 1},
                }
                for code in ("M17.11", "E11.9")
            ],
            findings=[{"severity": "stop", "rule": "r", "title": "t", "why": "w", "source": "s"}],
            facts=[{"name": "age", "value": "71", "words": "71", "confidence": "said"}],
        )


def test_a_run_is_written_whole_and_found_by_its_key(services: Services, make: Make):
    ticket_id = make.ticket()

    run = add(services, ticket_id)

    assert [(row.code, row.position, row.card) for row in rows.every(services, TicketCode, run_id=run)] == [
        ("M17.11", 0, {"a": 1}),
        ("E11.9", 1, {"a": 1}),
    ]
    assert len(rows.every(services, CaseFinding)) == len(rows.every(services, CaseFact)) == 1
    with services.database.reading() as tx:
        assert case.run_id(tx, ticket_id, "a" * 64, "b" * 64) == run
        assert case.run_id(tx, ticket_id, "a" * 64, "c" * 64) is None
        shown = case.shown_run(tx, run)
        assert shown is not None
        assert shown.release_labels == ["FY 2026"]
        assert case.shown_run(tx, None) is None


def test_the_question_is_what_the_asker_wrote_in_order(services: Services, make: Make):
    ticket_id = make.ticket(mail("First.", message_id="a@x.example"))
    make.answer(ticket_id, "Ours.")
    make.taken(mail("Second.", subject="Re: Knee question", in_reply_to="a@x.example"))

    with services.database.reading() as tx:
        assert [visible.strip() for visible, _at in case.question(tx, ticket_id)] == ["First.", "Second."]


def test_words_of_a_ticket_are_kept_once(services: Services, make: Make):
    ticket_id = make.ticket()
    with services.database.transaction() as tx:
        for words in (["knee", "right"], ["right", "left"], []):
            case.add_words(tx, ticket_id, words)

    assert sorted(row.word for row in rows.every(services, TicketWord)) == ["knee", "left", "right"]
