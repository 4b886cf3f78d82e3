"""What was found in answers when they left."""

from typing import Any

from consultant.db.base import add as add_row
from consultant.db.engine import Tx
from consultant.db.models import AnswerCheck


def add(tx: Tx, **values: Any) -> None:
    add_row(tx, AnswerCheck, **values)


def of(tx: Tx, message_id: int) -> AnswerCheck | None:
    """Return what was found in the answer that this message is."""
    return tx.get(AnswerCheck, message_id)
