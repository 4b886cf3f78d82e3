"""Fill a desk with tickets by plain inserts: what is measured is reading, not intake."""

import random
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert

from consultant.bootstrap import Services
from consultant.coding.cards import FoundBy, card
from consultant.coding.catalogue import NotChecked
from consultant.coding.jsonform import encode
from consultant.coding.sets import System
from consultant.db.models import (
    CaseFinding,
    LookupRun,
    Message,
    Person,
    Ticket,
    TicketCode,
    TicketEvent,
    TicketTag,
    User,
)

CHUNK = 5000
CODES = [f"M{number // 100:02}.{number % 100:02}" for number in range(10_000)]
"""A few codes are asked about often, most of them seldom (a Pareto law)."""
STATES = ("new", "open", "waiting", "review", "answered", "closed")


def fill(services: Services, mailbox_id: int, users: list[int], first: int, last: int) -> None:
    """Write tickets ``first`` to ``last``, two messages, three codes, a finding, a tag and history each."""
    chance = random.Random(first)
    now = datetime.now(UTC)
    for start in range(first, last + 1, CHUNK):
        numbers = range(start, min(start + CHUNK, last + 1))
        with services.database.transaction() as tx:
            connection = tx.connection()
            connection.execute(
                insert(Person),
                [
                    {
                        "id": n,
                        "address": f"biller{n}@practice{n % 997}.example",
                        "name": f"Biller {n}",
                        "first_seen_at": now,
                    }
                    for n in numbers
                ],
            )
            connection.execute(insert(Ticket), [_ticket(n, mailbox_id, users, now, chance) for n in numbers])
            connection.execute(insert(TicketTag), [{"ticket_id": n, "tag": f"tag {n % 12}"} for n in numbers])
            connection.execute(insert(TicketEvent), [_event(n, now) for n in numbers])
            connection.execute(insert(Message), [_message(n, part, now) for n in numbers for part in (0, 1)])
            connection.execute(insert(LookupRun), [_run(n, now) for n in numbers])
            connection.execute(insert(TicketCode), [_code(n, place, chance) for n in numbers for place in range(3)])
            connection.execute(insert(CaseFinding), [_finding(n) for n in numbers])


def people(services: Services) -> list[int]:
    """Write five coders; return their ids."""
    now = datetime.now(UTC)
    with services.database.transaction() as tx:
        for number in range(1, 6):
            tx.add(
                User(
                    email=f"coder{number}@desk.example",
                    name=f"Coder {number}",
                    role="coder",
                    password=None,
                    active=True,
                    fs_uniquifier=f"u{number}",
                    created_at=now,
                    single_keys=True,
                )
            )
        tx.flush()
    return list(range(1, 6))


def _ticket(n: int, mailbox_id: int, users: list[int], now: datetime, chance: random.Random) -> dict[str, object]:
    return {
        "id": n,
        "mailbox_id": mailbox_id,
        "requester_id": n,
        "subject": f"Question {n} about a knee and its modifiers",
        "state": chance.choice(STATES),
        "priority": "normal",
        "assignee_id": chance.choice([None, *users]),
        "due_at": now + timedelta(minutes=chance.randint(-3000, 30000)),
        "attention": 0 if n % 500 == 0 else 1,
        "unread": n % 3 == 0,
        "created_at": now - timedelta(minutes=n % 100000),
        "changed_at": now,
        "lookup_run_id": n,
        "acknowledged": True,
    }


def _message(n: int, part: int, now: datetime) -> dict[str, object]:
    text = "Patient seen in the office on 11/02/2026 for right knee arthritis, M17.11 with 20611-RT billed. " * 6
    return {
        "ticket_id": n,
        "source": "desk" if part else "asker",
        "kind": "answer" if part else "human",
        "person_id": None if part else n,
        "user_id": 1 if part else None,
        "at": now,
        "why_here": "Opened because the mail answers no ticket that is known here.",
        "subject": f"Question {n}",
        "text": text,
        "visible": text,
        "has_html": False,
        "message_id": f"{n}.{part}@practice.example",
    }


def _event(n: int, now: datetime) -> dict[str, object]:
    return {"ticket_id": n, "at": now, "actor": "asker", "what": "opened", "detail": {}}


def _run(n: int, now: datetime) -> dict[str, object]:
    return {
        "id": n,
        "ticket_id": n,
        "text_hash": f"{n:064x}",
        "releases": "0" * 64,
        "release_labels": ["ICD-10-CM FY 2026, release of 1 Apr 2026"],
        "on_date": now.date(),
        "date_said": True,
        "made_at": now,
    }


def _code(n: int, place: int, chance: random.Random) -> dict[str, object]:
    code = CODES[min(int(chance.paretovariate(0.7)) - 1, len(CODES) - 1)]
    if code not in _CARDS:
        answer = NotChecked(System.CM, code, "not looked up: made for the bench")
        made = card(
            System.CM, code, answer, datetime.now(UTC).date(), found_by=FoundBy.MENTION, why="written in the mail"
        )
        _CARDS[code] = encode(made)
    return {
        "run_id": n,
        "ticket_id": n,
        "position": place,
        "system": System.CM.value,
        "code": code,
        "suffix": "",
        "status": "not_checked",
        "found_by": "mention",
        "card": _CARDS[code],
    }


_CARDS: dict[str, object] = {}


def _finding(n: int) -> dict[str, object]:
    return {
        "run_id": n,
        "position": 0,
        "severity": "warn",
        "rule": "bench",
        "title": "Look at this",
        "why": "Made for the bench.",
        "source": "none",
    }
