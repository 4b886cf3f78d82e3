"""Delivery and feedback reports: whom they speak of, and which mail of ours (RFC 3464, RFC 5965, and older ways)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from consultant.mail.addresses import read_addresses
from consultant.mail.headers import decode_value, read_block
from consultant.mail.limits import Limits
from consultant.mail.parsed import Address, Attachment, Recipient, address_key
from consultant.mail.plain_reports import Told, read_words
from consultant.mail.storable import one_line

_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_RETURNED_ID = re.compile(rb"^message-id:[ \t]*(?:\r?\n[ \t]+)?<([^<>\r\n]{1,900})>", re.IGNORECASE | re.MULTILINE)
_SHORT_STATUS = re.compile(r"\s*([245])(?:\.(\d{1,3}))?(?:\s|\(|$)")
_STATUS_FIELDS = re.compile(
    r"^[ \t>]{0,8}(?:reporting-mta|original-recipient|final-recipient|original-envelope-id|arrival-date)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_FINAL = re.compile(rb"^[ \t]*final-recipient[ \t]*:", re.IGNORECASE | re.MULTILINE)
_STATUS_SIZE = 64 * 1024
"""Bytes of a delivery status that came under another name."""
_ENVELOPE = re.compile(rb"^[ \t]*original-envelope-id[ \t]*:[ \t]*([!-~]{1,100})", re.IGNORECASE | re.MULTILINE)
_DIAGNOSTIC_LETTERS = 300
_ENCODED = re.compile(r"\+([0-9A-F]{2})")
_VERP = re.compile(r"[^@]{0,64}?[+=-]([\w.!#$%&'*/?^`{|}~-]{1,64})=([\w-]{1,63}(?:\.[\w-]{1,63}){1,6})@")
_ACTIONS = {
    "failure": "failed",
    "fail": "failed",
    "undeliverable": "failed",
    "bounced": "failed",
    "expired": "failed",
    "delay": "delayed",
    "deferred": "delayed",
    "success": "delivered",
}
_KNOWN = {"failed", "delayed", "delivered", "relayed", "expanded"}
_BY_CLASS = {"2": "delivered", "4": "delayed", "5": "failed"}
_HEX = re.compile(r"\\x\{([0-9A-Fa-f]{2,6})\}")
_ROUTE = re.compile(r"^@[^:]{1,255}:(?=[^:]+@)")
_COMMENT = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says: recipients with status and action, and the Message-IDs of the mail that it returns.

    ``envelope_id``: what the sender called that mail (RFC 3461), or "".
    """

    recipients: tuple[Recipient, ...]
    returned_ids: tuple[str, ...]
    feedback_type: str = ""
    envelope_id: str = ""


def read_report(parts: Sequence[Attachment], limits: Limits) -> Report:
    """Return what the machine-readable parts of a mail report; empty when there are none."""
    recipients: list[Recipient] = []
    ids: list[str] = []
    feedback = envelope_id = ""
    for part in parts:
        if part.content_type in {"message/delivery-status", "message/global-delivery-status"}:
            recipients.extend(_status_groups(part.content, limits))
            envelope_id = envelope_id or _envelope_id(part.content)
        elif part.content_type == "message/feedback-report":
            feedback, more = _feedback(part.content, limits)
            recipients.extend(more)
        else:
            found = _RETURNED_ID.search(part.content[: limits.header])
            if found is not None:
                ids.append(one_line(found[1].decode("utf-8", "replace")))
    return Report(_distinct(recipients), tuple(dict.fromkeys(ids)), feedback, envelope_id)


def _envelope_id(content: bytes) -> str:
    found = _ENVELOPE.search(content[:_STATUS_SIZE])
    return found[1].decode("ascii") if found is not None else ""


def read_plain_report(
    text: str,
    subject: str,
    parts: Sequence[Attachment],
    *,
    named: Iterable[str],
    to: Iterable[str],
    own: Iterable[str],
    limits: Limits,
) -> Report:
    """Return what a report says whose machine-readable part is missing, or came under another type.

    ``named`` are the values of X-Failed-Recipients, ``to`` the receivers of the report itself, who sent what failed
    (their address may carry the failed one: bounces+dana=x.example@), ``own`` addresses that never are the failed ones.
    """
    report = read_report(parts, limits)
    contents = [
        text.encode("utf-8", "replace")[at.start() :][:_STATUS_SIZE]
        for at in [_STATUS_FIELDS.search(text)]
        if at is not None
    ]
    contents += [part.content for part in parts if part.size <= _STATUS_SIZE and _FINAL.search(part.content)]
    recipients = [one for content in contents for one in _status_groups(content, limits) if "@" in one.address]
    to = list(to)
    if not recipients:
        carried = [f"{found[1]}@{found[2]}" for found in map(_VERP.match, to) if found is not None]
        returned_to = [one.address for part in parts for one in _receivers(part.content, limits)]
        given = [one.address for value in named for one in read_addresses(value, limits.addresses)]
        recipients = list(read_words(Told(text, subject, given, [*carried, *returned_to], [*to, *own])))
    ids = report.returned_ids or re.findall(r"(?im)^[ \t>]*message-id:\s{0,3}<([^<>\s]{1,900})>", text)
    return Report(
        _distinct(recipients), tuple(dict.fromkeys(map(one_line, ids))), report.feedback_type, report.envelope_id
    )


def _receivers(content: bytes, limits: Limits) -> list[Address]:
    """Whom a returned mail was sent to; nobody where the content is no mail."""
    block = read_block(content, 0, min(len(content), limits.header), limits)
    values = [decode_value(value).text for value in block.all("to")] if block.first("from") else []
    return [one for value in values for one in read_addresses(value, limits.addresses) if "@" in one.address]


@dataclass(slots=True)
class _Group:
    """One recipient's fields of a delivery status."""

    final: str = ""
    original: str = ""
    action: str = ""
    status: str = ""
    diagnostic: str = ""
    words: str = ""

    def recipient(self) -> Recipient | None:
        """The final address where it is one, else the one that the mail was sent to (RFC 3464, section 2.3.1)."""
        final, original = _decapsulated(self.final), _decapsulated(self.original)
        address = final if "@" in final and not final.upper().startswith("IMCEAEX-") else original or final
        if not address:
            return None
        status = self.status or self.diagnostic
        # RFC 3464 knows five actions; of any other word the status says what is meant.
        action = self.action if self.action in _KNOWN or not self.action else _BY_CLASS.get(status[:1], "failed")
        return Recipient(address, status, action, self.words, original)


def _status_groups(content: bytes, limits: Limits) -> list[Recipient]:
    """The per-recipient groups of a delivery status (RFC 3464, section 2.3), however their blank lines are set."""
    groups: list[_Group] = []
    position = 0
    while position < len(content) and len(groups) < limits.addresses:
        block = read_block(content, position, len(content), limits)
        groups.append(_Group())
        for name, raw in block.fields:
            _fill(groups, name, one_line(decode_value(raw).text))
        # A line that is no field ends a block; the next one is looked for behind it.
        position = block.body if block.body > position else (content.find(b"\n", position) + 1 or len(content))
    return [one for one in (group.recipient() for group in groups) if one is not None]


def _fill(groups: list[_Group], name: str, value: str) -> None:
    """Set one field of the last group; a second address of the same kind begins a new one."""
    group = groups[-1]
    if (name == "final-recipient" and group.final) or (name == "original-recipient" and group.original and group.final):
        group = _Group()
        groups.append(group)
    if name == "final-recipient":
        group.final = _typed_address(value)
    elif name == "original-recipient" or (name == "x-actual-recipient" and not group.original):
        group.original = _typed_address(value)
    elif name == "status":
        group.status = _status(value)
    elif name == "diagnostic-code":
        found = _STATUS.search(value)
        group.diagnostic = found[1] if found else ""
        group.words = value.partition(";")[2].strip()[:_DIAGNOSTIC_LETTERS]
    elif name == "action" and value.split():
        word = re.split(r"[;\s(]", value.strip().lower(), maxsplit=1)[0]
        group.action = _ACTIONS.get(word, word)


def _status(value: str) -> str:
    found = _STATUS.search(value)
    if found is not None:
        return found[1]
    short = _SHORT_STATUS.match(value)
    return f"{short[1]}.{short[2] or '0'}.0" if short else ""


def _decapsulated(address: str) -> str:
    """The address within "IMCEASMTP-dana+40x+2Eexample@org.example" (Exchange), or in xtext where that hides its "@"."""
    local, _, _ = address.rpartition("@")
    if local.upper().startswith("IMCEASMTP-"):
        return one_line(_ENCODED.sub(_character, local[10:]).replace("_", "/"))
    if "@" not in address and "+40" in address:
        return one_line(_ENCODED.sub(_character, address))
    return address


def _feedback(content: bytes, limits: Limits) -> tuple[str, list[Recipient]]:
    block = read_block(content.lstrip(), 0, len(content.lstrip()), limits)
    kind = one_line(decode_value(block.first("feedback-type")).text).lower()
    recipients = [
        Recipient(_typed_address(one_line(decode_value(value).text)), "", "complained")
        for value in block.all("original-rcpt-to")
    ]
    return kind, recipients


def _character(code: re.Match[str]) -> str:
    return chr(int(code[1], 16))


def _typed_address(value: str) -> str:
    """The address of "rfc822; dana@x.example"; also without the type, with a name, in brackets or quotes."""
    kind, semicolon, address = value.partition(";")
    address = (address if semicolon and "@" not in kind else kind).strip()
    bracketed = re.search(r"<([^<>]*@[^<>]*)>", address)
    bare = (bracketed[1] if bracketed else _COMMENT.sub("", address)).strip().strip("<>'").removeprefix("mailto:")
    return _plain(_ROUTE.sub("", bare.rstrip(".,;").strip()))


def _plain(address: str) -> str:
    """The address with the characters that a report writes as their numbers in braces (RFC 6533, section 3)."""
    if "\\x{" not in address:
        return address
    return one_line(_HEX.sub(lambda code: chr(min(int(code[1], 16), 0x10FFFF)), address))


def _distinct(recipients: Iterable[Recipient]) -> tuple[Recipient, ...]:
    return tuple({address_key(one.address): one for one in reversed(tuple(recipients))}.values())[::-1]
