"""The other procedures of a session on the page of fees: read from one field, priced beside the first line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from consultant.coding.calculators.fee_estimate import ENDOSCOPY, MOST_UNITS, Asked, Estimate, estimate
from consultant.coding.calculators.fee_session import MOST_LINES, Procedure, session
from consultant.coding.catalogue import Catalogue
from consultant.coding.claim_text import read_claim
from consultant.coding.edits import NotHeld
from consultant.coding.fees import Fee, Locality
from consultant.coding.rules.values import Line
from consultant.services.pages.check import TypedLine


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line of the session by the name that a claim gives it, and its estimate."""

    name: str
    found: Estimate

    @property
    def amount(self) -> Decimal:
        """What is allowed; nothing where there is no payment."""
        return self.found.amount or Decimal(0)


@dataclass(frozen=True, slots=True)
class Session:
    """The lines in the order in which they were typed, their sum, what they would be by themselves, and the codes that the
    schedule does not list.
    """

    lines: tuple[PricedLine, ...]
    apart: Decimal
    unlisted: tuple[str, ...]

    @property
    def total(self) -> Decimal:
        return sum((one.amount for one in self.lines), Decimal(0))


def others_of(lines: Iterable[TypedLine]) -> str:
    """Procedures as the field has them: "45380-59, 43239 x2". Supplies and drugs are left out: the schedule has none."""
    told = []
    for line in lines:
        if line.code[:1].isdigit():
            name = "-".join((line.code, *line.modifiers.split()))
            told.append(f"{name} x{line.units}" if line.units not in ("", "1") else name)
    return ", ".join(told)


def read_others(word: str, catalogue: Catalogue, wrong: dict[str, str], *, today: date) -> tuple[Line, ...]:
    """The lines of the field; none where it is empty or wrong, which is then said."""
    if not word:
        return ()
    claim = read_claim(word, catalogue, today=today)
    left = (*claim.rest, *claim.diagnoses, *(fact.words for fact in claim.facts))
    if left or any((line.units or 0) > MOST_UNITS for line in claim.lines):
        said = f"“{left[0][:30]}” is no procedure. " if left else ""
        wrong["others"] = f"{said}Write them as 45380-59, 43239 x2, parted by commas."
        return ()
    if len(claim.lines) >= MOST_LINES:
        wrong["others"] = f"At most {MOST_LINES} procedures are counted."
        return ()
    return claim.lines


def priced(
    first: Procedure, others: Sequence[Line], place: Locality, catalogue: Catalogue, on: date, *, quality: bool
) -> Session:
    """Price the first line beside the others, all at the first one's place."""
    lines, unlisted = [first], []
    for line in others:
        asked = Asked(line.modifiers, first.asked.facility, line.units or 1)
        match catalogue.fees.fee(line.code, asked.component, on, quality=quality):
            case Fee() as fee:
                lines.append(Procedure(fee, asked))
            case _:
                unlisted.append("-".join((line.code, *line.modifiers)))
    found = session(lines, _bases(lines, catalogue, on, quality=quality), place)
    alone = [estimate(line.fee, place, line.asked).amount or Decimal(0) for line in lines]
    return Session(
        tuple(PricedLine(line.name, one) for line, one in zip(lines, found, strict=True)),
        sum(alone, Decimal(0)),
        tuple(unlisted),
    )


def _bases(lines: Iterable[Procedure], catalogue: Catalogue, on: date, *, quality: bool) -> dict[str, Fee]:
    """The rows of the base endoscopies that the lines name."""
    wanted = {line.fee.row.endoscopic_base for line in lines if line.fee.row.multiple == ENDOSCOPY}
    found: dict[str, Fee | NotHeld | None] = {
        code: catalogue.fees.fee(code, "", on, quality=quality) for code in wanted if code
    }
    return {code: fee for code, fee in found.items() if isinstance(fee, Fee)}
