"""Subjects: without prefixes, without identifiers of people, and as a reply."""

import re

from consultant.domain.references import without_references
from consultant.mail.storable import without_turns

WITHHELD = "[…]"
"""What stands where an identifier was taken out of a subject."""

NO_SUBJECT = "(no subject)"

LENGTH = 140
"""Characters of the asker's subject that are kept."""

_PREFIX = re.compile(
    r"^\s*(?:(?:re|aw|antw|antwort|sv|vs|odp|rif|r|ref|resp|fw|fwd|wg|tr|rv|enc|i|vb|vl|doorst|pd|ynt|отв|回复|回覆|答复|返信"
    r"|转发|轉寄|転送)\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[:：]\s*)+",
    re.IGNORECASE,
)
_TAG = re.compile(r"\s*\[\s*CQ[-\u2010-\u2015 ]?\d{6,12}\s*\]", re.IGNORECASE)

_OPTIONAL_WORD = r"\W{0,3}(?:(?:id|no|nr|num|number)\b\W{0,3})?"
# What may name a patient (45 CFR 164.514(b)(2): dates of birth, telephone, SSN, record, account and plan numbers).
# Group 1, where there is one, is a label that stays.
_IDENTIFIERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(\b(?:mrn|ssn|hicn|mbi|acct|account|medical record|chart){_OPTIONAL_WORD})[\w*-]*\d[\w*-]*",
        r"(\b(?:member|policy|claim|encounter|icn|subscriber)\W{0,3}(?:id|no|nr|num|number|#)(?!\w)\W{0,3})[\w-]*\d[\w-]*",
        (
            r"(\b(?:dob|d\.o\.b\.?|date of birth|birth ?date|born)\b\W{0,3}(?:on )?)(?=[^;]{0,16}\d)"
            r"(?:[a-z]{3,9}\.? \d{1,2},? \d{2,4}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}\.?,? \d{2,4}|\d[\d./-]*\d)"
        ),
        r"(\b(?:patient|pt|re patient|beneficiary)\b\W{1,3}(?:name\W{0,3})?)(?-i:[A-Z][\w'’-]+,? [A-Z][\w'’.-]*(?: [A-Z][\w'’-]+)?)",
        r"(?<![\w-])[\dxX*]{3}[- ][\dxX*]{2}[- ]\d{4}(?![\w-])",  # SSN, also half masked
        r"(?<![\w-])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?!\w)",  # telephone, North America
        r"\b[1-9][A-Z][A-Z0-9]\d-?[A-Z][A-Z0-9]\d-?[A-Z]{2}\d{2}\b",  # Medicare beneficiary identifier (CMS)
        r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+",
        r"(?<![\w.])[A-Z]{0,3}-?\d{6,}(?!\w)",  # six digits and more in a row are no code of any set
    )
)


def base_subject(subject: str) -> str:
    """Return a subject without reply and forward prefixes, reference tags and direction marks.

    "Re: AW: Knee [CQ-120418]" -> "Knee".
    """
    return " ".join(_PREFIX.sub("", _TAG.sub(" ", without_turns(subject))).split())


def ticket_subject(subject: str) -> str:
    """Return a mail's subject as its ticket bears it: without what replies and the desk put before it."""
    return base_subject(without_references(subject)) or NO_SUBJECT


def scan_subject(subject: str) -> str:
    """Return the base subject with identifiers of people withheld, on one line of at most LENGTH characters.

    Codes (five digits, letter and digits), dates of service and references stay.
    """
    scanned = base_subject(subject[: 8 * LENGTH])
    for identifier in _IDENTIFIERS:
        scanned = identifier.sub(_withhold, scanned)
    if len(scanned) > LENGTH:
        scanned = scanned[: LENGTH - 1].rstrip() + "…"
    return scanned


def reply_subject(subject: str, reference: str) -> str:
    """Return "Re: <scanned subject> [<reference>]"; mail programs thread by the subject, people by the reference."""
    scanned = scan_subject(subject) or "Your question"
    return f"Re: {scanned} [{reference}]"


def same_subject(subject: str, ticket_subject: str) -> bool:
    """Tell whether two subjects belong to one thread; an empty one, or one that holds the other, does.

    Our own letters carry the scanned subject, so that form counts as the ticket's too.
    """
    new = _letters(base_subject(subject))
    for form in (base_subject(ticket_subject), scan_subject(ticket_subject)):
        old = _letters(form)
        if not new or not old or new in old or old in new:
            return True
    return False


def _withhold(found: re.Match[str]) -> str:
    label = found[1] if found.re.groups else ""
    return f"{label}{WITHHELD}"


def _letters(subject: str) -> str:
    return "".join(char for char in subject.casefold() if char.isalnum())
