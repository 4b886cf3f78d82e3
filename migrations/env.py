"""Run migrations on the connection that the command hands in."""

from alembic import context

from consultant.db import models  # noqa: F401 - makes the metadata whole
from consultant.db.base import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    compare_type=True,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
