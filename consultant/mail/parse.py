"""Reading a mail: bytes in, a frozen value out, whatever the bytes are."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from consultant.mail import classify as kinds
from consultant.mail.addresses import read_addresses
from consultant.mail.authentication import read_authentication
from consultant.mail.bodies import Body, read_body
from consultant.mail.charsets import can_stand_in_headers
from consultant.mail.dates import read_date
from consultant.mail.headers import Block, decode_raw, decode_value
from consultant.mail.identifiers import read_id, read_ids
from consultant.mail.limits import DEFAULT, Limits
from consultant.mail.parameters import Value
from consultant.mail.parsed import NOBODY, Address, Attachment, Header, Kind, Own, ParsedMail, Unreadable
from consultant.mail.quoting import visible_part
from consultant.mail.reports import Report, read_plain_report, read_report
from consultant.mail.shape import shaped
from consultant.mail.storable import one_line
from consultant.mail.structure import read_tree

_MACHINE_PARTS = {"message/delivery-status", "message/global-delivery-status", "message/feedback-report"}
_REPORTED = {Kind.BOUNCE, Kind.DELAY, Kind.COMPLAINT}


def parse(raw: bytes, limits: Limits = DEFAULT, *, own: Own = NOBODY) -> ParsedMail | Unreadable:
    """Return the mail that ``raw`` is, or why it is none. Never raises; every string can be stored as UTF-8.

    ``own`` tells whose addresses, groups and mail server are ours. What was lost or repaired stands in ``flags``.
    """
    if not raw.strip(b"\0\r\n\t "):
        return Unreadable("The mail is empty.")
    try:
        return _parse(raw, limits, own)
    except Exception as error:  # noqa: BLE001 - no mail may stop the next one; what is unforeseen is kept and shown
        return Unreadable(f"The mail could not be read ({type(error).__name__}).")


def _parse(raw: bytes, limits: Limits, own: Own) -> ParsedMail | Unreadable:
    flags: list[str] = []
    if len(raw) > limits.mail:
        raw = raw[: limits.mail]
        flags.append("mail-cut")
    raw, odd = shaped(raw)
    flags.extend(odd)
    tree = read_tree(raw, limits)
    block = tree.root.block
    body = read_body(tree, limits)
    charset = tree.root.value.get("charset")
    headers = _Headers(block, charset if can_stand_in_headers(charset) else "", limits)
    if not block.fields:
        flags.append("no-headers")
        if not _is_writing(raw, body):
            return Unreadable("The bytes are neither headers nor text.")
    date, date_flags = read_date(headers.text("date"))
    from_ = headers.addresses("from")
    sender = next(iter(headers.addresses("sender")), None)
    message_id = read_id(headers.text("message-id"))
    flags.extend([*date_flags, *_absences(block, from_, message_id)])
    subject = headers.text("subject")
    kind, report = _kind(headers, body, from_, subject, root=tree.root.value, limits=limits, own=own)
    visible = body.text if kind in _REPORTED else _visible(body, subject, flags, limits)
    return ParsedMail(
        subject=subject,
        from_=from_,
        to=headers.addresses("to"),
        cc=headers.addresses("cc"),
        reply_to=headers.addresses("reply-to"),
        sender=sender,
        return_path=headers.return_path(),
        message_id=message_id,
        in_reply_to=read_ids(headers.text("in-reply-to")),
        references=read_ids(headers.text("references")),
        date=date,
        text=body.text,
        html=body.html,
        visible=visible,
        attachments=body.attachments,
        kind=kind,
        recipients=report.recipients,
        returned_ids=report.returned_ids,
        envelope_id=report.envelope_id,
        authentication=read_authentication(headers.texts("authentication-results"), own.authserv_id),
        headers=headers.shown(),
        flags=tuple(dict.fromkeys([*flags, *body.flags, *headers.flags])),
    )


class _Headers:
    """The decoded headers of a mail, with the flags that decoding them raised."""

    def __init__(self, block: Block, charset: str, limits: Limits) -> None:
        self._block = block
        self._charset = charset
        self._limits = limits
        self.names = frozenset(name for name, _ in block.fields)
        self._known: dict[bytes, str] = {}
        self.flags: list[str] = []

    def texts(self, name: str) -> Iterator[str]:
        if name not in self.names:
            return iter(())
        return (self._decoded(value) for value in self._block.all(name))

    def text(self, name: str) -> str:
        """The first value that says something: a mail may carry an empty header before the real one."""
        return next((text for text in self.texts(name) if text), "")

    def addresses(self, name: str) -> tuple[Address, ...]:
        """The addresses of all headers of that name; encoded words are decoded after the list is taken apart."""
        found: list[Address] = []
        for value in dict.fromkeys(self._block.all(name)):
            raw = decode_raw(value, self._charset)
            self.flags.extend(raw.flags)
            found.extend(read_addresses(raw.text, self._limits.addresses))
        return tuple(found[: self._limits.addresses])

    def return_path(self) -> str | None:
        value = next(self.texts("return-path"), None)
        return None if value is None else value.strip("<> ").strip()

    def shown(self) -> tuple[Header, ...]:
        return tuple(Header(name.title(), self._decoded(value)) for name, value in self._block.fields)

    def _decoded(self, value: bytes) -> str:
        known = self._known.get(value)
        if known is None:
            decoded = decode_value(value, self._charset)
            self.flags.extend(decoded.flags)
            known = self._known[value] = one_line(decoded.text)
        return known


def _visible(body: Body, subject: str, flags: list[str], limits: Limits) -> str:
    """The newly written part; a mail whose quotations are beyond us is shown whole, and is not lost for that."""
    if body.text.count("\n") <= limits.lines:
        # What is unforeseen is kept and shown.
        with suppress(Exception):
            return visible_part(body.text, body.html, subject=subject, plain=body.plain)
    flags.append("not-parted")
    return body.text


def _absences(block: Block, from_: tuple[Address, ...], message_id: str) -> list[str]:
    flags = []
    if not message_id:
        flags.append("no-message-id")
    if not any(one.address for one in from_):
        flags.append("no-sender")
    if sum(1 for name, _ in block.fields if name == "from") > 1:
        flags.append("several-from")
    return flags


def _is_writing(raw: bytes, body: Body) -> bool:
    """Whether bytes without any header are at least text that a person could read."""
    sample = raw[:4096]
    odd = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    return odd * 20 < len(sample) and bool(body.text.strip()) and body.text.count("\ufffd") * 10 < len(body.text)


def _kind(
    headers: _Headers, body: Body, from_: tuple[Address, ...], subject: str, *, root: Value, limits: Limits, own: Own
) -> tuple[Kind, Report]:
    # An attached mail alone is a forward; only a report's parts are read as one.
    is_status = root.value == "multipart/report" or any(one.content_type in _MACHINE_PARTS for one in body.reports)
    report = read_report(body.reports, limits) if is_status else Report((), ())
    parts = (*body.reports, *body.attachments)
    signs = kinds.Signs(
        headers.texts,
        from_,
        headers.return_path(),
        subject,
        body.text,
        root.value,
        root.get("report-type").lower(),
        frozenset(map(_type_of, parts)),
        report,
        headers.names,
    )
    if kinds.is_report(signs) and not any("@" in one.address for one in report.recipients):
        to = [one.address for name in ("to", "delivered-to") for one in headers.addresses(name)]
        named = headers.texts("x-failed-recipients")
        plain = read_plain_report(body.text, subject, parts, named=named, to=to, own=own.addresses, limits=limits)
        report = replace(plain, recipients=plain.recipients or report.recipients)
        signs = replace(signs, report=report)
    kind = kinds.classify(signs, own)
    # A machine's word that a mail was delivered names its recipients too, and is no report of a failure.
    if kind not in _REPORTED and not (kind is Kind.AUTO_REPLY and report.recipients):
        report = Report((), ())
    return kind, replace(report, recipients=kinds.settled(report.recipients, kind))


def _type_of(part: Attachment) -> str:
    """The content type; of a calendar that answers an invitation also its method (RFC 5546, section 3.2.3)."""
    answers = part.content_type == "text/calendar" and b"METHOD:REPLY" in part.content[:4_096].upper()
    return "text/calendar;reply" if answers else part.content_type
