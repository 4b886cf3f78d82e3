"""Files by their hash: what is known of each, and what a ticket's files say."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select, update

from consultant.db.base import fit, per_dialect
from consultant.db.engine import Tx
from consultant.db.models import Attachment, Message, StoredFile

_ADD = per_dialect(
    lambda dialect: dialect.insert(StoredFile).on_conflict_do_nothing(index_elements=[StoredFile.sha256])
)


def get(tx: Tx, sha256: str) -> StoredFile | None:
    return tx.get(StoredFile, sha256)


def known(tx: Tx, sha256s: Iterable[str]) -> set[str]:
    """Return which of the files were looked at."""
    return set(tx.scalars(select(StoredFile.sha256).where(StoredFile.sha256.in_(tuple(sha256s)))))


def add(
    tx: Tx,
    sha256: str,
    *,
    now: datetime,
    infection: str | None,
    text: str | None,
    remark: str | None,
    pages: Sequence[str],
) -> None:
    """Note what is known of a file; what was noted before stays."""
    tx.connection().execute(
        _ADD(tx),
        {
            "sha256": sha256,
            "read_at": now,
            "infection": fit(infection),
            "text": text,
            "remark": fit(remark),
            "pages": list(pages),
        },
    )


def condemn(tx: Tx, sha256: str, infection: str, *, now: datetime) -> None:
    """Note what infects a file, and forget what it says."""
    add(tx, sha256, now=now, infection=infection, text=None, remark=None, pages=())
    found = update(StoredFile).where(StoredFile.sha256 == sha256)
    tx.connection().execute(found.values(infection=fit(infection), read_at=now, text=None, remark=None, pages=[]))


def infected(tx: Tx, sha256s: Iterable[str]) -> set[str]:
    """Return which of the files are held back."""
    held = select(StoredFile.sha256).where(StoredFile.sha256.in_(tuple(sha256s)), StoredFile.infection.is_not(None))
    return set(tx.scalars(held))


def texts(tx: Tx, ticket_id: int) -> list[str]:
    """Return what the asker's files of a ticket say, in the order in which they came, each once."""
    rows = tx.connection().execute(
        select(StoredFile.sha256, StoredFile.text)
        .join(Attachment, Attachment.sha256 == StoredFile.sha256)
        .join(Message, Message.id == Attachment.message_id)
        .where(Message.ticket_id == ticket_id, Message.source == "asker", StoredFile.text.is_not(None))
        .order_by(Attachment.id)
    )
    return list({row.sha256: row.text for row in rows}.values())
