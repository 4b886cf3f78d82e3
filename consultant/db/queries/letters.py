"""Versions of letters that administrators made."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, update

from consultant.db.base import add as add_row
from consultant.db.engine import Tx
from consultant.db.models import LetterCopy


def active(tx: Tx, letter: str) -> LetterCopy | None:
    """Return the version that is used; None for the shipped letter."""
    return tx.scalar(select(LetterCopy).where(LetterCopy.letter == letter, LetterCopy.active))


def newest_number(tx: Tx, letter: str) -> int:
    """Return the number of the newest version, or 0."""
    return tx.scalar(select(func.max(LetterCopy.number)).where(LetterCopy.letter == letter)) or 0


def versions(tx: Tx, letter: str) -> Sequence[LetterCopy]:
    """Return every version of a letter, newest first."""
    return tx.scalars(select(LetterCopy).where(LetterCopy.letter == letter).order_by(LetterCopy.number.desc())).all()


def active_numbers(tx: Tx) -> dict[str, int]:
    """Return which version of which letter is used; shipped letters are left out."""
    rows = tx.execute(select(LetterCopy.letter, LetterCopy.number).where(LetterCopy.active))
    return {row.letter: row.number for row in rows}


def add(tx: Tx, **values: Any) -> None:
    """Write a version and use it."""
    _rest(tx, values["letter"])
    add_row(tx, LetterCopy, active=True, **values)


def activate(tx: Tx, letter: str, number: int) -> bool:
    """Use a version, or the shipped letter (0); False where there is no such version."""
    _rest(tx, letter)
    if number == 0:
        return True
    done = tx.connection().execute(
        update(LetterCopy).where(LetterCopy.letter == letter, LetterCopy.number == number).values(active=True)
    )
    return done.rowcount == 1


def _rest(tx: Tx, letter: str) -> None:
    tx.connection().execute(
        update(LetterCopy).where(LetterCopy.letter == letter, LetterCopy.active).values(active=False)
    )
