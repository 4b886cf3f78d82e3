"""All tables, one aggregate a file. Importing this package makes the metadata whole."""

from consultant.db.models.access import ThreadCode
from consultant.db.models.answer_check import AnswerCheck
from consultant.db.models.authorisation import AuthorisationRequest, MailboxGrant
from consultant.db.models.case import CaseFact, CaseFinding, LookupRun, SaidFact, TicketCode, TicketWord
from consultant.db.models.changed_code import ChangedCode
from consultant.db.models.file import StoredFile
from consultant.db.models.health import Alert, Heartbeat, MailboxCheck
from consultant.db.models.inbound import ContentClaim, InboundMail, InboundReceipt
from consultant.db.models.job import Job
from consultant.db.models.lease import Lease
from consultant.db.models.letter import LetterCopy
from consultant.db.models.mailbox import Mailbox, MailboxCursor
from consultant.db.models.message import Attachment, Draft, DraftFile, Message, Note
from consultant.db.models.outbound import OutboundMail, OutboundRecipient
from consultant.db.models.person import Participant, Person
from consultant.db.models.read_log import ReadLog
from consultant.db.models.release import Release, ReleaseImport
from consultant.db.models.ticket import Ticket, TicketEvent, TicketTag
from consultant.db.models.token import ApiToken
from consultant.db.models.user import User

__all__ = [
    "Alert",
    "AnswerCheck",
    "ApiToken",
    "Attachment",
    "AuthorisationRequest",
    "CaseFact",
    "CaseFinding",
    "ChangedCode",
    "ContentClaim",
    "Draft",
    "DraftFile",
    "Heartbeat",
    "InboundMail",
    "InboundReceipt",
    "Job",
    "Lease",
    "LetterCopy",
    "LookupRun",
    "Mailbox",
    "MailboxCheck",
    "MailboxCursor",
    "MailboxGrant",
    "Message",
    "Note",
    "OutboundMail",
    "OutboundRecipient",
    "Participant",
    "Person",
    "ReadLog",
    "Release",
    "ReleaseImport",
    "SaidFact",
    "StoredFile",
    "ThreadCode",
    "Ticket",
    "TicketCode",
    "TicketEvent",
    "TicketTag",
    "TicketWord",
    "User",
]
