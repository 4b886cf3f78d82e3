"""Kinds of visit that go by rules of their own: a stay of one day, a day of discharge, a visit by staff."""

from __future__ import annotations

from dataclasses import dataclass

from consultant.coding.calculators.evaluation_codes import Family

LEAST_HOURS, LEAST_ENCOUNTERS, HOURS_OF_DAY = 8, 2, 24


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay that began and ended on one day: full hours, and how often the practitioner saw the patient; None: not said."""

    hours: int | None = None
    encounters: int | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of a kind of visit, and the rule it goes by.

    ``answer`` is the sentence for an answer, empty where none is wanted. ``open``: something is still to be told.
    """

    title: str
    words: str
    source: str
    answer: str = ""
    open: bool = False


_ONE_DAY = "Admitted and discharged on one day"
_SAME_DAY = "Medicare Claims Processing Manual, chapter 12, 30.6.9.1; E/M guidelines of 2023"
_DISCHARGE = (
    Remark(
        "How it is chosen",
        "All minutes of the practitioner on the day of the encounter count, in one stretch or several, for the last "
        "examination, the talk about the stay, instructions, prescriptions, referrals and papers. More than 30 must stand "
        "in the record for 99239; without minutes only 99238 can be shown. Decision making chooses neither, and no "
        "prolonged code follows.",
        "CPT 99238 and 99239; E/M guidelines of 2023",
        "99239 wants more than 30 minutes of the day of the encounter in the record; 99238 wants none.",
    ),
    Remark(
        "Who bills it",
        "Only the practitioner who is responsible for the discharge, once a stay, for the day on which the patient was "
        "seen, even where the patient leaves on another. Others bill a subsequent visit, which nobody bills beside his "
        "or her own discharge of the same day. A stay of one day has codes of its own.",
        "Medicare Claims Processing Manual, chapter 12, 30.6.9.2",
    ),
)
_STAFF = (
    Remark(
        "How it is chosen",
        "By neither decision making nor minutes: an established patient came for a service of evaluation and management "
        "that may not need a physician, and clinical staff gave it. A new patient has no such code, and where the "
        "practitioner saw the patient a higher code fits.",
        "CPT 99211; E/M guidelines of 2021",
        "Clinical staff saw an established patient; neither decision making nor minutes choose the code.",
    ),
    Remark(
        "What Medicare asks",
        "The service is incident to a practitioner's: it follows a plan of care that he or she began, staff act under "
        "direct supervision, and the record shows order, reason, what was found and advised, and who did it. Drawing "
        "blood or giving a planned injection alone is none.",
        "Medicare Benefit Policy Manual, chapter 15, 60; 42 CFR 410.26",
    ),
    Remark(
        "Beside an injection or infusion",
        "Medicare does not pay 99211 on the day of an injection, infusion or chemotherapy by the same practice, with 25 "
        "or without.",
        "Medicare Claims Processing Manual, chapter 12, 30.6.7",
    ),
)


def remarks(family: Family) -> tuple[Remark, ...]:
    """Return what is to be said of a kind of visit that neither grid nor minutes say; empty for most. Sources stand in each."""
    match family:
        case Family.HOSPITAL_DISCHARGE:
            return _DISCHARGE
        case Family.OFFICE_STAFF:
            return _STAFF
        case _:
            return ()


def one_day(stay: Stay) -> tuple[Family, Remark]:
    """Return whose codes a stay of one day takes, and why: those for both services, or the initial ones alone.

    Both services want at least 8 hours and two encounters; where neither is contradicted they are taken, and what is not
    said is asked for. Source: Medicare Claims Processing Manual, chapter 12, 30.6.9.1; CPT 99234 to 99236.
    """
    initial = "Only an initial code is left, 99221 to 99223, and no code of discharge."
    if stay.hours is not None and stay.hours < LEAST_HOURS:
        words = f"Full hours: {stay.hours}. 99234 to 99236 want at least {LEAST_HOURS}. {initial}"
        return Family.HOSPITAL_INITIAL, Remark(_ONE_DAY, words, _SAME_DAY, words)
    if stay.encounters is not None and stay.encounters < LEAST_ENCOUNTERS:
        words = f"99234 to 99236 want two encounters of the day, one for admission and one for discharge. {initial}"
        return Family.HOSPITAL_INITIAL, Remark(_ONE_DAY, words, _SAME_DAY, words)
    missing = [
        word
        for word, value in (("the hours of the stay", stay.hours), ("the encounters of the day", stay.encounters))
        if value is None
    ]
    if missing:
        words = (
            f"99234 to 99236 want at least {LEAST_HOURS} hours and two encounters: say {' and '.join(missing)}. With "
            "fewer only an initial code is left."
        )
        answer = f"It wants a stay of at least {LEAST_HOURS} hours and two encounters of the day."
        return Family.HOSPITAL_SAME_DAY, Remark(_ONE_DAY, words, _SAME_DAY, answer, open=True)
    words = (
        f"{stay.hours} full hours and two encounters: one code of 99234 to 99236 stands for admission and discharge "
        "together. The record shows both encounters, each with its note, and the hours."
    )
    answer = "The stay of that day had at least 8 hours and two encounters, so one code stands for both services."
    return Family.HOSPITAL_SAME_DAY, Remark(_ONE_DAY, words, _SAME_DAY, answer)
