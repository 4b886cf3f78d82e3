"""Mail of the desk itself: codes for the web view, notices to its people, self-tests. It leaves through the outbox as answers do."""

import secrets
from datetime import datetime

from consultant.db import after
from consultant.db.base import fit
from consultant.db.engine import Tx
from consultant.db.models import Mailbox
from consultant.db.queries import jobs, outbound
from consultant.domain.jobs import DeliverEmail
from consultant.mail.compose import compose, envelope_address
from consultant.mail.letters import SHIPPED, RenderedLetter
from consultant.mail.parsed import Address


def send(
    tx: Tx,
    letter: RenderedLetter,
    to: Address,
    *,
    kind: str,
    form_key: str,
    mailbox: Mailbox,
    now: datetime,
    ticket_id: int | None = None,
    version: str = SHIPPED,
) -> int:
    """Queue a mail that a machine writes, as the mailbox's; return its outbound id. The same ``form_key`` twice is one mail.

    It stands in the outbox, and in no thread; ``ticket_id`` names the ticket that it is about.
    """
    known = outbound.by_form_key(tx, form_key)
    if known is not None:
        return known.id
    message_id = f"notice.{secrets.token_hex(12)}@{mailbox.address.rpartition('@')[2]}"
    outbound_id = outbound.add(
        tx,
        recipients=[(envelope_address(to.address), "to")],
        now=now,
        ticket_id=ticket_id,
        mailbox_id=mailbox.id,
        ticket_message_id=None,
        kind=kind,
        form_key=form_key,
        author_id=None,
        envelope_from="",
        message_id=message_id,
        subject=fit(letter.subject),
        raw=compose(
            letter,
            sender=Address(mailbox.display_name, mailbox.address),
            to=(to,),
            message_id=message_id,
            date=now,
            machine=True,
        ),
        letter_version=version,
        not_before=now,
    )
    jobs.put(tx, DeliverEmail(outbound_id), now=now, due_at=now, ticket_id=ticket_id)
    after.tell(tx, "outbox", outbound_id=outbound_id)
    return outbound_id
