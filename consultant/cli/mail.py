"""``consultant mail``: what the desk reads in a mail, as JSON lines, without a database; and parked mail."""

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import click

from consultant.cli.json_lines import answer_each, json_line
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
    "subject": "",
    **dict.fromkeys(("from", "to", "cc", "reply_to"), ()),
    "message_id": "",
    **dict.fromkeys(("in_reply_to", "references"), ()),
    "date": None,
    **dict.fromkeys(("text", "html"), ""),
    "attachments": (),
    "visible": "",
    "kind": None,
    **dict.fromkeys(("recipients", "flags"), ()),
}
"""What stands for a mail that cannot be read, so that every line has the same keys in the same order."""


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
        click.echo(json_line(read_file(name)), nl=False)


@mail.command("visible")
@click.argument("source", type=click.File("rb"), default="-")
def visible_command(source: BinaryIO) -> None:
    """Read JSON lines {"id", "text"?, "html"?, "subject"?} and print {"id", "visible"} for each."""
    answer_each(source, _visible)


@mail.command("sanitize")
@click.argument("source", type=click.File("rb"), default="-")
def sanitize_command(source: BinaryIO) -> None:
    """Read JSON lines {"id", "html"} and print {"id", "html"} with HTML that is safe to show."""
    answer_each(source, lambda given: {"html": safe_html(_text(given, "html"))})


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
