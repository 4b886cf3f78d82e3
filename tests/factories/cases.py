"""Lookups beside a ticket, written as the worker writes them."""

from datetime import date

from sqlalchemy import delete, update

from consultant.bootstrap import Services
from consultant.coding import jsonform
from consultant.coding.cards import CodeCard, FoundBy, Span, Status
from consultant.coding.catalogue import Level, Note, NoteKind
from consultant.coding.sets import System
from consultant.db.models import Job, Ticket
from consultant.db.queries import case


def attach_codes(desk: Services, ticket_id: int, *, date_said: bool = True, spans: tuple[Span, ...] = ()) -> None:
    """Write a lookup run with one card, one finding and one fact, as the worker does, who ends the job by it."""
    card = CodeCard(
        system=System.CM,
        code="M17.11",
        found_by=FoundBy.MENTION,
        text="Unilateral primary osteoarthritis, right knee",
        status=Status.BILLABLE,
        status_words="Billable",
        detail="Valid on 27 Aug 2026.",
        release="FY 2026, release of 1 Apr 2026",
        stale="older than its season: the release of 1 Oct 2026 is not installed",
        sample=False,
        caveat=None,
        ancestors=(Level("M17", "Osteoarthritis of knee", "category"),),
        notes=(Note(NoteKind.EXCLUDES1, "an example note", "M17"),),
        facts=(),
        leaves=(),
        leaf_count=0,
        nearest=(),
        modifiers=(),
        units=None,
        role=None,
        spans=spans,
        why="stands in the mail",
    )
    with desk.database.transaction() as tx:
        run_id = case.add_run(
            tx,
            ticket_id=ticket_id,
            text_hash="a" * 64,
            releases="b" * 64,
            release_labels=["ICD-10-CM FY 2026, release of 1 Apr 2026"],
            on_date=date(2026, 8, 27),
            date_said=date_said,
            made_at=desk.clock.now(),
            codes=[
                {
                    "system": "cm",
                    "code": "M17.11",
                    "suffix": "",
                    "status": "billable",
                    "found_by": "mention",
                    "card": jsonform.encode(card),
                }
            ],
            findings=[
                {"severity": "stop", "rule": "x", "title": "A stop", "why": "Because.", "source": "A manual, 2026"}
            ],
            facts=[
                {"name": "date of service", "value": "2026-08-27", "words": "seen 08/27/2026", "confidence": "definite"}
            ][: 1 if date_said else 0],
        )
        tx.execute(update(Ticket).where(Ticket.id == ticket_id).values(lookup_run_id=run_id))
        tx.execute(delete(Job).where(Job.ticket_id == ticket_id, Job.kind == "attach_lookups", Job.failed_at.is_(None)))
