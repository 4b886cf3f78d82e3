"""Releases of code sets: rows, and which are active."""

from collections.abc import Sequence

from sqlalchemy import select, update

from consultant.coding.sets import UNDATED
from consultant.db.engine import Tx
from consultant.db.models import Release


def active_keys(tx: Tx) -> tuple[str, ...]:
    """Return the SHA-256 of the active release files."""
    return tuple(tx.scalars(select(Release.sha256).where(Release.active).order_by(Release.id)))


def every(tx: Tx) -> Sequence[Release]:
    """Return all installed releases, by system, the newest first."""
    return tx.scalars(select(Release).order_by(Release.system, Release.effective_from.desc(), Release.id.desc())).all()


def by_key(tx: Tx, sha256: str) -> Release | None:
    return tx.scalars(select(Release).where(Release.sha256 == sha256)).one_or_none()


def by_id(tx: Tx, release_id: int) -> Release | None:
    return tx.get(Release, release_id)


def set_active(tx: Tx, release_id: int, *, active: bool) -> None:
    """Activate or deactivate one release."""
    tx.connection().execute(update(Release).where(Release.id == release_id).values(active=active))


def deactivate_twins(tx: Tx, release: Release) -> list[int]:
    """Deactivate other releases of the same system and first day, and its samples up to that day; return their ids.

    A list without dates leaves those alone that have them, samples too.
    """
    superseded = Release.effective_from == release.effective_from
    if release.importer == UNDATED:
        superseded &= Release.importer == UNDATED
    else:
        superseded |= Release.sample & (Release.effective_from <= release.effective_from)
    statement = (
        update(Release)
        .where(Release.system == release.system, Release.id != release.id, Release.active, superseded)
        .values(active=False)
        .returning(Release.id)
    )
    return list(tx.connection().execute(statement).scalars())
