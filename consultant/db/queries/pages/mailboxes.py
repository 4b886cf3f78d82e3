"""What the page of the mailboxes reads."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import String, cast, func, select

from consultant.db.engine import Tx
from consultant.db.models import InboundMail, Mailbox, MailboxCursor, MailboxGrant
from consultant.db.queries.inbound import WRITTEN_ON_THE_WEB
from consultant.db.queries.pages.rows import AnyRow

_GRANT = (MailboxGrant.granted_at, MailboxGrant.refreshed_at, MailboxGrant.ends_at, MailboxGrant.refused_at)


def every(tx: Tx) -> Sequence[AnyRow]:
    """Return each mailbox with its grant, if any, and when its cursor last moved (None: it was never read)."""
    # A cursor moves with every mail, so that nobody has to look through the mails themselves.
    moved = select(func.max(MailboxCursor.seen_at)).where(MailboxCursor.mailbox_id == Mailbox.id).scalar_subquery()
    return tx.execute(
        select(
            Mailbox.id,
            Mailbox.name,
            Mailbox.address,
            Mailbox.username,
            Mailbox.host,
            Mailbox.port,
            Mailbox.folder,
            Mailbox.login,
            Mailbox.enabled,
            Mailbox.heard_at,
            Mailbox.trouble,
            moved.label("moved_at"),
            *_GRANT,
        )
        .outerjoin(MailboxGrant, MailboxGrant.mailbox_id == Mailbox.id)
        .order_by(Mailbox.name)
    ).all()


def arrivals(tx: Tx, since: datetime) -> dict[int, list[datetime]]:
    """Return when mail came to each mailbox, the oldest first, once for each hour with mail. A rescan and the web view bring none."""
    hour = func.substr(cast(InboundMail.stored_at, String), 1, len("2026-11-24 04"))
    rows = tx.execute(
        select(InboundMail.mailbox_id, func.max(InboundMail.stored_at).label("at"))
        .where(
            InboundMail.stored_at > since,
            ~InboundMail.quiet,
            InboundMail.state != "duplicate",
            InboundMail.uidvalidity != WRITTEN_ON_THE_WEB,
        )
        .group_by(InboundMail.mailbox_id, hour)
    )
    found: dict[int, list[datetime]] = {}
    for row in rows:
        found.setdefault(row.mailbox_id, []).append(_aware(row.at))
    return {mailbox_id: sorted(moments) for mailbox_id, moments in found.items()}


def _aware(moment: datetime) -> datetime:
    """SQLite's max() gives a moment without its zone."""
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def granted(tx: Tx) -> Sequence[AnyRow]:
    """Return the mailboxes in use that sign in by a provider's word, each with its grant, if any."""
    return tx.execute(
        select(Mailbox.id, Mailbox.name, Mailbox.login, *_GRANT)
        .outerjoin(MailboxGrant, MailboxGrant.mailbox_id == Mailbox.id)
        .where(Mailbox.enabled, Mailbox.login != "password")
        .order_by(Mailbox.name)
    ).all()
