"""What a ticket tells the calculators, and what their forms hold, read field by field.

No address carries a ticket's facts: they are read on the server when the page names the ticket, and sent back by its form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from consultant.coding.calculators.evaluation_codes import family_of
from consultant.coding.cards import entry_of, standing
from consultant.coding.catalogue import Catalogue
from consultant.coding.facts import FactName, first
from consultant.coding.rules.services import is_visit
from consultant.coding.said import settled, written
from consultant.coding.sets import System
from consultant.coding.systems import cpt, hcpcs
from consultant.db.engine import Tx
from consultant.db.queries import tickets
from consultant.domain.references import format_reference
from consultant.domain.rights import Action, Person, demand
from consultant.services import facts
from consultant.services.pages import check
from consultant.services.pages.check import TypedLine

TEXT_LIMIT = 200
Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """The claim of a ticket with the facts that hold; empty words where nothing is said."""

    ticket_id: int
    lines: tuple[TypedLine, ...] = ()
    diagnoses: tuple[str, ...] = ()
    on: str = ""
    state: str = ""
    place: str = ""
    payer: str = ""

    @property
    def reference(self) -> str:
        return format_reference(self.ticket_id)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code of the claim, once."""
        return tuple(dict.fromkeys((*(line.code for line in self.lines), *self.diagnoses)))

    @property
    def visits(self) -> Iterator[TypedLine]:
        """The lines of evaluation and management that the calculator knows."""
        return (line for line in self.lines if family_of(line.code) is not None)

    @property
    def procedures(self) -> Iterator[TypedLine]:
        """The lines that are no visit."""
        return (line for line in self.lines if not is_visit(line.code))


@dataclass(frozen=True, slots=True)
class Code:
    """A code as the page shows it: its standing on the day, its words where they may be shown, and their release."""

    system: System
    code: str
    status: str
    text: str
    release: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every calculator's page has: the form as typed, what is wrong by field, and the sentences for an answer."""

    typed: Typed
    wrong: Mapping[str, str] = field(default_factory=dict)
    answer: str = ""


def of_ticket(tx: Tx, person: Person, ticket_id: int) -> Told:
    """Return what a ticket tells. Raises NotFound, Forbidden."""
    demand(person, Action.READ_TICKET)
    claim = check.of_ticket(tx, person, ticket_id)
    known = settled(facts.read(tx, tickets.get(tx, ticket_id).lookup_run_id), facts.said(tx, ticket_id))
    state, place, payer = (first(known, name) for name in (FactName.STATE, FactName.PLACE_OF_SERVICE, FactName.PAYER))
    return Told(
        ticket_id,
        claim.lines,
        claim.diagnoses,
        claim.on,
        state.value if state else "",
        place.value if place else "",
        payer.value if payer else "",
    )


def day(typed: Typed, name: str, wrong: dict[str, str]) -> date | None:
    """The day of a field; None where it is empty or wrong, which is then said."""
    word = typed.get(name, "")
    if not word:
        return None
    try:
        return date.fromisoformat(written(FactName.DATE_OF_SERVICE, word))
    except ValueError as error:
        wrong[name] = str(error)
        return None


def number(typed: Typed, name: str, wrong: dict[str, str], *, most: int, least: int = 0) -> int | None:
    """The whole number of a field; None where it is empty or wrong, which is then said."""
    word = typed.get(name, "")
    if not word:
        return None
    if not (word.isascii() and word.isdecimal() and least <= int(word) <= most):
        wrong[name] = f"Write a whole number, {least} to {most:,}."
        return None
    return int(word)


def procedure(typed: Typed, name: str, wrong: dict[str, str]) -> tuple[System, str] | None:
    """The procedure or supply code of a field; None where it is empty or wrong, which is then said."""
    word = typed.get(name, "").upper()
    if not word:
        return None
    system = System.CPT if word[:1].isdigit() else System.HCPCS
    code = (cpt.normalise if system is System.CPT else hcpcs.normalise)(word)
    if code is None:
        wrong[name] = f"{typed[name]} has the shape of no procedure or supply code."
        return None
    return system, code


def shown(catalogue: Catalogue, system: System, code: str, on: date) -> Code:
    """A code as the page shows it."""
    answer = catalogue.ask(system, code, on)
    status, _, _ = standing(system, answer, on)
    entry = entry_of(answer)
    release = getattr(answer, "release", None)
    return Code(system, code, status.value, entry.text if entry else "", release.label if release else None)
