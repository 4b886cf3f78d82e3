"""Declarative base, column types and the naming of constraints."""

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, MetaData, String, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An aware moment, kept in UTC: ``timestamptz`` on PostgreSQL, UTC without offset on SQLite.

    A naive moment is refused with ValueError.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        value = value.astimezone(dt.UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        _ = dialect
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


BigInt = BigInteger().with_variant(Integer(), "sqlite")
Json = JSON().with_variant(JSONB(), "postgresql")

Id = Annotated[int, mapped_column(BigInt, primary_key=True)]
Ref = Annotated[int, mapped_column(BigInt)]
Sha256 = Annotated[str, mapped_column(String(64))]
"""Lower-case hexadecimal."""
Word = Annotated[str, mapped_column(String(64))]
Line = Annotated[str, mapped_column(String(998))]


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - declared so by SQLAlchemy
        dt.datetime: UtcDateTime(),
        dict[str, Any]: Json,
        list[Any]: Json,
    }


_INSERTS: dict[type[Base], Any] = {}


def add(tx: Session, model: type[Base], **values: Any) -> int:
    """Insert one row by one statement and return its first primary key column."""
    if model not in _INSERTS:
        _INSERTS[model] = insert(model)
    result = tx.connection().execute(_INSERTS[model], values)
    key = result.inserted_primary_key
    return int(key[0]) if key is not None and isinstance(key[0], int) else 0


def per_dialect(build: Callable[[Any], Any]) -> Callable[[Session], Any]:
    """Return a function that gives the statement for a transaction's database.

    ``build`` gets the dialect's module (for its ``insert``). Statements of the way in are built once, at import: building
    one costs more than running it.
    """
    built = {"sqlite": build(sqlite), "postgresql": build(postgresql)}
    return lambda tx: built[tx.get_bind().dialect.name]


def fit(text: str | None, length: int = 998) -> str | None:
    """Return ``text`` cut to a column's length."""
    return text if text is None or len(text) <= length else text[: length - 1] + "…"
