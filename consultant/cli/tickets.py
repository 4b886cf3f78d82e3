"""``consultant tickets``: what the desk would attach to a mail, before any is stored."""

from datetime import UTC, date
from pathlib import Path
from typing import Any

import click

from consultant.cli.json_lines import json_line
from consultant.cli.library import library
from consultant.coding.asking import question_type
from consultant.coding.facts import Fact, FactName, first
from consultant.coding.lookup import CaseReading, read_case
from consultant.coding.question_text import asked
from consultant.coding.wire import card_json, finding_json, mention_json
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


def preview_json(text: str, reading: CaseReading) -> dict[str, Any]:
    """A reading as programs take it; ``lookups`` is one order over all systems, mentioned codes first."""
    return {
        "mentions": [mention_json(mention) for mention in reading.mentions],
        "facts": facts_json(text, reading.facts),
        "lookups": [card_json(card) for card in (*reading.mentioned, *reading.offered)],
        "findings": [finding_json(finding) for finding in reading.findings],
    }


def facts_json(text: str, facts: tuple[Fact, ...]) -> dict[str, Any]:
    """The facts of a case by their names, None for what ``text`` does not say."""
    kind, age = question_type(text), _value(facts, FactName.AGE)
    return {
        "date_of_service": _value(facts, FactName.DATE_OF_SERVICE),
        "payer": _value(facts, FactName.PAYER),
        "state": _value(facts, FactName.STATE),
        "place_of_service": _value(facts, FactName.PLACE_OF_SERVICE),
        "patient_age": int(age) if age is not None else None,
        "patient_sex": _value(facts, FactName.SEX),
        "denial_codes": list(dict.fromkeys(fact.value for fact in facts if fact.name is FactName.DENIAL_CODE)),
        "question_type": kind.value if kind else None,
    }


def _value(facts: tuple[Fact, ...], name: FactName) -> str | None:
    fact = first(facts, name)
    return fact.value if fact else None
