"""A claim that is pasted on the check page: split into its fields, with what was not understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from consultant.coding.catalogue import Catalogue
from consultant.coding.claim_text import ClaimText, read_claim
from consultant.coding.edits import Setting
from consultant.coding.facts import FactName
from consultant.coding.rules import Line
from consultant.domain.rights import Action, Person, demand
from consultant.services.pages.check import DIAGNOSES, LINES, Typed, TypedLine, payer_of

LONGEST = 10_000
"""Characters of a pasted claim that are read."""
_FIELDS = {
    "on": FactName.DATE_OF_SERVICE,
    "place": FactName.PLACE_OF_SERVICE,
    "age": FactName.AGE,
    "sex": FactName.SEX,
}

_NAMES = {
    "on": "date of service",
    "place": "place of service",
    "payer": "payer",
    "setting": "billed by",
    "age": "age",
    "sex": "sex",
}


@dataclass(frozen=True, slots=True)
class Pasted:
    """The form with what the text says; ``taken`` names it in words, ``rest`` holds what was not understood or had no
    place in the form.
    """

    typed: Typed
    taken: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()


def split(person: Person, catalogue: Catalogue, typed: Typed, text: str, *, today: date) -> Pasted:
    """Put the lines, diagnoses and facts of ``text`` behind what the form holds already.

    What was typed stays: another date, place, payer, age or sex of the text is told in ``rest``, and so are lines and
    diagnoses beyond those that the form takes. Raises Forbidden, and ValueError with a sentence for the person for a text
    that is too long.
    """
    demand(person, Action.FIND_CODES)
    if len(text) > LONGEST:
        raise ValueError(f"At most {LONGEST:,} characters are read at once; this has {len(text):,}. Nothing was taken.")
    claim = read_claim(text, catalogue, today=today)
    lines = [*typed.lines, *(_typed(line) for line in claim.lines)]
    diagnoses = list(dict.fromkeys((*typed.diagnoses, *claim.diagnoses)))
    rest = [*claim.rest, *(_written(line) for line in lines[LINES:]), *diagnoses[DIAGNOSES:]]
    said = {field: value for field, name in _FIELDS.items() if (value := claim.fact(name))}
    said |= _payer(claim, rest) | _setting(claim)
    taken, kept = {}, {}
    for field, value in said.items():
        held = getattr(typed, field)
        if held in ("", value) or (field == "setting" and held == Setting.PRACTITIONER):
            taken[field] = value
        else:
            kept[field] = value
    rest += [f"{_NAMES[field]}: {value}" for field, value in kept.items()]
    filled = replace(typed, lines=tuple(lines[:LINES]), diagnoses=tuple(diagnoses[:DIAGNOSES]), **taken)
    return Pasted(filled, tuple(_taken(claim, taken)), tuple(rest))


def _typed(line: Line) -> TypedLine:
    return TypedLine(line.code, " ".join(line.modifiers), "" if line.units is None else str(line.units))


def _written(line: TypedLine) -> str:
    name = "-".join((line.code, *line.modifiers.split()))
    return f"{name} x{line.units}" if line.units else name


def _payer(claim: ClaimText, rest: list[str]) -> dict[str, str]:
    """The line of business, or else the payer; of two only one has a field, and the other goes to ``rest``."""
    business, payer = claim.fact(FactName.LINE_OF_BUSINESS), claim.fact(FactName.PAYER)
    chosen = payer_of(business, payer)
    if business and payer and payer not in business:
        rest.append(payer)
    return {"payer": chosen} if chosen else {}


def _setting(claim: ClaimText) -> dict[str, str]:
    setting = claim.fact(FactName.SETTING)
    return {"setting": setting} if setting else {}


def _taken(claim: ClaimText, said: dict[str, str]) -> Iterator[str]:
    """What the text gave, in words."""
    for count, one, many in (
        (len(claim.lines), "line", "lines"),
        (len(claim.diagnoses), "diagnosis", "diagnoses"),
    ):
        if count:
            yield f"{count} {one if count == 1 else many}"
    yield from (_NAMES[field] for field in said)
