"""What Medicare allows for a line: the fee schedule's formula, then what the modifiers and the rank make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from consultant.coding.fees import PAID_BY_VALUES, Fee, Locality, payment

SOURCE = "CMS, physician fee schedule (42 CFR 414.20 to 414.26)"
FACILITIES = frozenset({"02", "19", "21", "22", "23", "24", "26", "31", "34", "41", "42", "51", "52", "53", "56", "61"})
"""Places of service at facility rates. Source: Medicare Claims Processing Manual, chapter 12, 20.4.2, and chapter 26, 10.5."""
MOST_UNITS, LAST_RANK = 999, 5
_CENT = Decimal("0.01")
_ASSISTANTS = {"80": Decimal(16), "81": Decimal(16), "82": Decimal(16), "AS": Decimal("13.6")}
_CO_SURGEON = Decimal("62.5")
_RANKS = {
    "1": (100, 50, 25, 25, 25),
    "2": (100, 50, 50, 50, 50),
}
ENDOSCOPY = "3"
"""The indicator of codes that are reduced within an endoscopy family."""
UNRANKED = {
    ENDOSCOPY: "The code is an endoscopy: within its family the base is taken off first, which needs the other codes. Name them; no reduction is counted here.",
    "4": "Further technical parts of a session are paid at 50 percent and professional ones at 95. No reduction is counted here.",
    "5": "The practice expense of further units of the day is paid at 50 percent. No reduction is counted here.",
    "6": "Further technical parts of the day are paid at 75 percent. No reduction is counted here.",
    "7": "Further technical parts of the day are paid at 80 percent. No reduction is counted here.",
}
"""What is said of lines that reduce each other otherwise than by rank, by their indicator."""
_SILENT = frozenset(
    {"LT", "RT", "25", "24", "57", "58", "59", "76", "77", "79", "91", "95", "XE", "XS", "XP", "XU", "AI"}
)
_COMPONENTS = ("26", "TC", "53")
RANKING = "Medicare Claims Processing Manual, chapter 12, 40.6"
ENDOSCOPIES = "Medicare Claims Processing Manual, chapter 12, 40.6, endoscopies; 42 CFR 414.40"

Change = tuple[Decimal, str, str]
"""A percentage, in words, and its source."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a line stands among the others of its session, in US dollars and words; see ``fee_session``.

    ``less`` is the value of the base endoscopy that is taken off, None where nothing is. ``within`` says how the line
    stands in its family, ``of`` what is ranked: the code, or its whole family.
    """

    less: Decimal | None = None
    within: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of a claim. ``modifiers`` in order; ``rank`` from 1, by falling fee among the procedures of the day.

    ``standing`` is None where the other lines are not told; then ``rank`` is what a person says.
    """

    modifiers: tuple[str, ...]
    facility: bool
    units: int = 1
    rank: int = 1
    standing: Standing | None = None

    @property
    def component(self) -> str:
        """The modifier by which the fee schedule has a row of its own, or an empty word."""
        return next((one for one in self.modifiers if one in _COMPONENTS), "")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the formula and the US dollars after it."""

    words: str
    amount: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """US dollars allowed, None where the schedule makes no payment; ``notes`` say why, and what was not counted."""

    amount: Decimal | None
    steps: tuple[Step, ...]
    notes: tuple[str, ...]


def estimate(fee: Fee, place: Locality, asked: Asked) -> Estimate:
    """Return the amount with its formula, each step rounded to cents.

    ``fee`` is the row of ``asked.component``. Deductible, the patient's 20 percent, sequestration and limits by the
    outpatient schedule are not in it. Sources stand at each step.
    """
    row = fee.row
    if row.status not in PAID_BY_VALUES:
        return Estimate(
            None,
            (),
            (f"Its status is {row.status}: {_words(fee, 'status')}. The schedule makes no payment by values.",),
        )
    paid = payment(fee, place)
    amount = paid.facility if asked.facility else paid.non_facility
    if amount is None:
        where = "in a facility" if asked.facility else "outside a facility"
        return Estimate(None, (), (f"The schedule states no payment {where} for this code.",))
    steps = [Step(_formula(fee, place, facility=asked.facility), amount, SOURCE)]
    notes: list[str] = []
    refused: list[str] = []
    amount = _changed(amount, _bilateral(fee, asked, notes), steps)
    if asked.standing is not None and asked.standing.within:
        amount = max(amount - (asked.standing.less or 0), Decimal(0))
        steps.append(Step(asked.standing.within, amount, ENDOSCOPIES))
    amount = _changed(amount, (*_ranked(fee, asked, notes), *_surgeons(fee, asked, notes, refused)), steps)
    if asked.units > 1:
        amount *= asked.units
        steps.append(Step(f"{asked.units} units", amount, SOURCE))
    notes += [note for one in asked.modifiers if (note := _unread(one))]
    return Estimate(None if refused else amount, tuple(steps), (*refused, *notes))


def value(fee: Fee, place: Locality, asked: Asked) -> Decimal | None:
    """What the schedule states for the line, both sides counted: by this lines of a session are ranked. None for no payment."""
    paid = payment(fee, place)
    amount = paid.facility if asked.facility else paid.non_facility
    return amount if amount is None else _changed(amount, _bilateral(fee, asked, []), [])


def _changed(amount: Decimal, changes: Sequence[Change], steps: list[Step]) -> Decimal:
    for percent, words, source in changes:
        amount = (amount * percent / 100).quantize(_CENT, ROUND_HALF_UP)
        steps.append(Step(f"{words}: {percent.normalize():f} percent", amount, source))
    return amount


def _formula(fee: Fee, place: Locality, *, facility: bool) -> str:
    row = fee.row
    practice = row.facility_pe if facility else row.non_facility_pe
    return (
        f"(work {row.work} × {place.work} + practice expense {practice} × {place.practice} + "
        f"malpractice {row.malpractice} × {place.malpractice}) × ${row.conversion_factor}"
    )


def _bilateral(fee: Fee, asked: Asked, notes: list[str]) -> Sequence[Change]:
    if "50" not in asked.modifiers:
        return ()
    source = "Medicare Claims Processing Manual, chapter 12, 40.7"
    match fee.row.bilateral:
        case "1":
            return ((Decimal(150), "both sides, 50", source),)
        case "3":
            return ((Decimal(200), "both sides in full, 50", source),)
        case indicator:
            notes.append(f"50 changes nothing: its indicator is {indicator}, {_words(fee, 'both sides')}.")
            return ()


def _ranked(fee: Fee, asked: Asked, notes: list[str]) -> Sequence[Change]:
    indicator = fee.row.multiple
    known = asked.standing
    if known is not None and not known.of:
        return ()
    if asked.rank == 1 and known is None:
        return ()
    if known is not None and indicator == ENDOSCOPY:
        indicator = "2"
    if indicator in UNRANKED:
        notes.append(UNRANKED[indicator])
    elif indicator not in _RANKS:
        notes.append("Its rank changes nothing: the multiple procedure reduction does not apply to the code.")
    else:
        percent = Decimal(_RANKS[indicator][min(asked.rank, LAST_RANK) - 1])
        what = (
            f"{known.of}, number {asked.rank} of the day" if known else f"procedure number {asked.rank} of the day, 51"
        )
        return ((percent, what, RANKING),)
    return ()


def _surgeons(fee: Fee, asked: Asked, notes: list[str], refused: list[str]) -> Sequence[Change]:
    """What an assistant, or one of two surgeons, gets."""
    found: list[Change] = []
    assistant = next((one for one in asked.modifiers if one in _ASSISTANTS), None)
    if assistant is not None:
        found.append(
            (
                _ASSISTANTS[assistant],
                f"assistant at surgery, {assistant}",
                "Medicare Claims Processing Manual, chapter 12, 20.4.3 and 110.2",
            )
        )
        _judge(fee.row.assistant, f"{assistant}: {_words(fee, 'assistant at surgery')}", ("1", "9"), notes, refused)
    if "62" in asked.modifiers:
        found.append((_CO_SURGEON, "one of two surgeons, 62", "Medicare Claims Processing Manual, chapter 12, 40.8"))
        _judge(fee.row.co_surgeons, f"62: {_words(fee, 'co-surgeons')}", ("0", "9"), notes, refused)
    return found


def _judge(indicator: str, words: str, never: tuple[str, ...], notes: list[str], refused: list[str]) -> None:
    if indicator in never:
        refused.append(f"Not paid with {words}.")
    elif indicator != "2":
        notes.append(f"With {words}.")


def _unread(modifier: str) -> str | None:
    counted = modifier in {*_COMPONENTS, *_ASSISTANTS, "50", "51", "62"} or modifier in _SILENT
    return None if counted else f"{modifier} is not counted here; the contractor may pay more or less because of it."


def _words(fee: Fee, name: str) -> str:
    return next((one.words for one in fee.indicators if one.name == name), "")
