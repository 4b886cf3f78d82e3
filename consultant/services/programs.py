"""What programs of people of the desk ask: the same JSON as the command line reads and prints. Nothing of it is kept."""

from collections.abc import Mapping
from datetime import UTC, date
from typing import Any

from consultant.coding.lookup import read_case
from consultant.coding.programs.claims import checking
from consultant.coding.programs.mentioned import mentioning
from consultant.coding.programs.previews import preview_json
from consultant.coding.programs.searches import searching
from consultant.coding.question_text import asked
from consultant.domain.rights import Action, Person, demand
from consultant.mail.parse import parse
from consultant.mail.parsed import Unreadable
from consultant.mail.subjects import ticket_subject
from consultant.ports import Catalogue, FileReader

FILES = 8
"""Files of a mail that are read; a program waits for them."""


def mentions(person: Person, catalogue: Catalogue, given: Mapping[str, Any]) -> dict[str, Any]:
    """Codes that a text writes. Raises Forbidden, UserError."""
    demand(person, Action.FIND_CODES)
    return mentioning(catalogue)(given)


def search(person: Person, catalogue: Catalogue, given: Mapping[str, Any]) -> dict[str, Any]:
    """Codes for a query, best first. Raises Forbidden, UserError."""
    demand(person, Action.FIND_CODES)
    return searching(catalogue)(given)


def check(person: Person, catalogue: Catalogue, claim: Mapping[str, Any]) -> dict[str, Any]:
    """What the rules find about a claim. Raises Forbidden, UserError."""
    demand(person, Action.FIND_CODES)
    return checking(catalogue)(claim)


def preview(person: Person, catalogue: Catalogue, raw: bytes, *, reader: FileReader, today: date) -> dict[str, Any]:
    """What the worker would attach to a mail; ``unreadable`` says why bytes are no mail, of which nothing is read.

    Raises Forbidden.
    """
    demand(person, Action.FIND_CODES)
    mail = parse(raw)
    if isinstance(mail, Unreadable):
        return {**preview_json("", read_case("", catalogue, received=today)), "unreadable": mail.reason}
    files = {one.sha256: one for one in mail.attachments[:FILES]}
    texts = [reader.read(one.content, one.content_type).text for one in files.values()]
    text = asked(ticket_subject(mail.subject), [mail.visible], [said for said in texts if said is not None])
    received = mail.date.astimezone(UTC).date() if mail.date else today
    return {**preview_json(text, read_case(text, catalogue, received=received)), "unreadable": None}
