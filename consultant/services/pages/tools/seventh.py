"""The seventh character of an ICD-10-CM code as a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from consultant.coding.calculators import seventh as calculator
from consultant.coding.calculators.seventh import Encounter, Healing, SeventhCharacter, Wound
from consultant.coding.calculators.seventh import Told as Encountered
from consultant.coding.catalogue import Catalogue
from consultant.coding.sets import System
from consultant.coding.systems import icd10cm
from consultant.domain.rights import Action, Person, demand
from consultant.services.pages.tools.told import Code, Sheet, Told, Typed, day, shown


@dataclass(frozen=True, slots=True)
class SeventhSheet(Sheet):
    """The page. ``whole`` is the code where the encounter leaves one; ``stems`` stand below a code that lacks more."""

    on: date = date.min
    code: Code | None = None
    offered: tuple[SeventhCharacter, ...] = ()
    fitting: tuple[SeventhCharacter, ...] = ()
    stems: tuple[Code, ...] = ()
    asks: tuple[bool, bool, bool] = (False, False, False)
    whole: Code | None = None
    sequela: bool = False

    @property
    def listed(self) -> bool:
        """Whether any release explains the code."""
        return self.code is not None and bool(self.code.text)


def filled(told: Told, catalogue: Catalogue, today: date) -> Typed:
    """The form as a ticket fills it: with the first of its diagnoses that takes a seventh character."""
    on = date.fromisoformat(told.on) if told.on else today
    wanting = (code for code in told.diagnoses if calculator.seventh_characters(catalogue, calculator.stem(code), on))
    return {"on": told.on, "code": next(wanting, "")}


def show(person: Person, catalogue: Catalogue, typed: Typed, *, today: date) -> SeventhSheet:
    """Return the page for what was typed. Raises Forbidden."""
    demand(person, Action.FIND_CODES)
    wrong: dict[str, str] = {}
    on = day(typed, "on", wrong) or today
    word = typed.get("code", "")
    code = icd10cm.normalise(word) if word else None
    if word and code is None:
        wrong["code"] = f"{word} has not the shape of an ICD-10-CM code."
    if code is None or wrong:
        return SeventhSheet(typed, wrong, on=on)
    bare = calculator.stem(code)
    offered = calculator.seventh_characters(catalogue, bare, on)
    told = Encountered(
        next((one for one in Encounter if one.name.lower() == typed.get("encounter")), None),
        next((one for one in Healing if one.name.lower() == typed.get("healing")), None),
        next((one for one in Wound if one.name.lower() == typed.get("wound")), None),
    )
    fits = calculator.fitting(offered, told)
    whole = shown(catalogue, System.CM, fits[0].code, on) if len(fits) == 1 else None
    stems = () if offered else calculator.stems_below(catalogue, bare, on)
    return SeventhSheet(
        typed,
        wrong,
        _answer(whole, fits[0]) if whole else "",
        on,
        shown(catalogue, System.CM, bare, on),
        offered,
        fits,
        tuple(shown(catalogue, System.CM, one, on) for one in stems if one != bare),
        calculator.asked_for(offered),
        whole,
        told.encounter is Encounter.SEQUELA and bool(fits),
    )


def _answer(whole: Code, chosen: SeventhCharacter) -> str:
    source = "; ".join(one for one in (whole.release, calculator.SOURCE) if one)
    filled_up = ", with X in the empty places" if "X" in whole.code[4:-1] else ""
    return f"{whole.code}: the seventh character is {chosen.character}, {chosen.meaning}{filled_up}. Source: {source}."
