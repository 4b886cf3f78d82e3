"""Attach what the desk reads out of a question: facts, codes, findings, and what is missing.

Keyed (ticket, text with what coders say of its facts, releases): twice is once, and what was attached before is kept.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from consultant.coding.cards import CodeCard
from consultant.coding.jsonform import encode
from consultant.coding.lookup import CaseReading, read_case
from consultant.coding.mentions import Mention
from consultant.coding.mentions.zones import PARTING
from consultant.coding.question_text import asked
from consultant.coding.said import differing
from consultant.db import after
from consultant.db.base import fit
from consultant.db.engine import Tx
from consultant.db.queries import case, files, jobs, tickets
from consultant.domain.jobs import Acknowledge
from consultant.domain.words import words_of
from consultant.ports import Catalogue, Clock
from consultant.services import facts

CHOICES = 4
"""Ways to write one code's modifiers that are shown."""


def question(tx: Tx, ticket_id: int) -> str:
    """Return all that the asker newly wrote, in order, and then what the asker's files say."""
    written = [visible for visible, _at in case.question(tx, ticket_id)]
    return asked(tickets.get(tx, ticket_id).subject, written, files.texts(tx, ticket_id))


def read(tx: Tx, ticket_id: int, *, catalogue: Catalogue) -> tuple[str, CaseReading]:
    """Return the text that was read and what was found in it."""
    text = question(tx, ticket_id)
    received = tickets.get(tx, ticket_id).created_at.date()
    return text, read_case(text, catalogue, received=received, said=facts.said(tx, ticket_id))


def attach(tx: Tx, ticket_id: int, text: str, reading: CaseReading, *, clock: Clock) -> bool:
    """Write the reading beside the ticket; False when the question or a coder's word has changed since it was read.

    A run over the same text, words and releases is not written again. The acknowledgement that waits is due now.
    """
    now = clock.now()
    ticket = tickets.lock(tx, ticket_id)
    if question(tx, ticket_id) != text or facts.said(tx, ticket_id) != reading.said:
        return False
    case.add_words(tx, ticket_id, words_of(text))
    text_hash, releases = _digest(_heard(text, reading)), _digest("\n".join(reading.release_keys))
    run_id = case.run_id(tx, ticket_id, text_hash, releases)
    if run_id is None:
        run_id = _write(tx, ticket_id, text_hash, releases, reading, clock=clock)
    if ticket.lookup_run_id != run_id:
        tickets.change(tx, ticket_id, lookup_run_id=run_id)
        tickets.record(tx, ticket_id, "lookups", now=now, run_id=run_id, codes=len(reading.cards))
        after.tell(tx, "ticket", ticket_id=ticket_id)
    jobs.hasten(tx, Acknowledge(ticket_id), now=now)
    return True


def _write(tx: Tx, ticket_id: int, text_hash: str, releases: str, reading: CaseReading, *, clock: Clock) -> int:
    return case.add_run(
        tx,
        ticket_id=ticket_id,
        text_hash=text_hash,
        releases=releases,
        release_labels=sources(reading.mentioned),
        on_date=reading.on,
        date_said=reading.date_said,
        made_at=clock.now(),
        said=[{"name": one.name, "value": one.value} for one in differing(reading.facts, reading.said)],
        missing=[encode(one) for one in reading.missing],
        codes=[_code(card, reading.mentions) for card in reading.cards],
        findings=[
            {
                "severity": found.severity,
                "rule": found.rule,
                "title": found.title,
                "why": found.why,
                "source": found.source,
            }
            for found in reading.findings
        ],
        facts=[
            {"name": fact.name, "value": fit(fact.value), "words": fit(fact.words), "confidence": fact.confidence}
            for fact in reading.facts
        ],
    )


def _heard(text: str, reading: CaseReading) -> str:
    """The text, and what coders say otherwise than the desk reads in it: a fact that was merely accepted changes nothing."""
    apart = differing(reading.facts, reading.said)
    return text + PARTING + json.dumps([[one.name, one.value] for one in apart]) if apart else text


def sources(cards: Iterable[CodeCard]) -> list[str]:
    """Return the releases that codes were read from, as letters and pages name them; an old one says so."""
    read = [f"{card.release} ({card.stale})" if card.stale else card.release for card in cards if card.release]
    return list(dict.fromkeys(read))


def _code(card: CodeCard, mentions: Sequence[Mention]) -> dict[str, Any]:
    return {
        "system": card.system,
        "code": card.code,
        "suffix": suffix(one.modifiers for one in mentions if (one.system, one.code) == (card.system, card.code)),
        "status": card.status,
        "found_by": card.found_by,
        "card": encode(card),
    }


def suffix(written: Iterable[tuple[str, ...]]) -> str:
    """Return the modifiers of one code as the mail writes them, choices parted: "-RT-59", "-50, -RT, -LT", or nothing."""
    choices = dict.fromkeys("".join(f"-{modifier}" for modifier in modifiers) for modifiers in written if modifiers)
    return ", ".join(list(choices)[:CHOICES])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
