"""Grants of providers, and authorisations that were begun."""

from datetime import datetime

from sqlalchemy import delete, select, update

from consultant.db.base import add, per_dialect
from consultant.db.engine import Tx
from consultant.db.models import AuthorisationRequest, Mailbox, MailboxGrant
from consultant.db.queries.pages.rows import AnyRow


def begin(tx: Tx, *, state_sha256: str, mailbox_id: int, login: str, user_id: int | None, until: datetime) -> None:
    add(
        tx,
        AuthorisationRequest,
        state_sha256=state_sha256,
        mailbox_id=mailbox_id,
        login=login,
        user_id=user_id,
        until=until,
    )


def forget_before(tx: Tx, now: datetime) -> None:
    """Remove requests whose time is over."""
    tx.connection().execute(delete(AuthorisationRequest).where(AuthorisationRequest.until <= now))


def claim(tx: Tx, state_sha256: str, *, user_id: int | None, now: datetime) -> AnyRow | None:
    """Take a request out, so that it serves once: mailbox_id and login, or None."""
    mine = AuthorisationRequest.user_id.is_(None) if user_id is None else AuthorisationRequest.user_id == user_id
    return (
        tx.connection()
        .execute(
            delete(AuthorisationRequest)
            .where(AuthorisationRequest.state_sha256 == state_sha256, mine, AuthorisationRequest.until > now)
            .returning(AuthorisationRequest.mailbox_id, AuthorisationRequest.login)
        )
        .one_or_none()
    )


def _put(dialect: object) -> object:
    statement = dialect.insert(MailboxGrant)  # type: ignore[attr-defined]
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=[MailboxGrant.mailbox_id],
        set_={name: new[name] for name in ("refresh_token", "granted_at", "refreshed_at", "ends_at", "refused_at")},
    )


_PUT = per_dialect(_put)


def put(tx: Tx, mailbox_id: int, login: str, *, sealed: bytes, ends_at: datetime | None, now: datetime) -> None:
    """Keep a new grant in the place of any older one; the mailbox signs in with it from now on, and its password is gone."""
    values = {
        "mailbox_id": mailbox_id,
        "refresh_token": sealed,
        "granted_at": now,
        "refreshed_at": now,
        "ends_at": ends_at,
        "refused_at": None,
    }
    tx.connection().execute(_PUT(tx), values)
    tx.connection().execute(update(Mailbox).where(Mailbox.id == mailbox_id).values(login=login, secret=None))


def renew(tx: Tx, mailbox_id: int, *, used: bytes, sealed: bytes, ends_at: datetime | None, now: datetime) -> bool:
    """Put the token that came for ``used`` in its place; False when another has been put there meanwhile."""
    changed = tx.connection().execute(
        update(MailboxGrant)
        .where(MailboxGrant.mailbox_id == mailbox_id, MailboxGrant.refresh_token == used)
        .values(
            refresh_token=sealed,
            refreshed_at=now,
            ends_at=ends_at,
        )
    )
    return changed.rowcount > 0


def refuse(tx: Tx, mailbox_id: int, *, used: bytes, now: datetime) -> bool:
    """Note that ``used`` is not accepted any more; False when another has been put there meanwhile."""
    changed = tx.connection().execute(
        update(MailboxGrant)
        .where(MailboxGrant.mailbox_id == mailbox_id, MailboxGrant.refresh_token == used)
        .values(refused_at=now)
    )
    return changed.rowcount > 0


def kept(tx: Tx, mailbox_id: int) -> AnyRow | None:
    """Return name, login, refresh_token, ends_at and refused_at of a mailbox; None where there is no such mailbox."""
    return tx.execute(
        select(Mailbox.name, Mailbox.login, MailboxGrant.refresh_token, MailboxGrant.ends_at, MailboxGrant.refused_at)
        .outerjoin(MailboxGrant, MailboxGrant.mailbox_id == Mailbox.id)
        .where(Mailbox.id == mailbox_id)
    ).one_or_none()


def forget(tx: Tx, mailbox_id: int) -> None:
    """Remove what a provider has granted."""
    tx.connection().execute(delete(MailboxGrant).where(MailboxGrant.mailbox_id == mailbox_id))
