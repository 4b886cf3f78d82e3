"""What is known of a mail that leaves: a state for each recipient, and the mail's own state derived from them."""

from collections.abc import Iterable
from enum import StrEnum


class Delivery(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


class Phase(StrEnum):
    """How far the conversation with the SMTP server had come; noted before the step is taken."""

    IDLE = "idle"
    ENVELOPE = "envelope"
    DATA = "data"


BY_PERSONS = frozenset({"answer", "question_back"})
"""Letters that a person sent. When one of them fails nobody has been answered, and the ticket is open again, on top."""


# The state that needs a person most stands first and names the whole mail.
_ORDER = (Delivery.UNKNOWN, Delivery.REFUSED, Delivery.SENDING, Delivery.QUEUED, Delivery.SENT, Delivery.CANCELLED)


def derive(recipients: Iterable[Delivery]) -> Delivery:
    """Return the state of a mail from the states of its recipients; a mail without recipients is cancelled."""
    states = set(recipients)
    return next((state for state in _ORDER if state in states), Delivery.CANCELLED)
