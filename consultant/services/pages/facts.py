"""The facts of a case as the ticket shows them: what the desk read with its words, and what coders say of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from consultant.coding.asking import QuestionType
from consultant.coding.catalogue import day
from consultant.coding.edits import Setting
from consultant.coding.facts import FactName, first
from consultant.coding.missing import Missing, letter
from consultant.coding.said import PARTED, SETTINGS, Said, read_of
from consultant.coding.stated import STATES
from consultant.db.queries.pages.rows import AnyRow
from consultant.services.facts import from_rows, lacking

PLACES: Mapping[str, str] = {
    "02": "Telehealth, not at home",
    "10": "Telehealth at home",
    "11": "Office",
    "12": "Home",
    "13": "Assisted living",
    "19": "Off-campus outpatient hospital",
    "20": "Urgent care",
    "21": "Inpatient hospital",
    "22": "On-campus outpatient hospital",
    "23": "Emergency room",
    "24": "Ambulatory surgical center",
    "31": "Skilled nursing facility",
    "32": "Nursing facility",
    "49": "Independent clinic",
    "50": "Federally qualified health center",
    "65": "End-stage renal disease facility",
    "72": "Rural health clinic",
    "81": "Independent laboratory",
}
"""Places of service that practices write of. Source: CMS, Place of Service Codes for Professional Claims."""

_SHOWN: Mapping[FactName, Mapping[str, str]] = {
    FactName.PLACE_OF_SERVICE: {code: f"{code} {name}" for code, name in PLACES.items()},
    FactName.SEX: {"F": "Female", "M": "Male"},
    FactName.SETTING: {Setting.PRACTITIONER: "Practitioner", Setting.OUTPATIENT: "Outpatient hospital"},
    FactName.QUESTION_TYPE: {kind: kind.replace("-", " ").capitalize() for kind in QuestionType},
}
_CHOICES: Mapping[FactName, Sequence[str]] = {
    FactName.SEX: ("F", "M"),
    FactName.SETTING: tuple(SETTINGS),
    FactName.QUESTION_TYPE: tuple(QuestionType),
    FactName.PLACE_OF_SERVICE: tuple(PLACES),
    FactName.STATE: tuple(STATES.values()),
}
ORDER = (
    FactName.DATE_OF_SERVICE,
    FactName.QUESTION_TYPE,
    FactName.PAYER,
    FactName.LINE_OF_BUSINESS,
    FactName.STATE,
    FactName.PLACE_OF_SERVICE,
    FactName.SETTING,
    FactName.SPECIALTY,
    FactName.AGE,
    FactName.SEX,
    FactName.DENIAL_CODE,
)


_ASSUMED = "not said: the day of the mail is assumed. "


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact. ``state``: guess, accepted, corrected, removed, assumed, missing, or unsaid, which a person may add.

    ``value`` is what holds, as people read it, ``raw`` as it is typed; ``read`` is what the desk reads where a person says
    otherwise. ``sure`` tells whether the mail names the fact.
    """

    name: FactName
    state: str
    value: str
    raw: str
    words: str = ""
    sure: bool = True
    read: str | None = None
    others: tuple[str, ...] = ()
    who: str = ""
    at: datetime | None = None
    why: str = ""

    @property
    def key(self) -> str:
        """The name as an id of the page."""
        return self.name.replace(" ", "-")

    @property
    def label(self) -> str:
        """The name as a person reads it."""
        return self.name.capitalize()

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Values to choose from with their words; empty where any words will do."""
        return tuple((value, shown(self.name, value)) for value in _CHOICES.get(self.name, ()))

    @property
    def open(self) -> bool:
        """Whether it waits for a person's word."""
        return self.state == "guess"


@dataclass(frozen=True, slots=True)
class Word:
    """What a coder says of a fact by its name; who and when are not known of the words that an older run went by."""

    name: str
    value: str | None
    accepted: bool = False
    who: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of a case, and what its question leaves unsaid."""

    lines: tuple[FactLine, ...]
    missing: tuple[Missing, ...]
    unsaid: tuple[FactLine, ...] = ()
    """Facts that neither the mail nor anybody says, to be added by hand."""

    @property
    def waiting(self) -> int:
        """How many facts wait to be accepted or corrected."""
        return sum(line.open for line in self.lines)

    @property
    def letter(self) -> str:
        """The question back, as it is put into the composer; empty where nothing is missing."""
        return letter(self.missing)


def assemble(
    read: Sequence[AnyRow], said: Sequence[Word], missing: Iterable[Mapping[str, Any]], *, assumed: date | None
) -> Facts:
    """Return the facts of a run's rows, of what coders say, and of what was missing when it ran.

    ``assumed`` is the day on which codes were judged where nobody said any.
    """
    told = {row.name: row for row in said}
    unsaid_still = lacking(missing, [Said(FactName(row.name), row.value) for row in said if row.name in ORDER])
    wanted = {one.name: one.why for one in unsaid_still}
    found = from_rows(read)
    lines: list[FactLine] = []
    unsaid: list[FactLine] = []
    for name in ORDER:
        if name in told:
            lines.append(_said(name, told[name], read_of(found, name)))
        elif (fact := first(found, name)) is not None:
            raw = read_of(found, name) or ""
            others = dict.fromkeys(
                shown(name, one.value) for one in found if one.name is name and one.value not in raw.split(PARTED)
            )
            sure = fact.confidence == "definite"
            lines.append(FactLine(name, "guess", shown(name, raw), raw, fact.words, sure, others=tuple(others)))
        elif name is FactName.DATE_OF_SERVICE and assumed is not None:
            lines.append(FactLine(name, "assumed", day(assumed), "", why=_ASSUMED + wanted.get(name, "")))
        elif name in wanted:
            lines.append(FactLine(name, "missing", "Not said", "", why=wanted[name]))
        else:
            unsaid.append(FactLine(name, "unsaid", "", ""))
    return Facts(tuple(lines), unsaid_still, tuple(unsaid))


def shown(name: FactName, value: str) -> str:
    """Return a value as a person reads it: days as the desk writes them, codes with their words."""
    if name is FactName.DATE_OF_SERVICE:
        return day(date.fromisoformat(value))
    return _SHOWN.get(name, {}).get(value, value)


def _said(name: FactName, row: Word, read: str | None) -> FactLine:
    if row.value is None:
        state, value = "removed", "Not said"
    else:
        state, value = ("accepted" if row.accepted else "corrected"), shown(name, row.value)
    elsewise = shown(name, read) if read is not None and read != row.value else None
    return FactLine(name, state, value, row.value or "", read=elsewise, who=row.who, at=row.at)
