"""The letters that the desk writes, one frozen dataclass each; templates/emails/ has a folder for each."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from consultant.mail.subjects import base_subject, reply_subject, scan_subject

__all__ = [
    "DISCLAIMER",
    "LETTERS",
    "SHIPPED",
    "AccessCode",
    "Acknowledged",
    "Answer",
    "Assigned",
    "DueSoon",
    "Letter",
    "LinkedFile",
    "MailboxTrouble",
    "Noted",
    "QuestionBack",
    "RenderedLetter",
    "SendFailed",
    "Templates",
    "base_subject",
    "folder_of",
    "reply_subject",
    "scan_subject",
]

DESK = "Consultant, coding desk"

DISCLAIMER = (
    "This answer rests on what you sent us and on the releases named above. The provider’s record and the payer’s "
    "policy decide. CPT is a registered trademark of the American Medical Association; code numbers only are shown here."
)


SHIPPED = "shipped 1"
"""Version of the shipped templates; every mail keeps the one that it was made from."""


@dataclass(frozen=True, slots=True)
class RenderedLetter:
    """A letter ready to be composed: the subject on one line, text (LF lines) and HTML saying the same."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Templates:
    """The three templates of a letter, as text."""

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
    thread_url: str = ""
    thread_until: str = ""
    desk: str = DESK

    @property
    def subject_line(self) -> str:
        """The asker's subject, scanned, as a reply with the reference."""
        return reply_subject(self.subject, self.reference)


@dataclass(frozen=True, slots=True)
class LinkedFile:
    """A file that is too large for the mail: its name, its size in words ("24.0 MB"), and where it is fetched."""

    name: str
    size: str
    url: str


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
    files: tuple[LinkedFile, ...] = ()
    disclaimer: str = DISCLAIMER
    thread_url: str = ""
    thread_until: str = ""
    desk: str = DESK

    @property
    def subject_line(self) -> str:
        """The asker's subject, scanned, as a reply with the reference."""
        return reply_subject(self.subject, self.reference)


@dataclass(frozen=True, slots=True)
class QuestionBack:
    """What a coder must know before the answer. ``body`` as in an answer; the clock stands until the asker writes."""

    subject: str
    reference: str
    body: str
    coder: str
    greeting: str = ""
    files: tuple[LinkedFile, ...] = ()
    thread_url: str = ""
    thread_until: str = ""
    desk: str = DESK

    @property
    def subject_line(self) -> str:
        """The asker's subject, scanned, as a reply with the reference."""
        return reply_subject(self.subject, self.reference)


@dataclass(frozen=True, slots=True)
class AccessCode:
    """The code that opens a thread on the web, mailed to whoever asked for it. It says nothing of the thread."""

    reference: str
    code: str
    minutes: int
    desk: str = DESK


@dataclass(frozen=True, slots=True)
class Assigned:
    """To somebody at the desk: a ticket is theirs now. Notices to the desk never carry the asker's subject."""

    reference: str
    by: str
    due: str
    url: str
    greeting: str = ""
    desk: str = DESK


@dataclass(frozen=True, slots=True)
class Noted:
    """A line of a digest: a ticket or a mailbox, and what is to be said of it."""

    name: str
    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class DueSoon:
    """To somebody at the desk: their tickets whose answers are due soon, or late."""

    tickets: tuple[Noted, ...]
    url: str
    greeting: str = ""
    desk: str = DESK


@dataclass(frozen=True, slots=True)
class SendFailed:
    """To somebody at the desk: letters of theirs that did not arrive, or whose fate nobody knows."""

    mails: tuple[Noted, ...]
    url: str
    greeting: str = ""
    desk: str = DESK


@dataclass(frozen=True, slots=True)
class MailboxTrouble:
    """To administrators: mailboxes or processes of the desk that need them."""

    troubles: tuple[Noted, ...]
    url: str
    greeting: str = ""
    desk: str = DESK


Letter: TypeAlias = Acknowledged | Answer | QuestionBack | AccessCode | Assigned | DueSoon | SendFailed | MailboxTrouble


def folder_of(letter: type[Letter]) -> str:
    """Return the folder of a letter's templates: its name in lower case, words joined by underscores."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", letter.__name__).lower()


LETTERS: tuple[type[Letter], ...] = (
    Acknowledged,
    Answer,
    QuestionBack,
    AccessCode,
    Assigned,
    DueSoon,
    SendFailed,
    MailboxTrouble,
)
"""Every letter there is; an architecture test asks each for its folder."""
