"""What was typed and not sent."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from consultant.db.engine import Tx
from consultant.db.models import Draft


def save(tx: Tx, ticket_id: int, user_id: int, box: str, text: str, *, now: datetime) -> None:
    """Keep the text; the newest save wins."""
    dialect = postgresql if tx.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Draft).values(ticket_id=ticket_id, user_id=user_id, box=box, text=text, saved_at=now)
    tx.connection().execute(
        statement.on_conflict_do_update(
            index_elements=[Draft.ticket_id, Draft.user_id, Draft.box], set_={"text": text, "saved_at": now}
        )
    )


def load(tx: Tx, ticket_id: int, user_id: int, box: str) -> str | None:
    return tx.scalar(select(Draft.text).where(Draft.ticket_id == ticket_id, Draft.user_id == user_id, Draft.box == box))


def remove(tx: Tx, ticket_id: int, user_id: int, box: str) -> None:
    tx.connection().execute(
        delete(Draft).where(Draft.ticket_id == ticket_id, Draft.user_id == user_id, Draft.box == box)
    )
