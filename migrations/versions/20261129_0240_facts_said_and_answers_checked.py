"""What coders say of the facts of a case, what was found in answers when they left, and answers whose codes changed since.

For coders and leads. It is safe while the old release still runs: nobody else knows the tables, and the new columns of
lookup_runs may be empty.

Revision: 0006
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_IN_FORCE = sa.text("taken_back_at IS NULL")
_UNSEEN = sa.text("seen_at IS NULL")


def upgrade() -> None:
    op.add_column("lookup_runs", sa.Column("said", _JSON, nullable=True))
    op.add_column("lookup_runs", sa.Column("missing", _JSON, nullable=True))
    op.create_table(
        "said_facts",
        sa.Column("id", _ID, nullable=False),
        sa.Column("ticket_id", _ID, nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.String(length=998), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("user_id", _ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_by", _ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_said_facts_ticket_id_tickets"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_said_facts_user_id_users")),
        sa.ForeignKeyConstraint(["taken_back_by"], ["users.id"], name=op.f("fk_said_facts_taken_back_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_said_facts")),
    )
    op.create_index(
        "uq_said_facts_in_force",
        "said_facts",
        ["ticket_id", "name"],
        unique=True,
        postgresql_where=_IN_FORCE,
        sqlite_where=_IN_FORCE,
    )
    op.create_index("ix_said_facts_ticket_id_id", "said_facts", ["ticket_id", "id"])
    op.create_table(
        "answer_checks",
        sa.Column("message_id", _ID, nullable=False),
        sa.Column("ticket_id", _ID, nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("date_said", sa.Boolean(), nullable=False),
        sa.Column("release_labels", _JSON, nullable=False),
        sa.Column("codes", _JSON, nullable=False),
        sa.Column("findings", _JSON, nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_answer_checks_message_id_messages"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_answer_checks_ticket_id_tickets"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_answer_checks")),
    )
    op.create_index("ix_answer_checks_ticket_id", "answer_checks", ["ticket_id"])
    op.create_table(
        "changed_codes",
        sa.Column("id", _ID, nullable=False),
        sa.Column("ticket_id", _ID, nullable=False),
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("status_before", sa.String(length=64), nullable=False),
        sa.Column("status_after", sa.String(length=64), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("successors", _JSON, nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by", _ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_changed_codes_ticket_id_tickets"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["seen_by"], ["users.id"], name=op.f("fk_changed_codes_seen_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changed_codes")),
        sa.UniqueConstraint("ticket_id", "system", "code", name=op.f("uq_changed_codes_ticket_id_system_code")),
    )
    op.create_index(
        "ix_changed_codes_unseen",
        "changed_codes",
        ["ticket_id"],
        postgresql_where=_UNSEEN,
        sqlite_where=_UNSEEN,
    )


def downgrade() -> None:
    op.drop_table("changed_codes")
    op.drop_table("answer_checks")
    op.drop_table("said_facts")
    op.drop_column("lookup_runs", "missing")
    op.drop_column("lookup_runs", "said")
