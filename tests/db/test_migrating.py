import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from consultant.config import ROOT
from consultant.db import models  # noqa: F401 - makes the metadata whole
from consultant.db.base import Base
from consultant.db.engine import Database, build_engine
from consultant.db.migrating import behind, upgrade

MIGRATIONS = ROOT / "migrations"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def bare(request: pytest.FixtureRequest, tmp_path: Path):
    url = (
        f"sqlite:///{tmp_path / 'bare.db'}"
        if request.param == "sqlite"
        else request.getfixturevalue("bare_postgres_url")
    )
    database = Database(build_engine(url))
    yield database
    database.dispose()


def test_an_upgrade_makes_every_table_and_a_second_one_changes_nothing(bare: Database):
    assert behind(bare, MIGRATIONS)

    upgrade(bare, MIGRATIONS)
    upgrade(bare, MIGRATIONS)

    assert not behind(bare, MIGRATIONS)
    assert set(inspect(bare.engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}


def test_a_database_that_a_newer_version_has_upgraded_is_not_behind(bare: Database):
    upgrade(bare, MIGRATIONS)
    with bare.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'of tomorrow'"))

    assert not behind(bare, MIGRATIONS)


def test_models_and_migrations_agree(bare: Database):
    upgrade(bare, MIGRATIONS)

    with bare.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)

    assert differences == []


def test_a_failed_upgrade_leaves_nothing_behind(bare: Database, tmp_path: Path):
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    (folder / "env.py").write_text((MIGRATIONS / "env.py").read_text())
    (folder / "versions" / "one.py").write_text(
        "from alembic import op\nimport sqlalchemy as sa\nrevision = 'one'\ndown_revision = None\n"
        "def upgrade():\n    op.create_table('half', sa.Column('id', sa.Integer))\n    op.execute('no sql')\n"
    )

    with pytest.raises(Exception, match="syntax error"):
        upgrade(bare, folder)

    assert inspect(bare.engine).get_table_names() == []


def test_two_hosts_that_upgrade_at_once_do_it_one_after_the_other(bare: Database):
    failures: list[Exception] = []

    def run() -> None:
        try:
            upgrade(bare, MIGRATIONS)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert not behind(bare, MIGRATIONS)
