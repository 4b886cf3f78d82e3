"""The search in the rail: tickets by reference, address, code or words, and codes themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from consultant.coding.catalogue import Catalogue
from consultant.coding.finding import ITSELF
from consultant.db.engine import Tx
from consultant.db.queries.pages import search as queries
from consultant.db.queries.pages.rows import AnyRow
from consultant.domain.references import FIRST, format_reference, parse_reference
from consultant.domain.rights import Action, Person, demand
from consultant.domain.tickets import State
from consultant.domain.words import words_of
from consultant.services.pages import codes as codes_page

CODES = 6
WORDS = 12


@dataclass(frozen=True, slots=True)
class TicketHit:
    """A ticket that the search found, and why."""

    id: int
    reference: str
    subject: str
    state: State
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was found for the words."""

    query: str
    tickets: tuple[TicketHit, ...]
    codes: tuple[codes_page.Found, ...]


def find(tx: Tx, person: Person, catalogue: Catalogue, query: str, *, today: date) -> SearchPage:
    """Return tickets and codes for ``query``. Raises Forbidden."""
    demand(person, Action.READ_TICKET)
    asked = " ".join(query.split())[: codes_page.QUERY_LIMIT]
    if not asked:
        return SearchPage("", (), ())
    found: dict[int, TicketHit] = {}
    ticket_id = parse_reference(asked) or (
        int(asked) - FIRST if asked.isdecimal() and FIRST < int(asked) < FIRST + 10**9 else None
    )
    if ticket_id is not None:
        _add(found, queries.by_id(tx, ticket_id), "by its reference")
    if len(asked) >= 3 and " " not in asked:
        _add(found, queries.by_address(tx, asked.lower()), "by the asker’s address")
    codes = codes_page.find(person, catalogue, asked, on=today, today=today).found[:CODES]
    if codes and codes[0].why == ITSELF:
        _add(found, queries.by_code(tx, codes[0].code), f"{codes[0].code} stands in it")
    words = words_of(asked)[:WORDS]
    if words:
        _add(found, queries.by_words(tx, words), "holds these words")
    return SearchPage(asked, tuple(found.values()), codes)


def _add(found: dict[int, TicketHit], rows: Sequence[AnyRow], why: str) -> None:
    for row in rows:
        found.setdefault(
            row.id,
            TicketHit(row.id, format_reference(row.id), row.subject, State(row.state), row.name or row.address, why),
        )
