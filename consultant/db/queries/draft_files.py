"""Files that wait to leave with a coder's answer."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select

from consultant.db.base import add as add_row
from consultant.db.engine import Tx
from consultant.db.models import DraftFile


def add(tx: Tx, **values: Any) -> int:
    return add_row(tx, DraftFile, **values)


def of(tx: Tx, ticket_id: int, user_id: int) -> Sequence[DraftFile]:
    """Return what waits with a person's answer to a ticket, in the order in which it was chosen."""
    whose = (DraftFile.ticket_id == ticket_id, DraftFile.user_id == user_id)
    return tx.scalars(select(DraftFile).where(*whose).order_by(DraftFile.id)).all()


def remove(tx: Tx, ticket_id: int, user_id: int, file_id: int | None = None) -> None:
    """Forget one file of a person's answer, or all of them."""
    whose = [DraftFile.ticket_id == ticket_id, DraftFile.user_id == user_id]
    if file_id is not None:
        whose.append(DraftFile.id == file_id)
    tx.connection().execute(delete(DraftFile).where(*whose))
