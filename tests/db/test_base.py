from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError

from consultant.bootstrap import Services
from consultant.db.base import NAMING, Base, add, fit, per_dialect
from consultant.db.models import Lease, Person


def test_moments_come_back_in_utc_whatever_zone_they_were_given_in(services: Services):
    moment = datetime(2026, 11, 23, 9, 30, 15, 123456, tzinfo=timezone(timedelta(hours=-5)))

    with services.database.transaction() as tx:
        tx.add(Lease(name="a", holder="a", until=moment))
    with services.database.reading() as tx:
        found = tx.get_one(Lease, "a").until

    assert found == moment
    assert found.tzinfo == UTC


def test_a_naive_moment_is_refused(services: Services):
    with pytest.raises(StatementError, match="time zone"), services.database.transaction() as tx:
        tx.add(Lease(name="a", holder="a", until=datetime(2026, 1, 1)))  # noqa: DTZ001 - that is the point


def test_adding_returns_the_key(services: Services):
    now = services.clock.now()
    with services.database.transaction() as tx:
        keys = [add(tx, Person, address=f"{n}@x.example", name="", first_seen_at=now) for n in range(3)]
        named = add(tx, Lease, name="text key", holder="a", until=now)

    assert keys == [1, 2, 3]
    assert named == 0


def test_a_statement_is_built_once_for_each_kind_of_database(services: Services):
    built: list[str] = []
    statement = per_dialect(lambda dialect: built.append(dialect.__name__) or dialect.__name__)

    with services.database.reading() as tx:
        assert statement(tx).rpartition(".")[2] == tx.get_bind().dialect.name
    assert len(built) == 2


@given(st.none() | st.text(max_size=60), st.integers(1, 40))
def test_a_text_fits_its_column(text: str | None, length: int):
    fitted = fit(text, length)

    if text is None:
        assert fitted is None
    else:
        assert fitted is not None
        assert len(fitted) <= length
        assert fitted == text or (len(text) > length and fitted.endswith("…"))


def test_every_constraint_has_a_name_of_the_convention():
    assert set(NAMING) == {"ix", "uq", "ck", "fk", "pk"}
    for table in Base.metadata.tables.values():
        for constraint in table.constraints:
            assert constraint.name, (table.name, constraint)
