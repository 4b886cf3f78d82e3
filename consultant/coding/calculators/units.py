"""Units of a drug code: a dose that was given, the containers that were opened, what is billed and what was wasted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal, InvalidOperation
from enum import StrEnum

WASTED, NONE_WASTED = "JW", "JZ"
WASTED_SINCE, NONE_WASTED_SINCE, REQUIRED_SINCE = date(2017, 1, 1), date(2023, 1, 1), date(2023, 7, 1)
SOURCE = "Medicare Claims Processing Manual, chapter 17, 40; 42 CFR 414.940"
MOST = Decimal(10_000_000)
"""An amount beyond this is a slip of the keyboard, whatever its unit."""
MOST_CONTAINERS = 200


class Dimension(StrEnum):
    MASS = "mass"
    VOLUME = "volume"
    ACTIVITY = "units of activity"
    CHARGE = "milliequivalents"
    RADIATION = "radioactivity"
    COUNT = "whole doses or vials"


_MEASURES: dict[str, tuple[Dimension, Decimal]] = {
    "mcg": (Dimension.MASS, Decimal("0.001")),
    "mg": (Dimension.MASS, Decimal(1)),
    "g": (Dimension.MASS, Decimal(1000)),
    "ml": (Dimension.VOLUME, Decimal(1)),
    "l": (Dimension.VOLUME, Decimal(1000)),
    "units": (Dimension.ACTIVITY, Decimal(1)),
    "meq": (Dimension.CHARGE, Decimal(1)),
    "mci": (Dimension.RADIATION, Decimal(1)),
    "mcci": (Dimension.RADIATION, Decimal("0.001")),
    "doses": (Dimension.COUNT, Decimal(1)),
}
_WRITTEN = {
    "mcg": "mcg|ug|µg|μg|micrograms?",
    "mg": "mg|mgs|milligrams?",
    "g": "g|gm|gms|grams?",
    "ml": "ml|mls|cc|milliliters?",
    "l": "l|liters?",
    "units": r"(?:usp )?units?|(?:factor \w+ )?i\.?u\.?|usp|u|kiu|international units?",
    "meq": "meq",
    "mci": "mci|millicuries?",
    "mcci": "uci|µci|microcuries?",
    "doses": r"(?:therapeutic |study )?doses?|(?:single[ -](?:use|dose) )?vials?|treatments?",
}
_UNIT = "|".join(f"(?P<{name}>{shape})" for name, shape in _WRITTEN.items())
_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_AMOUNT = re.compile(rf"{_NUMBER}[ -]?(?P<million>million )?(?:{_UNIT})\.?", re.IGNORECASE)
_IN_TEXT = re.compile(
    r"(?:(?P<upto>\bup to )|(?P<per>\bper )|, ?|-\w+ |\((?=[^)]*= 1 unit)|(?P<bare>(?<!than)(?<!over)(?<!\bto)(?<!\bin)(?<=[a-z]) ))"
    rf"(?P<more>up to )?(?:{_NUMBER} ?)?(?P<million>million )?(?:{_UNIT})(?![\w%/])",
    re.IGNORECASE,
)
_WEIGHED = r"\d ?(?:mcg|mg|g|gm|grams?|units)\b"
_COMBINED = re.compile(rf"{_WEIGHED}[^,]*?(?:\band\b|/)[^,]*?{_WEIGHED}", re.IGNORECASE)
_CONTAINER = re.compile(
    rf"(?:(?P<times>\d{{1,3}}) ?(?:x|×|\*|vials? of|of) ?)?(?P<amount>{_AMOUNT.pattern})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as it was written; ``unit`` is one of mcg, mg, g, ml, l, units, meq, mci, mcci, doses."""

    number: Decimal
    unit: str

    @property
    def dimension(self) -> Dimension:
        return _MEASURES[self.unit][0]

    @property
    def base(self) -> Decimal:
        """The amount in the first unit of its dimension: mg, ml, units, meq, mci, doses."""
        return self.number * _MEASURES[self.unit][1]

    def of(self, base: Decimal) -> Amount:
        """Another amount, given in the base of the dimension, in this amount's unit."""
        return Amount(base / _MEASURES[self.unit][1], self.unit)

    def __str__(self) -> str:
        number = f"{self.number.normalize():,f}"
        one = self.number == 1 and self.unit in ("units", "doses")
        return f"{number} {self.unit[:-1] if one else self.unit}"


@dataclass(frozen=True, slots=True)
class Dose:
    """What one unit of a code stands for; ``upto``: each started amount is a unit."""

    amount: Amount
    upto: bool = False

    def __str__(self) -> str:
        return f"up to {self.amount}" if self.upto else str(self.amount)


@dataclass(frozen=True, slots=True)
class Billed:
    """What is billed: ``units`` of the dose given and ``wasted`` units of what was thrown away.

    ``given``, ``opened`` and ``left`` are amounts in the code's unit; ``opened`` and ``left`` are None where no
    container was told. ``modifier`` stands on the line of what was given (JZ or nothing), JW on the line of ``wasted``.
    """

    dose: Dose
    given: Amount
    units: int
    opened: Amount | None = None
    left: Amount | None = None
    wasted: int = 0
    modifier: str | None = None

    @property
    def rounded(self) -> bool:
        """Whether the last unit was only begun."""
        return self.units * self.dose.amount.base != self.given.base


def amount(text: str) -> Amount:
    """Return an amount as people write it ("80 mg", "1,000 units", "0.5 cc").

    Raises ValueError with a sentence for the person where it is none, not above zero, or beyond ``MOST``.
    """
    found = _AMOUNT.fullmatch(" ".join(text.split()))
    if found is None:
        raise ValueError("Write a number and its unit: mcg, mg, g, ml, units, mEq, mCi or doses.")
    return _measured(found)


def containers(text: str) -> tuple[Amount, ...]:
    """Return the containers that were opened, each by itself ("2 x 40 mg, 20 mg" are three).

    Raises ValueError with a sentence for the person, as ``amount`` does.
    """
    found: list[Amount] = []
    for part in re.split(r"\s*(?:[;+\n]|,(?!\d{3}\b)|\band\b)\s*", " ".join(text.split())):
        shape = _CONTAINER.fullmatch(part) if part else None
        if shape is None and part:
            raise ValueError(f"“{part[:30]}” is no container. Write them as 2 x 40 mg, 20 mg.")
        if shape is not None:
            found += [amount(shape["amount"])] * int(shape["times"] or 1)
    if len(found) > MOST_CONTAINERS:
        raise ValueError(f"At most {MOST_CONTAINERS} containers are counted.")
    if not found:
        raise ValueError("At least one container is wanted.")
    return tuple(found)


def dose_of(text: str) -> Dose | None:
    """Return what one unit of a code is by its HCPCS text, or None where it states no one amount.

    "per" without a number is one ("per i.u."). A text that names the amounts of two drugs has no amount of its own.
    """
    if _COMBINED.search(text) and not re.search(r"\bper \d", text):
        return None
    best = None
    for found in _IN_TEXT.finditer(text):
        if found["number"] is None and not found["per"]:
            continue
        rank = (found["bare"] is None, found["per"] is not None, found["upto"] is None, found.start())
        if best is None or rank >= best[0]:
            best = (rank, found)
    if best is None:
        return None
    _, found = best
    try:
        return Dose(_measured(found), upto=bool(found["upto"] or found["more"]))
    except ValueError:
        return None


def bill(dose: Dose, given: Amount, opened: tuple[Amount, ...], *, single_dose: bool, on: date) -> Billed:
    """Return the units of a dose and, from single-dose containers, those of what was wasted.

    The dose is rounded up to whole units. What is left counts as wasted only in whole units that the rounded dose does
    not already stand for, so that both lines together never exceed the containers; a remainder below one unit has no
    line of its own, and JZ says that none is billed as wasted. Containers that hold several doses have neither JW nor JZ.
    Raises ValueError with a sentence for the person where dimensions differ or less was opened than given.
    Source: ``SOURCE``; CMS, discarded drugs and biologicals, JW and JZ modifier policy.
    """
    for one in (given, *opened):
        if one.dimension is not dose.amount.dimension:
            raise ValueError(
                f"{one} is {one.dimension}, and a unit of this code is {dose}, {dose.amount.dimension}. "
                "Convert it by the label of the product first."
            )
    unit = dose.amount.base
    units = int((given.base / unit).to_integral_value(ROUND_CEILING))
    told = Billed(dose, dose.amount.of(given.base), units)
    if not opened:
        return Billed(dose, told.given, units, modifier=None)
    whole = sum((one.base for one in opened), Decimal(0))
    left = whole - given.base
    if left < 0:
        raise ValueError(f"{told.given} were given and only {dose.amount.of(whole)} opened. Name every container.")
    wasted = int(max(whole - units * unit, Decimal(0)) // unit) if single_dose and on >= WASTED_SINCE else 0
    alone = single_dose and not wasted and on >= NONE_WASTED_SINCE
    return Billed(
        dose, told.given, units, dose.amount.of(whole), dose.amount.of(left), wasted, NONE_WASTED if alone else None
    )


def _measured(found: re.Match[str]) -> Amount:
    unit = next(name for name in _WRITTEN if found[name])
    try:
        number = Decimal((found["number"] or "1").replace(",", ""))
    except InvalidOperation:
        raise ValueError("That is no number.") from None
    number = number * 1_000_000 if found["million"] else number
    if not 0 < number <= MOST:
        raise ValueError(f"An amount is above zero and at most {MOST:,}.")
    return Amount(number, unit)
