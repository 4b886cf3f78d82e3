"""What was read out of a question: runs, codes, findings, facts."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select

from consultant.db.base import add, per_dialect
from consultant.db.engine import Tx
from consultant.db.models import CaseFact, CaseFinding, LookupRun, Message, TicketCode, TicketWord


def run_id(tx: Tx, ticket_id: int, text_hash: str, releases: str) -> int | None:
    """Return the run over this text and these releases, if there was one."""
    return tx.scalar(
        select(LookupRun.id).where(
            LookupRun.ticket_id == ticket_id, LookupRun.text_hash == text_hash, LookupRun.releases == releases
        )
    )


def add_run(
    tx: Tx,
    *,
    ticket_id: int,
    text_hash: str,
    releases: str,
    release_labels: list[str],
    on_date: date,
    date_said: bool,
    made_at: datetime,
    said: Sequence[dict[str, Any]] = (),
    missing: Sequence[dict[str, Any]] = (),
    codes: Sequence[dict[str, Any]],
    findings: Sequence[dict[str, Any]],
    facts: Sequence[dict[str, Any]],
) -> int:
    """Write a run with everything that it found; return its id."""
    run = add(
        tx,
        LookupRun,
        ticket_id=ticket_id,
        text_hash=text_hash,
        releases=releases,
        release_labels=release_labels,
        on_date=on_date,
        date_said=date_said,
        made_at=made_at,
        said=list(said),
        missing=list(missing),
    )
    connection = tx.connection()
    for table, rows in (
        (
            TicketCode,
            [{"run_id": run, "ticket_id": ticket_id, "position": place, **row} for place, row in enumerate(codes)],
        ),
        (CaseFinding, [{"run_id": run, "position": place, **row} for place, row in enumerate(findings)]),
        (CaseFact, [{"run_id": run, "position": place, **row} for place, row in enumerate(facts)]),
    ):
        if rows:
            connection.execute(insert(table), rows)
    return run


def shown_run(tx: Tx, run: int | None) -> LookupRun | None:
    return None if run is None else tx.get(LookupRun, run)


def facts(tx: Tx, run: int) -> Sequence[Any]:
    """Return name, value, words and confidence of the facts of a run, in their order."""
    columns = (CaseFact.name, CaseFact.value, CaseFact.words, CaseFact.confidence)
    return tx.connection().execute(select(*columns).where(CaseFact.run_id == run).order_by(CaseFact.position)).all()


def question(tx: Tx, ticket_id: int) -> list[tuple[str, datetime]]:
    """Return what the asker newly wrote in each message, oldest first, with its time."""
    rows = tx.connection().execute(
        select(Message.visible, Message.at)
        .where(Message.ticket_id == ticket_id, Message.source == "asker")
        .order_by(Message.id)
    )
    return [(row.visible, row.at) for row in rows]


_ADD_WORD = per_dialect(
    lambda dialect: dialect.insert(TicketWord).on_conflict_do_nothing(
        index_elements=[TicketWord.word, TicketWord.ticket_id]
    )
)


def add_words(tx: Tx, ticket_id: int, words: Sequence[str]) -> None:
    """Let the ticket be found by these words too."""
    if words:
        tx.connection().execute(_ADD_WORD(tx), [{"word": word, "ticket_id": ticket_id} for word in words])
