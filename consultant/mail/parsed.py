"""What a mail says once it is read: frozen values, every string fit to be stored as UTF-8."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias


class Kind(StrEnum):
    """What wrote a mail, and why."""

    HUMAN = "human"
    AUTO_REPLY = "auto-reply"
    BOUNCE = "bounce"
    DELAY = "delay"
    COMPLAINT = "complaint"
    LIST = "list"
    LOOP = "loop"


_SIGNS = r"\s@\"<>(),:;\\\[\]\0-\x1f\x7f"
_MAILBOX = re.compile(rf"(?:\"[^{_SIGNS}]+\"|[^{_SIGNS}]+)@(?:\[[^{_SIGNS}]+\]|[^{_SIGNS}.]+(?:\.[^{_SIGNS}.]+)*)")
"""What the composer writes and servers hear: letters of any tongue, dots as some phones set them, no separators even in quotes."""

REPORTS = frozenset({Kind.BOUNCE, Kind.DELAY, Kind.COMPLAINT})
"""What servers say about a mail of ours."""


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox with its display name; ``address`` is as written, without angle brackets ("" when none was given)."""

    name: str
    address: str

    @property
    def key(self) -> str:
        """The address for comparing: case folded, the domain in its ASCII form where it has one."""
        return address_key(self.address)

    @property
    def can_be_mailed(self) -> bool:
        """Whether the address has the form of one that mail can be sent to: something on both sides of one @."""
        return _MAILBOX.fullmatch(self.address) is not None


def address_key(address: str) -> str:
    """Return ``address`` for comparing: case folded, trailing dots off, an international domain in its ASCII form."""
    local, at, domain = address.strip().rpartition("@")
    domain = domain.rstrip(".")
    if not domain.isascii():
        with suppress(UnicodeError):
            domain = domain.encode("idna").decode("ascii")
    return f"{local}{at}{domain}".casefold()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail. ``filename`` is safe to offer for download; ``size`` is in bytes, decoded."""

    filename: str
    content_type: str
    size: int
    sha256: str
    content_id: str
    inline: bool
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Recipient:
    """One recipient of a delivery report: RFC 3464 action ("failed", "delayed", ...) and status ("5.1.1"), or "".

    ``diagnostic`` is what the server said in words, ``original`` the address that the mail was sent to where it was
    passed on to another one; both "" where the report does not say.
    """

    address: str
    status: str
    action: str
    diagnostic: str = field(default="", compare=False)
    original: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Authentication:
    """What our own server found out about the sender: "pass", "fail", "softfail", "none", ... or "" when it said nothing."""

    spf: str = ""
    dkim: str = ""
    dmarc: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """One header line, unfolded and decoded, in the order of the mail."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Own:
    """What the desk knows about itself: addresses, list ids of its own groups, and its mail server's authserv-id."""

    addresses: frozenset[str] = frozenset()
    list_ids: frozenset[str] = frozenset()
    authserv_id: str = ""

    def has(self, address: str) -> bool:
        """Tell whether ``address`` is one of the desk's own; a plus part of the local part is not looked at."""
        key = address_key(address)
        local, at, domain = key.rpartition("@")
        plain = f"{local.partition('+')[0]}{at}{domain}"
        own = {address_key(mine) for mine in self.addresses}
        return key in own or plain in own


NOBODY = Own()


@dataclass(frozen=True, slots=True)
class ParsedMail:
    """A mail as the desk reads it. Message ids stand without angle brackets; ``date`` is aware or None.

    ``text`` is the whole text (LF lines), ``html`` the whole HTML or "", ``visible`` what the sender newly wrote.
    ``return_path`` is None when no such header is there and "" for the null sender. ``returned_ids`` are the
    Message-IDs of the mail that a delivery report speaks of, ``envelope_id`` is what its sender called it (RFC 3461).
    ``flags`` names every loss and every repair.
    """

    subject: str
    from_: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    sender: Address | None
    return_path: str | None
    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    date: datetime | None
    text: str
    html: str
    visible: str
    attachments: tuple[Attachment, ...]
    kind: Kind
    recipients: tuple[Recipient, ...]
    returned_ids: tuple[str, ...]
    authentication: Authentication
    headers: tuple[Header, ...]
    flags: tuple[str, ...]
    envelope_id: str = ""

    def values(self, name: str) -> Iterator[str]:
        """Yield the values of every header of that name, whatever its case."""
        wanted = name.casefold()
        return (header.value for header in self.headers if header.name.casefold() == wanted)

    def value(self, name: str) -> str:
        """Return the value of the first header of that name, or ""."""
        return next(self.values(name), "")

    @property
    def author(self) -> Address | None:
        """The first From that has an address, else the Sender, else None."""
        return next((one for one in self.from_ if one.address), self.sender)

    @property
    def has_null_sender(self) -> bool:
        """Whether the envelope sender was the null sender, which no machine may answer (RFC 3834, section 2)."""
        return self.return_path == ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The bytes are no mail that a person could read; ``reason`` is a plain sentence."""

    reason: str


Reading: TypeAlias = ParsedMail | Unreadable
