import threading
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from consultant.config import ROOT
from consultant.db import models  # noqa: F401 - makes the metadata whole
from consultant.db.base import Base
from consultant.db.engine import Database, build_engine
from consultant.db.migrating import behind, config, upgrade

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


def test_an_upgrade_from_the_version_before_keeps_every_row(bare: Database):
    """What the first release of the tables held is there after the upgrade, with what refers to it."""
    _upgrade_to(bare, "0001")
    with bare.engine.begin() as connection:
        for statement in OLD_ROWS:
            connection.execute(text(statement))

    upgrade(bare, MIGRATIONS)

    with bare.engine.connect() as connection:
        mail = connection.execute(text("SELECT ticket_id, ticket_message_id, state FROM outbound_mails")).one()
        assert (mail.ticket_id, mail.ticket_message_id, mail.state) == (1, 1, "queued")
        assert connection.execute(text("SELECT address, state FROM outbound_recipients")).all() == [
            ("a@asker.example", "queued")
        ]
        assert connection.execute(text("SELECT user_id, what FROM read_log")).all() == [(1, "ticket")]
        assert connection.execute(text("SELECT smtp_host FROM mailboxes")).scalar_one() is None


def test_a_newer_version_can_be_taken_back(bare: Database):
    upgrade(bare, MIGRATIONS)

    with bare.engine.begin() as connection:
        command.downgrade(config(MIGRATIONS, connection), "0001")

    assert behind(bare, MIGRATIONS)
    upgrade(bare, MIGRATIONS)
    assert not behind(bare, MIGRATIONS)


def _upgrade_to(database: Database, revision: str) -> None:
    with database.engine.begin() as connection:
        command.upgrade(config(MIGRATIONS, connection), revision)


_AT = "'2026-11-23 15:00:00+00:00'"
OLD_ROWS = (
    (
        "INSERT INTO mailboxes (id, name, address, display_name, host, port, tls, username, login, folder, after_intake,"
        " who_may_ask, allowed, blocked, enabled) VALUES (1, 'main', 'q@desk.example', 'Desk', 'localhost', 143, 'none', 'q',"
        " 'password', 'INBOX', 'flag', 'anyone', '[]', '[]', true)"
    ),
    f"INSERT INTO people (id, address, name, first_seen_at) VALUES (1, 'a@asker.example', 'A', {_AT})",
    (
        "INSERT INTO users (id, email, name, role, active, fs_uniquifier, created_at, single_keys)"
        f" VALUES (1, 'c@desk.example', 'C', 'coder', true, 'x', {_AT}, true)"
    ),
    (
        "INSERT INTO tickets (id, mailbox_id, requester_id, subject, state, priority, due_at, attention, unread, created_at,"
        f" changed_at, acknowledged) VALUES (1, 1, 1, 'Units', 'answered', 'normal', {_AT}, 1, false, {_AT}, {_AT}, true)"
    ),
    (
        "INSERT INTO messages (id, ticket_id, source, kind, user_id, at, why_here, subject, text, visible, has_html)"
        f" VALUES (1, 1, 'desk', 'answer', 1, {_AT}, 'Written here.', 'Units', 'x', 'x', false)"
    ),
    (
        "INSERT INTO outbound_mails (id, ticket_id, mailbox_id, ticket_message_id, kind, form_key, envelope_from, message_id,"
        " subject, raw, letter_version, created_at, not_before, state, phase, attempts)"
        f" VALUES (1, 1, 1, 1, 'answer', 'k', 'q@desk.example', 'm@desk.example', 'Units', 'Subject: x', '1', {_AT}, {_AT},"
        " 'queued', 'idle', 0)"
    ),
    (
        "INSERT INTO outbound_recipients (outbound_id, address, position, field, state, at)"
        f" VALUES (1, 'a@asker.example', 0, 'to', 'queued', {_AT})"
    ),
    f"INSERT INTO read_log (id, at, user_id, what, ticket_id) VALUES (1, {_AT}, 1, 'ticket', 1)",
)
