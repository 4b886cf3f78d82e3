"""Codes of evaluation and management by family: what decision making and how many minutes each wants, and from when.

Numbers and minutes alone; no descriptor. Source: CPT Evaluation and Management codes of 2021 to 2026 as CMS adopted them in
the physician fee schedule final rules for 2021, 2023 and 2024.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from consultant.coding.calculators.evaluation_words import Complexity

OFFICE_SINCE, OTHERS_SINCE = date(2021, 1, 1), date(2023, 1, 1)
EXACT_SINCE = date(2024, 1, 1)
"""From here on the office codes name the minutes to be met alone; before they named a range."""


class Family(StrEnum):
    OFFICE_NEW = "office-new"
    OFFICE = "office"
    OFFICE_STAFF = "office-staff"
    HOSPITAL_INITIAL = "hospital-initial"
    HOSPITAL = "hospital"
    HOSPITAL_SAME_DAY = "hospital-same-day"
    HOSPITAL_DISCHARGE = "hospital-discharge"
    EMERGENCY = "emergency"
    NURSING_INITIAL = "nursing-initial"
    NURSING = "nursing"
    HOME_NEW = "home-new"
    HOME = "home"
    CONSULT_OFFICE = "consult-office"
    CONSULT_HOSPITAL = "consult-hospital"

    @property
    def title(self) -> str:  # type: ignore[override]  # a family's title, not title case
        return _TITLES[self]

    @property
    def since(self) -> date:
        """The first day of these rules for the family."""
        return OFFICE_SINCE if self in (Family.OFFICE_NEW, Family.OFFICE, Family.OFFICE_STAFF) else OTHERS_SINCE

    @property
    def consultation(self) -> bool:
        """Whether Medicare has not paid its codes since 2010."""
        return self in (Family.CONSULT_OFFICE, Family.CONSULT_HOSPITAL)


_TITLES = {
    Family.OFFICE_NEW: "Office, new patient",
    Family.OFFICE: "Office, established patient",
    Family.OFFICE_STAFF: "Office, established patient, seen by staff",
    Family.HOSPITAL_INITIAL: "Hospital inpatient or observation, initial",
    Family.HOSPITAL: "Hospital inpatient or observation, subsequent",
    Family.HOSPITAL_SAME_DAY: "Hospital, admitted and discharged on one day",
    Family.HOSPITAL_DISCHARGE: "Hospital inpatient or observation, day of discharge",
    Family.EMERGENCY: "Emergency department",
    Family.NURSING_INITIAL: "Nursing facility, initial",
    Family.NURSING: "Nursing facility, subsequent",
    Family.HOME_NEW: "Home or residence, new patient",
    Family.HOME: "Home or residence, established patient",
    Family.CONSULT_OFFICE: "Consultation, office or other outpatient",
    Family.CONSULT_HOSPITAL: "Consultation, inpatient or observation",
}


@dataclass(frozen=True, slots=True)
class Level:
    """A code, the decision making that it wants at least, and the total minutes to be met.

    ``complexity`` is None where decision making never chooses it, ``minutes`` where time never does.
    """

    code: str
    complexity: Complexity | None
    minutes: int | None

    @property
    def unasked(self) -> bool:
        """Whether neither decision making nor minutes are asked for it."""
        return self.complexity is None and not self.minutes


@dataclass(frozen=True, slots=True)
class Prolonged:
    """A code for time beyond the highest level: one unit at ``first`` minutes, another for each 15 more.

    ``counted`` says of which days the minutes count.
    """

    code: str
    first: int
    counted: str

    def units(self, minutes: int) -> int:
        """How many units the total minutes make."""
        return max(0, (minutes - self.first) // STEP + 1)


STEP = 15
_S, _L, _M, _H = Complexity
_LEVELS: dict[Family, tuple[tuple[int, Complexity | None, int | None], ...]] = {
    Family.OFFICE_NEW: ((99202, _S, 15), (99203, _L, 30), (99204, _M, 45), (99205, _H, 60)),
    Family.OFFICE: ((99212, _S, 10), (99213, _L, 20), (99214, _M, 30), (99215, _H, 40)),
    Family.OFFICE_STAFF: ((99211, None, None),),
    Family.HOSPITAL_INITIAL: ((99221, _S, 40), (99222, _M, 55), (99223, _H, 75)),
    Family.HOSPITAL: ((99231, _S, 25), (99232, _M, 35), (99233, _H, 50)),
    Family.HOSPITAL_SAME_DAY: ((99234, _S, 45), (99235, _M, 70), (99236, _H, 85)),
    Family.HOSPITAL_DISCHARGE: ((99238, None, 0), (99239, None, 31)),
    Family.EMERGENCY: ((99282, _S, None), (99283, _L, None), (99284, _M, None), (99285, _H, None)),
    Family.NURSING_INITIAL: ((99304, _S, 25), (99305, _M, 35), (99306, _H, 50)),
    Family.NURSING: ((99307, _S, 10), (99308, _L, 20), (99309, _M, 30), (99310, _H, 45)),
    Family.HOME_NEW: ((99341, _S, 15), (99342, _L, 30), (99344, _M, 60), (99345, _H, 75)),
    Family.HOME: ((99347, _S, 20), (99348, _L, 30), (99349, _M, 40), (99350, _H, 60)),
    Family.CONSULT_OFFICE: ((99242, _S, 20), (99243, _L, 30), (99244, _M, 40), (99245, _H, 55)),
    Family.CONSULT_HOSPITAL: ((99252, _S, 35), (99253, _L, 45), (99254, _M, 60), (99255, _H, 80)),
}
_IN_2023 = {99306: 45, 99308: 15}
_CPT_PROLONGED = {
    **dict.fromkeys((Family.OFFICE_NEW, Family.OFFICE, Family.HOME_NEW, Family.HOME, Family.CONSULT_OFFICE), "99417"),
    **dict.fromkeys(
        (
            Family.HOSPITAL_INITIAL,
            Family.HOSPITAL,
            Family.HOSPITAL_SAME_DAY,
            Family.NURSING_INITIAL,
            Family.NURSING,
            Family.CONSULT_HOSPITAL,
        ),
        "99418",
    ),
}
_DAY = "the day of the visit"
_NURSING_DAYS = "the day before, the day of the visit and 3 days after"
_HOME_DAYS = "3 days before, the day of the visit and 7 days after"
_MEDICARE_PROLONGED = {
    Family.OFFICE_NEW: Prolonged("G2212", 89, _DAY),
    Family.OFFICE: Prolonged("G2212", 69, _DAY),
    Family.HOSPITAL_INITIAL: Prolonged("G0316", 90, _DAY),
    Family.HOSPITAL: Prolonged("G0316", 65, _DAY),
    Family.HOSPITAL_SAME_DAY: Prolonged("G0316", 110, "the day of the visit and 3 days after"),
    Family.NURSING_INITIAL: Prolonged("G0317", 95, _NURSING_DAYS),
    Family.NURSING: Prolonged("G0317", 85, _NURSING_DAYS),
    Family.HOME_NEW: Prolonged("G0318", 140, _HOME_DAYS),
    Family.HOME: Prolonged("G0318", 110, _HOME_DAYS),
}


def levels(family: Family, on: date) -> tuple[Level, ...]:
    """Return the codes of a family on a date, the lowest first."""
    early = on < EXACT_SINCE
    return tuple(
        Level(str(code), complexity, _IN_2023.get(code, minutes) if early else minutes)
        for code, complexity, minutes in _LEVELS[family]
    )


def minutes_in_words(family: Family, level: Level, on: date) -> str:
    """Return the minutes of a level as its rules state them: "30 or more", before 2024 in the office "30 to 39"."""
    if level.minutes is None:
        return "time does not choose it"
    if family is Family.HOSPITAL_DISCHARGE:
        return "30 or fewer" if level.unasked else f"more than {level.minutes - 1}"
    if on >= EXACT_SINCE or family not in (Family.OFFICE_NEW, Family.OFFICE):
        return f"{level.minutes} or more"
    above = next((one.minutes for one in levels(family, on) if (one.minutes or 0) > level.minutes), None)
    return f"{level.minutes} to {(above or level.minutes + STEP) - 1}"


def family_of(code: str) -> Family | None:
    """Return the family to which a code belongs, or None."""
    return next((family for family, rows in _LEVELS.items() if any(str(row[0]) == code for row in rows)), None)


def prolonged(family: Family, on: date) -> tuple[Prolonged | None, Prolonged | None]:
    """Return what follows the highest level by time, CPT's way and Medicare's; None where there is no such code.

    CPT begins 15 minutes beyond the minutes of the highest level. Source: CPT 99417 and 99418; CMS, physician fee schedule
    final rules for 2021 (G2212) and 2023 (G0316 to G0318), Medicare Claims Processing Manual, chapter 12, 30.6.15.
    """
    top = levels(family, on)[-1].minutes
    code = _CPT_PROLONGED.get(family)
    by_cpt = Prolonged(code, top + STEP, _DAY) if code and top is not None else None
    return by_cpt, _MEDICARE_PROLONGED.get(family)
