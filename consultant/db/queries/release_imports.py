"""Imports of official files that were handed in at the dashboard."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import exists, select, update

from consultant.db.base import add
from consultant.db.engine import Tx
from consultant.db.models import ReleaseImport


def put(tx: Tx, **values: Any) -> int:
    """Keep a file that was handed in; return its id."""
    return add(tx, ReleaseImport, **values)


def get(tx: Tx, import_id: int) -> ReleaseImport | None:
    return tx.scalar(select(ReleaseImport).where(ReleaseImport.id == import_id))


def change(tx: Tx, import_id: int, **values: Any) -> None:
    tx.connection().execute(update(ReleaseImport).where(ReleaseImport.id == import_id).values(**values))


def wanted(tx: Tx, sha256: str, states: Sequence[str]) -> bool:
    """Whether an import in one of these states still needs the bytes."""
    return tx.scalar(select(exists().where(ReleaseImport.sha256 == sha256, ReleaseImport.state.in_(states)))) is True


def latest(tx: Tx, limit: int) -> Sequence[ReleaseImport]:
    """Return the newest ones, the newest first."""
    return tx.scalars(select(ReleaseImport).order_by(ReleaseImport.id.desc()).limit(limit)).all()
