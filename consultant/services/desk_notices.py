"""Notices to people of the desk: a letter of theirs that did not arrive, an answer that is due, a ticket that is theirs.

Each thing is told once, as a digest where many come together. A notice names references, never what anybody wrote.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta

from consultant.db.engine import Tx
from consultant.db.models import Alert
from consultant.db.queries import alerts, mailboxes, outbound, tickets
from consultant.domain.desk import Desk
from consultant.domain.references import format_reference
from consultant.domain.tickets import OWED, State
from consultant.mail.letters import Assigned, DueSoon, Letter, Noted, SendFailed
from consultant.mail.parsed import Address
from consultant.ports import Clock, Renderer
from consultant.services import letters, notices
from consultant.services.replies import due_words

GATHER = timedelta(minutes=2)
"""Letters that fail within it are told together."""
SOON = timedelta(hours=1)
LATE = timedelta(hours=1)
"""What is late for longer is no news: the queue shows it on top."""
_FAILED = {"refused": "it was refused", "unknown": "nobody knows whether it arrived"}


def tell_failures(tx: Tx, *, renderer: Renderer, clock: Clock, desk: Desk) -> int:
    """Tell authors of letters that were refused or whose fate is unknown; return how many mails were queued."""
    now = clock.now()
    failed = {str(row.id): row for row in outbound.failed_of_persons(tx)}
    _sync(tx, "send_failed", failed, clock=clock)
    untold = [row for row in alerts.open_of(tx, "send_failed") if row.told_at is None and row.about in failed]
    if not untold or now - min(row.raised_at for row in untold) < GATHER:
        return 0
    by_author: dict[int, list[Alert]] = {}
    for row in untold:
        by_author.setdefault(failed[row.about].author_id, []).append(row)
    for user_id, rows in by_author.items():
        noted = tuple(
            Noted(
                format_reference(failed[row.about].ticket_id),
                _FAILED[failed[row.about].state],
                f"{desk.base_url}/outbox#o{row.about}",
            )
            for row in rows
        )
        letter = SendFailed(noted, f"{desk.base_url}/outbox", _first_name(tx, user_id), desk.name)
        _send(tx, user_id, letter, "send_failed", f"{rows[-1].id}", renderer=renderer, clock=clock)
    alerts.told(tx, [row.id for row in untold], now=now)
    return len(by_author)


def tell_due(tx: Tx, *, renderer: Renderer, clock: Clock, desk: Desk) -> int:
    """Tell people of their tickets whose answers are due within the hour, once each; return how many mails were queued."""
    now = clock.now()
    due = {str(row.id): row for row in tickets.due_between(tx, now - LATE, now + SOON)}
    _sync(tx, "due_soon", due, clock=clock, still=tickets.owed)
    untold = [row for row in alerts.open_of(tx, "due_soon") if row.told_at is None and row.about in due]
    by_person: dict[int, list[Alert]] = {}
    for row in untold:
        by_person.setdefault(due[row.about].assignee_id, []).append(row)
    for user_id, rows in by_person.items():
        noted = tuple(
            Noted(
                format_reference(int(row.about)),
                f"{'was due' if due[row.about].due_at <= now else 'due'} "
                + due_words(due[row.about].due_at, now, desk.working.zone),
                f"{desk.base_url}/tickets/{row.about}",
            )
            for row in rows
        )
        letter = DueSoon(noted, f"{desk.base_url}/", _first_name(tx, user_id), desk.name)
        _send(tx, user_id, letter, "due_soon", f"{rows[-1].id}", renderer=renderer, clock=clock)
    alerts.told(tx, [row.id for row in untold], now=now)
    return len(by_person)


def tell_assigned(
    tx: Tx, ticket_id: int, user_id: int, event_id: int, *, renderer: Renderer, clock: Clock, desk: Desk
) -> bool:
    """Tell somebody that a ticket was given to them, unless it went on or was answered meanwhile."""
    ticket = tickets.get(tx, ticket_id)
    if ticket.assignee_id != user_id or State(ticket.state) not in OWED:
        return False
    letter = Assigned(
        format_reference(ticket_id),
        tickets.actor_of(tx, event_id) or "Somebody at the desk",
        due_words(ticket.due_at, clock.now(), desk.working.zone),
        f"{desk.base_url}/tickets/{ticket_id}",
        _first_name(tx, user_id),
        desk.name,
    )
    return _send(tx, user_id, letter, "assigned", str(event_id), renderer=renderer, clock=clock)


def _sync(
    tx: Tx,
    kind: str,
    found: Mapping[str, object],
    *,
    clock: Clock,
    still: Callable[[Tx, Sequence[int]], Iterable[int]] | None = None,
) -> None:
    """Open what is new and end what is over. ``still`` says of what was not found which of it lasts all the same."""
    now = clock.now()
    known = {row.about: row.id for row in alerts.open_of(tx, kind)}
    for about in found.keys() - known.keys():
        alerts.raise_(tx, kind, about, "", now=now)
    gone = known.keys() - found.keys()
    if gone and still is not None:
        gone -= {str(one) for one in still(tx, [int(about) for about in gone])}
    if gone:
        alerts.end(tx, [known[about] for about in gone], now=now)


def _first_name(tx: Tx, user_id: int) -> str:
    user = tickets.user(tx, user_id)
    return user.name.split(" ")[0] if user else ""


def _send(tx: Tx, user_id: int, letter: Letter, kind: str, key: str, *, renderer: Renderer, clock: Clock) -> bool:
    user, sender = tickets.user(tx, user_id), next(iter(mailboxes.enabled(tx)), None)
    if user is None or not user.active or sender is None:
        return False
    rendered, version = letters.render(tx, letter, renderer=renderer)
    notices.send(
        tx,
        rendered,
        Address(user.name, user.email),
        kind=kind,
        form_key=f"{kind}:{user_id}:{key}",
        mailbox=sender,
        now=clock.now(),
        version=version,
    )
    return True
