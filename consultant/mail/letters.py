"""The letters that the desk writes, one frozen dataclass each; templates/emails/ has a folder for each."""

from dataclasses import dataclass
from typing import TypeAlias

from consultant.mail.subjects import base_subject, reply_subject, scan_subject

__all__ = [
    "DISCLAIMER",
    "LETTERS",
    "Acknowledged",
    "Answer",
    "Letter",
    "RenderedLetter",
    "base_subject",
    "reply_subject",
    "scan_subject",
]

DESK = "Consultant, coding desk"

DISCLAIMER = (
    "This answer rests on what you sent us and on the releases named above. The provider’s record and the payer’s "
    "policy decide. CPT is a registered trademark of the American Medical Association; code numbers only are shown here."
)


@dataclass(frozen=True, slots=True)
class RenderedLetter:
    """A letter ready to be composed: the subject on one line, text (LF lines) and HTML saying the same."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A question has arrived: its reference and when the answer is due ("today by 5:00 PM Eastern").

    ``facts`` are what the desk read in the mail ("Date of service: 27 Aug 2026"); leave them out unless the sender
    is known and the mail passed DMARC.
    """

    subject: str
    reference: str
    due: str
    greeting: str = ""
    facts: tuple[str, ...] = ()
    desk: str = DESK

    @property
    def subject_line(self) -> str:
        """The asker's subject, scanned, as a reply with the reference."""
        return reply_subject(self.subject, self.reference)


@dataclass(frozen=True, slots=True)
class Answer:
    """A coder's answer. ``body`` is plain text with light Markdown; see ``blocks.read`` for the forms it knows."""

    subject: str
    reference: str
    body: str
    coder: str
    greeting: str = ""
    date_of_service: str = ""
    payer: str = ""
    reviewed_by: str = ""
    sources: tuple[str, ...] = ()
    disclaimer: str = DISCLAIMER
    thread_url: str = ""
    thread_until: str = ""
    desk: str = DESK

    @property
    def subject_line(self) -> str:
        """The asker's subject, scanned, as a reply with the reference."""
        return reply_subject(self.subject, self.reference)


Letter: TypeAlias = Acknowledged | Answer
LETTERS: tuple[type[Letter], ...] = (Acknowledged, Answer)
"""Every letter there is; an architecture test asks each for its folder."""
