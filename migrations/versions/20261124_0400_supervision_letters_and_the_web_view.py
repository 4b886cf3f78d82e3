"""Supervision, copies of letters, the asker's web view, and mail of the desk itself.

Safe while the old release still runs: it adds tables and columns that may stay empty, and takes away only that some must not be.

Revision: 0002
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("about", sa.String(length=64), nullable=False),
        sa.Column("words", sa.String(length=998), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
    )
    with op.batch_alter_table("alerts") as batch:
        batch.create_index(
            "uq_alerts_open",
            ["kind", "about"],
            unique=True,
            postgresql_where=sa.text("ended_at IS NULL"),
            sqlite_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "heartbeats",
        sa.Column("name", sa.String(length=998), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("host", sa.String(length=998), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeats")),
    )
    op.create_table(
        "letter_copies",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("letter", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name=op.f("fk_letter_copies_made_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_copies")),
        sa.UniqueConstraint("letter", "number", name=op.f("uq_letter_copies_letter_number")),
    )
    op.create_table(
        "mailbox_checks",
        sa.Column("mailbox_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("on_server", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("missing", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("trouble", sa.String(length=998), nullable=True),
        sa.ForeignKeyConstraint(
            ["mailbox_id"], ["mailboxes.id"], name=op.f("fk_mailbox_checks_mailbox_id_mailboxes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mailbox_id", name=op.f("pk_mailbox_checks")),
    )
    op.create_table(
        "draft_files",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ticket_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("filename", sa.String(length=998), nullable=False),
        sa.Column("content_type", sa.String(length=998), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_draft_files_ticket_id_tickets"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_draft_files_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_files")),
    )
    with op.batch_alter_table("draft_files") as batch:
        batch.create_index("ix_draft_files_ticket_id_user_id", ["ticket_id", "user_id"], unique=False)

    op.create_table(
        "thread_codes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ticket_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_thread_codes_person_id_people")),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_thread_codes_ticket_id_tickets"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_codes")),
    )
    with op.batch_alter_table("thread_codes") as batch:
        batch.create_index("ix_thread_codes_ticket_id_person_id", ["ticket_id", "person_id", "made_at"], unique=False)

    with op.batch_alter_table("mailboxes") as batch:
        batch.add_column(sa.Column("smtp_host", sa.String(length=998), nullable=True))
        batch.add_column(sa.Column("smtp_port", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("smtp_tls", sa.String(length=64), nullable=True))
        batch.add_column(sa.Column("smtp_username", sa.String(length=998), nullable=True))
        batch.add_column(sa.Column("smtp_secret", sa.LargeBinary(), nullable=True))
        batch.add_column(sa.Column("dkim_selector", sa.String(length=64), nullable=True))
        batch.add_column(sa.Column("dkim_secret", sa.LargeBinary(), nullable=True))

    with op.batch_alter_table("outbound_mails") as batch:
        batch.add_column(sa.Column("tried_since", sa.DateTime(timezone=True), nullable=True))
        batch.alter_column(
            "ticket_id", existing_type=sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        )
        batch.alter_column(
            "ticket_message_id", existing_type=sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        )

    with op.batch_alter_table("people") as batch:
        batch.add_column(sa.Column("no_machine_mail_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("read_log") as batch:
        batch.add_column(sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
        batch.alter_column("user_id", existing_type=sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        batch.create_foreign_key(batch.f("fk_read_log_person_id_people"), "people", ["person_id"], ["id"])


def downgrade() -> None:
    op.execute("DELETE FROM outbound_mails WHERE ticket_id IS NULL OR ticket_message_id IS NULL")
    op.execute("DELETE FROM read_log WHERE user_id IS NULL")
    with op.batch_alter_table("read_log") as batch:
        batch.drop_constraint(batch.f("fk_read_log_person_id_people"), type_="foreignkey")
        batch.alter_column(
            "user_id", existing_type=sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        )
        batch.drop_column("person_id")

    with op.batch_alter_table("people") as batch:
        batch.drop_column("no_machine_mail_at")

    with op.batch_alter_table("outbound_mails") as batch:
        batch.alter_column(
            "ticket_message_id", existing_type=sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        )
        batch.alter_column(
            "ticket_id", existing_type=sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        )
        batch.drop_column("tried_since")

    with op.batch_alter_table("mailboxes") as batch:
        batch.drop_column("dkim_secret")
        batch.drop_column("dkim_selector")
        batch.drop_column("smtp_secret")
        batch.drop_column("smtp_username")
        batch.drop_column("smtp_tls")
        batch.drop_column("smtp_port")
        batch.drop_column("smtp_host")

    with op.batch_alter_table("thread_codes") as batch:
        batch.drop_index("ix_thread_codes_ticket_id_person_id")

    op.drop_table("thread_codes")
    with op.batch_alter_table("draft_files") as batch:
        batch.drop_index("ix_draft_files_ticket_id_user_id")

    op.drop_table("draft_files")
    op.drop_table("mailbox_checks")
    op.drop_table("letter_copies")
    op.drop_table("heartbeats")
    with op.batch_alter_table("alerts") as batch:
        batch.drop_index(
            "uq_alerts_open", postgresql_where=sa.text("ended_at IS NULL"), sqlite_where=sa.text("ended_at IS NULL")
        )

    op.drop_table("alerts")
