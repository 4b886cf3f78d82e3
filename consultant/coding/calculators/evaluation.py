"""The level of an evaluation and management service: by decision making, by time, and which is better."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from consultant.coding.calculators.evaluation_codes import Family, Level, Prolonged, levels, prolonged
from consultant.coding.calculators.evaluation_words import Complexity, Element

SOURCE = (
    "E/M guidelines of 2021 (office) and 2023, adopted in CMS, physician fee schedule final rules for 2021 and 2023"
)
COMPLEXITY_CODE, COMPLEXITY_SINCE = "G2211", date(2024, 1, 1)
PREVENTIVE_SINCE, HOME_SINCE = date(2025, 1, 1), date(2026, 1, 1)
ITEMS_LOW, ITEMS_MODERATE = 2, 3
MOST_MINUTES = 1440


@dataclass(frozen=True, slots=True)
class Data:
    """What was looked at: ``items`` are outside notes (one a source), results and orders (each test once)."""

    items: int = 0
    historian: bool = False
    interpretation: bool = False
    discussion: bool = False

    @property
    def complexity(self) -> Complexity:
        """How complex it is. Source: ``SOURCE``."""
        three = self.items + self.historian >= ITEMS_MODERATE
        reached = three + self.interpretation + self.discussion
        if reached > 1:
            return Complexity.HIGH
        if reached:
            return Complexity.MODERATE
        return Complexity.LOW if self.items >= ITEMS_LOW or self.historian else Complexity.STRAIGHTFORWARD


@dataclass(frozen=True, slots=True)
class ByElements:
    """The level by decision making: each element, what two of three reach, the code of it, and the code above."""

    elements: dict[Element, Complexity]
    reached: Complexity
    level: Level
    above: Level | None

    @property
    def carrying(self) -> tuple[Element, ...]:
        """The elements that reach the level."""
        return tuple(one for one, complexity in self.elements.items() if complexity >= self.reached)

    @property
    def wanting(self) -> tuple[Element, ...]:
        """The elements that fall short of the code above; empty at the highest."""
        if self.above is None:
            return ()
        aim = self.above.complexity
        return tuple(one for one, complexity in self.elements.items() if aim is not None and complexity < aim)

    @property
    def lacking(self) -> int:
        """How many of ``wanting`` would have to be higher for the code above: one or two, none at the highest."""
        return max(0, len(self.wanting) - 1)


@dataclass(frozen=True, slots=True)
class Extra:
    """Units of a prolonged code that the minutes make; none where they fall short of ``of.first``."""

    of: Prolonged
    units: int


@dataclass(frozen=True, slots=True)
class ByTime:
    """The level by total minutes; ``level`` is None where they are too few for any code."""

    minutes: int
    level: Level | None
    cpt: Extra | None = None
    medicare: Extra | None = None


@dataclass(frozen=True, slots=True)
class Evaluated:
    """Both ways of one visit; a way that was not told, or does not exist, is None. ``better`` is ``elements``, ``time``,
    ``same``, or None where there is nothing to compare. ``unasked`` is the code that stands where neither way was told:
    that of a visit by staff, and the lower one of a day of discharge.
    """

    family: Family
    elements: ByElements | None
    time: ByTime | None
    better: str | None
    unasked: Level | None = None

    @property
    def level(self) -> Level | None:
        """The level to bill; None where none is reached."""
        by_time = self.time.level if self.time else None
        if self.elements is None or self.better == "time":
            return by_time or self.unasked
        return self.elements.level


def by_elements(family: Family, elements: dict[Element, Complexity], on: date) -> ByElements | None:
    """Return the level of two of three: the middle one of the three complexities.

    None for a family in which decision making chooses nothing (a visit by staff, a day of discharge). Source: ``SOURCE``.
    """
    reached = sorted(elements.values())[1]
    offered = levels(family, on)
    of = [level for level in offered if level.complexity is not None and level.complexity <= reached]
    if not of:
        return None
    return ByElements(elements, reached, of[-1], offered[len(of)] if len(of) < len(offered) else None)


def by_time(family: Family, minutes: int, on: date) -> ByTime | None:
    """Return the highest level whose minutes are met, with prolonged units where it is the family's highest.

    None for a family in which time chooses nothing (the emergency department, a visit by staff). Raises ValueError, with a sentence for the
    person, for minutes that no day has. Source: ``SOURCE``; ``evaluation_codes.prolonged``.
    """
    if not 0 <= minutes <= MOST_MINUTES:
        raise ValueError(f"Minutes are a whole number, 0 to {MOST_MINUTES}.")
    offered = levels(family, on)
    if offered[0].minutes is None:
        return None
    met = [level for level in offered if level.minutes is not None and level.minutes <= minutes]
    if not met or met[-1] != offered[-1]:
        return ByTime(minutes, met[-1] if met else None)
    cpt, medicare = (Extra(one, one.units(minutes)) if one else None for one in prolonged(family, on))
    return ByTime(minutes, met[-1], cpt, medicare)


def evaluate(
    family: Family, on: date, *, elements: dict[Element, Complexity] | None = None, minutes: int | None = None
) -> Evaluated:
    """Return both ways of a visit. Raises ValueError, with a sentence for the person, for a date before the rules."""
    if on < family.since:
        raise ValueError(f"These rules begin on {family.since:%-d %b %Y} for this kind of visit; before, others held.")
    one = by_elements(family, elements, on) if elements else None
    other = by_time(family, minutes, on) if minutes is not None else None
    lowest = levels(family, on)[0]
    unasked = lowest if one is None and other is None and lowest.unasked else None
    return Evaluated(family, one, other, _better(one, other), unasked)


def complexity_note(family: Family, on: date, *, separate: bool) -> str | None:
    """Return what is to be said of G2211 beside the visit; None where it does not go with the family on the date.

    ``separate``: the visit carries modifier 25. Source: CMS, physician fee schedule final rules for 2024 (42 CFR 414), 2025
    (preventive services) and 2026 (home and residence).
    """
    home = family in (Family.HOME_NEW, Family.HOME) and on >= HOME_SINCE
    if on < COMPLEXITY_SINCE or not (home or family in (Family.OFFICE_NEW, Family.OFFICE, Family.OFFICE_STAFF)):
        return None
    if not separate:
        return (
            f"Medicare pays {COMPLEXITY_CODE} beside it where the practitioner is the patient's lasting point of care, or "
            "follows one serious or complex condition over time. It is not paid when the visit carries 25."
        )
    if on >= PREVENTIVE_SINCE:
        return (
            f"{COMPLEXITY_CODE} is not paid beside a visit with 25, unless the other service of the day is a vaccine, an "
            "annual wellness visit or another preventive service of Part B."
        )
    return f"{COMPLEXITY_CODE} is not paid beside a visit with 25."


def _better(one: ByElements | None, other: ByTime | None) -> str | None:
    if one is None or other is None:
        return None
    below, above = one.level.complexity or 0, (other.level.complexity or 0) if other.level else 0
    if below == above:
        return "same"
    return "time" if above > below else "elements"
