from dataclasses import dataclass, field
from datetime import date
from typing import Any

from consultant.coding.catalogue import ReferenceRelease
from consultant.coding.crosswalks import Equivalent
from consultant.coding.edits import AddOn, Column, NotHeld, PairEdit, Setting, UnitLimit
from consultant.coding.indexes import IndexPath, Paths
from consultant.coding.policies import CodeList, Found, Listing, Policy
from consultant.coding.reference import EditorList, ModifierName
from consultant.coding.sections import PARTNERS_SHOWN, Asked, Section, Source, sections
from consultant.coding.sets import Reference, System

ON = date(2026, 7, 1)
AWAY = NotHeld("no release for the date is installed")


def release(of: Reference, label: str) -> ReferenceRelease:
    return ReferenceRelease("a" * 64, of, label, date(2026, 7, 1), date(2026, 9, 30))


MUE = release(Reference.MUE_PRACTITIONER, "MUE of the quarter")
PTP = release(Reference.PTP_PRACTITIONER, "pairs of the quarter")
AOC = release(Reference.ADD_ONS, "add-ons of the quarter")
GEM = release(Reference.GEM, "GEM")

NO_PATHS = Paths((), (AWAY,))
NO_POLICIES = Found((), (AWAY,))


class Edits:
    """One limit, an add-on code with two primaries, and sixty pairs."""

    def units(self, _code: str, _on: date, setting: Setting) -> UnitLimit | NotHeld | None:
        limit = UnitLimit("J7325", 48, 3, "Prescribing Information", MUE)
        return {Setting.PRACTITIONER: limit, Setting.OUTPATIENT: None, Setting.DME: AWAY}[setting]

    def add_on(self, code: str, _on: date) -> AddOn | None:
        return AddOn(code, 1, ("J7324", "20610"), AOC) if code == "J7325" else None

    def add_ons_of(self, _primary: str, _on: date) -> tuple[AddOn, ...]:
        return (AddOn("20611", 3, (), AOC),)

    def partners(self, code: str, _on: date, setting: Setting, column: Column, offset: int, limit: int) -> Any:
        if setting is not Setting.PRACTITIONER:
            return AWAY
        rows = [
            PairEdit(
                code, f"{number:05d}", number % 2, date(2020, 1, 1), None, "Misuse", before_1996=False, release=PTP
            )
            for number in range(60)
        ]
        return (60, rows[offset : offset + limit]) if column is Column.ONE else (0, [])


@dataclass
class Stub:
    """A library that answers by fixed words."""

    edits: Any = field(default_factory=Edits)
    paths: Paths = NO_PATHS
    editor: Any = AWAY
    policies_found: Found = NO_POLICIES
    modifiers: Any = AWAY

    @property
    def fees(self) -> Any:
        return self

    indexes = reference = crosswalks = property(lambda self: self)

    @property
    def policies(self) -> Any:
        return _Policies(self.policies_found)

    def paths_of(self, *_: object) -> Paths:
        return self.paths

    def editor_lists(self, *_: object) -> Any:
        return self.editor

    def modifier(self, *_: object) -> Any:
        return self.modifiers

    def localities(self, *_: object) -> NotHeld:
        return AWAY

    def backward(self, *_: object) -> Any:
        return (Equivalent("M17.11", "715.16", True, False, 0, 0, GEM),)

    leading_to = backward


class _Policies:
    def __init__(self, found: Found) -> None:
        self.found = found

    def policies(self, *_: object) -> Found:
        return self.found


class NoFees(Stub):
    """The same, where no fee schedule is installed."""

    @property
    def fees(self) -> Any:
        return _NoFees()


class _NoFees:
    def fees(self, *_: object) -> NotHeld:
        return AWAY


def told(stub: Any, system: System, code: str, asked: Asked | None = None) -> dict[str, Section]:
    return {one.key: one for one in sections(stub, system, code, ON, asked or Asked())}


def test_units_are_told_for_each_setting_or_why_not():
    lines = {line.head: line.words for line in told(NoFees(), System.HCPCS, "J7325")["units"].lines}

    assert lines == {
        "practitioner": "at most 48, counted by day; more needs documentation (Prescribing Information)",
        "outpatient": "no edit is published",
        "dme": "not checked: no release for the date is installed",
    }


def test_an_add_on_code_names_its_primaries_as_codes_of_their_systems():
    section = told(NoFees(), System.HCPCS, "J7325")["add-on"]

    assert section.lines[0].words == "one of these primary codes must stand beside it"
    assert [(line.system, line.code) for line in section.lines[1:]] == [
        (System.HCPCS, "J7324"),
        (System.CPT, "20610"),
    ]
    assert section.releases == (Source("add-ons of the quarter", None),)
    assert "add-on" not in told(NoFees(), System.HCPCS, "J7326")


def test_pairs_are_paged_and_say_what_a_modifier_does():
    first = told(NoFees(), System.HCPCS, "J7325")["pairs-1"]
    rest = told(NoFees(), System.HCPCS, "J7325", Asked(first=PARTNERS_SHOWN))["pairs-1"]

    assert (first.of, len(first.lines), len(rest.lines), rest.first) == (60, 50, 10, 50)
    assert first.lines[0].words == "no modifier bypasses it; Misuse; in force from 2020-01-01"
    assert first.lines[1].words.startswith("a modifier may bypass it")
    assert "pairs-2" not in told(NoFees(), System.HCPCS, "J7325")


def test_what_no_release_speaks_of_is_said_and_not_left_out():
    found = told(NoFees(), System.HCPCS, "J7325", Asked(setting=Setting.OUTPATIENT))

    assert found["pairs-1"].unchecked == found["fees"].unchecked == found["policies"].unchecked == AWAY.reason


def test_a_diagnosis_has_its_index_paths_editor_lists_and_crosswalk():
    index = release(Reference.CM_INDEX, "index")
    editor = release(Reference.EDITOR, "editor")
    stub = Stub(
        paths=Paths((IndexPath(("Osteoarthritis", "primary", "knee"), (), "", "M17.1-", index),), ()),
        editor=(EditorList("age_adult", 15, 124, editor),),
    )

    found = told(stub, System.CM, "M17.11")

    assert [(line.head, line.words) for line in found["index"].lines] == [("M17.1-", "Osteoarthritis, primary, knee")]
    assert found["editor"].lines[0].words == "for adults (15 to 124 years)"
    assert found["icd9"].lines[0].head == "715.16"
    assert found["from-icd9"].lines[0].head == "M17.11"


def test_policies_link_to_their_page_and_say_where_they_hold():
    policy = Policy(
        "LCD",
        "33394",
        "100",
        "L33394",
        "Drugs and Biologicals",
        date(2020, 1, 1),
        None,
        True,
        ("National Government Services",),
        ("CT", "NY"),
        (Listing(CodeList.PROCEDURES, "1", False),),
        release(Reference.COVERAGE, "coverage"),
    )

    section = told(Stub(policies_found=Found((policy,), ())), System.CM, "M17.11", Asked(state="NY"))["policies"]

    assert section.title == "Coverage policies in NY"
    assert section.lines[0].words == "Drugs and Biologicals (procedures; CT, NY)"
    assert str(section.lines[0].link).startswith("https://www.cms.gov/medicare-coverage-database/")


def test_a_modifier_is_explained():
    name = ModifierName("25", "CPT", "visit", "A visit beyond the procedure", release(Reference.MODIFIERS, "modifiers"))

    assert (
        told(Stub(modifiers=name), System.MODIFIER, "25")["modifier"].lines[0].words == "A visit beyond the procedure"
    )
    assert told(Stub(), System.MODIFIER, "25")["modifier"].unchecked == AWAY.reason


def test_a_release_that_is_older_than_its_season_is_marked_where_it_shows():
    old = ReferenceRelease("a" * 64, Reference.MODIFIERS, "old", date(2026, 1, 1), date(2026, 3, 31))
    name = ModifierName("25", "CPT", "visit", "A visit beyond the procedure", old)

    [source] = told(Stub(modifiers=name), System.MODIFIER, "25")["modifier"].releases
    assert source.stale == "in force to 31 Mar 2026; a newer release is out and not installed"
