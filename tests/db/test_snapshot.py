from collections.abc import Iterable
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import BigInteger, Interval, insert, select, text

from consultant.config import ROOT
from consultant.db import snapshot
from consultant.db.base import Base
from consultant.db.engine import Database, build_engine
from consultant.db.migrating import behind, config, upgrade
from consultant.db.models import Person
from consultant.errors import ConfigError
from tests.conftest import build_services
from tests.factories.make import Make

MIGRATIONS = ROOT / "migrations"
Tables = list[tuple[snapshot.TableShape, list[snapshot.Row]]]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterable[Database]:
    """A place without tables, on each kind of database."""
    bare = request.param == "postgres"
    url = request.getfixturevalue("bare_postgres_url") if bare else f"sqlite:///{tmp_path / 'empty.db'}"
    database = Database(build_engine(url))
    yield database
    database.dispose()


@pytest.fixture
def full(database_url: str, tmp_path: Path) -> Iterable[Database]:
    """A desk with tickets, an answer and files."""
    services = build_services(database_url, tmp_path / "full")
    make = Make(services)
    make.answer(make.ticket(), cc=("second@clinic.example",))
    make.ticket()
    yield services.database
    services.close()


def read(database: Database) -> Tables:
    with snapshot.taken(database, MIGRATIONS) as taken:
        return [(shape, list(taken.rows(shape))) for shape in taken.tables]


def revision(database: Database) -> str:
    with snapshot.taken(database, MIGRATIONS) as taken:
        return taken.revision


def test_every_row_is_the_same_in_another_place_on_either_kind_of_database(full: Database, empty: Database):
    rows = read(full)
    assert sum(len(found) for _, found in rows) > 20

    snapshot.write(empty, MIGRATIONS, revision(full), rows)

    assert read(empty) == rows
    assert not behind(empty, MIGRATIONS)


def test_new_rows_count_on_from_the_highest_id(full: Database, empty: Database):
    rows = read(full)
    highest = max(row[0] for shape, found in rows if shape.name == "people" for row in found)

    snapshot.write(empty, MIGRATIONS, revision(full), rows)

    with empty.transaction() as tx:
        made = tx.execute(
            insert(Person).values(address="new@x.example", name="", first_seen_at=_moment(tx)).returning(Person.id)
        ).scalar_one()
    assert made == highest + 1


def _moment(tx):
    return tx.scalars(select(Person.first_seen_at)).first()


def test_a_snapshot_is_of_one_moment_while_others_write(full: Database):
    with snapshot.taken(full, MIGRATIONS) as taken:
        people = next(shape for shape in taken.tables if shape.name == "people")
        before = list(taken.rows(people))
        with full.transaction() as tx:
            tx.execute(insert(Person).values(address="new@x.example", name="", first_seen_at=_moment(tx)))

        assert list(taken.rows(people)) == before

    assert len(next(rows for shape, rows in read(full) if shape.name == "people")) == len(before) + 1


def test_rows_of_the_version_before_are_brought_to_the_newest_schema(empty: Database):
    mailbox = {
        "id": 1, "name": "main", "address": "q@desk.example", "display_name": "Desk", "host": "localhost", "port": 143,
        "tls": "none", "username": "q", "login": "password", "folder": "INBOX", "after_intake": "flag",
        "who_may_ask": "anyone", "allowed": [], "blocked": [], "enabled": True,
    }  # fmt: skip
    kinds = {bool: "truth", int: "whole", str: "text", list: "json"}
    shape = snapshot.TableShape("mailboxes", {name: kinds[type(value)] for name, value in mailbox.items()})

    snapshot.write(empty, MIGRATIONS, "0001", [(shape, [list(mailbox.values())])])

    assert not behind(empty, MIGRATIONS)
    with empty.reading() as tx:
        assert tx.execute(text("SELECT name, smtp_host FROM mailboxes")).all() == [("main", None)]


def test_rows_that_refer_to_nothing_leave_nothing(empty: Database):
    shape = snapshot.TableShape("ticket_tags", {"ticket_id": "whole", "tag": "text"})

    with pytest.raises(Exception, match=r"refer to rows|foreign key"):
        snapshot.write(empty, MIGRATIONS, _head(), [(shape, [[7, "urgent"]])])

    assert snapshot.filled(empty) == []
    assert behind(empty, MIGRATIONS)


def _head() -> str:
    return ScriptDirectory.from_config(config(MIGRATIONS)).get_current_head() or ""


def test_a_database_of_another_schema_is_not_read(empty: Database):
    with pytest.raises(ConfigError, match="consultant db upgrade"), snapshot.taken(empty, MIGRATIONS):
        pass


def test_what_a_place_holds_is_named_but_for_what_every_desk_has(empty: Database, full: Database):
    assert snapshot.filled(empty) == []
    upgrade(empty, MIGRATIONS)
    assert snapshot.filled(empty) == []
    assert "tickets" in snapshot.filled(full)


def test_known_revisions_are_told_from_others():
    assert snapshot.known("0001", MIGRATIONS)
    assert not snapshot.known("of tomorrow", MIGRATIONS)


def test_every_column_of_the_desk_has_a_kind_and_a_new_type_is_an_error():
    for table in Base.metadata.tables.values():
        for column in table.columns:
            assert snapshot.kind_of(column.type) in snapshot.KINDS
    assert snapshot.kind_of(BigInteger()) == "whole"
    with pytest.raises(TypeError, match="does not know"):
        snapshot.kind_of(Interval())
