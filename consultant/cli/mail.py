"""``consultant mail``: what the desk reads in a mail, as JSON lines, without a database; and parked mail."""

import json
import math
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import click

from consultant.cli.lazy import LazyGroup
from consultant.mail.html_text import html_to_text
from consultant.mail.limits import DEFAULT
from consultant.mail.parse import parse
from consultant.mail.parsed import Address, ParsedMail, Unreadable
from consultant.mail.quoting import visible_part
from consultant.mail.sanitize import safe_html
from consultant.mail.storable import storable

DESK = dict.fromkeys(("parked", "reread", "take-in", "delete"), "consultant.cli.parked")
"""Commands that work on the desk's own mail."""


NOTHING = {
    **dict.fromkeys(("subject", "message_id", "text", "html", "visible"), ""),
    **dict.fromkeys(("from", "to", "cc", "reply_to", "in_reply_to", "references", "attachments", "recipients", "flags"), ()),
    "date": None,
    "kind": None,
}  # fmt: skip
"""What stands for a mail that cannot be read, so that every line has the same keys."""


@click.group(cls=LazyGroup, where=DESK)
def mail() -> None:
    """Show what the desk reads in mails, without a database, and settle parked mail."""


@mail.command("parse")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--files-from", type=click.File("rb"), help="A file with one path a line; - is standard input.")
@click.option("--json", "_as_json", is_flag=True, help="JSON lines, which is what this command always prints.")
def parse_command(files: tuple[Path, ...], files_from: BinaryIO | None, _as_json: bool) -> None:
    """Read mails from FILES and print one JSON object a line, in their order."""
    for name in chain(map(str, files), _names(files_from)):
        click.echo(_line(read_file(name)), nl=False)


@mail.command("visible")
@click.argument("source", type=click.File("rb"), default="-")
def visible_command(source: BinaryIO) -> None:
    """Read JSON lines {"id", "text"?, "html"?, "subject"?} and print {"id", "visible"} for each."""
    _each(source, _visible)


@mail.command("sanitize")
@click.argument("source", type=click.File("rb"), default="-")
def sanitize_command(source: BinaryIO) -> None:
    """Read JSON lines {"id", "html"} and print {"id", "html"} with HTML that is safe to show."""
    _each(source, lambda given: {"html": safe_html(_text(given, "html"))})


def read_file(name: str) -> dict[str, Any]:
    """Return what is read in one file, as ``consultant mail parse`` prints it."""
    try:
        with Path(name).open("rb") as file:
            raw = file.read(DEFAULT.mail + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is no path"
        return {"file": name, "status": "unreadable", "reason": f"The file cannot be opened: {reason}.", **NOTHING}
    read = parse(raw)
    if isinstance(read, Unreadable):
        return {"file": name, "status": "unreadable", "reason": read.reason, **NOTHING}
    return {"file": name, "status": "ok", "reason": "", **as_json(read)}


def as_json(read: ParsedMail) -> dict[str, Any]:
    """Return a mail as a value for JSON; the bytes of its files are left out."""
    return {
        "subject": read.subject,
        "from": _addresses(read.from_),
        "to": _addresses(read.to),
        "cc": _addresses(read.cc),
        "reply_to": _addresses(read.reply_to),
        "message_id": read.message_id,
        "in_reply_to": list(read.in_reply_to),
        "references": list(read.references),
        "date": read.date.isoformat() if read.date else None,
        "text": read.text,
        "html": read.html,
        "attachments": [
            {
                "filename": one.filename,
                "content_type": one.content_type,
                "size": one.size,
                "sha256": one.sha256,
                "inline": one.inline,
            }
            for one in read.attachments
        ],
        "visible": read.visible,
        "kind": read.kind.value,
        "recipients": [{"address": one.address, "status": one.status, "action": one.action} for one in read.recipients],
        "flags": list(read.flags),
    }


def _addresses(addresses: tuple[Address, ...]) -> list[dict[str, str]]:
    return [{"name": one.name, "address": one.address} for one in addresses]


def _names(listed: BinaryIO | None) -> Iterator[str]:
    for line in listed or ():
        name = line.rstrip(b"\r\n").decode("utf-8", "surrogateescape")
        if name:
            yield name


def _visible(given: Mapping[str, Any]) -> dict[str, str]:
    text, html = _text(given, "text"), _text(given, "html")
    plain = bool(text.strip())
    if not plain:
        text = html_to_text(html)
    return {"visible": visible_part(text, html, subject=_text(given, "subject"), plain=plain)}


def _text(given: Mapping[str, Any], name: str) -> str:
    value = given.get(name)
    return storable(value).replace("\r\n", "\n") if isinstance(value, str) else ""


def _each(source: BinaryIO, answer: Callable[[Mapping[str, Any]], dict[str, str]]) -> None:
    """Answer each JSON object with its id; a line that is none is answered with its fault, and the rest goes on."""
    for number, line in enumerate(source, start=1):
        try:
            given = json.loads(line, parse_float=_number, parse_constant=_number)
        except (ValueError, RecursionError):
            given = None
        if isinstance(given, dict):
            click.echo(_line({"id": given.get("id"), **_answered(given, answer)}), nl=False)
        else:
            click.echo(_line({"error": f"Line {number} is no JSON object."}), nl=False)


def _answered(given: Mapping[str, Any], answer: Callable[[Mapping[str, Any]], dict[str, str]]) -> dict[str, str]:
    try:
        return answer(given)
    except Exception as error:  # noqa: BLE001 - no line may stop the next one
        return {"error": f"It could not be read ({type(error).__name__})."}


def _number(written: str) -> float:
    """A number that JSON has; what is beyond every number could not be written back. Raises ValueError."""
    number = float(written)
    if not math.isfinite(number):
        raise ValueError(written)
    return number


def _line(value: Mapping[str, Any]) -> bytes:
    # A lone surrogate (of a file name, of an id) goes out as the JSON escape that it can be written as.
    text = json.dumps(value, ensure_ascii=False)
    # Some readers end a line at these too.
    for end in ("\u0085", "\u2028", "\u2029"):
        text = text.replace(end, f"\\u{ord(end):04x}")
    return text.encode("utf-8", "backslashreplace") + b"\n"
