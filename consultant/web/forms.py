"""What forms carry: keys that make a double click one act, and what a person typed when it could not be carried out."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import request

from consultant.errors import UserError


@dataclass(frozen=True, slots=True)
class Keys:
    """A fresh form key for each box of the composer."""

    reply: str
    note: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that came back: its words stand in the page again, with what kept it from being carried out."""

    box: str
    text: str
    cc: str = ""
    key: str = ""
    wrong: str = ""
    stale: bool = False
    then: str = ""
    """The state that was to follow."""
    reason: str = ""
    """Why it should leave although a stop stands against it."""


@dataclass(frozen=True, slots=True)
class Change:
    """A fact whose field stands open: by its name, with what was typed and what is wrong with it."""

    name: str = ""
    typed: str = ""
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer that was queued a moment ago and may be taken back."""

    outbound_id: int


def refuse_nul() -> None:
    """Raise UserError when something in the address or the form holds a NUL, which no database stores."""
    if any("\0" in value for values in (request.args, request.form) for value in values.values()):
        raise UserError("The form holds a character that cannot be stored. Nothing was changed.")


def fresh_keys() -> Keys:
    """Return keys that no form has carried before."""
    return Keys(secrets.token_urlsafe(18), secrets.token_urlsafe(18))


def key(word: str) -> str:
    """Return the form key of a request; a missing or overlong one is replaced by a fresh one."""
    return word if 8 <= len(word) <= 60 and word.isascii() and word.isprintable() else secrets.token_urlsafe(18)


def number(word: str | None) -> int | None:
    """Return a row's id from a form, or None."""
    return int(word) if word and word.isdecimal() and len(word) < 18 else None


def numbers(words: str) -> frozenset[int]:
    """Return rows' ids from a form, parted by commas; what is none is left out."""
    return frozenset(found for word in words[:1000].split(",") if (found := number(word)) is not None)


def moment(word: str) -> datetime | None:
    """Return an aware moment from an address, or None."""
    try:
        found = datetime.fromisoformat(word)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def addresses(word: str) -> tuple[str, ...]:
    """Return the addresses of a Cc field, parted by commas, semicolons or blanks, each once."""
    parts = word.replace(";", ",").replace("\n", ",").replace(" ", ",").split(",")
    return tuple(dict.fromkeys(part.strip("<>").strip() for part in parts if part.strip("<> ")))


def sent() -> Sent | None:
    """Return the answer that this page was opened after, if any."""
    found = number(request.args.get("sent"))
    return Sent(found) if found is not None else None


def back() -> str:
    """Return the address of the list that a person came from: the queue's own, never another site's."""
    came = urlsplit(request.referrer or "")
    if came.netloc == request.host and came.path == "/":
        return f"/?{came.query}" if came.query else "/"
    return "/"
