"""Delivery and feedback reports: whom they speak of, and which mail of ours (RFC 3464, RFC 5965, and older ways)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from consultant.mail.headers import decode_value, read_block
from consultant.mail.limits import Limits
from consultant.mail.parsed import Attachment, Recipient, address_key
from consultant.mail.storable import one_line

_MESSAGE_ID = re.compile(r"<([^<>]{1,900})>")
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_REPLY_CODE = re.compile(r"(?:^|\s|[(:\"'])([45]\d\d)[\s-]")
_IN_BRACKETS = re.compile(r"<([^<>\s@]{1,64}@[^<>\s]{1,250})>")
_BARE = re.compile(r"(?<![\w.+-])([\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)")
_RETURNED_ID = re.compile(rb"^message-id:[ \t]*(?:\r?\n[ \t]+)?<([^<>\r\n]{1,900})>", re.IGNORECASE | re.MULTILINE)
_COPY_BELOW = re.compile(
    r"^[ \t>]*(?:-{2,}[^\n]{0,60}(?:copy of (?:the|your) (?:original )?message|original message|returned message|message header|headers?)[^\n]{0,60}"
    r"|(?:-{3,} )?Below this line is a copy of the message|Original message headers:|Included is a copy of the message header"
    r"|-{3,} This is a copy of|The header and top \d+ lines|--- Below|Received: from |Return-Path: <)",
    re.IGNORECASE | re.MULTILINE,
)
# Words by which servers say what happened, with the status that they mean (RFC 3463).
_WORDS = (
    (re.compile(r"user unknown|unknown user|no such (?:user|recipient|person|mailbox)|does(?: not|n't) exist|not found"
                r"|invalid recipient|recipient (?:address )?rejected|couldn't be found|mailbox unavailable|unrouteable"
                r"|no mailbox here|unknown (?:address|recipient)|address (?:is )?unknown|wasn't found", re.IGNORECASE), "5.1.1"),
    (re.compile(r"quota|mailbox (?:is )?full|over ?quota|storage|out of space|mailfolder is full", re.IGNORECASE), "5.2.2"),
    (re.compile(r"domain not found|host(?: or domain)? (?:name )?(?:not found|unknown)|no mx|unknown host|nxdomain", re.IGNORECASE), "5.1.2"),
    (re.compile(r"too (?:large|big)|size (?:limit|exceeds)|exceeds (?:the )?(?:maximum|size)", re.IGNORECASE), "5.3.4"),
    (re.compile(r"spam|blocked|blacklist|block ?list|policy|denied|not authorized|prohibited|reputation", re.IGNORECASE), "5.7.1"),
    (re.compile(r"timed? ?out|retry time|could not be delivered (?:for|within)|expired|too long", re.IGNORECASE), "4.4.7"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says: recipients with status and action, and the Message-IDs of the mail that it returns."""

    recipients: tuple[Recipient, ...]
    returned_ids: tuple[str, ...]
    feedback_type: str = ""


def read_report(parts: Sequence[Attachment], limits: Limits) -> Report:
    """Return what the machine-readable parts of a mail report; empty when there are none."""
    recipients: list[Recipient] = []
    ids: list[str] = []
    feedback = ""
    for part in parts:
        if part.content_type in {"message/delivery-status", "message/global-delivery-status"}:
            recipients.extend(_status_groups(part.content, limits))
        elif part.content_type == "message/feedback-report":
            feedback, more = _feedback(part.content, limits)
            recipients.extend(more)
        else:
            found = _RETURNED_ID.search(part.content[: limits.header])
            if found is not None:
                ids.append(one_line(found[1].decode("utf-8", "replace")))
    return Report(_distinct(recipients), tuple(dict.fromkeys(ids)), feedback)


def read_plain_report(text: str, failed: Iterable[str], own: Iterable[str]) -> Report:
    """Return what a bounce without machine-readable parts says.

    ``failed`` are the values of X-Failed-Recipients; ``own`` are addresses that are never the failed ones.
    """
    cut = _COPY_BELOW.search(text)
    told, returned = (text[: cut.start()], text[cut.start() :]) if cut else (text, text)
    mine = {address_key(one) for one in own}
    addresses = [one for value in failed for one in _BARE.findall(value)]
    if not addresses:
        addresses = _IN_BRACKETS.findall(told) or _BARE.findall(told)
    addresses = [one for one in dict.fromkeys(one.rstrip(".") for one in addresses) if address_key(one) not in mine]
    recipients = tuple(
        _told_of(one, told) for one in addresses[:50] if not one.lower().startswith(("postmaster@", "mailer-daemon@"))
    )
    ids = re.findall(r"(?im)^[ \t>]*message-id:\s{0,3}<([^<>\s]{1,900})>", returned)
    return Report(_distinct(recipients), tuple(dict.fromkeys(ids)))


def _told_of(address: str, text: str) -> Recipient:
    """The status in the lines that follow an address, or in the whole text when there is one address only."""
    position = text.find(address)
    near = text[max(position, 0) : max(position, 0) + 1_000]
    for part in (near, text):
        status = _STATUS.search(part)
        if status is not None:
            return Recipient(address, status[1], "delayed" if status[1].startswith("4") else "failed")
        for words, meaning in _WORDS:
            if words.search(part):
                return Recipient(address, meaning, "failed")
        code = _REPLY_CODE.search(part)
        if code is not None:
            return Recipient(address, f"{code[1][0]}.0.0", "failed")
    return Recipient(address, "", "failed")


def _status_groups(content: bytes, limits: Limits) -> list[Recipient]:
    """The per-recipient groups of a delivery status (RFC 3464, section 2.3), however their blank lines are set."""
    recipients: list[Recipient] = []
    address, status, action, original = "", "", "", ""

    def keep() -> None:
        nonlocal address, status, action, original
        if address or original:
            recipients.append(Recipient(address or original, status, action))
        address, status, action, original = "", "", "", ""

    position = 0
    while position < len(content) and len(recipients) < limits.addresses:
        block = read_block(content, position, len(content), limits)
        for name, raw in block.fields:
            value = one_line(decode_value(raw).text)
            if name == "final-recipient":
                if address:
                    keep()
                address = _typed_address(value)
            elif name == "original-recipient":
                if original and address:
                    keep()
                original = _typed_address(value)
            elif name == "status":
                found = _STATUS.search(value)
                status = found[1] if found else ""
            elif name == "action":
                action = value.split()[0].strip(";").lower() if value.split() else ""
        keep()
        position = block.body if block.body > position else len(content)
    return recipients


def _feedback(content: bytes, limits: Limits) -> tuple[str, list[Recipient]]:
    block = read_block(content.lstrip(), 0, len(content.lstrip()), limits)
    kind = one_line(decode_value(block.first("feedback-type")).text).lower()
    recipients = [
        Recipient(_typed_address(one_line(decode_value(value).text)), "", "complained")
        for value in block.all("original-rcpt-to")
    ]
    return kind, recipients


def _typed_address(value: str) -> str:
    """The address of "rfc822; dana@x.example"."""
    kind, semicolon, address = value.partition(";")
    return (address if semicolon else kind).strip().strip("<>").strip()


def _distinct(recipients: Iterable[Recipient]) -> tuple[Recipient, ...]:
    return tuple({address_key(one.address): one for one in reversed(tuple(recipients))}.values())[::-1]
