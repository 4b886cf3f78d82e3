"""Compare a mailbox on its server with the rows of the desk; what has no row is fetched and taken in like any mail."""

from collections.abc import Callable

from consultant import logs
from consultant.db.queries import checks, inbound, mailboxes
from consultant.db.queries.mailboxes import Cursor
from consultant.errors import PermanentError
from consultant.poller import taking

log = logs.get("poller")


def is_asked(at: taking.Watch) -> bool:
    """Say whether somebody waits for a comparison."""
    with at.services.database.reading() as tx:
        return checks.is_asked(tx, at.mailbox.id)


def compare(at: taking.Watch, cursor: Cursor, stopped: Callable[[], bool]) -> tuple[int, ...]:
    """Compare, fetch what is missing, and write what was found; return the UIDs that had no row."""
    services, mailbox_id = at.services, at.mailbox.id
    on_server = _on_server(at, cursor)
    with services.database.reading() as tx:
        known = inbound.uids(tx, mailbox_id, cursor.uidvalidity)
    missing = tuple(uid for uid in on_server if uid not in known)
    trouble = None
    if missing:
        log.warning("mails on the server had no row", mailbox_id=mailbox_id, count=len(missing))
        try:
            taking.read_again(at, cursor, missing, stopped)
        except PermanentError as error:
            trouble = str(error)
    with services.database.transaction() as tx:
        checks.done(
            tx,
            mailbox_id,
            now=services.clock.now(),
            on_server=len(on_server),
            known=len(on_server) - len(missing),
            missing=missing,
            trouble=trouble,
        )
    return missing


def _on_server(at: taking.Watch, cursor: Cursor) -> list[int]:
    """Return the UIDs that the desk should know: from where the cursor began, as far as it has come.

    Below ``quiet_below`` lies mail from before the cursor. It was read where the mailbox has a date to read from, or
    had another UIDVALIDITY before, and from that date on.
    """
    if cursor.last_uid < 1:
        return []
    found: list[int] = []
    with at.services.database.reading() as tx:
        whole = at.mailbox.read_from is not None or mailboxes.has_cursor(tx, at.mailbox.id, but=cursor.uidvalidity)
    before = min(cursor.quiet_below - 1, cursor.last_uid)
    if whole and before >= 1:
        found += at.server.uids(1, before, since=taking.read_from(at.mailbox))
    if cursor.last_uid >= cursor.quiet_below:
        found += at.server.uids(cursor.quiet_below, cursor.last_uid)
    return found
