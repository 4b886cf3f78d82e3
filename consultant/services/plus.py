"""The address with a plus part, to which an answer finds its ticket: used only after a mail to such a one arrived.

Some providers drop plus parts or refuse them; then every answer would be lost. So the desk writes to itself first.
"""

import secrets

from consultant.db.engine import Tx
from consultant.db.models import Mailbox
from consultant.db.queries import inbound
from consultant.domain.desk import Desk
from consultant.errors import UserError
from consultant.mail.letters import RenderedLetter
from consultant.mail.parsed import Address, ParsedMail
from consultant.mail.threads import plus_address, ticket_of_plus_address
from consultant.ports import Clock
from consultant.services import notices

LONGEST_LOCAL_PART = 64
"""Octets (RFC 5321, 4.5.3.1.1)."""
_TEST = "self-test"


def reply_address(mailbox: Mailbox, ticket_id: int, *, desk: Desk) -> str | None:
    """Return the address that answers to a ticket's letters go to, or None where it is not proved to arrive."""
    return _address(mailbox, ticket_id, desk.instance, desk) if mailbox.plus_proved_at is not None else None


def ticket_named(mail: ParsedMail, mailbox: Mailbox, *, desk: Desk) -> int | None:
    """Return the ticket that one of the mail's own addresses names, where such addresses are proved to arrive."""
    return _named(mail, desk.instance, desk) if mailbox.plus_proved_at is not None else None


def send_self_test(tx: Tx, mailbox: Mailbox, *, desk: Desk, clock: Clock) -> int:
    """Queue a mail to the mailbox's own plus address, and return its outbound id; the poller notes when it arrives.

    Raises UserError when the address would be too long.
    """
    to = _address(mailbox, mailbox.id, desk.instance + _TEST, desk)
    if to is None:
        raise UserError("The address is too long to carry a token. Answers find their ticket by their Message-ID.")
    words = "The desk wrote this to itself."
    letter = RenderedLetter("Self-test of the desk", words, f"<p>{words}</p>")
    form_key = f"self-test:{secrets.token_hex(12)}"
    return notices.send(
        tx, letter, Address("", to), kind="self_test", form_key=form_key, mailbox=mailbox, now=clock.now()
    )


def settle_self_test(tx: Tx, inbound_id: int, mail: ParsedMail, mailbox: Mailbox, *, desk: Desk, clock: Clock) -> bool:
    """Whether a mail is our own test of this mailbox; then note that plus addresses arrive, and settle it."""
    if _named(mail, desk.instance + _TEST, desk) != mailbox.id:
        return False
    tx.get_one(Mailbox, mailbox.id).plus_proved_at = clock.now()
    return inbound.settle(tx, inbound_id, "discarded", detail="The desk's own test of its plus address.")


def _address(mailbox: Mailbox, number: int, instance: str, desk: Desk) -> str | None:
    made = plus_address(
        mailbox.address, key=desk.token_key, instance=instance, ticket_id=number, nonce=secrets.token_hex(4)
    )
    return made if len(made.rpartition("@")[0]) <= LONGEST_LOCAL_PART else None


def _named(mail: ParsedMail, instance: str, desk: Desk) -> int | None:
    for address in (*mail.to, *mail.cc):
        number = ticket_of_plus_address(address.address, key=desk.token_key, instance=instance)
        if number is not None:
            return number
    return None
