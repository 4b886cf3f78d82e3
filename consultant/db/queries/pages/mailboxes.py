"""What the page of the mailboxes reads."""

from collections.abc import Sequence

from sqlalchemy import func, select

from consultant.db.engine import Tx
from consultant.db.models import Mailbox, MailboxCursor, MailboxGrant
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


def granted(tx: Tx) -> Sequence[AnyRow]:
    """Return the mailboxes in use that sign in by a provider's word, each with its grant, if any."""
    return tx.execute(
        select(Mailbox.id, Mailbox.name, Mailbox.login, *_GRANT)
        .outerjoin(MailboxGrant, MailboxGrant.mailbox_id == Mailbox.id)
        .where(Mailbox.enabled, Mailbox.login != "password")
        .order_by(Mailbox.name)
    ).all()
