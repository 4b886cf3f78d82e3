"""The payment indicators of the Medicare physician fee schedule in plain words of our own.

Source: CMS, PFS Relative Value Files, record layout (Medicare Claims Processing Manual, chapter 23, addendum MPFSDB).
"""

from __future__ import annotations

from dataclasses import dataclass

from consultant.coding.releases.fee_schedule import FeeRow


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: its name, as printed, and what it means; ``words`` is empty for a value that is not known here."""

    name: str
    value: str
    words: str


_STATUS = {
    "A": "paid separately when it is covered",
    "B": "never paid separately: its payment is inside that of other services",
    "C": "priced by the contractor, case by case",
    "D": "deleted",
    "E": "excluded from the fee schedule by regulation",
    "F": "deleted, without a grace period",
    "G": "not valid for Medicare, which uses another code; had a grace period",
    "H": "deleted modifier",
    "I": "not valid for Medicare, which uses another code",
    "J": "anesthesia: paid by base units and time, not by these values",
    "M": "a measure that is reported, not paid",
    "N": "not covered by Medicare; values are for information",
    "P": "bundled or excluded: part of another service, or not paid by the fee schedule",
    "Q": "functional information of therapy, reported and not paid",
    "R": "coverage is restricted and looked at case by case",
    "T": "paid only when nothing else of the fee schedule is paid to the same provider on that day",
    "X": "outside the fee schedule by statute",
}
_COMPONENTS = {
    "0": "a physician's service: 26 and TC do not apply",
    "1": "a diagnostic test: 26 (reading) and TC (performing) may be billed apart",
    "2": "the professional part alone: 26 and TC do not apply",
    "3": "the technical part alone: 26 and TC do not apply",
    "4": "the whole test alone, other codes are its parts: 26 and TC do not apply",
    "5": "incident to a physician's service; not paid in a hospital: 26 and TC do not apply",
    "6": "a laboratory test that a physician may interpret with 26; TC does not apply",
    "7": "therapy of a physical or occupational therapist: not paid in a hospital",
    "8": "a physician's interpretation, paid for inpatients alone; TC does not apply",
    "9": "professional and technical parts do not apply",
}
GLOBAL = {
    "000": "minor procedure: the day itself; a visit on that day is usually not paid",
    "010": "minor procedure: the day itself and 10 days after it",
    "090": "major procedure: the day before, the day itself and 90 days after it",
    "MMM": "maternity: the usual global period does not apply",
    "XXX": "the global concept does not apply",
    "YYY": "the contractor sets the global period",
    "ZZZ": "belongs to another service and lies in its global period",
}
_MULTIPLE = {
    "0": "no reduction for several procedures",
    "1": "reduced by rank: 100, 50, 25, 25, 25 percent",
    "2": "reduced by rank: 100, 50, 50, 50, 50 percent",
    "3": "endoscopy: the base endoscopy is taken off within a family, then ranked",
    "4": "imaging: further technical and professional parts of one session are reduced",
    "5": "therapy: practice expense of further units of the day is reduced",
    "6": "cardiovascular test: further technical parts of the day are reduced",
    "7": "eye test: further technical parts of the day are reduced",
    "9": "does not apply",
}
_BILATERAL = {
    "0": "no 150 percent for both sides: the anatomy or the code does not allow it",
    "1": "150 percent for both sides (modifier 50, or RT and LT)",
    "2": "the values are already for both sides",
    "3": "each side is paid in full",
    "9": "does not apply",
}
_ASSISTANT = {
    "0": "an assistant is paid only where papers show the medical need",
    "1": "an assistant is never paid",
    "2": "an assistant may be paid",
    "9": "does not apply",
}
_CO_SURGEONS = {
    "0": "co-surgeons are not paid",
    "1": "co-surgeons may be paid where papers show the medical need",
    "2": "co-surgeons are paid when they are of two specialties",
    "9": "does not apply",
}
_TEAM = {
    "0": "a team of surgeons is not paid",
    "1": "a team of surgeons may be paid where papers show the medical need",
    "2": "a team of surgeons is paid by report",
    "9": "does not apply",
}
_SUPERVISION = {
    "01": "general supervision by a physician",
    "02": "direct supervision by a physician",
    "03": "personal supervision by a physician",
    "04": "none for an independent psychologist, else general supervision",
    "05": "none for a qualified audiologist, else direct supervision",
    "06": "done in person by a physician, or by a physical therapist certified for it where the state allows",
    "09": "does not apply",
    "21": "general supervision for a certified technician, else direct",
    "22": "may be done by a technician in live contact with a physician",
    "66": "done by a physician or by a physical therapist certified for this procedure",
    "6A": "as 06; a certified therapist may also supervise another, but only the certified one bills",
    "77": "done by a certified therapist, by one under direct supervision, or by a certified technician under general",
    "7A": "as 77; a certified therapist may also supervise another, but only the certified one bills",
}


def explained(row: FeeRow) -> tuple[Indicator, ...]:
    """Every indicator of a row, in the order of the file; those that are blank there are left out."""
    said = (
        ("status", row.status, _STATUS),
        ("professional and technical parts", row.professional_technical, _COMPONENTS),
        ("global days", row.global_days, GLOBAL),
        ("multiple procedures", row.multiple, _MULTIPLE),
        ("both sides", row.bilateral, _BILATERAL),
        ("assistant at surgery", row.assistant, _ASSISTANT),
        ("co-surgeons", row.co_surgeons, _CO_SURGEONS),
        ("team of surgeons", row.team, _TEAM),
        ("supervision", row.supervision, _SUPERVISION),
    )
    found = [Indicator(name, value, words.get(value, "")) for name, value, words in said if value]
    if row.non_facility_na:
        found.append(Indicator("outside a facility", "NA", "rarely or never done there"))
    if row.facility_na:
        found.append(Indicator("in a facility", "NA", "not paid there by the fee schedule, or rarely done there"))
    if row.endoscopic_base:
        found.append(Indicator("base endoscopy", row.endoscopic_base, "the base of its family"))
    if row.opps_non_facility_pe or row.opps_facility_pe or row.opps_malpractice:
        words = "the technical part is paid no more than hospitals get for outpatients"
        found.append(Indicator("imaging limit", row.imaging_family, words))
    return tuple(found)
