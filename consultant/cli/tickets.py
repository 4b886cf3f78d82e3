"""``consultant tickets``: what the desk would attach to a mail, before any is stored."""

from datetime import UTC, date
from pathlib import Path

import click

from consultant.cli.json_lines import json_line
from consultant.cli.library import library
from consultant.coding.lookup import read_case
from consultant.coding.programs.previews import preview_json
from consultant.coding.question_text import asked
from consultant.errors import UserError
from consultant.mail.limits import DEFAULT
from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail, Unreadable
from consultant.mail.subjects import ticket_subject


@click.group()
def tickets() -> None:
    """Show what the desk would make of a mail, without a database."""


@tickets.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def preview(file: Path) -> None:
    """Read a mail from FILE and print what would be attached to its ticket, as one JSON object."""
    with file.open("rb") as source:
        mail = parse(source.read(DEFAULT.mail + 1))
    if isinstance(mail, Unreadable):
        raise UserError(f"{file} cannot be read: {mail.reason}")
    text = question(mail)
    received = mail.date.astimezone(UTC).date() if mail.date else date.today()
    click.echo(json_line(preview_json(text, read_case(text, library(), received=received))), nl=False)


def question(mail: ParsedMail) -> str:
    """What the worker reads of a mail: its subject, what was newly written, and what its files say."""
    texts = file_texts(mail) if mail.attachments else ()
    return asked(ticket_subject(mail.subject), [mail.visible], texts)


def file_texts(mail: ParsedMail) -> tuple[str, ...]:
    """What the files of a mail say, each once."""
    from consultant.adapters.files.reader import Reader

    reader = Reader()
    files = {one.sha256: reader.read(one.content, one.content_type).text for one in mail.attachments}
    return tuple(text for text in files.values() if text is not None)
