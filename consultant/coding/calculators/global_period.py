"""The global period of a procedure: its first and last day, and what a second service within it wants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SOURCE = "Medicare Claims Processing Manual, chapter 12, 40.1 to 40.4"
AFTER = {"000": 0, "010": 10, "090": 90}
"""Days after the day of the procedure. Source: CMS, physician fee schedule, GLOB DAYS."""
MINOR, MAJOR = ("000", "010"), "090"
WITHOUT = {
    "MMM": "Maternity: the package runs with the pregnancy, by the code itself; no count of days applies.",
    "XXX": "The global concept does not apply: visits and other services of any day are judged by themselves.",
    "YYY": "The Medicare contractor sets the period, and none is published: ask the contractor, or choose its days here.",
    "ZZZ": "The code belongs to another procedure and lies in that one's period: look that one up.",
}
DAYS = (*AFTER, *WITHOUT)


class Second(StrEnum):
    """What was done on the second day."""

    VISIT = "visit"
    PROCEDURE = "procedure"


class Place(StrEnum):
    """Where a day lies. ``AFTER`` is within the days behind the procedure."""

    OUTSIDE = "outside"
    BEFORE = "the day before"
    SAME = "the day itself"
    AFTER = "the days after"


@dataclass(frozen=True, slots=True)
class Period:
    """Both days belong to it. ``length`` counts them all: 92 for 090, 11 for 010, 1 for 000."""

    days: str
    procedure: date
    first: date
    last: date

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def free(self) -> date:
        """The first day on which a visit is paid again without a modifier."""
        return self.last + timedelta(days=1)

    def place(self, day: date) -> Place:
        """Where a day lies."""
        if not self.first <= day <= self.last:
            return Place.OUTSIDE
        if day == self.procedure:
            return Place.SAME
        return Place.BEFORE if day < self.procedure else Place.AFTER


@dataclass(frozen=True, slots=True)
class Speaking:
    """A modifier that a second service may need, which kind of service it stands on, and when it is true.

    ``brief`` says it in a few words for a letter, ``why`` in full.
    """

    modifier: str
    second: Second
    brief: str
    why: str


def period(days: str, on: date) -> Period | None:
    """Return the global period of a procedure of ``on`` by its global days ("090"); None for those of ``WITHOUT``.

    Raises ValueError for a word that is none of ``DAYS``. Source: ``SOURCE``.
    """
    if days in WITHOUT:
        return None
    if days not in AFTER:
        raise ValueError(f"Global days are one of {', '.join(DAYS)}.")
    before = timedelta(days=1 if days == MAJOR else 0)
    return Period(days, on, on - before, on + timedelta(days=AFTER[days]))


def speaking(found: Period, day: date) -> tuple[Speaking, ...]:
    """Return the modifiers that may speak on ``day``, visits first; none outside the period.

    They are for the same practitioner, or another of the same group and specialty. Source: ``SOURCE``; Medicare Claims
    Processing Manual, chapter 12, 30.6.6.
    """
    place = found.place(day)
    major = found.days == MAJOR
    if place is Place.OUTSIDE:
        return ()
    if place is Place.BEFORE:
        return (_DECISION,)
    if place is Place.SAME:
        separate = "a visit for more than the usual work before and after the procedure, shown in the record"
        told = separate + ("; not for the decision to operate" if major else "")
        visit = Speaking("25", Second.VISIT, "a separate, significant visit", told)
        return (*((_DECISION,) if major else ()), visit, _RETURN, _UNRELATED)
    return (_UNRELATED_VISIT, _STAGED, _RETURN, _UNRELATED)


_DECISION = Speaking(
    "57",
    Second.VISIT,
    "the visit that decided on the operation",
    "the visit in which the operation was decided; only for 090, on its day or the day before",
)
_UNRELATED_VISIT = Speaking(
    "24",
    Second.VISIT,
    "an unrelated visit",
    "a visit for something else than the procedure and its recovery; the diagnosis or the note shows it",
)
_STAGED = Speaking(
    "58",
    Second.PROCEDURE,
    "a planned or more extensive procedure",
    "planned beforehand, more extensive than the first, or treatment that follows it; paid in full, and a new period begins",
)
_RETURN = Speaking(
    "78",
    Second.PROCEDURE,
    "an unplanned return to the operating room for a complication",
    "an unplanned return to the operating room for a complication; only the share of the operation itself is paid, "
    "and no new period begins",
)
_UNRELATED = Speaking(
    "79",
    Second.PROCEDURE,
    "an unrelated procedure",
    "has nothing to do with the first procedure; paid in full, and a new period begins",
)
