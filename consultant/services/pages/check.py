"""The check page: lines, diagnoses, a date, who bills, who pays and where, judged by every rule.

The page's address carries codes, the date, who bills, the payer (one of a list) and the place, so that it can be passed on;
the patient's age and sex never stand in an address: they come by the form alone, and a page opened by its address is judged
without them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from urllib.parse import urlencode

from consultant.coding.cards import Status, entry_of, standing
from consultant.coding.catalogue import Catalogue
from consultant.coding.edits import Setting
from consultant.coding.facts import FactName, date_of_service, first
from consultant.coding.rules import Case, Finding, Line, Patient, Severity, check_case
from consultant.coding.said import settled, written
from consultant.coding.sets import System
from consultant.coding.stated import PAYERS as PAYER_NAMES
from consultant.coding.stated import payers
from consultant.coding.stated_practice import LINES_OF_BUSINESS, lines_of_business
from consultant.coding.systems import cpt, hcpcs, icd10cm
from consultant.db.engine import Tx
from consultant.db.queries import tickets
from consultant.db.queries.pages import ticket as queries
from consultant.domain.references import format_reference
from consultant.domain.rights import Action, Person, demand
from consultant.services import facts
from consultant.services.pages.codes import tone

LINES, DIAGNOSES = 40, 12
"""Of one claim: what the page takes."""
BLANK = 2
"""Empty lines below those that are filled."""
MOST_UNITS = 99_999
SETTINGS: Mapping[str, str] = {Setting.PRACTITIONER: "Practitioner", Setting.OUTPATIENT: "Outpatient hospital"}
PAYERS: Mapping[str, tuple[str, ...]] = {
    "Line of business": LINES_OF_BUSINESS,
    "Payer": tuple(name for name in PAYER_NAMES if name not in LINES_OF_BUSINESS),
}
"""The payers that may be chosen: those of which facts know a name, so that no address holds free words."""
SEXES: Mapping[str, str] = {"": "Not said", "F": "Female", "M": "Male"}


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line as it was typed."""

    code: str = ""
    modifiers: str = ""
    units: str = ""

    @property
    def blank(self) -> bool:
        return not (self.code or self.modifiers or self.units)


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it was typed. ``on`` empty: today; ``payer`` is one of ``PAYERS``, ``place`` two digits, or empty."""

    lines: tuple[TypedLine, ...] = ()
    diagnoses: tuple[str, ...] = ()
    on: str = ""
    setting: str = Setting.PRACTITIONER
    age: str = ""
    sex: str = ""
    payer: str = ""
    place: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing is there to be judged."""
        return all(line.blank for line in self.lines) and not any(self.diagnoses)

    @property
    def address(self) -> str:
        """The page's address, without the patient."""
        told = [
            pair
            for line in self.lines
            if not line.blank
            for pair in (("code", line.code), ("mod", line.modifiers), ("units", line.units))
        ]
        told += [("dx", code) for code in self.diagnoses if code]
        told += [("on", self.on)] if self.on else []
        told += [("setting", self.setting)] if self.setting != Setting.PRACTITIONER else []
        told += [(name, value) for name, value in (("payer", self.payer), ("place", self.place)) if value]
        return "/check?" + urlencode(told)


@dataclass(frozen=True, slots=True)
class Judged:
    """A code of the claim with its standing on the day."""

    system: System
    code: str
    status: Status
    words: str
    text: str
    severity: str


@dataclass(frozen=True, slots=True)
class Result:
    """What the rules say, gravest first; what was not checked stands apart."""

    on: date
    findings: tuple[Finding, ...]
    unchecked: tuple[Finding, ...]
    codes: tuple[Judged, ...]

    def tally(self, severity: str) -> int:
        """Return how many findings have this severity."""
        return sum(one.severity == severity for one in self.findings)

    def gravest(self, code: str) -> str:
        """Return the gravest severity that a finding has about this code as it was typed, or an empty word."""
        bare = code.replace(".", "").upper()
        return next(
            (str(one.severity) for one in self.findings if bare in {named.replace(".", "") for named in one.codes}), ""
        )


@dataclass(frozen=True, slots=True)
class CheckPage:
    """The form with what is wrong in it, by field, and the result where it could be judged. ``paste``: a text that could
    not be taken.
    """

    typed: Typed
    wrong: Mapping[str, str] = field(default_factory=dict)
    result: Result | None = None
    ticket_id: int | None = None
    reference: str = ""
    paste: str = ""

    @property
    def lines(self) -> tuple[TypedLine, ...]:
        """The lines with some empty ones behind them."""
        return (*self.typed.lines, *(TypedLine() for _ in range(max(BLANK, 4 - len(self.typed.lines)))))

    @property
    def diagnoses(self) -> tuple[str, ...]:
        """The diagnoses with some empty ones behind them."""
        return (*self.typed.diagnoses, *("" for _ in range(max(1, 4 - len(self.typed.diagnoses)))))[:DIAGNOSES]


def show(person: Person, catalogue: Catalogue, typed: Typed, *, today: date) -> CheckPage:
    """Return the page for what was typed; what is wrong is named at its field and nothing is judged. Raises Forbidden."""
    demand(person, Action.FIND_CODES)
    wrong: dict[str, str] = {}
    case = _case(typed, wrong, today=today)
    if wrong or typed.blank:
        return CheckPage(typed, wrong)
    found = check_case(case, catalogue)
    apart = tuple(one for one in found if _is_unchecked(one))
    result = Result(case.on, tuple(one for one in found if not _is_unchecked(one)), apart, _judged(case, catalogue))
    return CheckPage(typed, result=result)


def of_ticket(tx: Tx, person: Person, ticket_id: int) -> Typed:
    """Return the claim that a ticket tells: its codes as they are written, and the facts that hold. Raises NotFound."""
    demand(person, Action.READ_TICKET)
    run_id = tickets.get(tx, ticket_id).lookup_run_id
    known = settled(facts.read(tx, run_id), facts.said(tx, ticket_id))
    lines, diagnoses = [], []
    for row in queries.codes(tx, run_id) if run_id is not None else ():
        if row.found_by != "mention" or (row.card or {}).get("role") == "quoted":
            continue
        if row.system == System.CM:
            diagnoses.append(row.code)
        elif row.system in (System.CPT, System.HCPCS):
            told = (row.card or {}).get("modifiers") or ()
            units = (row.card or {}).get("units")
            lines.append(TypedLine(row.code, " ".join(told), "" if units is None else str(units)))
    served, age, sex, setting, payer, business, place = (
        date_of_service(known),
        *(first(known, name) for name in (FactName.AGE, FactName.SEX, FactName.SETTING)),
        *(first(known, name) for name in (FactName.PAYER, FactName.LINE_OF_BUSINESS, FactName.PLACE_OF_SERVICE)),
    )
    return Typed(
        tuple(lines[:LINES]),
        tuple(diagnoses[:DIAGNOSES]),
        served.value if served else "",
        setting.value if setting else Setting.PRACTITIONER.value,
        age.value if age else "",
        sex.value if sex else "",
        payer_of(business.value if business else "", payer.value if payer else ""),
        place.value if place else "",
    )


def payer_of(business: str, payer: str) -> str:
    """Return the payer of the list that a line of business, or else a payer, names; empty where it names none."""
    for words in (business, payer):
        if words in LINES_OF_BUSINESS or words in PAYER_NAMES:
            return words
        named = next(chain(lines_of_business(words), payers(words)), None)
        if named is not None:
            return named.value
    return ""


def beside(page: CheckPage, ticket_id: int) -> CheckPage:
    """The page with the way back to its ticket."""
    return replace(page, ticket_id=ticket_id, reference=format_reference(ticket_id))


def _case(typed: Typed, wrong: dict[str, str], *, today: date) -> Case:
    """The claim that was typed; ``wrong`` gets a sentence for each field that cannot be read."""
    lines = [_line(number, line, wrong) for number, line in enumerate(typed.lines) if not line.blank]
    diagnoses = [_diagnosis(number, word, wrong) for number, word in enumerate(typed.diagnoses) if word]
    on = _read(FactName.DATE_OF_SERVICE, typed.on, "on", wrong)
    place = _read(FactName.PLACE_OF_SERVICE, typed.place, "place", wrong)
    age, sex = _read(FactName.AGE, typed.age, "age", wrong), _read(FactName.SEX, typed.sex, "sex", wrong)
    return Case(
        on=date.fromisoformat(on) if on else today,
        diagnoses=tuple(diagnoses),
        lines=tuple(lines),
        sequenced=True,
        setting=Setting(typed.setting) if typed.setting in SETTINGS else Setting.PRACTITIONER,
        patient=Patient(int(age) if age else None, sex or None),
        payer=typed.payer or None,
        place=place or None,
    )


def _line(number: int, line: TypedLine, wrong: dict[str, str]) -> Line:
    word = line.code.upper()
    numbered = word[:1].isdigit()
    code = (cpt.normalise if numbered else hcpcs.normalise)(word)
    if not word:
        wrong[f"code{number}"] = "Write the code of this line, or empty it."
    elif code is None:
        wrong[f"code{number}"] = f"{line.code} has the shape of no procedure or supply code."
    told = tuple(dict.fromkeys(line.modifiers.upper().replace(",", " ").replace("-", " ").split()))
    strange = [one for one in told if not (len(one) == 2 and one.isascii() and one.isalnum())]
    if strange:
        wrong[f"mod{number}"] = f"{strange[0]} is no modifier: each has two characters."
    units = line.units
    if units and not (units.isascii() and units.isdecimal() and int(units) <= MOST_UNITS):
        wrong[f"units{number}"] = "Units are a whole number."
        units = ""
    system = System.CPT if numbered else System.HCPCS
    return Line(system, code or word, told, int(units) if units else None)


def _diagnosis(number: int, word: str, wrong: dict[str, str]) -> str:
    code = icd10cm.normalise(word)
    if code is None:
        wrong[f"dx{number}"] = f"{word} has not the shape of an ICD-10-CM code."
    return code or word


def _read(name: FactName, word: str, at: str, wrong: dict[str, str]) -> str:
    if not word:
        return ""
    try:
        return written(name, word)
    except ValueError as error:
        wrong[at] = str(error)
        return ""


def _is_unchecked(finding: Finding) -> bool:
    return finding.severity is Severity.INFO and finding.rule.endswith("not-checked")


def _judged(case: Case, catalogue: Catalogue) -> tuple[Judged, ...]:
    asked: Sequence[tuple[System, str]] = [
        *((line.system, line.code) for line in case.lines),
        *((System.CM, code) for code in case.diagnoses),
    ]
    found = []
    for system, code in dict.fromkeys(asked):
        answer = catalogue.ask(system, code, case.on)
        status, words, _ = standing(system, answer, case.on)
        entry = entry_of(answer)
        found.append(Judged(system, code, status, words, entry.text if entry else "", tone(status)))
    return tuple(found)
