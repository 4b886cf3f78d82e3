"""Internal notes. Nothing that composes or sends mail imports this module (tests/architecture)."""

from typing import Any

from sqlalchemy import select

from consultant.db.base import add as add_row
from consultant.db.engine import Tx
from consultant.db.models import Note


def add(tx: Tx, **values: Any) -> int:
    return add_row(tx, Note, **values)


def by_form_key(tx: Tx, form_key: str) -> Note | None:
    return tx.scalar(select(Note).where(Note.form_key == form_key))
