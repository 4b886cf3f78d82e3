"""Alerts: what needs an administrator is noted while it lasts, and told by mail, each at most once a day."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from consultant.db.engine import Tx
from consultant.db.models import Alert
from consultant.db.queries import alerts, checks, heartbeats, mailboxes, users
from consultant.domain.desk import Desk
from consultant.domain.rights import Role
from consultant.domain.supervision import FORGOTTEN_AFTER, Trouble
from consultant.mail.letters import MailboxTrouble, Noted
from consultant.mail.parsed import Address
from consultant.ports import Clock, Renderer
from consultant.services import letters, notices

TELL_AFTER = timedelta(minutes=2)
"""What ends by itself within it, such as a restart, disturbs nobody."""
AGAIN_AFTER = timedelta(days=1)
CHECK_AFTER = timedelta(days=1)
UNTOLD = frozenset({"release"})
"""What the health page alone says."""


def note(tx: Tx, found: Sequence[Trouble], *, clock: Clock) -> None:
    """Note what has begun and what has ended; ask for comparisons of mailboxes that are due, and forget old heartbeats."""
    now = clock.now()
    lasting = {(one.kind, one.about): one.words for one in found if one.kind not in UNTOLD}
    known = {(row.kind, row.about): row for row in alerts.open_for_administrators(tx)}
    for (kind, about), words in lasting.items():
        if (row := known.get((kind, about))) is None:
            alerts.raise_(tx, kind, about, words, now=now)
        elif row.words != words:
            alerts.reword(tx, row.id, words)
    if ended := [row.id for key, row in known.items() if key not in lasting]:
        alerts.end(tx, ended, now=now)
    for mailbox_id in checks.due(tx, before=now - CHECK_AFTER):
        checks.ask(tx, mailbox_id, now=now)
    heartbeats.prune(tx, before=now - FORGOTTEN_AFTER)


def tell(tx: Tx, found: Sequence[Trouble], *, renderer: Renderer, clock: Clock, desk: Desk) -> int:
    """Mail each administrator one digest of what they were not told of within a day; return how many mails were queued."""
    now = clock.now()
    due = [row for row in alerts.open_for_administrators(tx) if _is_due(row, now)]
    sender = next(iter(mailboxes.enabled(tx)), None)
    if not due or sender is None:
        return 0
    names = {(one.kind, one.about): one.name for one in found}
    noted = tuple(Noted(names.get((row.kind, row.about), row.kind), row.words) for row in due)
    told = 0
    for user in users.every(tx):
        if user.role != Role.ADMINISTRATOR or not user.active:
            continue
        letter = MailboxTrouble(noted, f"{desk.base_url}/health", user.name.split(" ")[0], desk.name)
        rendered, version = letters.render(tx, letter, renderer=renderer)
        notices.send(
            tx,
            rendered,
            Address(user.name, user.email),
            kind="alert",
            form_key=f"alert:{user.id}:{due[-1].id}:{now:%Y%m%d%H%M}",
            mailbox=sender,
            now=now,
            version=version,
        )
        told += 1
    alerts.told(tx, [row.id for row in due], now=now)
    return told


def _is_due(row: Alert, now: datetime) -> bool:
    if row.told_at is None:
        return now - row.raised_at >= TELL_AFTER
    return now - row.told_at >= AGAIN_AFTER
