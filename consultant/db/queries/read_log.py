"""The read log; rows are only ever added."""

from typing import Any

from consultant.db.base import add as add_row
from consultant.db.engine import Tx
from consultant.db.models import ReadLog


def add(tx: Tx, **values: Any) -> None:
    add_row(tx, ReadLog, **values)
